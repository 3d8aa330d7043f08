// What names say, remembered: a program uses the same few names over and over, and reading one took a tenth of the
// scan's time on npm packages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/assign/key.h"

namespace veil::assign {

// Answers what ClassifyName answers, whatever was asked before. One thread at a time.
class NameMemo {
 public:
  bool Classify(std::string_view text, Hit hit, std::string_view before, Key* key);

 private:
  static constexpr size_t kMaxName = 40;
  static constexpr size_t kMaxBefore = 24;
  static constexpr size_t kEntries = 256;

  // What the answer depends on: the name, the word before it, the sizes of both and the hit's end in the name.
  class Question {
   public:
    Question() = default;
    Question(std::string_view name, std::string_view before, size_t hit_end);
    bool operator==(const Question&) const = default;
    size_t Slot() const;

   private:
    static constexpr size_t kBeforeAt = kMaxName, kSizesAt = kMaxName + kMaxBefore;
    std::array<uint64_t, (kSizesAt + 8) / 8> parts_{};
  };
  struct Entry {
    Question question;
    bool says_something = false;
    Key key;
  };
  std::array<Entry, kEntries> entries_;
};

}  // namespace veil::assign
