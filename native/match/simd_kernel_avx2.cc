#include "match/simd_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace veil {

#define VEIL_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

namespace {

// A table of 128 bytes as eight of sixteen, which is what one shuffle looks up in. Which buckets have a byte is asked
// by its low and by its high half: a bucket that has 'a' (0x61) and 'R' (0x52) then passes 'b' (0x62) and 'Q', too. So
// more offsets pass than with AVX-512, none is lost.
struct Tables {
  __m256i low[kWindowBytes], high[kWindowBytes];
};

VEIL_AVX2 inline Tables Load(const uint8_t buckets[kWindowBytes][128]) {
  Tables tables;
  for (uint32_t place = 0; place < kWindowBytes; ++place) {
    alignas(16) uint8_t low[16] = {};
    alignas(16) uint8_t high[16] = {};
    for (uint32_t c = 0; c < 128; ++c) {
      low[c & 15] |= buckets[place][c];
      high[c >> 4] |= buckets[place][c];
      high[(c >> 4) + 8] |= buckets[place][c];  // the eighth bit is not looked at
    }
    tables.low[place] = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(low)));
    tables.high[place] = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(high)));
  }
  return tables;
}

VEIL_AVX2 inline __m256i Buckets(const Tables& tables, const __m256i* low, const __m256i* high) {
  __m256i buckets = _mm256_set1_epi8(-1);
  for (uint32_t place = 0; place < kWindowBytes; ++place) {
    const __m256i both = _mm256_and_si256(_mm256_shuffle_epi8(tables.low[place], low[place]),
                                          _mm256_shuffle_epi8(tables.high[place], high[place]));
    buckets = _mm256_and_si256(buckets, both);
  }
  return buckets;
}

}  // namespace

VEIL_AVX2 size_t FindWindowsAvx2(const SimdMasks& masks, const WindowBitmap& known, const uint8_t* bytes,
                             size_t count, uint16_t* out) {
  static_assert(kBucketCount == 16);
  const Tables first = Load(masks.buckets[0]);
  const Tables second = Load(masks.buckets[1]);
  const __m256i nibble = _mm256_set1_epi8(0x0f);

  size_t found = 0;
  for (size_t at = 0; at < count; at += 32) {
    __m256i low[kWindowBytes], high[kWindowBytes];
    for (uint32_t place = 0; place < kWindowBytes; ++place) {
      const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + at + place));
      low[place] = _mm256_and_si256(here, nibble);
      high[place] = _mm256_and_si256(_mm256_srli_epi16(here, 4), nibble);
    }
    const __m256i buckets = _mm256_or_si256(Buckets(first, low, high), Buckets(second, low, high));
    const __m256i none = _mm256_cmpeq_epi8(buckets, _mm256_setzero_si256());
    uint32_t passed = ~static_cast<uint32_t>(_mm256_movemask_epi8(none));
    if (count - at < 32) passed &= ~uint32_t{0} >> (32 - (count - at));
    // Four at a time, so that the loop's end is guessed right more often; what is written too many is overwritten.
    const size_t passed_count = static_cast<size_t>(__builtin_popcount(passed));
    for (size_t i = 0; i < passed_count; i += 4) {
      for (size_t k = 0; k < 4; ++k) {
        out[found + i + k] = static_cast<uint16_t>(at + static_cast<size_t>(__builtin_ctz(passed | 1u << 31)));
        passed &= passed - 1;
      }
    }
    found += passed_count;
  }
  return KeepKnownWindows(known, bytes, out, found);
}

}  // namespace veil
#endif
