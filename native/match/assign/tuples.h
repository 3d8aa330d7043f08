// Rows of literals in a program below names that say what stands where: `# user, password` and `("bob", "x"),`, the
// fields of a table of tests, `creds[] = { { "bob", "x" } }`.
#pragma once

#include <optional>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

class Tuples {
 public:
  // The rows whose literals at one place `key` names; none where there are none. May refine the kind of `key`. `text`
  // must outlive it.
  static std::optional<Tuples> Find(std::string_view text, Key* key, const PathTraits& path);

  // Fills *value with the literal of the next row. False behind the last row.
  bool Next(Value* value);

 private:
  Tuples(std::string_view text, Syntax syntax, size_t at, size_t column)
      : text_(text), syntax_(syntax), at_(at), column_(column) {}

  bool ReadRow(size_t begin, size_t end, Value* value) const;

  std::string_view text_;
  Syntax syntax_;
  size_t at_;  // where the next row is looked for
  size_t column_;
};

}  // namespace veil::assign
