#include <algorithm>

#include "match/assign/scan.h"
#include "match/assign/several.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxHeadBytes = 120;
constexpr size_t kMaxRowBytes = 240;
// Other fields, an opening bracket, and blank lines stand between the names and the first row.
constexpr int kMaxLinesToRows = 4;

bool IsInNames(char c) { return IsWordChar(c) || c == ' ' || c == ',' || c == '/' || c == '-' || c == ':'; }

// Where the names begin of which that at `at` is one: behind the mark of a comment or a parenthesis, or with the line.
size_t NamesBegin(std::string_view text, size_t line_begin, size_t at) {
  while (at > line_begin && IsInNames(text[at - 1]) && text[at - 1] != ':') --at;
  return at;
}

// The literals of a row begin at its bracket, a name in front of it or not: `("bob", "x")`, `PROD("bob", "x")`.
size_t RowAt(std::string_view text, size_t first) {
  const size_t at = IdentifierEnd(text, first);
  const char c = At(text, at);
  const bool opens = c == '(' || ((c == '{' || c == '[') && at == first);
  return opens && Is(At(text, SkipSpaces(text, at + 1)), kQuote) ? at + 1 : std::string_view::npos;
}

// The literal in a row's cell `column`; empty where none stands there.
Value ReadCell(std::string_view text, Syntax syntax, size_t at, size_t end, size_t column) {
  for (size_t cell = 0; at < end; ++cell) {
    at = SkipSpaces(text, at);
    Value literal;
    const bool is_literal = Is(At(text, at), kQuote) && ReadQuoted(text, at, syntax, &literal) && literal.end < end;
    if (cell == column) return is_literal && !literal.is_joined && !literal.is_partial ? literal : Value{};
    if (is_literal) at = literal.end + 1;
    while (at < end && text[at] != ',') ++at;
    ++at;
  }
  return {};
}

std::vector<Value> ReadRows(std::string_view text, Syntax syntax, size_t at, size_t column) {
  std::vector<Value> values;
  while (true) {
    const size_t first = SkipBlank(text, at);
    const size_t end = LineEnd(text, first);
    const size_t row = RowAt(text, first);
    if (first >= end || end - first > kMaxRowBytes || row == std::string_view::npos) return values;
    at = end;
    const Value value = ReadCell(text, syntax, row, end, column);
    if (value.begin < value.end) values.push_back(value);
  }
}

}  // namespace

std::vector<Value> ReadTuples(std::string_view text, Key* key, const PathTraits& path) {
  if (path.syntax != Syntax::kCode || path.is_minified) return {};
  const size_t line_begin = LineBegin(text, key->begin);
  const std::string_view in_front = text.substr(line_begin, key->begin - line_begin);
  const char after = At(text, SkipSpaces(text, key->end));
  if (key->kind != Kind::kSecret && after != ',' && !Contains(in_front, ",")) return {};
  const size_t line_end = LineEnd(text, key->end);
  if (line_end - line_begin > kMaxHeadBytes) return {};
  const std::string_view line = text.substr(line_begin, line_end - line_begin);
  if (HasQuote(text, line_begin, line_end)) return {};
  const size_t begin = NamesBegin(text, line_begin, key->begin);
  const std::string_view ahead = text.substr(begin, key->begin - begin);
  auto column = static_cast<size_t>(std::count(ahead.begin(), ahead.end(), ','));
  const bool opens = line.ends_with('{') || line.ends_with('[') || line.ends_with('(');
  const bool is_credentials = key->kind == Kind::kSecret && opens && Contains(Lowered(line).view(), "cred");
  if (is_credentials) {
    column = 1;
    key->SetStrong(key->begin, key->end, Kind::kPassword);
  } else if (column == 0 && after != ',') {
    return {};
  }
  size_t at = line_end;
  for (int lines = 0; lines < kMaxLinesToRows; ++lines) {
    const size_t first = SkipBlank(text, at);
    const size_t end = LineEnd(text, first);
    if (first >= end) return {};
    if (RowAt(text, first) != std::string_view::npos) return ReadRows(text, path.syntax, at, column);
    const std::string_view between = text.substr(first, end - first);
    if (std::any_of(between.begin(), between.end(), [](char c) { return Is(c, kQuote) || c == ';'; })) break;
    at = end;
  }
  return {};
}

}  // namespace veil::assign
