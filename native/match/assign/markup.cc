#include "match/assign/markup.h"

#include "match/assign/key.h"
#include "match/assign/scan.h"

namespace veil::assign {

bool ReadElement(std::string_view text, size_t at, Value* value) {
  size_t begin = SkipBlank(text, at);
  bool is_cdata = false;
  if (text.substr(begin, 9) == "<![CDATA[") {
    begin += 9;
    is_cdata = true;
  }
  size_t end = begin;
  const size_t last = std::min(text.size(), begin + kMaxValueBytes + 1);
  while (end < last && (is_cdata ? text[end] != ']' : text[end] != '<')) ++end;
  if (end >= last || end == begin) return false;
  if (!is_cdata && At(text, end + 1) != '/') return false;
  while (end > begin && Is(text[end - 1], kSpace | kNewline)) --end;
  if (end == begin) return false;
  value->begin = begin;
  value->end = end;
  value->written = Written::kElement;
  value->link = Link::kAssigned;
  // A quoted text inside an element (plist of a literal) is taken without its quotes.
  return true;
}

size_t TagEnd(std::string_view text, size_t at) {
  const size_t last = std::min(text.size(), at + 200);
  char open = 0;
  for (size_t i = at; i < last; ++i) {
    const char c = text[i];
    if (open != 0) {
      if (c == open) open = 0;
    } else if (c == '"' || c == '\'') {
      open = c;
    } else if (c == '>') {
      return text[i - 1] == '/' ? std::string_view::npos : i + 1;
    } else if (c == '<') {
      return std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

bool IsInElement(std::string_view text, size_t line_begin, size_t at) {
  size_t words = 0;
  while (at > line_begin && (IsLetter(text[at - 1]) || text[at - 1] == ' ')) words += text[--at] == ' ';
  return at > line_begin && text[at - 1] == '>' && words <= 2;
}

bool ReadSibling(std::string_view text, size_t at, Value* value) {
  constexpr int kMaxSiblings = 3;
  constexpr size_t kMaxTagBytes = 80;
  for (int siblings = 0; siblings < kMaxSiblings; ++siblings) {
    // The closing tag, and breaks.
    size_t open = at;
    for (int tags = 0; tags < 3 && At(text, open) == '<' &&
                       (tags == 0 || At(text, open + 1) == '/' || StartsWithNoCase(text, open, "<br"));
         ++tags) {
      const size_t first = open;
      while (open < text.size() && text[open] != '>' && open - first < kMaxTagBytes) ++open;
      open = SkipBlank(text, open + 1);
      if (StartsWithNoCase(text, open, "<!--")) {
        const size_t close = text.substr(0, std::min(text.size(), open + 2 * kMaxTagBytes)).find("-->", open);
        if (close != std::string_view::npos) open = SkipBlank(text, close + 3);
      }
    }
    if (At(text, open) != '<' || !IsLetter(At(text, open + 1))) return false;
    size_t name_end = IdentifierEnd(text, open + 1);
    while (At(text, name_end) == '-' || At(text, name_end) == ':') name_end = IdentifierEnd(text, name_end + 1);
    const std::string_view name = text.substr(open + 1, name_end - open - 1);
    size_t begin = TagEnd(text, name_end);
    if (begin == std::string_view::npos) return false;
    begin = SkipBlank(text, begin);
    size_t end = begin;
    while (end < text.size() && text[end] != '<' && end - begin < kMaxValueBytes) ++end;
    if (At(text, end) != '<' || At(text, end + 1) != '/') return false;
    at = end;
    while (end > begin && Is(text[end - 1], kSpace | kNewline)) --end;
    if (end == begin || (IsPlainName(name) && !IsValueName(name))) continue;
    value->begin = begin;
    value->end = end;
    value->written = Written::kElement;
    return true;
  }
  return false;
}

}  // namespace veil::assign
