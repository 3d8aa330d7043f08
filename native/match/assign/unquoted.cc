#include "match/assign/unquoted.h"

#include <algorithm>

#include "match/assign/scan.h"

namespace veil::assign {

bool ReadHereDocument(std::string_view text, size_t at, Value* value) {
  at += 2;
  while (At(text, at) == '<' || At(text, at) == '-' || At(text, at) == '~' || Is(At(text, at), kQuote)) ++at;
  const size_t tag_end = IdentifierEnd(text, at);
  const std::string_view tag = text.substr(at, tag_end - at);
  if (tag.size() < 2) return false;
  const size_t begin = SkipBlank(text, LineEnd(text, tag_end));
  size_t end = LineEnd(text, begin);
  const size_t closing = SkipBlank(text, end);
  while (end > begin && Is(text[end - 1], kSpace)) --end;
  const bool is_word = std::none_of(text.begin() + static_cast<ptrdiff_t>(begin),
                                    text.begin() + static_cast<ptrdiff_t>(end), [](char c) { return Is(c, kSpace); });
  if (end == begin || !is_word || text.substr(closing, tag.size()) != tag) return false;
  value->SetBare(begin, end, Link::kBelow);
  value->written = Written::kQuoted;
  return true;
}

bool ReadPerlQuoted(std::string_view text, size_t at, Value* value) {
  const size_t open = at + (At(text, at + 1) == 'q' ? 2 : 1);
  const char mark = At(text, open);
  if (mark != '(' && mark != '{' && mark != '[') return false;
  const size_t close = text.substr(0, LineEnd(text, open)).find(mark == '(' ? ')' : mark == '{' ? '}' : ']', open);
  if (close == std::string_view::npos || close == open + 1 ||
      std::string_view(";,").find(At(text, SkipSpaces(text, close + 1))) == std::string_view::npos) {
    return false;
  }
  value->begin = open + 1;
  value->end = close;
  value->written = Written::kQuoted;
  return true;
}

}  // namespace veil::assign
