#include "match/simd_kernel.h"

#if defined(__x86_64__)
// g++ 12's own header initialises its "undefined" registers with themselves and warns of it (gcc bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

namespace veil {

// Functions, not flags of the whole file: nothing of the standard library is compiled for a processor that may not be
// there.
#define VEIL_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))

namespace {

struct Tables {
  __m512i low[kWindowBytes], high[kWindowBytes];
};

// vpermi2b looks bytes up by their low seven bits in a table of 128.
VEIL_AVX512 inline __m512i Buckets(const Tables& tables, const __m512i* places) {
  const __m512i first = _mm512_permutex2var_epi8(tables.low[0], places[0], tables.high[0]);
  const __m512i second = _mm512_permutex2var_epi8(tables.low[1], places[1], tables.high[1]);
  const __m512i third = _mm512_permutex2var_epi8(tables.low[2], places[2], tables.high[2]);
  const __m512i fourth = _mm512_permutex2var_epi8(tables.low[3], places[3], tables.high[3]);
  constexpr int kAnd = 0x80;
  return _mm512_and_si512(_mm512_ternarylogic_epi32(first, second, third, kAnd), fourth);
}

VEIL_AVX512 inline Tables Load(const uint8_t buckets[kWindowBytes][128]) {
  Tables tables;
  for (uint32_t place = 0; place < kWindowBytes; ++place) {
    tables.low[place] = _mm512_load_si512(buckets[place]);
    tables.high[place] = _mm512_load_si512(buckets[place] + 64);
  }
  return tables;
}

// The second step: keeps the offsets whose window's hash is known, and answers how many those are. Without a branch, as
// one in six stays and no processor can guess which.
VEIL_AVX512 size_t KeepKnownWindows(const WindowBitmap& known, const uint8_t* bytes, uint16_t* windows, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint16_t at = windows[i];
    uint32_t four;
    std::memcpy(&four, bytes + at, sizeof four);
    windows[kept] = at;
    kept += BitOf(known, HashOfWindow(four | kFold));
  }
  return kept;
}

}  // namespace

bool HasKernel() {
  return __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}

VEIL_AVX512 size_t FindWindows(const SimdMasks& masks, const WindowBitmap& known, const uint8_t* bytes, size_t count,
                               uint16_t* out) {
  static_assert(kBucketCount == 24 && kWindowBytes == 4, "the tables fill 24 of the 32 vector registers");
  const Tables first = Load(masks.buckets[0]);
  const Tables second = Load(masks.buckets[1]);
  const Tables third = Load(masks.buckets[2]);
  alignas(64) uint8_t numbers[64];
  for (int i = 0; i < 64; ++i) numbers[i] = static_cast<uint8_t>(i);
  const __m512i indices = _mm512_load_si512(numbers);

  size_t found = 0;
  for (size_t at = 0; at < count; at += 64) {
    const __m512i places[kWindowBytes] = {
        _mm512_loadu_si512(bytes + at),
        _mm512_loadu_si512(bytes + at + 1),
        _mm512_loadu_si512(bytes + at + 2),
        _mm512_loadu_si512(bytes + at + 3),
    };
    const __m512i buckets =
        _mm512_or_si512(_mm512_or_si512(Buckets(first, places), Buckets(second, places)), Buckets(third, places));
    uint64_t passed = _mm512_test_epi8_mask(buckets, buckets);
    if (count - at < 64) passed &= ~uint64_t{0} >> (64 - (count - at));
    // To a register and then out, not straight to memory: that form of the instruction is microcoded on Zen 4.
    const __m512i packed = _mm512_maskz_compress_epi8(passed, indices);
    const __m512i base = _mm512_set1_epi16(static_cast<int16_t>(at));
    const int passed_count = __builtin_popcountll(passed);
    _mm512_storeu_si512(out + found, _mm512_add_epi16(base, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(packed))));
    if (passed_count > 32) {
      const __m512i rest = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(packed, 1));
      _mm512_storeu_si512(out + found + 32, _mm512_add_epi16(base, rest));
    }
    found += static_cast<size_t>(passed_count);
  }
  return KeepKnownWindows(known, bytes, out, found);
}

}  // namespace veil
#else

namespace veil {

bool HasKernel() { return false; }
size_t FindWindows(const SimdMasks&, const WindowBitmap&, const uint8_t*, size_t, uint16_t*) { return 0; }

}  // namespace veil
#endif
