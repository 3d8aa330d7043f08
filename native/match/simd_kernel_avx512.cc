// Two vector registers hold a table over all symbols (window_symbols.h): vpermi2b looks 64 of them up at once. Both
// steps are done here, as the four bytes of an offset that passes the first are at hand in a register.
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

constexpr size_t kBlockBytes = 64;
constexpr size_t kLanes = 16;  // numbers of 32 bits in a register

struct alignas(64) Bytes64 {
  uint8_t bytes[64];
};
struct alignas(64) Bytes128 {
  uint8_t bytes[128];
};

template <typename Table, typename Function>
constexpr Table TableOf(Function function) {
  Table table{};
  for (uint32_t i = 0; i < sizeof table; ++i) table.bytes[i] = static_cast<uint8_t>(function(static_cast<uint8_t>(i)));
  return table;
}

constexpr auto kCoarseClassOfByte = TableOf<Bytes128>([](uint8_t c) { return CoarseClass(ByteClass(c)); });
constexpr auto kNextPartOfByte = TableOf<Bytes128>([](uint8_t c) { return NextPart(ByteClass(c)); });
constexpr auto kNumbers = TableOf<Bytes64>([](uint8_t i) { return i; });
// What makes four numbers of bytes, in a row, out of each of sixteen.
constexpr auto kEachFourTimes = TableOf<Bytes64>([](uint8_t i) { return i / 4; });
constexpr auto kZeroToThree = TableOf<Bytes64>([](uint8_t i) { return i % 4; });

struct Table {
  __m512i low, high;
};

VEIL_AVX512 inline Table Load(const uint8_t (&bytes)[128]) {
  return {_mm512_load_si512(bytes), _mm512_load_si512(bytes + 64)};
}

// vpermi2b takes a byte's low seven bits.
VEIL_AVX512 inline __m512i LookUp(const Table& table, __m512i bytes) {
  return _mm512_permutex2var_epi8(table.low, bytes, table.high);
}

// The symbol of each byte that is looked up.
VEIL_AVX512 inline void WriteSymbols(const uint8_t* bytes, size_t size, uint8_t* symbols) {
  const Table coarse = Load(kCoarseClassOfByte.bytes), next = Load(kNextPartOfByte.bytes);
  for (size_t at = 0; at < size; at += kBlockBytes) {
    // What the next call reads; past the end of the text nothing happens.
    _mm_prefetch(reinterpret_cast<const char*>(bytes + at + kMaxWindowSearchBytes), _MM_HINT_T0);
    _mm512_store_si512(symbols + at, _mm512_add_epi8(LookUp(coarse, _mm512_loadu_si512(bytes + at)),
                                                     LookUp(next, _mm512_loadu_si512(bytes + at + 1))));
  }
}

// The buckets whose windows may begin at each of 64 offsets.
template <uint32_t kGroups>
VEIL_AVX512 inline __m512i Buckets(const Table tables[kGroups][kLookedUpBytes], const uint8_t* symbols) {
  const __m512i first = _mm512_load_si512(symbols);
  const __m512i second = _mm512_loadu_si512(symbols + 1);
  const __m512i third = _mm512_loadu_si512(symbols + 2);
  constexpr int kAnd = 0x80;
  __m512i buckets = _mm512_setzero_si512();
  for (uint32_t group = 0; group < kGroups; ++group) {
    const Table* places = tables[group];
    buckets = _mm512_or_si512(buckets, _mm512_ternarylogic_epi32(LookUp(places[0], first), LookUp(places[1], second),
                                                                 LookUp(places[2], third), kAnd));
  }
  return buckets;
}

// The offsets that passed the first step, and the four bytes at each.
struct Passed {
  alignas(64) uint32_t texts[kMaxWindowSearchBytes + kBlockBytes];
  alignas(64) uint16_t offsets[kMaxWindowSearchBytes + kBlockBytes];
};

// Writes the offsets of a block, which begins at bytes[at], whose bits are set, and answers how many those are. All
// that fills registers is written, and what is too much is written over by the next block.
VEIL_AVX512 inline size_t Write(uint64_t bits, const uint8_t* bytes, size_t at, Passed& passed, size_t to) {
  const auto count = static_cast<size_t>(__builtin_popcountll(bits));
  // To a register and then out, not straight to memory: that form of the instruction is microcoded on Zen 4.
  const __m512i numbers = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kNumbers.bytes));
  const Table text = {_mm512_loadu_si512(bytes + at), _mm512_loadu_si512(bytes + at + kBlockBytes)};
  const __m512i base = _mm512_set1_epi16(static_cast<int16_t>(at));
  uint16_t* const offsets = passed.offsets + to;
  _mm512_storeu_si512(offsets, _mm512_add_epi16(base, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(numbers))));
  if (count > 32) {
    const __m512i rest = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(numbers, 1));
    _mm512_storeu_si512(offsets + 32, _mm512_add_epi16(base, rest));
  }
  __m512i lanes = _mm512_load_si512(kEachFourTimes.bytes);
  for (size_t i = 0; i == 0 || i < count; i += kLanes) {
    const __m512i four =
        _mm512_add_epi8(_mm512_permutexvar_epi8(lanes, numbers), _mm512_load_si512(kZeroToThree.bytes));
    _mm512_storeu_si512(passed.texts + to + i, LookUp(text, four));
    lanes = _mm512_add_epi8(lanes, _mm512_set1_epi8(kLanes));
  }
  return count;
}

// The tables of all groups stay in registers: so one function for each number of them.
template <uint32_t kGroups>
VEIL_AVX512 size_t FindPassed(const SimdMasks& masks, const uint8_t* bytes, size_t count, Passed& passed) {
  alignas(64) uint8_t symbols[kMaxWindowSearchBytes + 2 * kBlockBytes];
  WriteSymbols(bytes, count + kLookedUpBytes - 1, symbols);
  Table tables[kGroups][kLookedUpBytes];
  for (uint32_t group = 0; group < kGroups; ++group) {
    for (uint32_t place = 0; place < kLookedUpBytes; ++place) tables[group][place] = Load(masks.buckets[group][place]);
  }
  size_t found = 0;
  for (size_t at = 0; at < count; at += kBlockBytes) {
    const __m512i buckets = Buckets<kGroups>(tables, symbols + at);
    uint64_t bits = _mm512_test_epi8_mask(buckets, buckets);
    if (count - at < kBlockBytes) bits &= ~uint64_t{0} >> (kBlockBytes - (count - at));
    found += Write(bits, bytes, at, passed, found);
  }
  return found;
}

// KnownWindows::Keep, sixteen at a time.
VEIL_AVX512 size_t KeepKnown(const KnownWindows& known, const Passed& passed, size_t count, uint16_t* out) {
  const __m512i case_bits = _mm512_set1_epi32(static_cast<int>(KnownWindows::kCaseBits));
  const __m512i multiplier = _mm512_set1_epi32(static_cast<int>(KnownWindows::kMultiplier));
  size_t kept = 0;
  for (size_t i = 0; i < count; i += kLanes) {
    const __m512i texts = _mm512_or_si512(_mm512_load_si512(passed.texts + i), case_bits);
    const __m512i hashes = _mm512_srli_epi32(_mm512_mullo_epi32(texts, multiplier), 32 - KnownWindows::kHashBits);
    const __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(hashes, 5), known.bits(), sizeof(uint32_t));
    // The shift takes a hash's low five bits.
    const __m512i bits = _mm512_rorv_epi32(words, hashes);
    const auto there = static_cast<__mmask16>(count - i < kLanes ? (1 << (count - i)) - 1 : 0xffff);
    const __mmask16 stay = _mm512_mask_test_epi32_mask(there, bits, _mm512_set1_epi32(1));
    const __m256i offsets = _mm256_load_si256(reinterpret_cast<const __m256i*>(passed.offsets + i));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + kept), _mm256_maskz_compress_epi16(stay, offsets));
    kept += static_cast<size_t>(__builtin_popcount(stay));
  }
  return kept;
}

VEIL_AVX512 size_t FindWindows(const SimdTables& tables, const uint8_t* bytes, size_t count, uint16_t* out) {
  static constexpr decltype(&FindPassed<1>) kByGroups[] = {FindPassed<1>, FindPassed<2>, FindPassed<3>, FindPassed<4>};
  static_assert(std::size(kByGroups) == kAvx512MaxGroups);
  static_assert(2 * kBlockBytes <= kReadAheadBytes, "whole blocks are read, and one behind the last");
  Passed passed;
  const size_t found = kByGroups[tables.masks.group_count - 1](tables.masks, bytes, count, passed);
  return KeepKnown(tables.known, passed, found, out);
}

// The known bits in which eight numbers differ from one.
VEIL_AVX512 inline __m512i Differences(uint64_t number, const uint64_t* others, const uint64_t* known) {
  const __m512i differences =
      _mm512_xor_si512(_mm512_set1_epi64(static_cast<int64_t>(number)), _mm512_load_si512(others));
  return _mm512_and_si512(differences, _mm512_load_si512(known));
}

VEIL_AVX512 uint32_t FindPatterns(const AroundPatterns& patterns, AroundWindow text) {
  const __m512i differences = _mm512_or_si512(Differences(text.before, patterns.before, patterns.before_mask),
                                              Differences(text.from, patterns.from, patterns.from_mask));
  return _mm512_testn_epi64_mask(differences, differences);
}

constexpr SimdKernel kKernel = {kAvx512MaxGroups, SymbolKind::kClassAndNext, FindWindows, FindPatterns};

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
