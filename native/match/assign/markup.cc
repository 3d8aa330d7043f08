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
    // <value><string>x</string></value>
    if (At(text, begin) == '<' && IsLetter(At(text, begin + 1))) {
      begin = TagEnd(text, begin + 1);
      if (begin == std::string_view::npos) return false;
    }
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

bool ReadBehindTag(std::string_view text, size_t at, Value* value) {
  constexpr size_t kMaxTagBytes = 20;
  if (text.substr(at, 2) != "</") return false;
  const size_t close = text.substr(0, std::min(text.size(), at + kMaxTagBytes)).find('>', at);
  if (close == std::string_view::npos) return false;
  size_t begin = SkipSpaces(text, close + 1);
  if (At(text, begin) == ':') begin = SkipSpaces(text, begin + 1);
  size_t end = begin;
  bool has_mark = false;  // not "&", which begins an entity
  while (end < text.size() && end - begin < kMaxValueBytes && !Is(text[end], kSpace | kNewline) && text[end] != '<') {
    has_mark =
        has_mark || Is(text[end], kDigit) || std::string_view("!@#$%^*+=").find(text[end]) != std::string_view::npos;
    ++end;
  }
  const size_t behind = SkipBlank(text, end);
  if (!has_mark || (At(text, behind) != '<' && behind < text.size())) return false;
  value->begin = begin;
  value->end = end;
  value->written = Written::kElement;
  value->link = Link::kAssigned;
  return true;
}

namespace {

// The next cell of a row, head or not: behind "<td" or "<th"; npos when there is none before `end`.
size_t NextCell(std::string_view text, size_t at, size_t end) {
  for (; at + 3 < end; ++at) {
    if (text[at] != '<' || ToLower(text[at + 1]) != 't') continue;
    const char kind = ToLower(text[at + 2]);
    if ((kind == 'd' || kind == 'h') && (text[at + 3] == '>' || Is(text[at + 3], kSpace))) return at + 3;
  }
  return std::string_view::npos;
}

}  // namespace

bool ReadCellBelow(std::string_view text, size_t name, Value* value) {
  constexpr size_t kMaxRowBytes = 600;
  const size_t first = name > kMaxRowBytes ? name - kMaxRowBytes : 0;
  const size_t head = text.substr(0, name).rfind("<tr");
  const size_t own = text.substr(0, name).rfind("<th");
  if (head == std::string_view::npos || own == std::string_view::npos || head < first || own < head) return false;
  size_t column = 0;
  for (size_t cell = NextCell(text, head, name); cell < own + 3; cell = NextCell(text, cell, name)) ++column;

  const std::string_view near = text.substr(0, std::min(text.size(), name + kMaxRowBytes));
  const size_t head_end = near.find("</tr", name);
  const size_t row = near.find("<tr", head_end);
  if (head_end == std::string_view::npos || row == std::string_view::npos) return false;
  const size_t row_end = std::min(near.find("</tr", row), near.size());
  size_t cell = NextCell(near, row, row_end);
  for (; column > 0 && cell != std::string_view::npos; --column) cell = NextCell(near, cell, row_end);
  if (cell == std::string_view::npos || ToLower(text[cell - 1]) != 'd') return false;
  // <td><code>x</code></td>
  size_t begin = TagEnd(text, cell);
  if (begin == std::string_view::npos) return false;
  begin = SkipBlank(text, begin);
  if (At(text, begin) == '<' && At(text, begin + 1) != '/') begin = TagEnd(text, begin + 1);
  if (begin == std::string_view::npos) return false;
  begin = SkipBlank(text, begin);
  size_t end = begin;
  while (end < row_end && text[end] != '<' && !Is(text[end], kSpace | kNewline)) ++end;
  if (end == begin || At(text, SkipBlank(text, end)) != '<') return false;
  value->begin = begin;
  value->end = end;
  value->written = Written::kElement;
  value->link = Link::kAssigned;
  return true;
}

}  // namespace veil::assign
