#include "match/assign/log_line.h"

#include "match/assign/key.h"
#include "match/assign/scan.h"
#include "match/assign/spaced.h"

namespace veil::assign {
namespace {

// Where a line's time of day begins at the latest: behind a month and a day, or a name in JSON.
constexpr size_t kMaxTimeOffset = 32;

bool IsDigitAt(std::string_view text, size_t at) { return Is(At(text, at), kDigit); }

// "2026-11-27"
bool IsDate(std::string_view text, size_t at) {
  return At(text, at + 4) == '-' && At(text, at + 7) == '-' && IsDigitAt(text, at) && IsDigitAt(text, at + 1) &&
         IsDigitAt(text, at + 2) && IsDigitAt(text, at + 3) && IsDigitAt(text, at + 5) && IsDigitAt(text, at + 6) &&
         IsDigitAt(text, at + 8) && IsDigitAt(text, at + 9);
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

size_t LowerCaseEnd(std::string_view text, size_t at) {
  while (At(text, at) >= 'a' && At(text, at) <= 'z') ++at;
  return at;
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
  if (key.begin == 0 || text[key.begin - 1] != ' ' || At(text, key.end) != ' ') return false;
  const size_t end = LowerCaseEnd(text, key.end + 1);
  const std::string_view next = text.substr(key.end + 1, end - key.end - 1);
  if (next.empty() || At(text, end) != ' ' || IsFiller(next)) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  if (!IsLogLine(text, line_begin, path) || OpenQuote(text, line_begin, key.begin) != 0) return false;
  // `token of the cache = "x"`: the words may be a type.
  const std::string_view ahead = text.substr(end, kMaxTypeBytes);
  const size_t equals = ahead.find('=');
  return equals == std::string_view::npos || QuoteAt(text, SkipSpaces(text, end + equals + 1)).mark == 0;
}

}  // namespace veil::assign
