// A table over the classes of bytes takes three registers of sixteen entries, each for the bytes of a row of classes:
// vpshufb answers zero where the index has its high bit set, so each row has its own copy of the text, with that bit
// set in the bytes of the others, and the three answers are or-ed.
//
// Each place is looked up where its byte stands, and what was found lies in memory until it is put together: read back
// one or two bytes further on, which costs less than the text looked up three times at three offsets would.
#include "match/simd_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace veil {

// Functions, not flags of the whole file: nothing of the standard library is compiled for a processor that may not be
// there.
#define VEIL_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

namespace {

constexpr uint32_t kRows = kByteClassCount / 16;

// So many bytes are looked up and then put together: their answers stay in the first-level cache.
constexpr size_t kStepBytes = 1024;
constexpr size_t kBlockBytes = 64;

// For a group and a place: the buckets that have the class of each byte there.
template <uint32_t kGroups>
struct Answers {
  alignas(64) uint8_t buckets[kGroups][kLookedUpBytes][kStepBytes + kBlockBytes];
};

struct Rows {
  __m256i of[kRows];
};

VEIL_AVX2 inline __m256i Load(const uint8_t* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}
VEIL_AVX2 inline void Store(uint8_t* bytes, __m256i vector) {
  _mm256_store_si256(reinterpret_cast<__m256i*>(bytes), vector);
}

// ByteClass of each byte: its low four bits as the index, in the class's row alone. vpshufb ignores bits four to six.
VEIL_AVX2 inline Rows Classify(__m256i bytes) {
  const __m256i bit_six = _mm256_set1_epi8(0x40);
  const __m256i to_high_bit = _mm256_set1_epi8(0x70);  // 0x10 and more reach 0x80
  const __m256i c = _mm256_and_si256(bytes, _mm256_set1_epi8(0x5f));
  const __m256i shifted = _mm256_add_epi8(c, _mm256_srli_epi16(_mm256_and_si256(c, _mm256_set1_epi8(0x10)), 4));
  return {{_mm256_add_epi8(shifted, bit_six), _mm256_add_epi8(_mm256_xor_si256(c, bit_six), to_high_bit),
           _mm256_add_epi8(_mm256_xor_si256(c, _mm256_set1_epi8(0x50)), to_high_bit)}};
}

VEIL_AVX2 inline __m256i LookUp(const __m256i tables[kRows], const Rows& rows) {
  __m256i any = _mm256_shuffle_epi8(tables[0], rows.of[0]);
  for (uint32_t row = 1; row < kRows; ++row) any = _mm256_or_si256(any, _mm256_shuffle_epi8(tables[row], rows.of[row]));
  return any;
}

// Two registers of text at a time, as the eighteen tables of two groups are more than stay in registers: each is loaded
// once for both.
template <uint32_t kGroups>
VEIL_AVX2 inline void LookUpAll(const SimdMasks& masks, const uint8_t* bytes, size_t size, Answers<kGroups>& answers) {
  for (size_t at = 0; at < size; at += kBlockBytes) {
    // What the next call reads; past the end of the text nothing happens.
    _mm_prefetch(reinterpret_cast<const char*>(bytes + at + kMaxWindowSearchBytes), _MM_HINT_T0);
    const Rows first = Classify(Load(bytes + at));
    const Rows second = Classify(Load(bytes + at + 32));
#pragma GCC unroll 8
    for (uint32_t group = 0; group < kGroups; ++group) {
#pragma GCC unroll 8
      for (uint32_t place = 0; place < kLookedUpBytes; ++place) {
        __m256i tables[kRows];
        for (uint32_t row = 0; row < kRows; ++row) {
          const auto* table = reinterpret_cast<const __m128i*>(masks.buckets[group][place] + 16 * row);
          tables[row] = _mm256_broadcastsi128_si256(_mm_load_si128(table));
        }
        Store(answers.buckets[group][place] + at, LookUp(tables, first));
        Store(answers.buckets[group][place] + at + 32, LookUp(tables, second));
      }
    }
  }
}

// A bit for each of the 32 offsets from `at` on: whether some bucket's window may begin there.
template <uint32_t kGroups>
VEIL_AVX2 inline uint32_t PutTogether(const Answers<kGroups>& answers, size_t at) {
  __m256i any = _mm256_setzero_si256();
  for (uint32_t group = 0; group < kGroups; ++group) {
    __m256i all = Load(answers.buckets[group][0] + at);
    for (uint32_t place = 1; place < kLookedUpBytes; ++place)
      all = _mm256_and_si256(all, Load(answers.buckets[group][place] + at + place));
    any = _mm256_or_si256(any, all);
  }
  return ~static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(any, _mm256_setzero_si256())));
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

template <uint32_t kGroups>
VEIL_AVX2 size_t FindWindowsOf(const SimdMasks& masks, const uint8_t* bytes, size_t count, uint16_t* out) {
  Answers<kGroups> answers;
  size_t found = 0;
  for (size_t begin = 0; begin < count; begin += kStepBytes) {
    const size_t size = std::min(kStepBytes, count - begin);
    static_assert(kLookedUpBytes - 1 + kBlockBytes - 1 <= kReadAheadBytes, "whole blocks are looked up");
    LookUpAll<kGroups>(masks, bytes + begin, size + kLookedUpBytes - 1, answers);
    for (size_t at = 0; at < size; at += 32) {
      uint32_t passed = PutTogether<kGroups>(answers, at);
      if (size - at < 32) passed &= ~uint32_t{0} >> (32 - (size - at));
      if (passed == 0) continue;  // most often so with a few literals, hardly ever with many
      found += WriteOffsets(passed, begin + at, out + found);
    }
  }
  return found;
}

VEIL_AVX2 size_t FindWindows(const SimdTables& tables, const uint8_t* bytes, size_t count, uint16_t* out) {
  static_assert(kAvx2MaxGroups == 2);
  const SimdMasks& masks = tables.masks;
  const size_t found =
      masks.group_count == 1 ? FindWindowsOf<1>(masks, bytes, count, out) : FindWindowsOf<2>(masks, bytes, count, out);
  return tables.known.Keep(bytes, out, found);
}

// The known bits in which four numbers differ from one.
VEIL_AVX2 inline __m256i Differences(uint64_t number, const uint64_t* others, const uint64_t* known) {
  const auto* four = reinterpret_cast<const __m256i*>(others);
  const auto* mask = reinterpret_cast<const __m256i*>(known);
  const __m256i differences =
      _mm256_xor_si256(_mm256_set1_epi64x(static_cast<int64_t>(number)), _mm256_load_si256(four));
  return _mm256_and_si256(differences, _mm256_load_si256(mask));
}

// Of four patterns, from `first` on.
VEIL_AVX2 inline uint32_t FindFour(const AroundPatterns& patterns, size_t first, AroundWindow text) {
  const __m256i differences =
      _mm256_or_si256(Differences(text.before, patterns.before + first, patterns.before_mask + first),
                      Differences(text.from, patterns.from + first, patterns.from_mask + first));
  const __m256i equal = _mm256_cmpeq_epi64(differences, _mm256_setzero_si256());
  return static_cast<uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(equal)));
}

VEIL_AVX2 uint32_t FindPatterns(const AroundPatterns& patterns, AroundWindow text) {
  return FindFour(patterns, 0, text) | FindFour(patterns, 4, text) << 4;
}

constexpr SimdKernel kKernel = {kAvx2MaxGroups, SymbolKind::kClass, FindWindows, FindPatterns};

}  // namespace

const SimdKernel* Avx2Kernel() {
  const bool can_run = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  return can_run ? &kKernel : nullptr;
}

}  // namespace veil
#else

namespace veil {

const SimdKernel* Avx2Kernel() { return nullptr; }

}  // namespace veil
#endif
