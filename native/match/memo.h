// Answers, remembered: logs, programs and data have the same few names and values over and over.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace veil {

// The text that a question is about, if it is short enough to be remembered. Eight bytes a word, the last ones with
// those before them: each is stored as it is read again, which a processor waits for otherwise.
template <size_t kMaxBytes>
class MemoText {
 public:
  static_assert(kMaxBytes % sizeof(uint64_t) == 0);
  MemoText() = default;
  // `text` has at most kMaxBytes.
  explicit MemoText(std::string_view text) : size_(text.size()) {
    if (size_ < sizeof(uint64_t)) {
      words_[0] = ShortText(text);
      return;
    }
    const size_t last = size_ - sizeof(uint64_t);
    size_t word = 0;
    for (size_t at = 0; at < last; at += sizeof(uint64_t)) words_[word++] = Load<uint64_t>(text, at);
    words_[word] = Load<uint64_t>(text, last);
  }
  static bool Holds(std::string_view text) { return text.size() <= kMaxBytes; }

  uint64_t Hash(uint64_t seed) const {
    uint64_t hash = seed ^ size_;
    // What is behind a short text is nothing but zeros. 2^64 divided by the golden ratio.
    for (size_t i = 0; i * sizeof(uint64_t) < size_; ++i) hash = (hash ^ words_[i]) * 0x9e3779b97f4a7c15;
    return hash;
  }

  bool operator==(const MemoText& other) const {
    uint64_t different = size_ ^ other.size_;
    for (size_t i = 0; i < words_.size(); ++i) different |= words_[i] ^ other.words_[i];
    return different == 0;
  }

 private:
  template <typename T>
  static uint64_t Load(std::string_view text, size_t at) {
    T bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    return bytes;
  }

  // All the bytes of less than eight.
  static uint64_t ShortText(std::string_view text) {
    const size_t size = text.size();
    if (size >= 4) return Load<uint32_t>(text, 0) << 32 | Load<uint32_t>(text, size - 4);
    if (size == 0) return 0;
    return Load<uint8_t>(text, 0) << 16 | Load<uint8_t>(text, size / 2) << 8 | Load<uint8_t>(text, size - 1);
  }

  std::array<uint64_t, kMaxBytes / sizeof(uint64_t)> words_{};
  uint64_t size_ = 0;
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
