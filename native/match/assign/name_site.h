// Where a name stands: what the forms of giving it a value are told apart by.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

struct NameSite {
  std::string_view text;
  Key* key = nullptr;     // the name; some forms refine its kind
  size_t line_begin = 0;  // of the name's line
  char before = '\n';     // the byte in front of the name, its own quote for one

  bool is_quoted = false;  // the name has quotes of its own
  size_t begin = 0;        // of the name and its quotes
  size_t end = 0;

  size_t past = 0;           // behind the closers that follow: ["password"], password[]
  bool is_closed = false;    // there are some
  size_t mark_at = 0;        // the first byte behind them that is no space
  char mark = '\n';          // that byte
  size_t operator_size = 0;  // of the operator that begins there, or 0

  Place place;  // where a value would be read

  std::string_view name() const { return text.substr(key->begin, key->end - key->begin); }
  bool IsSpaced() const { return mark_at > past; }
  bool IsIn(Syntax syntax) const { return place.syntax == syntax; }
  bool IsNote() const { return IsIn(Syntax::kProse) || IsIn(Syntax::kUnknown); }
};

}  // namespace veil::assign
