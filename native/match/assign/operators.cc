#include "match/assign/operators.h"

#include "match/assign/scan.h"

namespace veil::assign {

size_t SkipType(std::string_view text, size_t at) {
  const size_t begin = SkipSpaces(text, at);
  if (!IsLetter(At(text, begin)) && At(text, begin) != '&' && At(text, begin) != '[') return at;
  size_t i = begin;
  const size_t last = std::min(text.size(), begin + kMaxTypeBytes);
  while (i < last) {
    const char c = text[i];
    if (c == '=') {
      if (At(text, i + 1) == '=' || At(text, i + 1) == '>') return at;
      return i + 1;
    }
    const bool is_type = IsAlnum(c) || c == '_' || c == '<' || c == '>' || c == '[' || c == ']' || c == '&' ||
                         c == '|' || c == '.' || c == '?' || c == ',' || c == ' ' || c == '*' || c == ':' ||
                         (c == '\'' && i + 8 < last) || c == '!';
    if (!is_type) return at;
    ++i;
  }
  return at;
}

}  // namespace veil::assign
