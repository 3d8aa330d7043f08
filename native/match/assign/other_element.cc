#include "match/assign/other_element.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// `- 27a6…` below `x-request-id:`: an entry of another list than the one that the name begins.
bool IsInOtherList(std::string_view text, const Key& key, const Value& value) {
  const size_t line = LineBegin(text, value.begin);
  if (line <= key.end + 1 || At(text, SkipSpaces(text, line)) != '-') return false;
  const size_t before = LineBegin(text, line - 1);
  size_t end = line - 1;
  while (end > before && Is(text[end - 1], kSpace | kNewline)) --end;
  return before > key.begin && end > before && text[end - 1] == ':';
}

// `{ "Crypt key", "r3.cryptkey", TYPE`: a table of labels and the names of what they label.
bool IsLabelsName(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin <= key.end) return false;
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  const size_t dot = written.rfind('.');
  if (dot == std::string_view::npos || !Is(written.front(), kLower)) return false;
  if (!AllOf(written, [](char c) { return IsWordChar(c) || c == '.'; })) return false;
  const Quote closing = QuoteAt(text, key.end);
  if (closing.mark == 0 || At(text, key.end + closing.size) != ',') return false;
  size_t label = key.begin;
  while (label > 0 && text[label - 1] != closing.mark && text[label - 1] != '\n') --label;
  if (label == 0 || text[label - 1] == '\n') return false;
  size_t open = label - 1;
  while (open > 0 && (Is(text[open - 1], kSpace) || text[open - 1] == '\\')) --open;
  if (open == 0 || text[open - 1] != '{') return false;
  const size_t behind = SkipBlank(text, value.end + closing.size + 1);
  return At(text, value.end + closing.size) == ',' && Is(At(text, behind), kUpper);
}

// `@sensitive('password', 'name')`: what a decorator is told are names.
bool IsDecorated(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kCode || value.written != Written::kQuoted || value.begin <= key.end) return false;
  const size_t first = SkipSpaces(text, LineBegin(text, key.begin));
  if (At(text, first) != '@' || !IsLetter(At(text, first + 1))) return false;
  const std::string_view gap = text.substr(key.end, value.begin - key.end);
  return gap.find(',') != std::string_view::npos && gap.find_first_of("=:[\n") == std::string_view::npos;
}

// "one of 'password', 'keytab' or 'cache'": names that a sentence lists.
bool IsListed(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin <= key.end || QuoteAt(text, key.end).mark == 0) return false;
  // "set `ADMIN_TOKEN` to `x` and start" lists nothing.
  const std::string_view gap = text.substr(key.end, value.begin - key.end);
  if (!Contains(gap, ",") && !Contains(gap, " or ") && !Contains(gap, " and ")) return false;
  const size_t behind = SkipSpaces(text, value.end + QuoteAt(text, value.end).size);
  return StartsWithNoCase(text, behind, "or ") || StartsWithNoCase(text, behind, "and ");
}

// `"a secret"}},\n"io.k8s.EnvVar": {`: the next name.
bool IsNameItself(std::string_view text, const Value& value) {
  if (value.link != Link::kNear && value.link != Link::kBelow) return false;
  if (QuoteAt(text, value.end).mark == 0) return false;
  return At(text, SkipSpaces(text, value.end + QuoteAt(text, value.end).size)) == ':';
}

// `…token','0',NULL,'9db4…'`: another column of a row than the one that the name stands in.
bool IsOtherColumn(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kData || value.link != Link::kNear) return false;
  const size_t from = std::min(key.end, value.end);
  const size_t to = std::max(key.begin, value.begin);
  const std::string_view gap = text.substr(from, to - from);
  if (gap.find('\'') == std::string_view::npos || gap.find(',') == std::string_view::npos) return false;
  // `(42,'mailserver_pass','x')`: the name is all of its column, and the value the next one.
  const bool is_whole = key.begin > 0 && text[key.begin - 1] == '\'' && At(text, key.end) == '\'';
  return !is_whole || std::count(gap.begin(), gap.end(), ',') >= 2;
}

// `{ "password", "NaCl", 1024, 8, "fdba…" }`: another element of a list than the one that the name is.
bool IsOtherElement(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kCode || value.link != Link::kNear || value.begin <= key.end || key.begin == 0)
    return false;
  const Quote opening = QuoteBefore(text, key.begin);
  if (opening.mark == 0 || QuoteAt(text, key.end).mark != opening.mark) return false;
  const std::string_view gap = text.substr(key.end, value.begin - key.end);
  return std::count(gap.begin(), gap.end(), ',') >= 2 && gap.find_first_of(":=\n") == std::string_view::npos;
}

// "QX-S5224GT-4X-PW" and below it "QX-S5248GT-4X-PW": one more of a list of codes.
bool IsNamesSibling(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinBytes = 8;
  const size_t size = value.end - value.begin;
  if (size < kMinBytes || key.end < size) return false;
  size_t equal = 0;
  bool has_digit = false;  // what people set for "password" is another matter
  for (size_t i = 1; i <= size; ++i) {
    equal += text[key.end - i] == text[value.end - i];
    has_digit = has_digit || Is(text[key.end - i], kDigit);
  }
  return has_digit && equal * 10 >= size * 7;
}

// `"ThStj8147sdwRM8Qd0pw"` and behind it `"wW-GQS2ZjWBw…"`: random texts of one length in a list.
bool IsListsNext(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinBytes = 16;
  const size_t size = value.end - value.begin;
  if (value.written != Written::kQuoted || value.begin <= key.end || size < kMinBytes || key.end < size + 1)
    return false;
  const Quote closing = QuoteAt(text, key.end);
  if (closing.mark == 0 || text[key.end - size - 1] != closing.mark) return false;
  const std::string_view first = text.substr(key.end - size, size);
  const auto holds = [&](int classes) {
    return std::any_of(first.begin(), first.end(), [&](char c) { return Is(c, classes); });
  };
  // A name may happen to be as long as its value.
  if (!holds(kDigit) || !holds(kUpper) || !holds(kLower)) return false;
  if (!AllOf(first, [](char c) { return IsWordChar(c) || c == '-'; })) return false;
  const size_t behind = key.end + closing.size;
  if (At(text, behind) != ',' || value.begin <= behind) return false;
  const std::string_view gap = text.substr(behind, value.begin - behind);
  return AllOf(gap.substr(1), [](char c) { return Is(c, kSpace | kNewline | kQuote); });
}

// `{"PV", "power-valve"}, {"PW", "power-connector"}`: what letters stand for, a pair that is all of its brackets.
bool IsAbbreviation(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMaxLetters = 3;
  if (value.written != Written::kQuoted || value.begin <= key.end || key.end - key.begin > kMaxLetters) return false;
  if (!AllOf(text.substr(key.begin, key.end - key.begin), [](char c) { return Is(c, kUpper); })) return false;
  const Quote opening = QuoteBefore(text, key.begin);
  if (opening.mark == 0 || QuoteAt(text, key.end).mark != opening.mark) return false;
  size_t open = key.begin - opening.size;
  while (open > 0 && Is(text[open - 1], kSpace)) --open;
  if (open == 0 || std::string_view("{([").find(text[open - 1]) == std::string_view::npos) return false;
  if (At(text, SkipSpaces(text, key.end + opening.size)) != ',') return false;
  const size_t close = SkipSpaces(text, value.end + opening.size);
  if (std::string_view("})]").find(At(text, close)) == std::string_view::npos) return false;
  return AllOf(text.substr(value.begin, value.end - value.begin), [](char c) { return IsLetter(c) || c == '-'; });
}

}  // namespace

bool IsInOtherElement(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  return IsInOtherList(text, key, value) || IsLabelsName(text, key, value) || IsDecorated(text, key, value, path) ||
         IsListed(text, key, value) || IsNameItself(text, value) || IsOtherColumn(text, key, value, path) ||
         IsOtherElement(text, key, value, path) || IsNamesSibling(text, key, value) || IsListsNext(text, key, value) ||
         IsAbbreviation(text, key, value);
}

}  // namespace veil::assign
