// Reading a value: its extent, and how it is written.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/assign.h"

namespace veil::assign {

enum class Written : uint8_t {
  kQuoted,   // a string literal
  kBare,     // text without quotes where the format takes that for a literal
  kElement,  // text between tags
};

// How the value hangs on the name.
enum class Link : uint8_t {
  kAssigned,  // operator, map entry, element, attribute, argument
  kWrapped,   // through a call that we do not know: f("x")
  kSpaced,    // "name value"
  kBelow,     // on a line below
  kNear,      // only near it
};

struct Value {
  size_t begin = 0;
  size_t end = 0;
  Written written = Written::kQuoted;
  Link link = Link::kAssigned;
  bool is_joined = false;     // several literals with quotes and operators between them
  bool is_partial = false;    // a variable is added to it
  bool in_long_line = false;  // minified code or data
  bool is_followed = false;   // bare in running text, and more words follow on its line
  bool in_query = false;      // of a URL or a form
  bool in_code = false;       // bare where the format has expressions

  // What stands in [at, past) is the value, as it is; all else is left as it was.
  void SetBare(size_t at, size_t past, Link how) {
    begin = at;
    end = past;
    written = Written::kBare;
    link = how;
  }
  bool operator==(const Value&) const = default;
};

// Where a value is read.
struct Place {
  Syntax syntax = Syntax::kUnknown;
  char open_quote = 0;        // the string literal that the name itself stands in, or 0
  bool is_comment = false;    // the line is a comment of a program
  bool is_parameter = false;  // in a URL's query or a form's body
  bool is_flag = false;       // after a command's flag
  Link link = Link::kAssigned;
};

// Reads the value that starts at `at` (spaces and line ends before it are skipped). False when there is none that is a
// literal.
bool ReadValue(std::string_view text, size_t at, const Place& place, Value* value);

// Reads the string literal that starts at `at`, prefix letters and all.
bool ReadQuoted(std::string_view text, size_t at, Syntax syntax, Value* value);

}  // namespace veil::assign
