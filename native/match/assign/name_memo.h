// What names say, remembered: a program uses the same few names over and over, and reading one took a tenth of the
// scan's time on npm packages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/assign/key.h"

namespace veil::assign {

// Answers what SaysSomething and ClassifyKey answer, whatever was asked before. One thread at a time.
class NameMemo {
 public:
  // For the name text[key->begin, key->end) around `hit`, with the word `before` it. False: it says nothing, and *key
  // is as it was. Else *key has what ClassifyKey fills in.
  bool Classify(std::string_view text, Hit hit, std::string_view before, Key* key);

 private:
  static constexpr size_t kMaxName = 40;
  static constexpr size_t kMaxBefore = 24;
  static constexpr size_t kEntries = 256;

  // What the answer depends on, without padding that nobody sets.
  struct Question {
    std::array<char, kMaxName> name{};
    std::array<char, kMaxBefore> before{};
    std::array<uint8_t, 8> sizes{};  // of both, and the hit's end in the name
    bool operator==(const Question&) const = default;
    size_t Slot() const;
  };
  struct Entry {
    Question question;
    bool says_something = false;
    Key key;
  };
  std::array<Entry, kEntries> entries_;
};

}  // namespace veil::assign
