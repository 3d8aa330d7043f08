// Words that must stand near a match.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace veil {

// Whether one of `lower_keywords` (in lower case, none empty) stands in `text` in any case (ASCII).
// O(length × keywords), to be called on short windows only.
bool HasKeyword(std::string_view text, std::span<const std::string> lower_keywords);

}  // namespace veil
