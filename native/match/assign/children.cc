#include "match/assign/children.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxHeadBytes = 120;
constexpr size_t kMaxEntryBytes = 400;

}  // namespace

std::optional<Children> Children::Find(std::string_view text, const Key& key, const PathTraits& path) {
  if (path.is_minified || path.is_lockfile || path.is_translation) return std::nullopt;
  if (!IsOfSeveral(text.substr(key.begin, key.end - key.begin))) return std::nullopt;
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (line_end - line_begin > kMaxHeadBytes) return std::nullopt;
  const size_t first = SkipSpaces(text, line_begin);
  size_t last = line_end;
  while (last > key.end && Is(text[last - 1], kSpace)) --last;
  if (last == key.end) return std::nullopt;
  const char mark = text[last - 1];
  const bool is_config = path.syntax == Syntax::kConfig;
  if (mark == ']' && last == key.end + 1 && At(text, first) == '[' && (is_config || path.syntax == Syntax::kUnknown)) {
    return Children(text, Form::kSection, Syntax::kConfig, line_end, 0);
  }
  if (mark == ':' && path.syntax == Syntax::kYaml) {
    return Children(text, Form::kIndented, path.syntax, line_end, first - line_begin);
  }
  // Not the body of a function or a loop.
  const std::string_view rest = text.substr(key.end, last - key.end);
  const bool is_map = rest.find('=') != std::string_view::npos || rest.find(':') != std::string_view::npos;
  const bool is_block = first == key.begin && rest.find('(') == std::string_view::npos;
  if (mark == '{' && (is_map || is_block)) return Children(text, Form::kBraces, path.syntax, line_end, 0);
  return std::nullopt;
}

// Whether the entries end in front of the line.
bool Children::EndsAt(size_t line_begin, size_t first) const {
  switch (form_) {
    case Form::kSection:
      return text_[first] == '[';
    case Form::kIndented:
      return first - line_begin <= indent_;
    case Form::kBraces:
      return text_[first] == '}';
  }
  return true;
}

bool Children::Next(Value* value) {
  while (at_ < text_.size()) {
    const size_t first = SkipBlank(text_, at_);
    const size_t end = LineEnd(text_, first);
    if (first >= end || end - first > kMaxEntryBytes || EndsAt(LineBegin(text_, first), first)) return false;
    at_ = end;
    *value = Value{};
    if (ReadEntry(first, end, value)) return true;
  }
  return false;
}

bool Children::ReadEntry(size_t first, size_t end, Value* value) const {
  const Quote quote = QuoteAt(text_, first);
  Key own;
  own.begin = own.end = first + quote.size;
  while (own.end < end && (IsWordChar(text_[own.end]) || text_[own.end] == '-' || text_[own.end] == '.')) ++own.end;
  if (own.begin == own.end) return false;
  const size_t mark = SkipSpaces(text_, own.end + QuoteAt(text_, own.end).size);
  const size_t size = OperatorSize(text_, mark);
  const std::string_view name = text_.substr(own.begin, own.end - own.begin);
  if (size == 0 || IsPlainName(name) || IsNameName(name)) return false;
  ClassifyKey(text_, {}, &own);
  // A name that tells is read at its own place.
  if (own.tell == Tell::kStrong) return false;
  Place place;
  place.syntax = syntax_;
  if (!ReadValue(text_, mark + size, place, value) || value->end > end) return false;
  if (value->written == Written::kBare && syntax_ == Syntax::kCode) return false;
  value->link = Link::kBelow;
  return true;
}

}  // namespace veil::assign
