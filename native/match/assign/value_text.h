// What the tests of a value's text have in common.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
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

inline bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

// A list of texts, each of 2 bytes or more, that a value may begin with or hold. Two bytes at a place tell which of the
// list can stand there, nearly always none: comparing each value with each text was a fifth of the reader's time.
template <size_t kSize>
class Texts {
 public:
  template <typename... T>
  constexpr explicit Texts(T... texts) : texts_{texts...} {
    FillGroups();
  }
  constexpr explicit Texts(const std::string_view (&texts)[kSize]) {
    std::copy(texts, texts + kSize, texts_.begin());
    FillGroups();
  }

  bool AnyBegins(std::string_view value) const { return value.size() >= 2 && StandsAt(value, 0); }
  bool AnyIn(std::string_view value) const {
    for (size_t i = 0; i + 1 < value.size(); ++i) {
      if (StandsAt(value, i)) return true;
    }
    return false;
  }

 private:
  static constexpr size_t kGroups = 32;

  constexpr void FillGroups() {
    for (size_t i = 0; i < kSize; ++i) {
      first_[static_cast<uint8_t>(texts_[i][0])] |= 1u << i % kGroups;
      second_[static_cast<uint8_t>(texts_[i][1])] |= 1u << i % kGroups;
    }
  }

  bool StandsAt(std::string_view value, size_t at) const {
    uint32_t groups = first_[static_cast<uint8_t>(value[at])] & second_[static_cast<uint8_t>(value[at + 1])];
    for (; groups != 0; groups &= groups - 1) {
      for (auto i = static_cast<size_t>(std::countr_zero(groups)); i < kSize; i += kGroups) {
        if (value.substr(at).starts_with(texts_[i])) return true;
      }
    }
    return false;
  }

  std::array<std::string_view, kSize> texts_;
  std::array<uint32_t, 256> first_{}, second_{};  // by byte, a bit for each group of texts
};
template <typename... T>
Texts(T...) -> Texts<sizeof...(T)>;
template <size_t kSize>
Texts(const std::string_view (&)[kSize]) -> Texts<kSize>;

template <typename Predicate>
bool AllOf(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

inline bool IsHex(std::string_view text) { return AllOf(text, IsHexDigit); }

// Whether a word can be no word of a language, but a password.
inline bool HasDigitOrMark(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return Is(c, kDigit) || std::string_view("!@#$%^&*+=").find(c) != std::string_view::npos;
  });
}

inline bool IsWordChar(char c) { return IsAlnum(c) || c == '_'; }

// "INGESTION_KEY": capitals, digits and low lines alone.
inline bool IsInCapitals(std::string_view text) {
  return AllOf(text, [](char c) { return Is(c, kUpper | kDigit) || c == '_'; });
}

}  // namespace veil::assign
