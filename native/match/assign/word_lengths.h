// A look at a word's first letter and length that turns most words away before they are compared with a list.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "match/assign/chars.h"

namespace veil::assign {

class WordLengths {
 public:
  // `words`: a range of words in lower case, each beginning with a letter and shorter than kMaxLength.
  template <typename Range>
  constexpr explicit WordLengths(const Range& words) {
    for (const std::string_view word : words) lengths_[static_cast<size_t>(word[0] - 'a')] |= 1u << word.size();
  }

  // Whether `word`, in any case, may be one of the words. False is certain.
  constexpr bool MayHold(std::string_view word) const {
    if (word.empty() || word.size() >= kMaxLength || !IsLetter(word[0])) return false;
    return (lengths_[static_cast<size_t>(ToLower(word[0]) - 'a')] >> word.size() & 1) != 0;
  }
  static constexpr size_t kMaxLength = 32;

 private:
  std::array<uint32_t, 26> lengths_{};  // by first letter, a bit for each length
};

}  // namespace veil::assign
