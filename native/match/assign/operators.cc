#include "match/assign/operators.h"

#include "match/assign/scan.h"

namespace veil::assign {

size_t OperatorSize(std::string_view text, size_t at) {
  const char c = At(text, at, '\0');
  const char next = At(text, at + 1, '\0');
  const char third = At(text, at + 2, '\0');
  if (c == '=') {
    if (next == '=') return third == '=' ? 3 : 2;
    if (next == '>') return 2;
    if (next == '~') return 0;
    return 1;
  }
  if (c == ':') {
    if (next == '=') return 2;
    if (next == ':') {
      if (third == '=') return 3;
      return third == ':' && At(text, at + 3) == '=' ? 4 : 0;
    }
    return 1;
  }
  if (c == '%' && next == '3' && (third == 'D' || third == 'd' || third == 'A' || third == 'a')) return 3;  // encoded
  if (c == '!' && next == '=') return third == '=' ? 3 : 2;
  if ((c == '?' || c == '+' || c == '.') && next == '=') return 2;
  if ((c == '|' || c == '?') && next == c && third == '=') return 3;
  // Scala: "key" -> "value"
  if (c == '-' && next == '>') return Is(third == ' ' ? At(text, at + 3) : third, kQuote) ? 2 : 0;
  if (c == '<' && next == '-' && (third == ' ' || Is(third, kQuote))) return 2;  // R
  return 0;
}

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

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  for (const std::string_view other : list) {
    if (word.size() == other.size() && StartsWithNoCase(word, 0, other)) return true;
  }
  return false;
}

}  // namespace veil::assign
