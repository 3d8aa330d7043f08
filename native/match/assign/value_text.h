// What the tests of a value's text have in common.
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "match/assign/assign.h"
#include "match/assign/chars.h"

namespace veil::assign {

// A lower-cased copy of a value on the stack.
struct Lowered {
  explicit Lowered(std::string_view value) : size(std::min(value.size(), buffer.size())) {
    for (size_t i = 0; i < size; ++i) buffer[i] = ToLower(value[i]);
  }
  std::string_view view() const { return {buffer.data(), size}; }
  std::array<char, kMaxValueBytes> buffer;
  size_t size;
};

inline bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

inline bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

inline bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

inline bool ContainsAny(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return Contains(text, part); });
}

template <typename Predicate>
bool AllOf(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

inline bool IsWordChar(char c) { return IsAlnum(c) || c == '_'; }

}  // namespace veil::assign
