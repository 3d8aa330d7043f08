#include "match/assign/verdict_memo.h"

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

VerdictMemo::Answer VerdictMemo::Judge(std::string_view text, const Key& key, const Value& value,
                                       const PathTraits& path) {
  if (!MemoText<kMaxText>::Holds(text)) return JudgeAnew(text, key, value, path);
  Question question{MemoText<kMaxText>(text), key, value, path};
  // Where the name stands says nothing, but a short one says less than a long one.
  question.key.end -= question.key.begin;
  question.key.begin = question.key.method_end = 0;
  question.value.begin = question.value.end = 0;
  return memo_.Ask(question, [&] { return JudgeAnew(text, key, value, path); });
}

}  // namespace veil::assign
