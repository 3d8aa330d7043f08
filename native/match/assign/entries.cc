#include "match/assign/entries.h"

#include "match/assign/key.h"
#include "match/assign/markup.h"
#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {
namespace {

// How far below a telling parent its children are read, and how long their values are at least.
constexpr size_t kMaxChildBytes = 400;
constexpr size_t kMinChildBytes = 16;

// What a program has one of each of: `password: { dev: 'x', prod: 'y' }`.
bool IsStage(std::string_view name) {
  return IsOneOf(name, "dev", "development", "prod", "production", "staging", "stage", "test", "testing", "qa", "uat",
                 "live", "sandbox", "local");
}

}  // namespace

bool IsValueOfName(std::string_view text, size_t at) {
  size_t i = at;
  if (const Quote quote = QuoteBefore(text, i); quote.mark != 0) i -= quote.size;
  while (i > 0 &&
         (Is(text[i - 1], kSpace) || IsAlnum(text[i - 1]) || text[i - 1] == '_' || text[i - 1] == '.' ||
          text[i - 1] == '-' || text[i - 1] == ':' || text[i - 1] == '/') &&
         text[i - 1] != ':' && at - i < 40) {
    if (Is(text[i - 1], kSpace) && i < at && !Is(text[i], kSpace)) {
      // fall through: spaces between the operator and the name
    }
    --i;
  }
  // "FTP password": the name is one of several words in quotes.
  if (const Quote quote = QuoteBefore(text, i); quote.mark != 0) {
    i -= quote.size;
    while (i > 0 && Is(text[i - 1], kSpace)) --i;
  }
  if (i == 0) return false;
  const char mark = text[i - 1];
  if (mark != ':' && mark != '=' && mark != '>') return false;
  size_t name_end = i - 1;
  if (mark == '>' && name_end > 0 && text[name_end - 1] == '=') --name_end;  // 'key' => 'smtp_pass'
  while (name_end > 0 && Is(text[name_end - 1], kSpace)) --name_end;
  if (const Quote quote = QuoteBefore(text, name_end); quote.mark != 0) name_end -= quote.size;
  size_t name_begin = name_end;
  while (name_begin > 0 && (IsAlnum(text[name_begin - 1]) || text[name_begin - 1] == '_') &&
         name_end - name_begin < 32) {
    --name_begin;
  }
  if (name_begin == name_end) return false;
  return IsNameName(text.substr(name_begin, name_end - name_begin));
}

bool FindPairedValue(std::string_view text, size_t at, const Place& place, Value* value) {
  const size_t last = std::min(text.size(), at + 240);
  int lines = 0;
  for (size_t i = at; i < last;) {
    const char c = text[i];
    if (c == '\n' && ++lines > 3) return false;
    if (c == '}' || (c == ';' && lines > 0)) return false;
    if (!IsLetter(c) && c != '_') {
      ++i;
      continue;
    }
    const size_t end = IdentifierEnd(text, i);
    const std::string_view name = text.substr(i, end - i);
    size_t behind = end;
    if (const Quote quote = QuoteAt(text, behind); quote.mark != 0) behind += quote.size;
    behind = SkipSpaces(text, behind);
    const char mark = At(text, behind);
    if (IsValueName(name)) {
      if (mark == '>' && i > 0 && text[i - 1] == '<') {
        // <value><string>x</string></value>
        const bool is_nested = At(text, behind + 1) == '<' && IsLetter(At(text, behind + 2));
        const size_t inner = is_nested ? TagEnd(text, behind + 2) : behind + 1;
        return inner != std::string_view::npos && ReadElement(text, inner, value);
      }
      if (const size_t op = OperatorSize(text, behind); op != 0) return ReadValue(text, behind + op, place, value);
    } else if (mark == '=' || mark == ':') {
      // Another entry begins: its name would have to be one that may stand between ("type", "secret": true).
      if (IsOneOf(name, "name", "key")) return false;
      i = behind + 1;
      while (i < last && text[i] != '\n' && text[i] != ',' && text[i] != '>' && !Is(text[i], kSpace)) ++i;
      continue;
    }
    i = end;
  }
  return false;
}

bool FindValueAhead(std::string_view text, size_t name_begin, const Place& place, Value* value) {
  constexpr size_t kReachBytes = 240;
  size_t begin = name_begin;
  const size_t first = name_begin > kReachBytes ? name_begin - kReachBytes : 0;
  int lines = 0;
  while (begin > first) {
    const char c = text[begin - 1];
    if (c == '{' || c == '}' || c == ';' || c == '<' || (c == '\n' && ++lines > 2)) break;
    --begin;
    // "- value: x" begins an entry of a list.
    if (c == '-' && Is(At(text, begin + 1), kSpace) && SkipSpaces(text, LineBegin(text, begin)) == begin) break;
  }
  return FindPairedValue(text, begin, place, value) && value->end < name_begin;
}

bool FindChildValue(std::string_view text, size_t at, Place place, Value* value) {
  place.link = Link::kBelow;
  const size_t last = std::min(text.size(), at + kMaxChildBytes);
  while (at < last && text[at] != '}') {
    const size_t line_end = LineEnd(text, at);
    size_t name = SkipSpaces(text, at);
    if (const Quote quote = QuoteAt(text, name); quote.mark != 0) name += quote.size;
    size_t name_end = name;
    while (name_end < line_end &&
           (IsAlnum(text[name_end]) || text[name_end] == '_' || text[name_end] == '-' || text[name_end] == '.')) {
      ++name_end;
    }
    size_t behind = name_end;
    if (const Quote quote = QuoteAt(text, behind); quote.mark != 0) behind += quote.size;
    behind = SkipSpaces(text, behind);
    const size_t op = OperatorSize(text, behind);
    const size_t value_at = SkipSpaces(text, behind + op);
    if (name_end > name && op != 0 && !Is(At(text, value_at), kNewline) && At(text, value_at) != '{' &&
        !IsPlainName(text.substr(name, name_end - name)) && ReadValue(text, value_at, place, value) &&
        (value->end - value->begin >= kMinChildBytes || IsStage(text.substr(name, name_end - name))) &&
        value->end <= line_end) {
      return true;
    }
    at = SkipBlank(text, line_end);
    if (at <= line_end) return false;
  }
  return false;
}

}  // namespace veil::assign
