// One match for each secret and place.
#pragma once

#include <span>
#include <vector>

#include "match/match.h"

namespace veil {

// Of matches whose secrets overlap the most specific stays: higher specificity, then a valid checksum, the longer
// secret, the lower rule. A match whose secret is the other half of a match that stays goes as well. Matches by path
// alone have no secret and count as one place. Sorts by (secret_begin, secret_end, rule). Any permutation of the same
// matches gives the same result. `specificity` has a number for each rule. O(n log n).
void ResolveMatches(std::vector<Match>& matches, std::span<const uint32_t> specificity);

}  // namespace veil
