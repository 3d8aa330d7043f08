// What must stand at the beginning of every match of a pattern, byte by byte: a check of a few nanoseconds that spares
// most candidates the regular expression.
#pragma once

#include <string_view>
#include <vector>

#include "match/byte_set.h"

namespace veil {

// A match of `pattern` (RE2 syntax, Latin-1) has at least as many bytes as there are sets, and byte i is in set i.
// Reads only what it understands for certain: the sets end where that does, at an alternative, an optional group, or
// one byte behind an optional byte, at last after kMaxPrefixBytes. No sets at all is a right answer.
std::vector<ByteSet> PrefixSets(std::string_view pattern);
inline constexpr size_t kMaxPrefixBytes = 16;

}  // namespace veil
