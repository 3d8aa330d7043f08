// What names say, remembered: a program uses the same few names over and over, and reading one took a tenth of the
// scan's time on npm packages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/assign/key.h"
#include "match/memo.h"

namespace veil::assign {

// Answers what ClassifyName answers, whatever was asked before. One thread at a time.
class NameMemo {
 public:
  // For the name text[key->begin, key->end) around `hit`, with the word `before` it. False: it says nothing, and *key
  // is as it was. Else *key has what ClassifyName fills in.
  bool Classify(std::string_view text, Hit hit, std::string_view before, Key* key);

 private:
  static constexpr size_t kMaxName = 40;
  static constexpr size_t kMaxBefore = 24;
  static constexpr size_t kSlotBits = 8;

  struct Question {
    MemoText<kMaxName> name;
    MemoText<kMaxBefore> before;
    uint8_t hit_end = 0;  // in the name
    bool operator==(const Question&) const = default;
    uint64_t Hash() const { return name.Hash(before.Hash(hit_end)); }
  };
  struct Answer {
    bool says_something = false;
    NameSays says;
  };
  Memo<Question, Answer, kSlotBits> memo_;
};

}  // namespace veil::assign
