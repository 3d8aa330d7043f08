#include "match/keywords.h"

#include <algorithm>

#include "match/ascii.h"

namespace veil {

bool HasKeyword(std::string_view text, std::span<const std::string> lower_keywords) {
  const std::string lower = AsciiLower(text);
  return std::any_of(lower_keywords.begin(), lower_keywords.end(),
                     [&](const std::string& keyword) { return lower.find(keyword) != std::string::npos; });
}

}  // namespace veil
