// The marks between a name and its value.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace veil::assign {

// The operator at `at`: bytes in it, or 0.
size_t OperatorSize(std::string_view text, size_t at);

// After "name:" in code: where the value starts behind a type ("string = "), or `at` when no type follows.
size_t SkipType(std::string_view text, size_t at);

// Whether the word is one of the list, which is in lower case, in any case of its own.
bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list);

}  // namespace veil::assign
