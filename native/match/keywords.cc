#include "match/keywords.h"

#include "match/ascii.h"

namespace veil {

bool HasKeyword(std::string_view text, std::span<const std::string> lower_keywords) {
  for (const std::string& keyword : lower_keywords) {
    for (size_t at = 0; at + keyword.size() <= text.size(); ++at) {
      if (AsciiLower(text[at]) == keyword[0] && StartsWithCaseless(text.substr(at), keyword)) return true;
    }
  }
  return false;
}

}  // namespace veil
