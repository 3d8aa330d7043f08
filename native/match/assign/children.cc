#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/several.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxHeadBytes = 120;
constexpr size_t kMaxEntryBytes = 400;

enum class Form : uint8_t { kSection, kIndented, kBraces };

// Whether the entries end in front of the line that begins with text[first]; `indent` is the head's.
bool EndsAt(std::string_view text, Form form, size_t indent, size_t line_begin, size_t first) {
  switch (form) {
    case Form::kSection:
      return text[first] == '[';
    case Form::kIndented:
      return first - line_begin <= indent;
    case Form::kBraces:
      return text[first] == '}';
  }
  return true;
}

bool ReadEntry(std::string_view text, Syntax syntax, size_t first, size_t end, Value* value) {
  const Quote quote = QuoteAt(text, first);
  Key own;
  own.begin = own.end = first + quote.size;
  while (own.end < end && (IsWordChar(text[own.end]) || text[own.end] == '-' || text[own.end] == '.')) ++own.end;
  if (own.begin == own.end) return false;
  const size_t mark = SkipSpaces(text, own.end + QuoteAt(text, own.end).size);
  const size_t size = OperatorSize(text, mark);
  const std::string_view name = text.substr(own.begin, own.end - own.begin);
  if (size == 0 || IsPlainName(name) || IsNameName(name)) return false;
  ClassifyKey(text, {}, &own);
  // A name that tells is read at its own place.
  if (own.tell == Tell::kStrong) return false;
  Place place;
  place.syntax = syntax;
  if (!ReadValue(text, mark + size, place, value) || value->end > end) return false;
  if (value->written == Written::kBare && syntax == Syntax::kCode) return false;
  value->link = Link::kBelow;
  return true;
}

std::vector<Value> ReadEntries(std::string_view text, Form form, Syntax syntax, size_t at, size_t indent) {
  std::vector<Value> values;
  while (at < text.size()) {
    const size_t first = SkipBlank(text, at);
    const size_t end = LineEnd(text, first);
    if (first >= end || end - first > kMaxEntryBytes || EndsAt(text, form, indent, LineBegin(text, first), first))
      break;
    at = end;
    Value value;
    if (ReadEntry(text, syntax, first, end, &value)) values.push_back(value);
  }
  return values;
}

}  // namespace

std::vector<Value> ReadChildren(std::string_view text, const Key& key, const PathTraits& path) {
  if (path.is_minified || path.is_lockfile || path.is_translation) return {};
  if (!IsOfSeveral(text.substr(key.begin, key.end - key.begin))) return {};
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (line_end - line_begin > kMaxHeadBytes) return {};
  const size_t first = SkipSpaces(text, line_begin);
  size_t last = line_end;
  while (last > key.end && Is(text[last - 1], kSpace)) --last;
  if (last == key.end) return {};
  const char mark = text[last - 1];
  const bool is_config = path.syntax == Syntax::kConfig;
  if (mark == ']' && last == key.end + 1 && At(text, first) == '[' && (is_config || path.syntax == Syntax::kUnknown)) {
    return ReadEntries(text, Form::kSection, Syntax::kConfig, line_end, 0);
  }
  if (mark == ':' && path.syntax == Syntax::kYaml) {
    return ReadEntries(text, Form::kIndented, path.syntax, line_end, first - line_begin);
  }
  // Not the body of a function or a loop.
  const std::string_view rest = text.substr(key.end, last - key.end);
  const bool is_map = rest.find('=') != std::string_view::npos || rest.find(':') != std::string_view::npos;
  const bool is_block = first == key.begin && rest.find('(') == std::string_view::npos;
  if (mark == '{' && (is_map || is_block)) return ReadEntries(text, Form::kBraces, path.syntax, line_end, 0);
  return {};
}

}  // namespace veil::assign
