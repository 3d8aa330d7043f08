// What the body of a function or a property answers: `def api_key(): return "x"`, `fn secret() -> &str { "x" }`.
#pragma once

#include <optional>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

class Body {
 public:
  // The body of what `key` is the name of; none where `key` is defined as something else. `text` must outlive it.
  static std::optional<Body> Find(std::string_view text, const Key& key, const PathTraits& path);

  // Fills *value with the next literal that the body answers. False behind the last one.
  bool Next(Value* value);

 private:
  Body(std::string_view text, Syntax syntax, size_t at, size_t indent)
      : text_(text), syntax_(syntax), indent_(indent), at_(at) {}

  bool ReadAnswer(size_t begin, size_t end, bool is_argument, Value* value) const;

  std::string_view text_;
  Syntax syntax_;
  size_t indent_;                           // of the line with the name
  size_t at_;                               // where the next line is looked for
  size_t beside_ = std::string_view::npos;  // where a body on the name's own line begins
  int lines_ = 0;
  bool in_call_ = false;  // the line before opens a parenthesis
};

}  // namespace veil::assign
