// Byte classes for the scanners of this folder. ASCII only: bytes from 0x80 up are letters of some language.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veil::assign {

enum CharClass : uint8_t {
  kLower = 1,
  kUpper = 2,
  kDigit = 4,
  kSpace = 8,      // space and tab
  kNewline = 16,   // \n and \r
  kWordMark = 32,  // characters that join the words of a name: _ - . $
  kQuote = 64,     // " ' `
  kHigh = 128,     // 0x80 and above
};

inline constexpr std::array<uint8_t, 256> kCharClass = [] {
  std::array<uint8_t, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[c] = kLower;
  for (int c = 'A'; c <= 'Z'; ++c) table[c] = kUpper;
  for (int c = '0'; c <= '9'; ++c) table[c] = kDigit;
  for (int c = 128; c < 256; ++c) table[c] = kHigh;
  table[' '] = table['\t'] = kSpace;
  table['\n'] = table['\r'] = kNewline;
  for (const char c : {'_', '-', '.', '$'}) table[static_cast<uint8_t>(c)] = kWordMark;
  for (const char c : {'"', '\'', '`'}) table[static_cast<uint8_t>(c)] = kQuote;
  return table;
}();

constexpr uint8_t ClassOf(char c) { return kCharClass[static_cast<uint8_t>(c)]; }
constexpr bool Is(char c, int classes) { return (ClassOf(c) & classes) != 0; }
constexpr bool IsLetter(char c) { return Is(c, kLower | kUpper); }
constexpr bool IsAlnum(char c) { return Is(c, kLower | kUpper | kDigit); }
constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// A set of bytes that no class above is: a look-up, as these are asked for by the million.
class Marks {
 public:
  constexpr explicit Marks(std::string_view marks) {
    for (const char mark : marks) has_[static_cast<uint8_t>(mark)] = true;
  }
  // Those for which `holds(char)` is true.
  template <typename Holds>
  static constexpr Marks Where(Holds holds) {
    Marks marks("");
    for (size_t i = 0; i < marks.has_.size(); ++i) marks.has_[i] = holds(static_cast<char>(i));
    return marks;
  }
  constexpr bool Has(char c) const { return has_[static_cast<uint8_t>(c)]; }

 private:
  std::array<bool, 256> has_{};
};

// text[at], or `otherwise` when `at` is outside: lets scanners look around without a check at each step.
constexpr char At(std::string_view text, size_t at, char otherwise = '\n') {
  return at < text.size() ? text[at] : otherwise;
}

}  // namespace veil::assign
