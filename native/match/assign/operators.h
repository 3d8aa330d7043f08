// The marks between a name and its value.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/chars.h"

namespace veil::assign {

// How JSON writes the = and : of a URL: "\u003d".
inline bool IsEscapedOperator(std::string_view escape) {
  if (escape.size() != 6 || escape.substr(0, 5) != "\\u003") return false;
  return ToLower(escape[5]) == 'd' || ToLower(escape[5]) == 'a';
}

// The operator at `at`: bytes in it, or 0.
inline size_t OperatorSize(std::string_view text, size_t at) {
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
      if (third == ':') return At(text, at + 3) == '=' ? 4 : 0;
      // Jsonnet, AsciiDoc and Org: `password:: 'x'`; elsewhere two colons are followed by a name.
      return third == ' ' ? 2 : 0;
    }
    return 1;
  }
  if (c == '%' && next == '3' && (third == 'D' || third == 'd' || third == 'A' || third == 'a')) return 3;  // encoded
  if (c == '\\' && next == 'u') return IsEscapedOperator(text.substr(at, 6)) ? 6 : 0;
  if (c == '!' && next == '=') return third == '=' ? 3 : 2;
  if ((c == '?' || c == '+' || c == '.') && next == '=') return 2;
  if ((c == '|' || c == '?') && next == c && third == '=') return 3;
  // Scala: "key" -> "value"
  if (c == '-' && next == '>') return Is(third == ' ' ? At(text, at + 3) : third, kQuote) ? 2 : 0;
  if (c == '<' && next == '-' && (third == ' ' || Is(third, kQuote))) return 2;  // R
  return 0;
}

// After "name:" in code: where the value starts behind a type ("string = "), or `at` when no type follows.
size_t SkipType(std::string_view text, size_t at);

}  // namespace veil::assign
