// Which bucket of the SIMD prefilter a literal goes to, and which of its bytes are its window.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "match/prefilter.h"
#include "match/window_symbols.h"

namespace veil {

inline constexpr uint32_t kWindowBytes = 4;
// The first step looks at the first bytes of a window alone: a fourth look-up costs it more than the offsets that it
// would refuse cost the second step.
inline constexpr uint32_t kLookedUpBytes = 3;

struct Placement {
  uint8_t bucket;
  uint8_t window_offset;  // the window is this far from the literal's first byte, and lies in it if it has four bytes
  bool operator==(const Placement&) const = default;
};

// The symbols of a window's looked-up places, when it begins at the literal's byte `offset`.
std::array<Symbols, kLookedUpBytes> WindowSymbols(SymbolKind kind, const Literal& literal, size_t offset);

// One placement for each literal, each of 3 to 128 bytes, in `bucket_count` buckets. The fewer symbols
// (window_symbols.h) a bucket's literals have at a place, and the seldomer those follow each other in text, the fewer
// offsets pass for nothing: literals go, one after another, to the bucket whose chance of a pass rises least by them,
// with the window for which that holds, and several times more when all the others have their place. The same literals
// always get the same placements. O(literals × buckets × bytes): 2,400 literals take some tens of milliseconds.
std::vector<Placement> PlaceLiterals(std::span<const Literal* const> literals, SymbolKind kind, uint32_t bucket_count);

}  // namespace veil
