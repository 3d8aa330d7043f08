// What must stand at the beginning of every match of a pattern, byte by byte: a check of a few nanoseconds that spares
// most candidates the regular expression.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "match/byte_set.h"
#include "match/pattern_parts.h"

namespace veil {

// In a text that begins with `literal`, in whatever case, a match of `pattern` at its begin has at least as many bytes
// as there are sets, and byte i is in set i. The sets end where the shortest match may, at last after kMaxPrefixBytes.
// No sets at all is a right answer.
std::vector<ByteSet> PrefixSets(const PatternPart& pattern, std::string_view literal);
inline constexpr size_t kMaxPrefixBytes = 16;

}  // namespace veil
