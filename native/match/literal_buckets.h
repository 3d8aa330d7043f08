// Which bucket of the SIMD prefilter a literal goes to, and which of its bytes are its window.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/prefilter.h"

namespace veil {

inline constexpr uint32_t kBucketCount = 24;
inline constexpr uint32_t kWindowBytes = 4;

// Calls `each` with the low seven bits of every byte that may stand at literal.bytes[at] in text: both cases of a
// letter when the literal is caseless.
template <typename Each>
void ForBytesAt(const Literal& literal, size_t at, Each each) {
  const uint8_t c = static_cast<uint8_t>(literal.bytes[at]) & 0x7f;
  each(c);
  if (literal.caseless && c >= 'a' && c <= 'z') each(static_cast<uint8_t>(c - 'a' + 'A'));
}

struct Placement {
  uint8_t bucket;         // < kBucketCount
  uint8_t window_offset;  // the window is this far from the literal's first byte, and lies in it if it has four bytes
  bool operator==(const Placement&) const = default;
};

// One placement for each literal, each of 3 to 128 bytes. The fewer bytes a bucket's literals have at a place, and the
// rarer those are in text, the fewer offsets pass for nothing: literals go, one after another, to the bucket whose
// chance of a false pass rises least by them, with the window for which that holds, and twice more when all the others
// have their place. That chance takes the four bytes for independent; windows of letters that are common together
// ("able") count for more. The same literals always get the same placements. O(literals × buckets × bytes).
std::vector<Placement> PlaceLiterals(std::span<const Literal* const> literals);

}  // namespace veil
