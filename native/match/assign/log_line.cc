#include "match/assign/log_line.h"

#include <algorithm>
#include <iterator>

#include "match/assign/key.h"
#include "match/assign/messages.h"
#include "match/assign/scan.h"
#include "match/assign/spaced.h"

namespace veil::assign {
namespace {

// Where a line's time of day begins at the latest: behind a month and a day, or a name in JSON.
constexpr size_t kMaxTimeOffset = 32;

// What stands in front of a name that is neither a command's flag nor a variable; what ends a sentence behind a name;
// and what ends a word, a number and a place in a program.
constexpr Marks kBeforeNames(" \"'([*/:");
constexpr Marks kSentenceEnds("\n\r)];");
constexpr Marks kWordEnds(")]\"'\n\r");
constexpr Marks kWordMarks(",.;");
constexpr Marks kNumberEnds(" ,;)]\"\n\r");
constexpr Marks kPlaceEnds(" ])\",\n\r");

bool IsDigitAt(std::string_view text, size_t at) { return Is(At(text, at), kDigit); }

// "2026-11-27"
bool IsDate(std::string_view text, size_t at) {
  if (text.size() - at < 10) return false;
  const char* date = text.data() + at;
  if (date[4] != '-' || date[7] != '-') return false;
  bool all_digits = true;
  for (const size_t digit : {0, 1, 2, 3, 5, 6, 8, 9}) all_digits &= Is(date[digit], kDigit);
  return all_digits;
}

// "23:59:59" near the beginning of the line.
bool HasTime(std::string_view text, size_t line_begin) {
  const std::string_view head = text.substr(line_begin, kMaxTimeOffset + std::string_view("23:59:59").size());
  for (size_t colon = head.find(':', 2); colon != std::string_view::npos; colon = head.find(':', colon + 1)) {
    if (At(head, colon + 3) == ':' && IsDigitAt(head, colon - 2) && IsDigitAt(head, colon - 1) &&
        IsDigitAt(head, colon + 1) && IsDigitAt(head, colon + 2) && IsDigitAt(head, colon + 4) &&
        IsDigitAt(head, colon + 5)) {
      return true;
    }
  }
  return false;
}

// Longer ones may be drawn at random.
constexpr size_t kMaxWord = 15;

size_t LowerCaseEnd(std::string_view text, size_t at) {
  while (At(text, at) >= 'a' && At(text, at) <= 'z') ++at;
  return at;
}

// A whole number that nothing goes on.
bool IsNumber(std::string_view text, size_t at) {
  size_t end = at;
  while (IsDigitAt(text, end)) ++end;
  return end > at && kNumberEnds.Has(At(text, end));
}

// Whether the name that ends at `end` is followed by the next word of a sentence, or by the end of one, and not by a
// value. *past: where that word ends.
bool GoesOnAsSentence(std::string_view text, size_t end, size_t* past) {
  *past = end;
  const char after = At(text, end);
  if (kSentenceEnds.Has(after)) return true;
  if (after != ' ') return false;
  *past = LowerCaseEnd(text, end + 1);
  const std::string_view next = text.substr(end + 1, *past - end - 1);
  if (next.empty() || next.size() > kMaxWord || IsFiller(next)) return false;
  // A word of its own; not "token.go".
  const char then = At(text, *past);
  if (kWordMarks.Has(then)) return !IsAlnum(At(text, *past + 1));
  // A number's name: "token_cleaner attempt=17".
  if (then == '=') return IsNumber(text, *past + 1);
  // "api_key session is x".
  if (then == ' ') return !IsFiller(text.substr(*past + 1, LowerCaseEnd(text, *past + 1) - *past - 1));
  return kWordEnds.Has(then);
}

// "token_manager.go:257": where a program says something.
bool IsSourceLocation(std::string_view text, const Key& key) {
  if (At(text, key.end) != ':' || !IsDigitAt(text, key.end + 1)) return false;
  size_t end = key.end + 1;
  while (IsDigitAt(text, end)) ++end;
  if (At(text, end) == ':') ++end;  // "token.go:257: said what"
  if (!kPlaceEnds.Has(At(text, end))) return false;
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  const size_t dot = name.rfind('.');
  constexpr std::string_view kExtensions[] = {"go", "py", "rs", "js", "ts", "java", "kt", "cc", "cpp", "c", "h", "rb"};
  return dot != std::string_view::npos &&
         std::find(std::begin(kExtensions), std::end(kExtensions), name.substr(dot + 1)) != std::end(kExtensions);
}

}  // namespace

bool IsLogLine(std::string_view text, size_t line_begin, const PathTraits& path) {
  if (IsDate(text, line_begin)) return true;
  return (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown) && HasTime(text, line_begin);
}

bool IsInLogSentence(std::string_view text, Hit hit, const PathTraits& path) {
  if (path.syntax != Syntax::kProse || !IsAlnum(text[hit.end - 1])) return false;
  Key key;
  key.begin = hit.begin;
  key.end = hit.end;
  const bool stands_alone = hit.begin > 0 && text[hit.begin - 1] == ' ' && At(text, hit.end) == ' ';
  if (!stands_alone) FindIdentifier(text, hit, &key);
  if (key.begin == 0 || !kBeforeNames.Has(text[key.begin - 1])) return false;
  size_t past = key.end;
  const bool is_location = IsSourceLocation(text, key);
  if (!is_location && !GoesOnAsSentence(text, key.end, &past)) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  if (!IsLogLine(text, line_begin, path)) return false;
  if (is_location) return true;
  // A chat's line: its answer may stand below.
  if (IsInQuestion(text, key)) return false;
  const char open = OpenQuote(text, line_begin, key.begin);
  if (Is(At(text, past), kQuote) && At(text, past) != open) return false;
  if (open != 0) return true;
  // `token of the cache = "x"`: the words may be a type.
  const std::string_view ahead = text.substr(past, kMaxTypeBytes);
  const size_t equals = ahead.find('=');
  return equals == std::string_view::npos || QuoteAt(text, SkipSpaces(text, past + equals + 1)).mark == 0;
}

}  // namespace veil::assign
