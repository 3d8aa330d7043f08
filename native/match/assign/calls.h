// Values that are handed through calls and expressions: `Some("x")`, `getenv("X", "default")`, `a || "x"`.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/literal.h"

namespace veil::assign {

// Calls that hand their literal on unchanged.
bool IsTransparentCall(std::string_view name);

// Inside the parentheses of a call that starts the value, from `at` on: its literal, or the last one for a look-up with
// a default.
bool ReadCallArgument(std::string_view text, size_t at, std::string_view name, Syntax syntax, Value* value);

// `x || "lit"`, `x ?? 'lit'`, `x or "lit"`, `c ? "a" : "b"`: where the literal after an expression begins; npos when
// there is none.
size_t FindAlternative(std::string_view text, size_t at);

}  // namespace veil::assign
