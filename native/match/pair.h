// The other half of a two-part credential: an id near its secret, or the reverse.
#pragma once

#include <cstdint>

#include "match/match.h"
#include "match/pattern.h"
#include "match/text.h"

namespace veil {

// Looks for group 1 of `pattern` within `distance_bytes` before and after the match, outside its secret; the nearest
// is taken, of two as near the one before. Sets match->pair_begin and pair_end. O(distance).
bool FindPair(const Pattern& pattern, uint64_t distance_bytes, Text& text, Match* match);

}  // namespace veil
