// Small scanners over a window that the readers of forms share. All are bounded and never leave the text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "match/assign/chars.h"

namespace veil::assign {

// The longest line that is looked at around a name.
inline constexpr size_t kMaxLineBytes = 512;
// How far a type annotation may reach before the operator ("password: Optional[str] = …").
inline constexpr size_t kMaxTypeBytes = 60;

inline size_t SkipSpaces(std::string_view text, size_t at) {
  while (at < text.size() && Is(text[at], kSpace)) ++at;
  return at;
}

inline size_t SkipBlank(std::string_view text, size_t at) {
  while (at < text.size() && Is(text[at], kSpace | kNewline)) ++at;
  return at;
}

// Where the word ends that begins at `at`, as blanks part them.
inline size_t WordEnd(std::string_view text, size_t at) {
  while (at < text.size() && !Is(text[at], kSpace | kNewline)) ++at;
  return at;
}

// Whether the word behind the spaces at `at` is the last one of its line.
inline bool IsLastWord(std::string_view text, size_t at) {
  return Is(At(text, SkipSpaces(text, WordEnd(text, SkipSpaces(text, at)))), kNewline);
}

inline size_t LineBegin(std::string_view text, size_t at) {
  const size_t first = at > kMaxLineBytes ? at - kMaxLineBytes : 0;
  const void* newline = memrchr(text.data() + first, '\n', at - first);
  return newline == nullptr ? first : static_cast<size_t>(static_cast<const char*>(newline) - text.data()) + 1;
}

// The first `\n` or `\r` from `at` on, or where the line is too long to be looked at further.
size_t LineEnd(std::string_view text, size_t at);

// The words in text[begin, end) that begin with a letter.
inline size_t CountWords(std::string_view text, size_t begin, size_t end) {
  size_t words = 0;
  for (size_t i = begin; i < end; ++i) {
    if (IsLetter(text[i]) && (i == begin || !IsAlnum(text[i - 1]))) ++words;
  }
  return words;
}

// What stands in front of `at`, at most `reach_bytes` of it.
inline std::string_view Ahead(std::string_view text, size_t at, size_t reach_bytes) {
  const size_t size = std::min(at, reach_bytes);
  return text.substr(at - size, size);
}

// Where the line begins below the one that ends at `line_end`; the text's end where none does.
inline size_t NextLine(std::string_view text, size_t line_end) {
  if (At(text, line_end) == '\r') ++line_end;
  return At(text, line_end, '\0') == '\n' ? line_end + 1 : text.size();
}

// The last place in text[0, end) where `part`, which is not empty, stands; npos where there is none.
size_t FindBefore(std::string_view text, size_t end, std::string_view part);

// A quote as it is written: with any backslashes before it (strings inside strings), or as an entity.
struct Quote {
  char mark = 0;       // " ' ` or 0 when there is none
  size_t escapes = 0;  // backslashes before the mark
  bool is_entity = false;
  size_t size = 0;  // bytes in all
};

inline Quote QuoteAt(std::string_view text, size_t at) {
  size_t escapes = 0;
  while (escapes < 8 && At(text, at + escapes) == '\\') ++escapes;
  const char c = At(text, at + escapes);
  if (Is(c, kQuote)) return {c, escapes, false, escapes + 1};
  if (escapes != 0 || c != '&') return {};
  for (const auto& entity : {std::pair{std::string_view("&quot;"), '"'}, std::pair{std::string_view("&#34;"), '"'},
                             std::pair{std::string_view("&apos;"), '\''}, std::pair{std::string_view("&#39;"), '\''}}) {
    if (text.substr(at, entity.first.size()) == entity.first) return {entity.second, 0, true, entity.first.size()};
  }
  return {};
}

// The quote that ends just before `at`.
inline Quote QuoteBefore(std::string_view text, size_t at) {
  if (at == 0) return {};
  const char c = text[at - 1];
  if (Is(c, kQuote)) {
    size_t escapes = 0;
    while (escapes < 8 && at >= escapes + 2 && text[at - 2 - escapes] == '\\') ++escapes;
    return {c, escapes, false, escapes + 1};
  }
  if (c == ';' && at >= 6 && text.substr(at - 6, 6) == "&quot;") return {'"', 0, true, 6};
  return {};
}

inline bool StartsWithNoCase(std::string_view text, size_t at, std::string_view lower) {
  if (at > text.size() || text.size() - at < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i) {
    if (ToLower(text[at + i]) != lower[i]) return false;
  }
  return true;
}

// Whether the word is one of the list, which is in lower case, in any case of its own. Literals, whose sizes are known
// when this is compiled: by them nearly all words are turned away.
template <size_t... kSizes>
bool IsOneOf(std::string_view word, const char (&... list)[kSizes]) {
  return ((word.size() == kSizes - 1 && StartsWithNoCase(word, 0, {list, kSizes - 1})) || ...);
}

inline size_t IdentifierEnd(std::string_view text, size_t at) {
  while (at < text.size() && (IsAlnum(text[at]) || text[at] == '_' || Is(text[at], kHigh))) ++at;
  return at;
}

// What is called, with its object ("settings.setValue"), by the parenthesis whose inside begins at `at`, blanks and a
// quote left out; empty where none opens there.
std::string_view CalledAt(std::string_view text, size_t at);

// Where the name ends that a `:` or `=` ties what begins at `at` to, without its quote; npos when none does.
inline size_t TiedNameEnd(std::string_view text, size_t at) {
  while (at > 0 && Is(text[at - 1], kSpace)) --at;
  if (at == 0 || (text[at - 1] != ':' && text[at - 1] != '=')) return std::string_view::npos;
  while (at > 0 && (text[at - 1] == ':' || text[at - 1] == '=' || Is(text[at - 1], kSpace))) --at;
  return at - QuoteBefore(text, at).size;
}

// Whether a quote stands in text[from, to).
bool HasQuote(std::string_view text, size_t from, size_t to);

// The mark of the string literal that is open at `at` on its line, or 0. Apostrophes between letters do not count.
char OpenQuote(std::string_view text, size_t line_begin, size_t at);

}  // namespace veil::assign
