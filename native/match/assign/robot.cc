#include "match/assign/robot.h"

#include "match/assign/scan.h"

namespace veil::assign {

bool ReadRobotVariable(std::string_view text, size_t line_begin, const Key& key, Place place, Value* value) {
  if (place.syntax != Syntax::kUnknown || key.begin < 2 || text[key.begin - 1] != '{') return false;
  if (text[key.begin - 2] != '$' || SkipSpaces(text, line_begin) != key.begin - 2) return false;
  size_t at = key.end + 1;
  if (const size_t sign = SkipSpaces(text, at); At(text, sign) == '=') at = sign + 1;
  size_t begin = SkipSpaces(text, at);
  if (begin < at + 2) return false;
  constexpr std::string_view kSet = "set variable ";
  if (StartsWithNoCase(text, begin, kSet)) begin = SkipSpaces(text, begin + kSet.size());
  const size_t end = WordEnd(text, begin);
  if (end == begin || end - begin > kMaxValueBytes || !Is(At(text, SkipSpaces(text, end)), kNewline)) return false;
  value->SetBare(begin, end, Link::kAssigned);
  value->written = Written::kQuoted;  // all text is a literal there
  return true;
}

bool IsRobotArgument(std::string_view text, const Key& key, size_t at, const Place& place) {
  if (place.syntax != Syntax::kUnknown || place.open_quote != 0 || key.begin == 0) return false;
  if (text[key.begin - 1] != '=' && text[key.begin - 1] != ':') return false;
  return SkipSpaces(text, at) >= at + 2 && IsLastWord(text, at);
}

}  // namespace veil::assign
