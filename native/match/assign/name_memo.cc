#include "match/assign/name_memo.h"

#include <cstring>

namespace veil::assign {

NameMemo::Question::Question(std::string_view name, std::string_view before, size_t hit_end) {
  char* bytes = reinterpret_cast<char*>(parts_.data());
  std::memcpy(bytes, name.data(), name.size());
  if (!before.empty()) std::memcpy(bytes + kBeforeAt, before.data(), before.size());
  bytes[kSizesAt] = static_cast<char>(name.size());
  bytes[kSizesAt + 1] = static_cast<char>(before.size());
  bytes[kSizesAt + 2] = static_cast<char>(hit_end);
}

size_t NameMemo::Question::Slot() const {
  uint64_t hash = parts_.back();
  const auto add = [&](uint64_t part) { hash = (hash ^ part) * 0x9e3779b97f4a7c15; };  // 2^64 by the golden ratio
  // Most names and words are short: what is behind them is nothing but zeros.
  for (size_t i = 0; i < kBeforeAt / 8 && parts_[i] != 0; ++i) add(parts_[i]);
  for (size_t i = kBeforeAt / 8; i < kSizesAt / 8 && parts_[i] != 0; ++i) add(parts_[i]);
  return hash >> 56;
}

bool NameMemo::Classify(std::string_view text, Hit hit, std::string_view before, Key* key) {
  static_assert(kEntries == 256, "a slot is the hash's first byte");
  const size_t size = key->end - key->begin;
  if (size > kMaxName || before.size() > kMaxBefore) return ClassifyName(text, hit, before, key);
  const Question question(text.substr(key->begin, size), before, hit.end - key->begin);
  Entry& entry = entries_[question.Slot()];
  if (entry.question != question) {
    entry.question = question;
    entry.key = *key;
    entry.says_something = ClassifyName(text, hit, before, &entry.key);
  }
  if (!entry.says_something) return false;
  const Key place = *key;
  *key = entry.key;
  key->begin = place.begin;
  key->end = place.end;
  key->method_end = place.method_end;
  return true;
}

}  // namespace veil::assign
