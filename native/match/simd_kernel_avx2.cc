// A table over the classes of bytes takes three registers of sixteen entries, each for the bytes of a row of classes:
// vpshufb answers zero where the index has its high bit set, so each row has its own copy of the text, with that bit
// set in the bytes of the others, and the three answers are or-ed.
#include "match/simd_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace veil {

// Functions, not flags of the whole file: nothing of the standard library is compiled for a processor that may not be
// there.
#define VEIL_AVX2 __attribute__((target("avx2,bmi,popcnt")))

namespace {

constexpr uint32_t kRows = kByteClassCount / 16;

struct Rows {
  alignas(32) uint8_t indices[kRows][kMaxWindowSearchBytes + 64];
};

VEIL_AVX2 inline __m256i Load(const uint8_t* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}
VEIL_AVX2 inline void Store(uint8_t* bytes, __m256i vector) {
  _mm256_store_si256(reinterpret_cast<__m256i*>(bytes), vector);
}

// ByteClass of each byte: its low four bits as the index, in the class's row alone. vpshufb ignores bits four to six.
VEIL_AVX2 inline void Classify(const uint8_t* bytes, size_t size, Rows& rows) {
  const __m256i known_bits = _mm256_set1_epi8(0x5f);
  const __m256i bit_four = _mm256_set1_epi8(0x10);
  const __m256i bit_six = _mm256_set1_epi8(0x40);
  const __m256i bits_four_and_six = _mm256_set1_epi8(0x50);
  const __m256i to_high_bit = _mm256_set1_epi8(0x70);  // 0x10 and more reach 0x80
  for (size_t at = 0; at < size; at += 32) {
    // What the next call reads; past the end of the text nothing happens.
    _mm_prefetch(reinterpret_cast<const char*>(bytes + at + kMaxWindowSearchBytes), _MM_HINT_T0);
    const __m256i c = _mm256_and_si256(Load(bytes + at), known_bits);
    const __m256i shifted = _mm256_add_epi8(c, _mm256_srli_epi16(_mm256_and_si256(c, bit_four), 4));
    Store(rows.indices[0] + at, _mm256_add_epi8(shifted, bit_six));
    Store(rows.indices[1] + at, _mm256_add_epi8(_mm256_xor_si256(c, bit_six), to_high_bit));
    Store(rows.indices[2] + at, _mm256_add_epi8(_mm256_xor_si256(c, bits_four_and_six), to_high_bit));
  }
}

// Adds a group's buckets to `buckets`, which the first one overwrites: those whose windows may begin at each offset.
// The nine tables stay in registers.
template <bool kIsFirst>
VEIL_AVX2 inline void AddGroup(const uint8_t group[kLookedUpBytes][64], const Rows& rows, size_t count,
                               uint8_t* buckets) {
  __m256i tables[kLookedUpBytes][kRows];
  for (uint32_t place = 0; place < kLookedUpBytes; ++place) {
    for (uint32_t row = 0; row < kRows; ++row) {
      const auto* table = reinterpret_cast<const __m128i*>(group[place] + 16 * row);
      tables[place][row] = _mm256_broadcastsi128_si256(_mm_load_si128(table));
    }
  }
  for (size_t at = 0; at < count; at += 32) {
    __m256i all = _mm256_set1_epi8(-1);
    for (uint32_t place = 0; place < kLookedUpBytes; ++place) {
      __m256i any = _mm256_setzero_si256();
      for (uint32_t row = 0; row < kRows; ++row) {
        any = _mm256_or_si256(any, _mm256_shuffle_epi8(tables[place][row], Load(rows.indices[row] + at + place)));
      }
      all = _mm256_and_si256(all, any);
    }
    if constexpr (!kIsFirst) all = _mm256_or_si256(all, Load(buckets + at));
    Store(buckets + at, all);
  }
}

struct BitNumbers {
  uint8_t of[256][8];
};

// The numbers of the bits that are set in a byte, rising.
constexpr BitNumbers kBitNumbers = [] {
  BitNumbers numbers{};
  for (uint32_t bits = 0; bits < 256; ++bits) {
    uint32_t count = 0;
    for (uint8_t bit = 0; bit < 8; ++bit) {
      if ((bits >> bit & 1) != 0) numbers.of[bits][count++] = bit;
    }
  }
  return numbers;
}();

// Without a branch: how many bits are set, no processor can guess.
VEIL_AVX2 inline size_t WriteOffsets(uint32_t passed, size_t at, uint16_t* out) {
  size_t found = 0;
  for (size_t i = 0; i < 32; i += 8, passed >>= 8) {
    const auto* numbers = reinterpret_cast<const __m128i*>(kBitNumbers.of[passed & 0xff]);
    const __m128i base = _mm_set1_epi16(static_cast<int16_t>(at + i));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + found),
                     _mm_add_epi16(base, _mm_cvtepu8_epi16(_mm_loadl_epi64(numbers))));
    found += static_cast<size_t>(__builtin_popcount(passed & 0xff));
  }
  return found;
}

VEIL_AVX2 size_t FindWindows(const SimdMasks& masks, const uint8_t* bytes, size_t count, uint16_t* out) {
  Rows rows;
  Classify(bytes, count + kLookedUpBytes - 1, rows);
  alignas(32) uint8_t buckets[kMaxWindowSearchBytes];
  AddGroup<true>(masks.buckets[0], rows, count, buckets);
  for (uint32_t group = 1; group < masks.group_count; ++group)
    AddGroup<false>(masks.buckets[group], rows, count, buckets);
  size_t found = 0;
  for (size_t at = 0; at < count; at += 32) {
    const __m256i none = _mm256_cmpeq_epi8(Load(buckets + at), _mm256_setzero_si256());
    uint32_t passed = ~static_cast<uint32_t>(_mm256_movemask_epi8(none));
    if (count - at < 32) passed &= ~uint32_t{0} >> (32 - (count - at));
    if (passed == 0) continue;  // most often so with a few literals, hardly ever with many
    found += WriteOffsets(passed, at, out + found);
  }
  return found;
}

constexpr SimdKernel kKernel = {kAvx2MaxGroups, FindWindows};

}  // namespace

const SimdKernel* Avx2Kernel() {
  const bool can_run =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  return can_run ? &kKernel : nullptr;
}

}  // namespace veil
#else

namespace veil {

const SimdKernel* Avx2Kernel() { return nullptr; }

}  // namespace veil
#endif
