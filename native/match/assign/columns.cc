#include <algorithm>

#include "match/assign/scan.h"
#include "match/assign/several.h"

namespace veil::assign {
namespace {

// The word VALUES stands this near behind the names of the columns.
constexpr size_t kMaxBytesToValues = 80;

size_t Count(std::string_view text, char mark, size_t begin, size_t end) {
  const std::string_view part = text.substr(begin, end - begin);
  return static_cast<size_t>(std::count(part.begin(), part.end(), mark));
}

// How many cells a row has: a separator between quotes begins none.
size_t CountCells(std::string_view text, char separator, size_t begin, size_t end) {
  size_t cells = 1;
  for (bool is_quoted = false; begin < end; ++begin) {
    if (text[begin] == '"') is_quoted = !is_quoted;
    cells += !is_quoted && text[begin] == separator;
  }
  return cells;
}

// Whether the columns of an INSERT are named on the line, in front of `at`.
bool IsInsert(std::string_view text, size_t line_begin, size_t at) {
  constexpr std::string_view kInsert = "insert into";
  constexpr size_t kSpaceAt = 6;  // the rarest of its bytes
  const size_t first = SkipSpaces(text, line_begin);
  const std::string_view line = text.substr(0, at + kSpaceAt);
  for (size_t space = line.find(' ', first); space != std::string_view::npos; space = line.find(' ', space + 1)) {
    if (space >= first + kSpaceAt && StartsWithNoCase(text, space - kSpaceAt, kInsert)) return true;
  }
  // The names of the columns on a line of their own.
  if (At(text, first) != '(' || line_begin == 0) return false;
  return StartsWithNoCase(text, SkipSpaces(text, LineBegin(text, line_begin - 1)), kInsert);
}

// A head is made of names; anything else is a line of text.
bool IsInHead(char c) {
  static constexpr Marks kIn = Marks::Where([](char byte) {
    return IsAlnum(byte) || Is(byte, kQuote) || byte == '_' || byte == '-' || byte == ' ' || byte == '.';
  });
  return kIn.Has(c);
}

// Whether text[begin, end) is names with separators between them.
bool IsHead(std::string_view text, size_t begin, size_t end, char separator) {
  return std::all_of(text.begin() + static_cast<ptrdiff_t>(begin), text.begin() + static_cast<ptrdiff_t>(end),
                     [&](char c) { return c == separator || IsInHead(c); });
}

// Whether the lines at `first` and `second` hold the same in their first cell, a comment's mark aside.
bool BeginAlike(std::string_view text, size_t first, size_t second, char separator) {
  const auto cell = [&](size_t at) {
    if (At(text, at) == '#') ++at;
    size_t end = at;
    while (end < text.size() && text[end] != separator && !Is(text[end], kNewline)) ++end;
    return text.substr(at, end - at);
  };
  const std::string_view own = cell(first);
  return !own.empty() && own == cell(second);
}

// Where the row of an INSERT ends whose first cell is at `at`: at its closing parenthesis, or at `end`.
size_t TupleEnd(std::string_view text, size_t at, size_t end) {
  char quote = 0;
  for (int depth = 0; at < end; ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == '\\') ++at;
      if (c == quote) quote = 0;  // a doubled one opens the next piece at once
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && depth-- == 0) {
      return at;
    }
  }
  return end;
}

// How rows and cells are written: lines of cells, lines of cells behind tabs, (cell, cell), (cell, cell).
enum class Form : uint8_t { kLines, kCopy, kInsert };

struct Table {
  std::string_view text;
  Form form;
  char separator;
  size_t column;  // the one that is read
  size_t columns;
};

// The cell of a row whose cells may be quoted; empty where it holds nothing that could be a secret. In an INSERT a bare
// cell is a number or an expression.
Value ReadCell(const Table& table, size_t at, size_t row_end) {
  const std::string_view text = table.text;
  Value value;
  for (size_t cell = 0; at < row_end; ++cell) {
    while (at < row_end && Is(text[at], kSpace)) ++at;
    size_t end = at;
    if (const Quote quote = QuoteAt(text, at); quote.mark != 0) {
      const size_t begin = at + quote.size;
      end = begin;
      while (end < row_end && text[end] != quote.mark) ++end;
      if (end >= row_end) return value;
      if (cell == table.column) {
        value.begin = begin;
        value.end = end;
        value.link = Link::kAssigned;
        return value;
      }
      ++end;
    }
    while (end < row_end && text[end] != table.separator) ++end;
    if (cell == table.column) {
      while (end > at && Is(text[end - 1], kSpace | kNewline)) --end;
      if (end > at && table.form != Form::kInsert) value.SetBare(at, end, Link::kAssigned);
      return value;
    }
    if (end >= row_end) return value;
    at = end + 1;
  }
  return value;
}

// Of cells as COPY writes them, behind tabs.
Value ReadTabbedCell(const Table& table, size_t at, size_t row_end) {
  Value value;
  for (size_t i = 0; i < table.column; ++i) at = table.text.find(table.separator, at) + 1;
  const size_t end = std::min(row_end, table.text.find(table.separator, at));
  if (end > at) value.SetBare(at, end, Link::kAssigned);
  return value;
}

std::vector<Value> ReadLines(const Table& table, size_t at) {
  const std::string_view text = table.text;
  std::vector<Value> values;
  for (bool is_first = true;; is_first = false) {
    at = SkipBlank(text, at);
    const size_t end = LineEnd(text, at);
    // Rows behind the first one may be cut by the end of the window.
    if (at >= text.size() || (end == text.size() && !is_first)) return values;
    if (CountCells(text, table.separator, at, end) != table.columns) return values;
    const Value value = table.form == Form::kCopy ? ReadTabbedCell(table, at, end) : ReadCell(table, at, end);
    if (value.begin < value.end) values.push_back(value);
    at = end;
  }
}

std::vector<Value> ReadInserted(const Table& table, size_t at) {
  const std::string_view text = table.text;
  std::vector<Value> values;
  for (bool is_first = true;; is_first = false) {
    at = SkipBlank(text, at);
    if (!is_first && At(text, at) == ',') at = SkipBlank(text, at + 1);
    if (At(text, at) != '(') return values;
    const size_t end = TupleEnd(text, at + 1, std::min(text.size(), at + kMaxLineBytes));
    const Value value = ReadCell(table, at + 1, end);
    if (value.begin < value.end) values.push_back(value);
    at = end + 1;
  }
}

// COPY t (id, token) FROM stdin;
std::vector<Value> ReadCopy(std::string_view text, const Key& key, size_t line_begin, size_t line_end) {
  const size_t open = text.find('(', line_begin);
  const size_t close = text.find(')', key.end);
  if (open >= key.begin || close >= line_end || !StartsWithNoCase(text, close, ") from stdin")) return {};
  return ReadLines({text, Form::kCopy, '\t', Count(text, ',', open, key.begin), Count(text, ',', open, close) + 1},
                   line_end);
}

std::vector<Value> ReadInsert(std::string_view text, const Key& key, size_t list_begin, size_t line_end) {
  const size_t list_end = std::min(line_end, text.find(')', key.end));
  if (!IsHead(text, list_begin, list_end, ',')) return {};
  const size_t columns = Count(text, ',', list_begin, list_end) + 1;
  if (columns < 2) return {};
  size_t at = list_end;
  const size_t last = std::min(text.size(), at + kMaxBytesToValues);
  while (at < last && !StartsWithNoCase(text, at, "values")) ++at;
  if (at >= last) return {};
  return ReadInserted({text, Form::kInsert, ',', Count(text, ',', list_begin, key.begin), columns},
                      at + std::string_view("values").size());
}

std::vector<Value> ReadTable(std::string_view text, const Key& key, size_t line_begin, size_t line_end) {
  char separator = ',';
  for (const char mark : {',', '\t', ';', '|'}) {
    if (Count(text, mark, line_begin, line_end) == 0) continue;
    separator = mark;
    break;
  }
  // No name begins with a digit: "119.1.111\tNEC\tQX-4X-PW" is a row.
  if (Is(At(text, line_begin), kDigit) || !IsHead(text, line_begin, line_end, separator)) return {};
  const size_t columns = Count(text, separator, line_begin, line_end) + 1;
  if (columns < 2) return {};
  // A row of data has a row of as many columns in front of it.
  if (line_begin > 0) {
    const size_t before = LineBegin(text, line_begin - 1);
    if (Count(text, separator, before, line_begin - 1) + 1 == columns) return {};
  }
  // "Pass the model name, either": a sentence.
  if (key.is_pass && At(text, key.end) == ' ') return {};
  // Rows that all begin with the same word ("ATTRIBUTE") have no head.
  if (BeginAlike(text, line_begin, SkipBlank(text, line_end), separator)) return {};
  const size_t rule = SkipBlank(text, line_end);
  const size_t rule_end = LineEnd(text, rule);
  const bool has_rule = text.substr(rule, rule_end - rule).find_first_not_of("|-+:= \t") == std::string_view::npos;
  return ReadLines({text, Form::kLines, separator, Count(text, separator, line_begin, key.begin), columns},
                   has_rule ? rule_end : line_end);
}

}  // namespace

std::vector<Value> ReadColumn(std::string_view text, const Key& key, const PathTraits& path) {
  // A column's name is followed by the next one, the list's end or the line's.
  const char after = At(text, key.end);
  if (!Is(after, kNewline | kQuote | kSpace) && std::string_view(",;|)\t").find(after) == std::string_view::npos)
    return {};
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (StartsWithNoCase(text, line_begin, "copy ")) return ReadCopy(text, key, line_begin, line_end);
  const bool may_be_table =
      path.syntax == Syntax::kData || path.syntax == Syntax::kUnknown || path.syntax == Syntax::kProse;
  // What is ahead of the name in the list of an INSERT begins behind a parenthesis, in a table's head with the line.
  size_t list_begin = key.begin;
  while (list_begin > line_begin && (text[list_begin - 1] == ',' || IsInHead(text[list_begin - 1]))) --list_begin;
  const bool may_be_list = list_begin == line_begin || text[list_begin - 1] == '(';
  if (!may_be_list &&
      (!may_be_table || std::string_view("\t;|").find(text[list_begin - 1]) == std::string_view::npos)) {
    return {};
  }
  if (IsInsert(text, line_begin, key.begin)) {
    if (!may_be_list) return {};
    return ReadInsert(text, key, list_begin, line_end);
  }
  if (!may_be_table) return {};
  return ReadTable(text, key, line_begin, line_end);
}

}  // namespace veil::assign
