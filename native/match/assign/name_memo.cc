#include "match/assign/name_memo.h"

namespace veil::assign {

bool NameMemo::Classify(std::string_view text, Hit hit, std::string_view before, Key* key) {
  const auto classify = [&] {
    Answer answer{false, *key};
    answer.says_something = ClassifyName(text, hit, before, &answer.key);
    return answer;
  };
  const std::string_view name = text.substr(key->begin, key->end - key->begin);
  const bool fits = MemoText<kMaxName>::Holds(name) && MemoText<kMaxBefore>::Holds(before);
  Answer answer;
  if (fits) {
    const Question question{MemoText<kMaxName>(name), MemoText<kMaxBefore>(before),
                            static_cast<uint8_t>(hit.end - key->begin)};
    answer = memo_.Ask(question, classify);
  } else {
    answer = classify();
  }
  if (!answer.says_something) return false;
  answer.key.begin = key->begin;
  answer.key.end = key->end;
  answer.key.method_end = key->method_end;
  *key = answer.key;
  return true;
}

}  // namespace veil::assign
