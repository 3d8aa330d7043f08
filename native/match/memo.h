// Answers, remembered: logs, programs and data have the same few names and values over and over.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace veil {

// The text that a question is about, if it is short enough to be remembered.
template <size_t kMaxBytes>
class MemoText {
 public:
  static_assert(kMaxBytes % sizeof(uint64_t) == 0 && kMaxBytes < 256);
  MemoText() = default;
  // `text` has at most kMaxBytes.
  explicit MemoText(std::string_view text) : size_(static_cast<uint8_t>(text.size())) {
    if (!text.empty()) std::memcpy(bytes_.data(), text.data(), text.size());
  }
  static bool Holds(std::string_view text) { return text.size() <= kMaxBytes; }

  uint64_t Hash(uint64_t seed) const {
    std::array<uint64_t, kMaxBytes / sizeof(uint64_t)> parts;
    std::memcpy(parts.data(), bytes_.data(), kMaxBytes);
    uint64_t hash = seed ^ size_;
    // What is behind a short text is nothing but zeros. 2^64 divided by the golden ratio.
    for (size_t i = 0; i * sizeof(uint64_t) < size_; ++i) hash = (hash ^ parts[i]) * 0x9e3779b97f4a7c15;
    return hash;
  }

  bool operator==(const MemoText&) const = default;

 private:
  std::array<char, kMaxBytes> bytes_{};
  uint8_t size_ = 0;
};

// The last answer to each of 2^kSlotBits questions, by their hashes. A Question can be compared and has Hash(); a
// default Question is one that nobody asks, or Answer's default its answer. One thread at a time; too large for
// thread_local memory of an addon, which is loaded late: keep it on the heap.
template <typename Question, typename Answer, size_t kSlotBits>
class Memo {
 public:
  template <typename Work>
  const Answer& Ask(const Question& question, Work work) {
    Entry& entry = entries_[question.Hash() >> (64 - kSlotBits)];
    if (entry.question != question) {
      entry.answer = work();
      entry.question = question;
    }
    return entry.answer;
  }

 private:
  struct Entry {
    Question question;
    Answer answer{};
  };
  std::array<Entry, size_t{1} << kSlotBits> entries_;
};

}  // namespace veil
