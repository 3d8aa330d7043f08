// The column of a table that a telling word heads: CSV and its like, an INSERT, PostgreSQL's COPY. The first row may
// hold a placeholder and the next one a secret, so that all rows are read that the window holds.
#pragma once

#include <optional>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

class Column {
 public:
  // The column that `key` heads, with at least one row; none where `key` heads no column. `text` must outlive it.
  static std::optional<Column> Find(std::string_view text, const Key& key, const PathTraits& path);

  // Fills *value with the cell of the next row; empty where the cell holds nothing that could be a secret. False behind
  // the last row.
  bool Next(Value* value);

 private:
  // How rows and cells are written: lines of cells, lines of cells behind tabs, (cell, cell), (cell, cell).
  enum class Form : uint8_t { kLines, kCopy, kInsert };

  Column(std::string_view text, Form form, char separator, size_t column, size_t columns)
      : text_(text), form_(form), separator_(separator), column_(column), columns_(columns) {}

  static std::optional<Column> InCopy(std::string_view text, const Key& key, size_t line_begin, size_t line_end);
  static std::optional<Column> InInsert(std::string_view text, const Key& key, size_t list_begin, size_t line_end);
  static std::optional<Column> InLines(std::string_view text, const Key& key, size_t line_begin, size_t line_end);

  bool NextLine(Value* value);
  bool NextTuple(Value* value);
  void ReadCell(size_t at, size_t row_end, Value* value) const;

  std::string_view text_;
  Form form_;
  char separator_;
  size_t column_;
  size_t columns_;
  size_t at_ = 0;  // where the next row is looked for
  bool is_first_ = true;
};

}  // namespace veil::assign
