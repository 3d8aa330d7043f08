#include "match/assign/other_argument.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// strcmp(token, "mqttv311"): a word of a lexer's; a token that opens something is longer.
bool IsComparedWord(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinToken = 16;
  if (key.kind != Kind::kToken || value.end - value.begin >= kMinToken) return false;
  const Lowered called(CalledAt(text, key.begin));
  return called.view().ends_with("cmp") || called.view().ends_with("streq");
}

// object_add(pw, "lastFailureReason", x): the name of the member that the third argument becomes.
bool IsMembersName(std::string_view text, const Key& key, const Value& value) {
  if (value.begin <= key.end || At(text, key.end) != ',' || CalledAt(text, key.begin).empty()) return false;
  const Quote closing = QuoteAt(text, value.end);
  if (closing.mark == 0 || At(text, SkipSpaces(text, value.end + closing.size)) != ',') return false;
  const size_t third = SkipBlank(text, SkipSpaces(text, value.end + closing.size) + 1);
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  const bool has_capital = std::any_of(written.begin(), written.end(), [](char c) { return Is(c, kUpper); });
  return has_capital && IsLetter(At(text, third)) && Is(written.front(), kLower) && AllOf(written, IsLetter);
}

// set("password", pw());
// set("estimate", x): the same call as the one that the name is an argument of, made once more.
bool IsNextCall(std::string_view text, const Key& key, const Value& value) {
  if (value.begin <= key.end || !Contains(text.substr(key.end, value.begin - key.end), "\n")) return false;
  const std::string_view called = CalledAt(text, key.begin);
  if (called.empty() || CalledAt(text, value.begin) != called) return false;
  const size_t behind = SkipSpaces(text, value.end + QuoteAt(text, value.end).size);
  return At(text, behind) == ',';
}

// password.getBytes("UnicodeLittleUnmarked"): an encoding, in Java. C#'s GetBytes takes the text itself.
bool IsEncodingsName(std::string_view text, const Value& value) {
  const std::string_view called = CalledAt(text, value.begin);
  return called.ends_with(".getBytes") || called.ends_with("Charset.forName");
}

// withKey('mapper2author'): one thing to another, as programs name that.
bool IsConversion(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinWord = 3;
  if (key.kind == Kind::kPassword) return false;
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  const size_t mark = written.find('2');
  if (mark == std::string_view::npos || mark < kMinWord || written.size() - mark - 1 < kMinWord) return false;
  return IsDictionaryWord(written.substr(0, mark)) && IsDictionaryWord(written.substr(mark + 1));
}

}  // namespace

bool IsOtherArgument(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted) return false;
  return IsComparedWord(text, key, value) || IsMembersName(text, key, value) || IsNextCall(text, key, value) ||
         IsEncodingsName(text, value) || IsConversion(text, key, value);
}

}  // namespace veil::assign
