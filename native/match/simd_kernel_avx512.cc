// One vector register holds a table over all classes of bytes: vpermb looks 64 of them up at once.
#include "match/simd_kernel.h"

#if defined(__x86_64__)
// g++ 12's own header initialises its "undefined" registers with themselves and warns of it (gcc bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

#include <iterator>

namespace veil {

// Functions, not flags of the whole file: nothing of the standard library is compiled for a processor that may not be
// there.
#define VEIL_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))

namespace {

struct alignas(64) ByteTable {
  uint8_t bytes[128];
};

constexpr ByteTable kClassOfByte = [] {
  ByteTable table{};
  for (uint32_t c = 0; c < 128; ++c) table.bytes[c] = ByteClass(static_cast<uint8_t>(c));
  return table;
}();

constexpr ByteTable kNumbers = [] {
  ByteTable table{};
  for (uint32_t i = 0; i < 128; ++i) table.bytes[i] = static_cast<uint8_t>(i);
  return table;
}();

// The class of each byte that is looked up; vpermi2b takes a byte's low seven bits.
VEIL_AVX512 inline void Classify(const uint8_t* bytes, size_t size, uint8_t* classes) {
  const __m512i low = _mm512_load_si512(kClassOfByte.bytes);
  const __m512i high = _mm512_load_si512(kClassOfByte.bytes + 64);
  for (size_t at = 0; at < size; at += 64) {
    // What the next call reads; past the end of the text nothing happens.
    _mm_prefetch(reinterpret_cast<const char*>(bytes + at + kMaxWindowSearchBytes), _MM_HINT_T0);
    _mm512_store_si512(classes + at, _mm512_permutex2var_epi8(low, _mm512_loadu_si512(bytes + at), high));
  }
}

// The buckets whose windows may begin at each of 64 offsets.
template <uint32_t kGroups>
VEIL_AVX512 inline __m512i Buckets(const __m512i tables[kGroups][kLookedUpBytes], const uint8_t* classes) {
  const __m512i first = _mm512_load_si512(classes);
  const __m512i second = _mm512_loadu_si512(classes + 1);
  const __m512i third = _mm512_loadu_si512(classes + 2);
  constexpr int kAnd = 0x80;
  __m512i buckets = _mm512_setzero_si512();
  for (uint32_t group = 0; group < kGroups; ++group) {
    const __m512i* places = tables[group];
    buckets = _mm512_or_si512(buckets, _mm512_ternarylogic_epi32(_mm512_permutexvar_epi8(first, places[0]),
                                                                 _mm512_permutexvar_epi8(second, places[1]),
                                                                 _mm512_permutexvar_epi8(third, places[2]), kAnd));
  }
  return buckets;
}

// The tables of all groups stay in registers: so one function for each number of them.
template <uint32_t kGroups>
VEIL_AVX512 size_t FindWindowsOf(const SimdMasks& masks, const uint8_t* bytes, size_t count, uint16_t* out) {
  alignas(64) uint8_t classes[kMaxWindowSearchBytes + 128];
  Classify(bytes, count + kLookedUpBytes - 1, classes);
  __m512i tables[kGroups][kLookedUpBytes];
  for (uint32_t group = 0; group < kGroups; ++group) {
    for (uint32_t place = 0; place < kLookedUpBytes; ++place) {
      tables[group][place] = _mm512_load_si512(masks.buckets[group][place]);
    }
  }
  const __m512i numbers = _mm512_load_si512(kNumbers.bytes);
  size_t found = 0;
  for (size_t at = 0; at < count; at += 64) {
    const __m512i buckets = Buckets<kGroups>(tables, classes + at);
    uint64_t passed = _mm512_test_epi8_mask(buckets, buckets);
    if (count - at < 64) passed &= ~uint64_t{0} >> (64 - (count - at));
    // To a register and then out, not straight to memory: that form of the instruction is microcoded on Zen 4.
    const __m512i packed = _mm512_maskz_compress_epi8(passed, numbers);
    const __m512i base = _mm512_set1_epi16(static_cast<int16_t>(at));
    const int passed_count = __builtin_popcountll(passed);
    _mm512_storeu_si512(out + found, _mm512_add_epi16(base, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(packed))));
    if (passed_count > 32) {
      const __m512i rest = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(packed, 1));
      _mm512_storeu_si512(out + found + 32, _mm512_add_epi16(base, rest));
    }
    found += static_cast<size_t>(passed_count);
  }
  return found;
}

VEIL_AVX512 size_t FindWindows(const SimdTables& tables, const uint8_t* bytes, size_t count, uint16_t* out) {
  static constexpr decltype(&FindWindowsOf<1>) kByGroups[] = {FindWindowsOf<1>, FindWindowsOf<2>, FindWindowsOf<3>,
                                                              FindWindowsOf<4>};
  static_assert(std::size(kByGroups) == kAvx512MaxGroups);
  const size_t found = kByGroups[tables.masks.group_count - 1](tables.masks, bytes, count, out);
  return tables.known.Keep(bytes, out, found);
}

constexpr SimdKernel kKernel = {kAvx512MaxGroups, FindWindows};

}  // namespace

const SimdKernel* Avx512Kernel() {
  const bool can_run = __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512bw") &&
                       __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
                       __builtin_cpu_supports("avx512vbmi2");
  return can_run ? &kKernel : nullptr;
}

}  // namespace veil
#else

namespace veil {

const SimdKernel* Avx512Kernel() { return nullptr; }

}  // namespace veil
#endif
