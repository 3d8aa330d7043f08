#include "match/assign/name_memo.h"

namespace veil::assign {

bool NameMemo::Classify(std::string_view text, Hit hit, std::string_view before, Key* key) {
  const auto classify = [&] {
    Key own = *key;
    const bool says_something = ClassifyName(text, hit, before, &own);
    return Answer{says_something, own};
  };
  const std::string_view name = text.substr(key->begin, key->end - key->begin);
  if (!MemoText<kMaxName>::Holds(name) || !MemoText<kMaxBefore>::Holds(before)) {
    return ClassifyName(text, hit, before, key);
  }
  const Question question{MemoText<kMaxName>(name), MemoText<kMaxBefore>(before),
                          static_cast<uint8_t>(hit.end - key->begin)};
  const Answer& answer = memo_.Ask(question, classify);
  if (answer.says_something) static_cast<NameSays&>(*key) = answer.says;
  return answer.says_something;
}

}  // namespace veil::assign
