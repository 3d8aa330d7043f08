#include "match/assign/literal.h"

#include <algorithm>

#include "match/assign/calls.h"
#include "match/assign/chosen.h"
#include "match/assign/scan.h"
#include "match/assign/unquoted.h"

namespace veil::assign {
namespace {

// How many wrappers (`Some(String::from(`) are opened on the way to a value.
constexpr int kMaxWrappers = 6;

bool IsCodeLike(Syntax syntax) { return syntax == Syntax::kCode; }

// `b"`, `u8"`, `@"`, `N'`, `$"`: how many bytes stand before the quote; npos when it is no literal.
size_t StringPrefix(std::string_view text, size_t at) {
  size_t size = 0;
  while (size < 3 && (IsAlnum(At(text, at + size)) || At(text, at + size) == '@' || At(text, at + size) == '$')) ++size;
  if (size < 3 || Is(At(text, at + size), kQuote)) {
    if (Is(At(text, at + size), kQuote)) return size;
  }
  return std::string_view::npos;
}

// The end of the literal's body; npos when it does not end within bounds.
size_t FindClose(std::string_view text, size_t at, const Quote& open, bool is_triple, bool spans_lines) {
  const size_t last = std::min(text.size(), at + kMaxValueBytes + 1);
  for (size_t i = at; i < last; ++i) {
    const char c = text[i];
    if (c == '\n' && !spans_lines) return std::string_view::npos;
    if (open.is_entity) {
      if (c == '&' && QuoteAt(text, i).mark == open.mark) return i;
      continue;
    }
    if (c == '\\') {
      size_t escapes = 1;
      while (At(text, i + escapes) == '\\') ++escapes;
      if (At(text, i + escapes) == open.mark && escapes == open.escapes) return i;
      // An escaped quote of this level has more backslashes than the one that opened it.
      if (escapes < open.escapes && At(text, i + escapes) == open.mark) return std::string_view::npos;
      i += open.escapes == 0 && escapes % 2 == 0 ? escapes - 1 : escapes;
      continue;
    }
    if (c != open.mark) continue;
    if (open.escapes != 0) return std::string_view::npos;
    if (!is_triple) return i;
    if (text.substr(i, 3) == std::string_view(text.data() + i, std::min<size_t>(3, text.size() - i)) &&
        At(text, i + 1) == c && At(text, i + 2) == c) {
      return i;
    }
  }
  return std::string_view::npos;
}

// A line that a patch or a plan adds ("+ port = 5432", "+    port: 5432,", "+}"), no operand of the line above: its
// mark stands where the mark of the line above does, or in front of another name's value.
bool IsAddedLine(std::string_view text, size_t plus) {
  if (plus == 0 || At(text, plus - 1) == '\n') return true;
  const size_t name = SkipSpaces(text, plus + 1);
  size_t end = name;
  while (end < text.size() && (IsAlnum(text[end]) || text[end] == '_' || text[end] == '-' || text[end] == '"')) ++end;
  const char mark = At(text, SkipSpaces(text, end));
  return end > name && (mark == '=' || mark == ':');
}

// What follows a literal: more literals are joined to it, a variable makes it partial.
void ReadTail(std::string_view text, size_t after, Syntax syntax, Value* value) {
  for (int pieces = 0; pieces < 8; ++pieces) {
    size_t at = SkipSpaces(text, after);
    // A line that ends in `\`, or a literal alone on the next line, goes on.
    size_t next_line = at;
    if (At(text, next_line) == '\\' && (At(text, next_line + 1) == '\n')) next_line += 2;
    next_line = SkipBlank(text, next_line);
    const char c = At(text, at, '\0');
    const char operator_mark = At(text, next_line, '\0');
    // A sentence ends behind what it quotes, and so do statements of Erlang and ABAP.
    const bool ends_statement = next_line == after && Is(At(text, next_line + 1), kNewline);
    const bool joins_by_dot =
        operator_mark == '.' && syntax != Syntax::kProse && !ends_statement && !IsLetter(At(text, next_line + 1));
    if (operator_mark == '+' || joins_by_dot || (operator_mark == '~' && syntax == Syntax::kCode) ||
        (operator_mark == '&' && At(text, next_line + 1) == ' ')) {
      if (operator_mark == '+' && (At(text, next_line + 1) == '=' || next_line != at) && operator_mark != '+') return;
      const size_t operand = SkipBlank(text, next_line + 1);
      const Quote quote = QuoteAt(text, operand);
      if (next_line != at && IsAddedLine(text, next_line)) return;
      if (quote.mark == 0 || quote.escapes != 0) {
        value->is_partial = true;
        return;
      }
      const size_t close = FindClose(text, operand + quote.size, quote, false, false);
      if (close == std::string_view::npos || close - value->begin > kMaxValueBytes) return;
      value->is_joined = true;
      value->end = close;
      after = close + quote.size;
      continue;
    }
    // "A" | "B": a type; not what PowerShell pipes ("x" | ConvertTo-SecureString)
    if (c == '|' && At(text, at + 1) != '|' && syntax == Syntax::kCode &&
        !StartsWithNoCase(text, SkipSpaces(text, at + 1), "convertto-")) {
      value->is_partial = true;
    }
    if (c == '%' && (At(text, at + 1) == ' ' || At(text, at + 1) == '(')) value->is_partial = true;
    if (StartsWithNoCase(text, at, ".format") || StartsWithNoCase(text, at, ".replace") ||
        StartsWithNoCase(text, at, ".join")) {
      value->is_partial = true;
    }
    // Adjacent literals: C, C++, Python.
    if (syntax == Syntax::kCode && at != next_line) {
      const Quote quote = QuoteAt(text, next_line);
      if (quote.mark == '"' && quote.escapes == 0) {
        const size_t close = FindClose(text, next_line + 1, quote, false, false);
        if (close == std::string_view::npos || close - value->begin > kMaxValueBytes) return;
        // `"a"\n"b": 1` is the next entry of a map, `"a"\n"b",` the next item of a list without a comma.
        const char then = At(text, SkipSpaces(text, close + 1), '\0');
        if (then == ':' || then == '=') return;
        value->is_joined = true;
        value->end = close;
        after = close + 1;
        continue;
      }
    }
    return;
  }
}

bool IsBareStop(char c, const Place& place) {
  if (Is(c, kSpace | kNewline) || c == '\0' || c == '\x1b') return true;
  if (place.open_quote != 0) {
    if (c == place.open_quote || c == '"') return true;
    if (c == '\\') return true;
    if (c == '&' || c == ';' || c == ',' || c == '}' || c == ')' || c == '\'' || c == '`' || c == '<') return true;
    return false;
  }
  if (place.is_parameter)
    return c == '&' || c == '"' || c == '\'' || c == '`' || c == '#' || c == '<' || c == '>' || c == ')' || c == ']' ||
           c == '}' || c == ',' || c == ';' || c == '\\' || c == '|';
  switch (place.syntax) {
    case Syntax::kConfig:
    case Syntax::kYaml:
      return false;  // to the end of the line
    case Syntax::kShell:
      return c == ';' || c == '|' || c == '`' || c == '<' || c == '>' || c == '"' || c == '\'' || c == ')' ||
             (c == '&');
    case Syntax::kMarkup:
      return c == '<' || c == '"' || c == '\'' || c == '&' || c == '>' || c == ';' || c == ',';
    default:
      return c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == ';' || c == ',' || c == ')' ||
             c == ']' || c == '}' || c == '&' || c == '|';
  }
}

// "level=debug", not "dGVzdA==".
bool BeginsWithName(std::string_view value) {
  const size_t name_end = IdentifierEnd(value, 0);
  return name_end > 0 && IsLetter(value[0]) && At(value, name_end) == '=' && name_end + 2 < value.size();
}

// Verilog's 128'hA5…: the width in bits, the base, and the digits that are the value.
bool ReadSizedNumber(std::string_view text, size_t at, Value* value) {
  size_t begin = at;
  while (Is(At(text, begin), kDigit)) ++begin;
  if (At(text, begin) != '\'' || ToLower(At(text, begin + 1)) != 'h') return false;
  begin += 2;
  size_t end = begin;
  while (end < text.size() && IsHexDigit(text[end])) ++end;
  if (end == begin || end - begin > kMaxValueBytes || IsAlnum(At(text, end))) return false;
  value->begin = begin;
  value->end = end;
  value->written = Written::kQuoted;
  return true;
}

// A bare value: where it ends, by format. False when more text follows that shows it is no single value.
bool ReadBare(std::string_view text, size_t at, const Place& place, Value* value) {
  size_t end = at;
  const size_t last = std::min(text.size(), at + kMaxValueBytes + 1);
  const bool to_line_end = place.open_quote == 0 && !place.is_parameter && !place.is_flag &&
                           place.link != Link::kSpaced &&
                           (place.syntax == Syntax::kConfig || place.syntax == Syntax::kYaml);
  // {name: DB_PASS, value: x}
  const auto is_in_braces = [&] {
    const size_t line = LineBegin(text, at);
    return text.substr(line, at - line).find('{') != std::string_view::npos;
  };
  const bool in_flow = to_line_end && place.syntax == Syntax::kYaml && is_in_braces();
  if (in_flow) {
    while (end < last && !Is(text[end], kSpace | kNewline) && text[end] != '}' &&
           !(text[end] == ',' && Is(At(text, end + 1), kSpace | kNewline))) {
      ++end;
    }
    const char behind = At(text, SkipSpaces(text, end));
    if (behind != ',' && behind != '}') return false;
  } else if (to_line_end) {
    while (end < last && !Is(text[end], kSpace | kNewline)) ++end;
    if (IsAppPassword(text.substr(at, kAppPasswordBytes))) end = at + kAppPasswordBytes;
    const size_t rest = SkipSpaces(text, end);
    const char c = At(text, rest);
    if (!Is(c, kNewline) && c != '#' && c != ';' && !(c == '/' && At(text, rest + 1) == '/') && c != '}' && c != ',') {
      return false;  // several words
    }
    if (end > at && (text[end - 1] == ',' || text[end - 1] == ';')) --end;
  } else {
    while (end < last && !IsBareStop(text[end], place) && !(place.is_parameter && text.substr(end, 3) == "%26")) ++end;
    // "AbCd0123...": documentation cuts what it shows.
    if (end > at + 3 && text.substr(end - 3, 3) == "...") return false;
    // A sentence ends in a mark that is not the value's.
    while (end > at && (text[end - 1] == '.' || text[end - 1] == ':' || text[end - 1] == '?') &&
           place.syntax != Syntax::kShell) {
      --end;
    }
  }
  if (end == at || end - at > kMaxValueBytes) return false;
  // `secrets" t=2024-05-29`: a name of its own.
  if (place.link == Link::kSpaced && BeginsWithName(text.substr(at, end - at))) return false;
  value->begin = at;
  value->end = end;
  value->written = Written::kBare;
  const char next = At(text, SkipSpaces(text, end));
  // Commands and settings have more words by right.
  const bool is_text =
      place.syntax == Syntax::kUnknown || place.syntax == Syntax::kProse || place.is_comment || place.open_quote != 0;
  value->in_query = place.is_parameter;
  value->is_followed = is_text && !place.is_flag && Is(At(text, end), kSpace) &&
                       (IsAlnum(next) || Is(next, kQuote | kHigh) || next == '[');
  value->in_code =
      IsCodeLike(place.syntax) && place.open_quote == 0 && !place.is_parameter && !place.is_comment && !place.is_flag;
  return true;
}

// `${NAME:-literal}` and `${NAME:literal}`.
bool ReadDefaultOfExpansion(std::string_view text, size_t at, Value* value) {
  const size_t end = LineEnd(text, at);
  const size_t name_end = [&] {
    size_t i = at + 2;
    while (i < end && (IsAlnum(text[i]) || text[i] == '_' || text[i] == '.' || text[i] == '-')) ++i;
    // ":-" may have been eaten up to the dash only in names; step back is not needed as ':' stops the loop.
    return i;
  }();
  if (At(text, name_end) != ':') return false;
  size_t begin = name_end + 1;
  if (At(text, begin) == '-' || At(text, begin) == '=') ++begin;
  if (At(text, begin) == '?') return false;
  size_t close = begin;
  while (close < end && text[close] != '}') ++close;
  if (close >= end || close == begin) return false;
  value->begin = begin;
  value->end = close;
  const Quote quote = QuoteAt(text, begin);
  if (quote.mark != 0 && close > begin + 1 && text[close - 1] == quote.mark) {
    value->begin = begin + quote.size;
    value->end = close - 1;
  }
  value->written = Written::kQuoted;
  return value->end > value->begin;
}

// In a notebook each line of the program is a string of JSON: from `\n",` at `at`, or `\\\n",` where the program's line
// goes on, into the next string. npos when no line ends here.
size_t NextStringLine(std::string_view text, size_t at) {
  if (text.substr(at, 2) == "\\\\") at += 2;
  if (text.substr(at, 3) != "\\n\"") return std::string_view::npos;
  at += 3;
  if (At(text, at) == ',') ++at;
  at = SkipBlank(text, at);
  return At(text, at) == '"' ? SkipSpaces(text, at + 1) : std::string_view::npos;
}

}  // namespace

bool ReadQuoted(std::string_view text, size_t at, Syntax syntax, Value* value) {
  const Quote quote = QuoteAt(text, at);
  if (quote.mark == 0) return false;
  size_t begin = at + quote.size;
  bool is_triple = false;
  if (quote.escapes == 0 && !quote.is_entity && At(text, begin) == quote.mark) {
    if (At(text, begin + 1) != quote.mark) return false;  // empty
    is_triple = true;
    begin += 2;
    if (At(text, begin) == '\n') ++begin;
    while (Is(At(text, begin), kSpace)) ++begin;
  }
  const bool spans_lines = is_triple || quote.mark == '`';
  const size_t close = FindClose(text, begin, quote, is_triple, spans_lines);
  if (close == std::string_view::npos || close == begin) return false;
  value->begin = begin;
  value->end = close;
  value->written = Written::kQuoted;
  if (is_triple) {
    while (value->end > begin && Is(text[value->end - 1], kSpace | kNewline)) --value->end;
    return value->end > begin;
  }
  // `\n  x\n`
  if (spans_lines && Is(text[begin], kNewline)) {
    value->begin = SkipBlank(text, begin);
    while (value->end > value->begin && Is(text[value->end - 1], kSpace | kNewline)) --value->end;
    return value->end > value->begin;
  }
  if (quote.escapes == 0) ReadTail(text, close + quote.size, syntax, value);
  return true;
}

bool ReadValue(std::string_view text, size_t at, const Place& place, Value* value) {
  value->link = place.link;
  Place here = place;
  for (int wrappers = 0; wrappers < kMaxWrappers; ++wrappers) {
    at = SkipBlank(text, at);
    if (at >= text.size()) return false;
    const char c = text[at];
    const Link link = value->link;
    if (c == '\\' && here.open_quote == '"' && here.syntax == Syntax::kJson) {
      const size_t line = NextStringLine(text, at);
      if (line != std::string_view::npos) {
        at = line;
        continue;
      }
    }
    if (const Quote quote = QuoteAt(text, at); quote.mark != 0) {
      // `"Password: " + x`: the quote ends the text that the name stands in.
      if (quote.mark == here.open_quote && quote.escapes == 0 && !quote.is_entity) return false;
      const bool ok = ReadQuoted(text, at, here.syntax, value);
      value->link = link;
      return ok;
    }
    if (Is(c, kDigit) && here.open_quote == 0 && ReadSizedNumber(text, at, value)) return true;
    // A tag of YAML.
    if (c == '!' && here.syntax == Syntax::kYaml &&
        (text.substr(at, 8) == "!unsafe " || text.substr(at, 6) == "!!str ")) {
      at = text.find(' ', at);
      continue;
    }
    if (c == '$' && At(text, at + 1) == '{') return ReadDefaultOfExpansion(text, at, value);
    if (c == '<' && At(text, at + 1) == '<') return ReadHereDocument(text, at, value);
    // Visual Basic's line that goes on, a comment behind the parenthesis that opens, lambda: "x".
    if (c == '_' && Is(At(text, at + 1), kNewline)) {
      ++at;
      continue;
    }
    if (wrappers > 0 && here.syntax == Syntax::kCode && (c == '#' || text.substr(at, 2) == "//")) {
      at = LineEnd(text, at);
      continue;
    }
    if (here.syntax == Syntax::kCode && c == 'q' && ReadPerlQuoted(text, at, value)) return true;
    if (c == '[' && At(text, at + 1) == ']') {  // Go: []byte("x")
      at += 2;
      continue;
    }
    if (c == '[' || c == '(' || (c == '{' && here.syntax != Syntax::kShell && At(text, at + 1) != '{')) {
      ++at;
      continue;
    }
    if (here.open_quote == 0 && !here.is_comment) {
      if (const size_t prefix = StringPrefix(text, at); prefix != std::string_view::npos) {
        at += prefix;
        continue;
      }
      // Objective-C's @"…", `&"x"`, `*"x"`, `-"x"`
      if ((c == '@' || c == '&' || c == '*') && Is(At(text, at + 1), kQuote)) {
        ++at;
        continue;
      }
    }
    if (IsLetter(c) || c == '_' || c == '$' || c == '@') {
      size_t end = at + 1;
      while (end < text.size() && (IsAlnum(text[end]) || text[end] == '_' || text[end] == '.' || text[end] == ':' ||
                                   text[end] == '$' || text[end] == '!')) {
        ++end;
      }
      // ConvertTo-SecureString "x"
      if (At(text, end) == '-' && here.syntax == Syntax::kCode && IsLetter(At(text, end + 1))) {
        const size_t verb_end = IdentifierEnd(text, end + 1);
        if (Is(At(text, verb_end), kSpace) && IsTransparentCall(text.substr(end + 1, verb_end - end - 1))) {
          at = SkipSpaces(text, verb_end);
          if (StartsWithNoCase(text, at, "-string ")) at += 8;
          continue;
        }
      }
      const std::string_view name = text.substr(at, end - at);
      if (name == "new" || name == "await" || name == "const" || name == "return" || name == "lambda:" ||
          (name == "Just" && Is(At(text, SkipSpaces(text, end)), kQuote))) {
        at = end;
        continue;
      }
      const bool has_calls = here.syntax != Syntax::kConfig && here.syntax != Syntax::kYaml;
      if (At(text, end) == '(' && here.open_quote == 0 && has_calls) {
        if (ReadCallArgument(text, end + 1, name, here.syntax, value)) return true;
        // getpass() or "x"
        if (At(text, end + 1) != ')') return false;
        const size_t alternative = FindAlternative(text, end + 2);
        return alternative != std::string_view::npos && QuoteAt(text, alternative).mark != 0 &&
               ReadQuoted(text, alternative, here.syntax, value);
      }
      // a = b = "x"
      const size_t chained = SkipSpaces(text, end);
      if (here.open_quote == 0 && At(text, chained) == '=' && At(text, chained + 1) != '=' &&
          At(text, chained + 1) != '>' && QuoteAt(text, SkipSpaces(text, chained + 1)).mark != 0) {
        at = chained + 1;
        continue;
      }
      if (here.syntax == Syntax::kCode && here.open_quote == 0 && !here.is_parameter && !here.is_flag &&
          !here.is_comment) {
        const size_t alternative = FindAlternative(text, end);
        if (alternative != std::string_view::npos) {
          here.syntax = Syntax::kCode;
          if (QuoteAt(text, alternative).mark == 0) return false;
          return ReadQuoted(text, alternative, here.syntax, value);
        }
      }
    }
    return ReadBare(text, at, here, value);
  }
  return false;
}

}  // namespace veil::assign
