#include "match/assign/verdict_memo.h"

#include <cstring>

namespace veil::assign {
namespace {

VerdictMemo::Answer JudgeAnew(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  VerdictMemo::Answer answer;
  answer.is_too_plain = IsTooPlain(text, key, value);
  if (!answer.is_too_plain) {
    answer.verdict = assign::Judge(text, key, value, path);
  } else if (key.tell == Tell::kStrong) {
    answer.verdict.why_not = WhyNotSecret(text);
  }
  return answer;
}

}  // namespace

// Of the text and what differs most often beside it.
size_t VerdictMemo::SlotOf(const Question& question) {
  std::array<uint64_t, kMaxText / sizeof(uint64_t)> parts;
  std::memcpy(parts.data(), question.text.data(), kMaxText);
  uint64_t hash = static_cast<uint64_t>(question.key.kind) << 8 | static_cast<uint64_t>(question.value.link);
  for (const uint64_t part : parts) hash = (hash ^ part) * 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
  return hash >> (64 - kSlotBits);
}

VerdictMemo::Answer VerdictMemo::Judge(std::string_view text, const Key& key, const Value& value,
                                       const PathTraits& path) {
  if (text.size() > kMaxText) return JudgeAnew(text, key, value, path);
  Question question;
  std::memcpy(question.text.data(), text.data(), text.size());
  question.size = text.size();
  question.key = key;
  question.key.begin = question.key.end = question.key.method_end = 0;
  question.value = value;
  question.value.begin = question.value.end = 0;
  question.path = path;
  Entry& entry = entries_[SlotOf(question)];
  if (entry.question != question) {
    entry.answer = JudgeAnew(text, key, value, path);
    entry.question = question;
  }
  return entry.answer;
}

}  // namespace veil::assign
