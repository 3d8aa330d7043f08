// The first two steps of the SIMD prefilter: where a window of some literal may begin. One kernel for each kind of
// processor that is worth one; all answer the same for the same tables.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "match/known_windows.h"
#include "match/literal_buckets.h"
#include "match/window_symbols.h"

namespace veil {

inline constexpr uint32_t kMaxGroups = 4;
inline constexpr uint32_t kBucketsPerGroup = 8;

// For a place of the window and a symbol: the buckets that have it there, a bit each.
struct SimdMasks {
  alignas(64) uint8_t buckets[kMaxGroups][kLookedUpBytes][kMaxSymbolCount];
  uint32_t group_count = 1;  // of those that any literal is in
};

struct SimdTables {
  SimdMasks masks{};
  KnownWindows known;
};

// The eight bytes before a window and the eight from its first on, as two numbers, their first bytes lowest.
struct AroundWindow {
  uint64_t before = 0;
  uint64_t from = 0;
};

// What eight literals have there, and which of those bits are known: of a letter in any case, the case bit is not.
struct alignas(64) AroundPatterns {
  static constexpr size_t kCount = 8;
  uint64_t before[kCount]{}, before_mask[kCount]{};
  uint64_t from[kCount]{}, from_mask[kCount]{};
};

struct SimdKernel {
  uint32_t max_groups;
  SymbolKind symbols;
  // Writes the offsets < `count` where a window may begin to `out`, rising, and answers how many. Some are wrong, none
  // is missing. Reads bytes[0, count + kReadAheadBytes); 0 < `count` <= kMaxWindowSearchBytes; `out` has room for
  // `count` + kWriteAheadOffsets.
  size_t (*find_windows)(const SimdTables& tables, const uint8_t* bytes, size_t count, uint16_t* out);
  // Which of the patterns the text has: a bit each, the first lowest.
  uint32_t (*find_patterns)(const AroundPatterns& patterns, AroundWindow text);
};

inline constexpr size_t kMaxWindowSearchBytes = 4096;
// The bytes behind the last offset that a kernel reads, whatever they hold.
inline constexpr size_t kReadAheadBytes = 128;
inline constexpr size_t kWriteAheadOffsets = 64;

// Four groups of 24 tables in all are what AVX-512's registers hold. With AVX2, where a group costs several times as
// much a byte, three were a tenth slower than two (measured with 2,400 literals).
inline constexpr uint32_t kAvx512MaxGroups = 4;
inline constexpr uint32_t kAvx2MaxGroups = 2;

// In how many groups of buckets so many literals are placed: more of them refuse more offsets, and each costs the same.
constexpr uint32_t GroupCount(uint32_t max_groups, size_t literal_count) {
  constexpr size_t kLiteralsPerGroup = 256;
  return static_cast<uint32_t>(std::clamp<size_t>(literal_count / kLiteralsPerGroup, 1, max_groups));
}

// Null on processors that lack what the kernel needs.
// F, BW, VL, VBMI, VBMI2 of AVX-512, and BMI2: Intel from Ice Lake, AMD from Zen 4 on.
const SimdKernel* Avx512Kernel();
// AVX2, BMI, BMI2 and POPCNT: Intel from Haswell, AMD from Excavator on.
const SimdKernel* Avx2Kernel();

}  // namespace veil
