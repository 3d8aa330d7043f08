#include "match/assign/aligned.h"

#include <algorithm>
#include <array>

#include "match/assign/scan.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxCells = 12;

struct Range {
  size_t begin = 0;
  size_t end = 0;
};

struct Cells {
  std::array<Range, kMaxCells> cell;
  size_t count = 0;
};

// The parts of the line at `at` between tabs and runs of two spaces. None when there are too many.
Cells SplitLine(std::string_view text, size_t at) {
  Cells cells;
  const size_t end = LineEnd(text, at);
  while ((at = SkipSpaces(text, at)) < end) {
    size_t stop = at;
    while (stop < end && text[stop] != '\t' && !(text[stop] == ' ' && Is(At(text, stop + 1), kSpace | kNewline)))
      ++stop;
    if (cells.count == kMaxCells) return {};
    cells.cell[cells.count++] = {at, stop};
    at = stop;
  }
  return cells;
}

// "=====  =====" or "-----  -----".
bool IsRule(std::string_view line) {
  return line.size() >= 4 && line.find_first_not_of("=- ") == std::string_view::npos &&
         (line.find("==") != std::string_view::npos || line.find("--") != std::string_view::npos);
}

bool IsCapitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return Is(c, kLower); });
}

}  // namespace

bool FindAlignedValue(std::string_view text, const Key& key, const PathTraits& path, Value* value) {
  if (path.syntax != Syntax::kProse && path.syntax != Syntax::kUnknown) return false;
  // Cheap: a column's name ends its line, or two spaces follow.
  const char after = At(text, key.end);
  if (!Is(after, kNewline) && !(Is(after, kSpace) && Is(At(text, key.end + 1), kSpace | kNewline))) return false;
  const size_t head = LineBegin(text, key.begin);
  const size_t head_end = LineEnd(text, key.end);
  const Cells names = SplitLine(text, head);
  size_t column = 0;
  while (column < names.count && names.cell[column].end != key.end) ++column;
  if (names.count < 2 || column == names.count) return false;

  size_t row = SkipBlank(text, head_end);
  const bool has_rule = IsRule(text.substr(row, LineEnd(text, row) - row));
  if (has_rule) {
    row = SkipBlank(text, LineEnd(text, row));
  } else if (!IsCapitals(text.substr(head, head_end - head))) {
    return false;
  }
  const Cells cells = SplitLine(text, row);
  if (cells.count != names.count) return false;
  Range cell = cells.cell[column];
  while (cell.begin < cell.end && text[cell.begin] == '`') ++cell.begin;
  while (cell.begin < cell.end && text[cell.end - 1] == '`') --cell.end;
  const std::string_view held = text.substr(cell.begin, cell.end - cell.begin);
  if (held.empty() || held.find(' ') != std::string_view::npos) return false;
  value->SetBare(cell.begin, cell.end, has_rule ? Link::kAssigned : Link::kBelow);
  return true;
}

}  // namespace veil::assign
