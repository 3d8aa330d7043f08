#include "match/assign/messages.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMinWord = 6;
constexpr size_t kMaxWord = 40;
// A longer line is no message's.
constexpr size_t kMaxMessageBytes = 160;
// "12/03/2023, 18:22 - Sophie: "
constexpr size_t kMaxSpeakerBytes = 60;
constexpr size_t kMaxHeadingWords = 6;

// "step1", "line42": what texts number.
bool IsNumbered(std::string_view word) {
  constexpr size_t kMaxLetters = 5;
  constexpr size_t kMaxDigits = 2;
  size_t letters = 0;
  while (letters < word.size() && word[letters] >= 'a' && word[letters] <= 'z') ++letters;
  size_t end = letters;
  while (end < word.size() && Is(word[end], kDigit)) ++end;
  return letters <= kMaxLetters && end == word.size() && end - letters <= kMaxDigits;
}

// "ba%20r": a part of a URL.
bool IsPercentEncoded(std::string_view word) {
  const size_t percent = word.find('%');
  return percent != std::string_view::npos && IsHexDigit(At(word, percent + 1)) && IsHexDigit(At(word, percent + 2));
}

bool MayBePassword(std::string_view word) {
  return !IsNumbered(word) && !IsPercentEncoded(word) && word.size() >= kMinWord && word.size() <= kMaxWord &&
         HasDigitOrMark(word) && std::any_of(word.begin(), word.end(), IsLetter);
}

// bob@corp.net
bool IsAddress(std::string_view word) {
  const size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && word.find('.', at) < word.size() - 1;
}

struct Word {
  size_t begin = 0;
  size_t end = 0;
};

// The word that ends at `at`, in front of spaces, without the quotes of Markdown. Empty where none does.
Word WordBefore(std::string_view text, size_t first, size_t at) {
  while (at > first && Is(text[at - 1], kSpace)) --at;
  size_t begin = at;
  while (begin > first && !Is(text[begin - 1], kSpace)) --begin;
  if (at > begin + 2 && Is(text[at - 1], kQuote) && text[begin] == text[at - 1]) return {begin + 1, at - 1};
  return {begin, at};
}

// Whether a question wants to be told something; "Forgot your password?" does not.
bool Asks(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (i > 0 && IsAlnum(line[i - 1])) continue;
    for (const std::string_view word : {"what", "send", "tell ", "give ", "share ", "know", "remember", "which "}) {
      if (StartsWithNoCase(line, i, word)) return true;
    }
  }
  return false;
}

bool FindAnswerBelow(std::string_view text, size_t line_begin, size_t line_end, Value* value) {
  if (!Asks(text.substr(line_begin, line_end - line_begin))) return false;
  const size_t begin = NextLine(text, line_end);
  size_t end = LineEnd(text, begin);
  while (end > begin && Is(text[end - 1], kSpace)) --end;
  const Word word = WordBefore(text, begin, end);
  if (!MayBePassword(text.substr(word.begin, word.end - word.begin)) || word.begin - begin > kMaxSpeakerBytes) {
    return false;
  }
  // Nothing but who says it stands in front.
  size_t before = word.begin;
  if (before > begin && Is(text[before - 1], kQuote)) --before;
  if (before != begin && (before < begin + 2 || text.substr(before - 2, 2) != ": ")) return false;
  value->SetBare(word.begin, word.end, Link::kAssigned);
  return true;
}

// Answers where `text` goes on in front of `word` and the spaces behind it, or npos.
size_t InFrontOf(std::string_view text, size_t first, size_t at, std::string_view word) {
  while (at > first && Is(text[at - 1], kSpace)) --at;
  if (at < first + word.size() || !StartsWithNoCase(text, at - word.size(), word)) return std::string_view::npos;
  return at - word.size();
}

size_t InFrontOfOneOf(std::string_view text, size_t first, size_t at, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    const size_t front = InFrontOf(text, first, at, word);
    if (front != std::string_view::npos) return front;
  }
  return std::string_view::npos;
}

// `bob / x as user name and password`, `bob / x (login / password)`
bool FindSecondAhead(std::string_view text, size_t line_begin, const Key& key, Value* value) {
  constexpr size_t kNone = std::string_view::npos;
  size_t at = InFrontOfOneOf(text, line_begin, key.begin, {" and", "/", "&", ","});
  if (at == kNone) return false;
  at = InFrontOfOneOf(text, line_begin, at, {"user name", "username", "login", "user", "email", "e-mail", "account"});
  if (at == kNone) return false;
  at = InFrontOfOneOf(text, line_begin, at, {"(", " as", " as the", " for"});
  if (at == kNone) return false;
  const Word second = WordBefore(text, line_begin, at);
  if (!MayBePassword(text.substr(second.begin, second.end - second.begin))) return false;
  const size_t slash =
      InFrontOfOneOf(text, line_begin, second.begin - QuoteBefore(text, second.begin).size, {"/", " and", ","});
  if (slash == kNone || slash == line_begin) return false;
  value->SetBare(second.begin, second.end, Link::kAssigned);
  return true;
}

// `PASSWORD>> x`, `Password......: x`, `password → x`, `**password** x`, `Password (admin): x`: marks that no other
// form has, and the line's last word.
bool FindBehindMarks(std::string_view text, size_t line_end, const Key& key, Value* value) {
  constexpr size_t kMaxGroupBytes = 24;
  size_t at = key.end;
  bool has_mark = false;
  while (at < line_end) {
    const char c = text[at];
    if (c == '(' || c == '[') {
      const size_t close = text.substr(0, std::min(line_end, at + kMaxGroupBytes)).find(c == '(' ? ')' : ']', at);
      if (close == std::string_view::npos) return false;
      at = close + 1;
      has_mark = true;
    } else if (text.substr(at, 3) == "→") {
      at += 3;
      has_mark = true;
    } else if (std::string_view(" \t.:>*=-").find(c) != std::string_view::npos) {
      has_mark = has_mark || ((c == '.' || c == '>' || c == '*') && At(text, at + 1) == c);
      ++at;
    } else {
      break;
    }
  }
  // Not the dots that a path or "..." goes on with.
  if (!has_mark || !Is(text[at - 1], kSpace)) return false;
  size_t end = line_end;
  while (end > at && Is(text[end - 1], kSpace)) --end;
  const Word word = WordBefore(text, at, end);
  if (word.begin > at + 1 || !MayBePassword(text.substr(word.begin, word.end - word.begin))) return false;
  value->SetBare(word.begin, word.end, Link::kAssigned);
  return true;
}

// "Use x as the password", "x is the new root password"
bool FindNamedBehind(std::string_view text, size_t line_begin, const Key& key, Value* value) {
  constexpr int kMaxBetween = 4;
  size_t at = key.begin;
  for (int words = 0; words < kMaxBetween; ++words) {
    const Word word = WordBefore(text, line_begin, at);
    if (word.begin == word.end) return false;
    const std::string_view between = text.substr(word.begin, word.end - word.begin);
    at = word.begin;
    if (IsOneOf(between, "as", "is")) {
      const Word named = WordBefore(text, line_begin, at);
      // "is" wants an article behind it: "RFC2617 is password based".
      if (between == "is" && words == 0) return false;
      if (!MayBePassword(text.substr(named.begin, named.end - named.begin)) || text[named.begin] == '-') return false;
      value->SetBare(named.begin, named.end, Link::kAssigned);
      return true;
    }
    if (!std::all_of(between.begin(), between.end(), IsLetter)) return false;
  }
  return false;
}

// The one word of the line that begins at `begin`, without the marks of lists, quotes and comments. Empty where there
// are more.
Word OnlyWord(std::string_view text, size_t begin) {
  const size_t end = LineEnd(text, begin);
  while (begin < end && std::string_view(" \t`'\"*->#/|").find(text[begin]) != std::string_view::npos) ++begin;
  size_t stop = begin;
  while (stop < end && !Is(text[stop], kSpace | kQuote)) ++stop;
  for (size_t i = stop; i < end; ++i) {
    if (IsAlnum(text[i])) return {};
  }
  return {begin, stop};
}

bool FindBelowAddress(std::string_view text, size_t line_begin, size_t line_end, Value* value) {
  if (CountWords(text, line_begin, line_end) > kMaxHeadingWords) return false;
  const size_t next = NextLine(text, line_end);
  const Word address = OnlyWord(text, next);
  if (!IsAddress(text.substr(address.begin, address.end - address.begin))) return false;
  const Word word = OnlyWord(text, NextLine(text, LineEnd(text, next)));
  const std::string_view password = text.substr(word.begin, word.end - word.begin);
  if (!MayBePassword(password) || IsAddress(password)) return false;
  value->SetBare(word.begin, word.end, Link::kAssigned);
  return true;
}

}  // namespace

bool IsInQuestion(std::string_view text, const Key& key) {
  size_t end = LineEnd(text, key.end);
  while (end > key.end && Is(text[end - 1], kSpace)) --end;
  return text[end - 1] == '?';
}

bool FindInMessage(std::string_view text, const Key& key, const PathTraits& path, Value* value) {
  if (path.is_minified || path.is_lockfile || path.is_translation) return false;
  if (key.kind != Kind::kPassword && key.kind != Kind::kSecret) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (line_end - line_begin > kMaxMessageBytes) return false;
  *value = Value{};
  const bool is_note = path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown;
  if (is_note && key.kind == Kind::kPassword) {
    if (IsInQuestion(text, key)) return FindAnswerBelow(text, line_begin, line_end, value);
    if (FindSecondAhead(text, line_begin, key, value) || FindBehindMarks(text, line_end, key, value)) return true;
    // Not "x as password source".
    const char behind = At(text, SkipSpaces(text, key.end));
    const bool ends = !IsAlnum(behind) || StartsWithNoCase(text, key.end, " for ");
    if (ends && FindNamedBehind(text, line_begin, key, value)) return true;
  }
  const char first = At(text, SkipSpaces(text, line_begin));
  const bool is_comment = path.syntax == Syntax::kCode && (first == '*' || first == '#' || first == '/');
  return (is_note || is_comment) && FindBelowAddress(text, line_begin, line_end, value);
}

bool IsBehindAddress(std::string_view text, const Key& key, size_t at, const Place& place) {
  if (key.kind != Kind::kPassword || place.open_quote != 0) return false;
  if (place.syntax != Syntax::kProse && place.syntax != Syntax::kUnknown && !place.is_comment) return false;
  if (!IsLastWord(text, at)) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  size_t mark = key.begin;
  while (mark > line_begin && std::string_view(" \t-,;|/").find(text[mark - 1]) != std::string_view::npos) --mark;
  const Word address = WordBefore(text, line_begin, mark);
  return mark < key.begin && IsAddress(text.substr(address.begin, address.end - address.begin));
}

}  // namespace veil::assign
