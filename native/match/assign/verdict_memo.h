// Verdicts, remembered: a log, a program and a file of translations have the same few values over and over, and judging
// one was a third of the scan's time on a log of Kubernetes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/assign/verdict.h"
#include "match/memo.h"

namespace veil::assign {

// Answers what IsTooPlain and Judge answer, whatever was asked before. One thread at a time.
class VerdictMemo {
 public:
  struct Answer {
    bool is_too_plain = false;  // then the verdict says why only for a strong name: that value is its value
    Verdict verdict;
  };
  Answer Judge(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

 private:
  static constexpr size_t kMaxText = 64;
  static constexpr size_t kSlotBits = 9;

  // All that an answer depends on; where the name and the value stand is none of it.
  struct Question {
    MemoText<kMaxText> text;
    Key key;
    Value value;
    PathTraits path;
    bool operator==(const Question&) const = default;
    // Of the text and what differs most often beside it.
    uint64_t Hash() const {
      return text.Hash(static_cast<uint64_t>(key.kind) << 16 | static_cast<uint64_t>(value.link) << 8);
    }
  };
  Memo<Question, Answer, kSlotBits> memo_;
};

}  // namespace veil::assign
