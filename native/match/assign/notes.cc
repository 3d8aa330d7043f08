#include "match/assign/notes.h"

#include "match/assign/scan.h"

namespace veil::assign {

bool ReadUserAndPassword(std::string_view text, size_t at, Value* value) {
  const size_t end = LineEnd(text, at);
  const size_t slash = text.substr(0, end).find('/', at);
  if (slash == std::string_view::npos || slash - at > 40 || At(text, slash + 1) == '/') return false;
  size_t user = slash;
  while (user > at && Is(text[user - 1], kSpace)) --user;
  if (user == at || text.substr(at, user - at).find(' ') != std::string_view::npos) return false;
  size_t begin = SkipSpaces(text, slash + 1);
  size_t stop = end;
  while (stop > begin && (Is(text[stop - 1], kSpace) || text[stop - 1] == '.')) --stop;
  if (stop > begin + 2 && Is(text[begin], kQuote) && text[stop - 1] == text[begin]) ++begin, --stop;
  const std::string_view password = text.substr(begin, stop - begin);
  if (password.empty() || password.find_first_of(" \t/`") != std::string_view::npos) return false;
  value->SetBare(begin, stop, Link::kAssigned);
  return true;
}

bool IsNoted(std::string_view text, size_t dash, const Key& key, const Place& place) {
  if (key.kind != Kind::kPassword || place.open_quote != 0) return false;
  if (place.syntax != Syntax::kProse && place.syntax != Syntax::kUnknown && !place.is_comment) return false;
  size_t at = dash + (At(text, dash + 1) == '>' ? 2 : 1);
  if (!Is(At(text, at), kSpace)) return false;
  at = SkipSpaces(text, at);
  size_t end = at;
  bool has_mark = false;
  while (end < text.size() && !Is(text[end], kSpace | kNewline)) {
    has_mark = has_mark || Is(text[end], kDigit) || std::string_view("!@#$%^&*+=").find(text[end]) < 10;
    ++end;
  }
  return has_mark && Is(At(text, SkipSpaces(text, end)), kNewline);
}

}  // namespace veil::assign
