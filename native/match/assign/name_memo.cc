#include "match/assign/name_memo.h"

#include <cstring>

namespace veil::assign {

size_t NameMemo::Question::Slot() const {
  static_assert(sizeof(Question) % sizeof(uint64_t) == 0);
  std::array<uint64_t, sizeof(Question) / sizeof(uint64_t)> parts;
  std::memcpy(parts.data(), this, sizeof(Question));
  uint64_t hash = 0;
  for (const uint64_t part : parts) hash = (hash ^ part) * 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
  return hash >> 56;
}

bool NameMemo::Classify(std::string_view text, Hit hit, std::string_view before, Key* key) {
  static_assert(kEntries == 256, "a slot is the hash's first byte");
  const size_t size = key->end - key->begin;
  if (size > kMaxName || before.size() > kMaxBefore) {
    if (!SaysSomething(text, hit)) return false;
    ClassifyKey(text, before, key);
    return true;
  }
  Question question;
  std::memcpy(question.name.data(), text.data() + key->begin, size);
  if (!before.empty()) std::memcpy(question.before.data(), before.data(), before.size());
  question.sizes = {static_cast<uint8_t>(size), static_cast<uint8_t>(before.size()),
                    static_cast<uint8_t>(hit.end - key->begin)};
  Entry& entry = entries_[question.Slot()];
  if (entry.question != question) {
    entry.question = question;
    entry.key = *key;
    entry.says_something = SaysSomething(text, hit);
    if (entry.says_something) ClassifyKey(text, before, &entry.key);
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
