#include "match/assign/spaced.h"

#include <algorithm>
#include <iterator>

#include "match/assign/chosen.h"
#include "match/assign/messages.h"
#include "match/assign/operators.h"
#include "match/assign/robot.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"
#include "match/assign/word_lengths.h"

namespace veil::assign {
namespace {

bool IsLowerCaseWord(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
  return end > at && (end == text.size() || Is(text[end], kSpace | kNewline) || text[end] == ',' || text[end] == '.');
}

// The words that say in a sentence what a password is, or 0 bytes: "is" in several languages, and "to" behind a verb.
size_t TellingVerb(std::string_view text, size_t at, bool is_changed) {
  if (text[at] != ' ') return 0;
  for (const std::string_view verb : {" is ", " ist ", " es ", " est ", " è ", " é ", " lautet "}) {
    if (StartsWithNoCase(text, at, verb)) return verb.size();
  }
  return is_changed && StartsWithNoCase(text, at, " to ") ? 4 : 0;
}

// "the new password for bob on db1 is x", "use this password to go on: x", "the password has been changed to x": the
// value behind the first verb of the sentence, or behind its colon at the end of the line.
bool FindTold(std::string_view text, size_t at, const Key& key, Place place, Value* value) {
  constexpr size_t kReachBytes = 80;
  const bool is_prose = place.syntax == Syntax::kProse || place.syntax == Syntax::kUnknown || place.is_comment;
  // A message of a chat's export, too.
  const bool is_message = place.syntax == Syntax::kJson && place.open_quote == '"';
  if (key.tell != Tell::kStrong || At(text, at) != ' ' || !(is_message || (is_prose && place.open_quote == 0))) {
    return false;
  }
  // A log, whose lines begin with a date.
  if (Is(At(text, LineBegin(text, at)), kDigit)) return false;
  const size_t end = std::min(LineEnd(text, at), at + kReachBytes);
  bool is_changed = false;
  for (size_t i = at; i + 4 < end; ++i) {
    const char c = text[i];
    is_changed = is_changed || StartsWithNoCase(text, i, "changed") || StartsWithNoCase(text, i, " reset ");
    if (const size_t verb = TellingVerb(text, i, is_changed); verb != 0) {
      place.link = Link::kSpaced;
      if (!ReadValue(text, i + verb, place, value)) return false;
      value->is_followed = false;
      if (value->written == Written::kQuoted) value->link = Link::kAssigned;
      return HasDigitOrMark(text.substr(value->begin, value->end - value->begin));
    }
    const bool is_equal = c == '=' && text[i - 1] == ' ' && is_prose;
    if ((c == ':' || is_equal) && At(text, i + 1) == ' ' && key.kind == Kind::kPassword) {
      place.link = Link::kBelow;  // it has its line's end to itself
      if (!ReadValue(text, i + 1, place, value)) return false;
      const char behind = At(text, SkipSpaces(text, value->end));
      return (is_message ? behind == '"' : Is(behind, kNewline)) &&
             HasDigitOrMark(text.substr(value->begin, value->end - value->begin));
    }
    const bool ends_sentence = (c == '.' || c == ':') && At(text, i + 1) == ' ';
    const bool is_word = IsAlnum(c) || Is(c, kHigh) || std::string_view(" ._-@:`'*").find(c) != std::string_view::npos;
    if (ends_sentence || !is_word) return false;
  }
  return false;
}

// `the password `x` works`: in quotes of Markdown, and no name of anything.
bool IsMarkedPassword(std::string_view text, const Key& key, const Value& value) {
  if (key.kind != Kind::kPassword || text[value.begin - 1] != '`') return false;
  const std::string_view marked = text.substr(value.begin, value.end - value.begin);
  return std::any_of(marked.begin(), marked.end(), [](char c) {
    return Is(c, kDigit) || std::string_view("!@#$%^&*+?").find(c) != std::string_view::npos;
  });
}

// Where the literal stands of `WS-PASSWORD PIC X(12) VALUE "x"` or `lv_password TYPE string VALUE 'x'`; 0: nowhere.
size_t DeclaredLiteral(std::string_view text, size_t at) {
  constexpr size_t kReachBytes = 60;
  size_t i = SkipSpaces(text, at);
  if (!StartsWithNoCase(text, i, "pic ") && !StartsWithNoCase(text, i, "type ")) return 0;
  const size_t end = std::min(LineEnd(text, at), at + kReachBytes);
  while (i < end && !StartsWithNoCase(text, i, " value ")) ++i;
  const size_t literal = SkipSpaces(text, i + 7);
  return i < end && QuoteAt(text, literal).mark != 0 ? literal : 0;
}

// `setenv API_TOKEN x`, `set -gx API_TOKEN x`: shells whose variables have no operator.
bool IsShellStatement(std::string_view text, const Key& key) {
  const size_t begin = SkipSpaces(text, LineBegin(text, key.begin));
  if (StartsWithNoCase(text, begin, "setenv ")) return true;
  return StartsWithNoCase(text, begin, "set -") && key.begin - begin <= 10;
}

// `ikev2 local-authentication pre-shared-key x`: a statement of a router, to the line's end.
bool IsSharedKey(std::string_view text, const Key& key, size_t at) {
  return key.kind == Kind::kPassword && StartsWithNoCase(text, key.begin, "pre-shared-") && IsLastWord(text, at);
}

}  // namespace

bool IsFiller(std::string_view word) {
  static constexpr std::string_view kFillers[] = {"is",     "was",   "to",      "equals", "as",  "with", "be",
                                                  "values", "value", "default", "string", "str", "text", "set",
                                                  "used",   "here",  "the",     "este",   "es",  "ist",  "est"};
  // Asked for every second word of a log.
  static constexpr WordLengths kLengths{kFillers};
  if (!kLengths.MayHold(word)) return false;
  return std::any_of(std::begin(kFillers), std::end(kFillers), [&](std::string_view filler) {
    return filler.size() == word.size() && StartsWithNoCase(word, 0, filler);
  });
}

bool IsWholeLine(std::string_view text, const Key& key, size_t at, const Place& place) {
  constexpr std::string_view kFtpQuote = "quote ";  // what ftp(1) sends as it is: "quote PASS x"
  const size_t line_begin = LineBegin(text, key.begin);
  const bool is_quote = key.begin - line_begin == kFtpQuote.size() && StartsWithNoCase(text, line_begin, kFtpQuote);
  if (place.syntax == Syntax::kCode || place.syntax == Syntax::kProse || place.open_quote != 0) return false;
  // Files of settings have statements of several words ("enable password x").
  if (place.syntax != Syntax::kConfig && SkipSpaces(text, line_begin) != key.begin && !is_quote) return false;
  return IsLastWord(text, at);
}

bool ReadSpaced(std::string_view text, size_t at, const Key& key, Place place, Value* value) {
  if (const size_t literal = DeclaredLiteral(text, at); literal != 0) {
    return ReadQuoted(text, literal, place.syntax, value);
  }
  const bool is_macro = StartsWithNoCase(text, SkipSpaces(text, LineBegin(text, key.begin)), "#define");
  const bool is_tied = place.is_flag || is_macro || IsShellStatement(text, key) || IsSharedKey(text, key, at) ||
                       IsWholeLine(text, key, at, place) || IsBehindAddress(text, key, at, place) ||
                       IsRobotArgument(text, key, at, place);
  place.link = is_tied ? Link::kAssigned : Link::kSpaced;
  size_t i = SkipSpaces(text, at);
  // "--token" and a backslash: the command goes on on the next line.
  if (place.is_flag && At(text, i) == '\\' && At(text, i + 1) == '\n') i = SkipSpaces(text, i + 2);
  // "password 0 x", "secret 5 x": how it is encrypted.
  if (place.syntax == Syntax::kConfig && Is(At(text, i), kDigit) && Is(At(text, i + 1), kSpace)) {
    i = SkipSpaces(text, i + 1);
    place.link = Link::kAssigned;
  }
  if (i >= text.size()) return false;
  if (key.kind == Kind::kPassword && IsAppPassword(text.substr(i, kAppPasswordBytes)) &&
      Is(At(text, i + kAppPasswordBytes), kNewline)) {
    value->SetBare(i, i + kAppPasswordBytes, place.link);
    return true;
  }
  // reStructuredText: ``x``
  if (text.substr(i, 2) == "``" && At(text, i + 2) != '`') ++i;
  bool saw_filler = false;
  for (int words = 0; words < 3; ++words) {
    const char c = At(text, i);
    if (Is(c, kNewline)) return false;
    const size_t op = OperatorSize(text, i);
    if (op != 0 && !(c == ':' && place.syntax == Syntax::kCode && words == 0)) {
      place.link = Link::kAssigned;
      return ReadValue(text, i + op, place, value);
    }
    if (QuoteAt(text, i).mark != 0) {
      const bool ok = ReadQuoted(text, i, place.syntax, value);
      // Gradle and Ruby: storePassword 'x'
      const bool ends_line = ok && Is(At(text, SkipSpaces(text, value->end + 1)), kNewline);
      // ALTER USER bob WITH ENCRYPTED PASSWORD 'x'
      const auto is_behind = [&](std::string_view word) {
        return key.begin >= word.size() && StartsWithNoCase(text, key.begin - word.size(), word);
      };
      const bool is_sql = text[i] == '\'' && key.kind == Kind::kPassword &&
                          (is_behind("with ") || is_behind("login ") || is_behind("encrypted "));
      const bool is_uci = StartsWithNoCase(text, SkipSpaces(text, LineBegin(text, key.begin)), "option ");
      const bool is_statement = is_uci || is_sql || place.syntax == Syntax::kData || place.syntax == Syntax::kConfig ||
                                place.syntax == Syntax::kShell ||
                                (place.syntax == Syntax::kCode && !place.is_comment && ends_line && words == 0);
      // Clojure: {:password "x"}
      const bool is_keyword = words == 0 && key.begin > 0 && text[key.begin - 1] == ':' && place.open_quote == 0;
      const bool is_marked = ok && words == 0 && IsMarkedPassword(text, key, *value);
      value->link = saw_filler || is_marked || is_keyword || (is_statement && words == 0) ? Link::kAssigned
                    : words == 0                                                          ? place.link
                                                                                          : Link::kNear;
      return ok;
    }
    // "is" in Italian, in Portuguese and in French
    if (StartsWithNoCase(text, i, "c'est ")) {
      saw_filler = true;
      i = SkipSpaces(text, i + 6);
      continue;
    }
    if ((text.substr(i, 2) == "è" || text.substr(i, 2) == "é") && Is(At(text, i + 2), kSpace)) {
      saw_filler = true;
      i = SkipSpaces(text, i + 2);
      continue;
    }
    const size_t word_end = IdentifierEnd(text, i);
    const std::string_view word = text.substr(i, word_end - i);
    const char then = At(text, word_end);
    const bool is_word = word_end > i && (Is(then, kSpace) || then == ':');
    if (is_word && IsFiller(word)) {
      saw_filler = true;
      i = SkipSpaces(text, then == ':' ? word_end + 1 : word_end);
      continue;
    }
    // `var password string = "x"`, `password VARCHAR(20) DEFAULT 'x'`; not `get_secret_key fingerprint=53C9…`
    const bool is_other_name = IsOneOf(word, "fingerprint", "id", "uuid", "user", "username", "host", "url", "commit");
    if (place.open_quote == 0 && word_end > i && !is_other_name) {
      const size_t behind = SkipType(text, i);
      // In a log, what stands before "=" is the value's own name ("token cache entry id=…"), not a type.
      const bool is_literal = place.syntax == Syntax::kCode || QuoteAt(text, SkipSpaces(text, behind)).mark != 0;
      if (behind != i && is_literal) {
        place.link = Link::kAssigned;
        return ReadValue(text, behind, place, value);
      }
    }
    break;
  }
  if (FindTold(text, at, key, place, value)) return true;
  const bool is_code = place.syntax == Syntax::kCode && !place.is_comment;
  const bool takes_bare = saw_filler || place.is_flag || place.open_quote != 0 || !is_code;
  if (!takes_bare || key.tell == Tell::kNone) return false;
  if (place.syntax == Syntax::kMarkup && place.open_quote == 0) return false;
  // A log says "auth" and "token" in every tenth line: the next word of the sentence is not worth a verdict.
  const bool is_text = place.syntax == Syntax::kProse || (place.syntax == Syntax::kCode && place.is_comment);
  const bool is_sentence = is_text && !saw_filler && !place.is_flag && place.open_quote == 0;
  if (is_sentence && IsLowerCaseWord(text, i)) return false;
  // "rollbar trace_id=4bf92f35…": the value of another name.
  if (key.is_vendor && At(text, IdentifierEnd(text, i)) == '=') return false;
  return ReadValue(text, i, place, value);
}

}  // namespace veil::assign
