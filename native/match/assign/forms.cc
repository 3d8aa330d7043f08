#include "match/assign/forms.h"

#include "match/assign/scan.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// How far below a telling parent its children are read, and how long their values are at least.
constexpr size_t kMaxChildBytes = 400;
constexpr size_t kMinChildBytes = 16;

// True when the line is a comment of a program, so that bare words after the name are text.
bool IsCommentLine(std::string_view text, size_t line_begin, size_t at) {
  const size_t first = SkipSpaces(text, line_begin);
  if (first >= at) return false;
  const char c = text[first];
  const char next = At(text, first + 1);
  if (c == '#') return !StartsWithNoCase(text, first, "#define") && !StartsWithNoCase(text, first, "#set");
  if (c == '/' && (next == '/' || next == '*')) return true;
  if (c == '*' && (next == ' ' || next == '\t')) return true;
  if (c == '-' && next == '-' && At(text, first + 2) == ' ') return true;
  if (c == ';' && (next == ' ' || next == ';')) return true;
  // A comment behind code.
  for (size_t i = first; i + 1 < at; ++i) {
    if (text[i] == '/' && text[i + 1] == '/' && (i == first || text[i - 1] != ':')) return true;
  }
  return false;
}

// The operator at `at`: bytes in it, or 0.
size_t OperatorSize(std::string_view text, size_t at) {
  const char c = At(text, at, '\0');
  const char next = At(text, at + 1, '\0');
  const char third = At(text, at + 2, '\0');
  if (c == '=') {
    if (next == '=') return third == '=' ? 3 : 2;
    if (next == '>') return 2;
    if (next == '~') return 0;
    return 1;
  }
  if (c == ':') {
    if (next == '=') return 2;
    if (next == ':') {
      if (third == '=') return 3;
      return third == ':' && At(text, at + 3) == '=' ? 4 : 0;
    }
    return 1;
  }
  if (c == '%' && next == '3' && (third == 'D' || third == 'd' || third == 'A' || third == 'a')) return 3;  // encoded
  if (c == '!' && next == '=') return third == '=' ? 3 : 2;
  if ((c == '?' || c == '+' || c == '.') && next == '=') return 2;
  if ((c == '|' || c == '?') && next == c && third == '=') return 3;
  // Scala: "key" -> "value"
  if (c == '-' && next == '>') return Is(third == ' ' ? At(text, at + 3) : third, kQuote) ? 2 : 0;
  if (c == '<' && next == '-' && (third == ' ' || Is(third, kQuote))) return 2;  // R
  return 0;
}

// After "name:" in code: where the value starts behind a type ("string = "), or `at` when no type follows.
size_t SkipType(std::string_view text, size_t at) {
  const size_t begin = SkipSpaces(text, at);
  if (!IsLetter(At(text, begin)) && At(text, begin) != '&' && At(text, begin) != '[') return at;
  size_t i = begin;
  const size_t last = std::min(text.size(), begin + kMaxTypeBytes);
  while (i < last) {
    const char c = text[i];
    if (c == '=') {
      if (At(text, i + 1) == '=' || At(text, i + 1) == '>') return at;
      return i + 1;
    }
    const bool is_type = IsAlnum(c) || c == '_' || c == '<' || c == '>' || c == '[' || c == ']' || c == '&' ||
                         c == '|' || c == '.' || c == '?' || c == ',' || c == ' ' || c == '*' || c == ':' ||
                         (c == '\'' && i + 8 < last) || c == '!';
    if (!is_type) return at;
    ++i;
  }
  return at;
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  for (const std::string_view other : list) {
    if (word.size() == other.size() && StartsWithNoCase(word, 0, other)) return true;
  }
  return false;
}

// The element's text behind `>`; `at` is behind the mark.
bool ReadElement(std::string_view text, size_t at, Value* value) {
  size_t begin = SkipBlank(text, at);
  bool is_cdata = false;
  if (text.substr(begin, 9) == "<![CDATA[") {
    begin += 9;
    is_cdata = true;
  }
  size_t end = begin;
  const size_t last = std::min(text.size(), begin + kMaxValueBytes + 1);
  while (end < last && (is_cdata ? text[end] != ']' : text[end] != '<')) ++end;
  if (end >= last || end == begin) return false;
  if (!is_cdata && At(text, end + 1) != '/') return false;
  while (end > begin && Is(text[end - 1], kSpace | kNewline)) --end;
  if (end == begin) return false;
  value->begin = begin;
  value->end = end;
  value->written = Written::kElement;
  value->link = Link::kAssigned;
  // A quoted text inside an element (plist of a literal) is taken without its quotes.
  return true;
}

// For `<password …>`: where the tag ends, when `at` is inside it behind the name; npos when it is no tag.
size_t TagEnd(std::string_view text, size_t at) {
  const size_t last = std::min(text.size(), at + 200);
  char open = 0;
  for (size_t i = at; i < last; ++i) {
    const char c = text[i];
    if (open != 0) {
      if (c == open) open = 0;
    } else if (c == '"' || c == '\'') {
      open = c;
    } else if (c == '>') {
      return text[i - 1] == '/' ? std::string_view::npos : i + 1;
    } else if (c == '<') {
      return std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

// True when only a few words stand between a tag and the name at `at`: <th>API key</th>
bool IsInElement(std::string_view text, size_t line_begin, size_t at) {
  size_t words = 0;
  while (at > line_begin && (IsLetter(text[at - 1]) || text[at - 1] == ' ')) words += text[--at] == ' ';
  return at > line_begin && text[at - 1] == '>' && words <= 2;
}

// <key>password</key> <string>x</string>, <name>password</name> <type>…</type> <value>x</value>: the text of the first
// element behind the closing tag at `at` that is not named as something else.
bool ReadSibling(std::string_view text, size_t at, Value* value) {
  constexpr int kMaxSiblings = 3;
  constexpr size_t kMaxTagBytes = 80;
  for (int siblings = 0; siblings < kMaxSiblings; ++siblings) {
    // The closing tag, and breaks.
    size_t open = at;
    for (int tags = 0; tags < 3 && At(text, open) == '<' &&
                       (tags == 0 || At(text, open + 1) == '/' || StartsWithNoCase(text, open, "<br"));
         ++tags) {
      const size_t first = open;
      while (open < text.size() && text[open] != '>' && open - first < kMaxTagBytes) ++open;
      open = SkipBlank(text, open + 1);
      if (StartsWithNoCase(text, open, "<!--")) {
        const size_t close = text.substr(0, std::min(text.size(), open + 2 * kMaxTagBytes)).find("-->", open);
        if (close != std::string_view::npos) open = SkipBlank(text, close + 3);
      }
    }
    if (At(text, open) != '<' || !IsLetter(At(text, open + 1))) return false;
    size_t name_end = IdentifierEnd(text, open + 1);
    while (At(text, name_end) == '-' || At(text, name_end) == ':') name_end = IdentifierEnd(text, name_end + 1);
    const std::string_view name = text.substr(open + 1, name_end - open - 1);
    size_t begin = TagEnd(text, name_end);
    if (begin == std::string_view::npos) return false;
    begin = SkipBlank(text, begin);
    size_t end = begin;
    while (end < text.size() && text[end] != '<' && end - begin < kMaxValueBytes) ++end;
    if (At(text, end) != '<' || At(text, end + 1) != '/') return false;
    at = end;
    while (end > begin && Is(text[end - 1], kSpace | kNewline)) --end;
    if (end == begin || (IsPlainName(name) && !IsValueName(name))) continue;
    value->begin = begin;
    value->end = end;
    value->written = Written::kElement;
    return true;
  }
  return false;
}

// True when the name in front of `at` (behind which an operator or tag mark stands) holds names: `name: PASSWORD`,
// key="password", <name>password.
bool IsValueOfName(std::string_view text, size_t at) {
  size_t i = at;
  if (const Quote quote = QuoteBefore(text, i); quote.mark != 0) i -= quote.size;
  while (i > 0 &&
         (Is(text[i - 1], kSpace) || IsAlnum(text[i - 1]) || text[i - 1] == '_' || text[i - 1] == '.' ||
          text[i - 1] == '-' || text[i - 1] == ':') &&
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

// A function's name is followed by its first literal: setPassword("x"). "name, "x"" inside is read too.
bool ReadCall(std::string_view text, size_t at, Key* key, const Place& place, Value* value) {
  if (key->is_getter) return false;
  const size_t first = SkipBlank(text, at);
  if (const size_t size = QuoteAt(text, first).size; size != 0) {
    Value literal;
    if (!ReadQuoted(text, first, place.syntax, &literal)) return false;
    // auth("user", "password"): of two literals the second one is the secret, and a password.
    const Quote close = QuoteAt(text, literal.end);
    const size_t comma = SkipSpaces(text, literal.end + close.size);
    if (At(text, comma) == ',') {
      const size_t second = SkipBlank(text, comma + 1);
      Value other;
      if (QuoteAt(text, second).mark != 0 && ReadQuoted(text, second, place.syntax, &other)) {
        literal = other;
        if (key->is_auth || key->kind == Kind::kSecret || key->kind == Kind::kPassword) {
          key->kind = Kind::kPassword;
          key->tell = Tell::kStrong;
        }
      }
    }
    *value = literal;
    // FUNCTION_PASS("x-y", …): a round of a compiler.
    const bool is_round = StartsWithNoCase(text, key->end > 4 ? key->end - 4 : 0, "pass");
    value->link = is_round ? Link::kWrapped : Link::kAssigned;
    return true;
  }
  // f(user, "x")
  size_t i = first;
  const size_t end = LineEnd(text, i);
  while (i < end && text[i] != ')' && !Is(text[i], kQuote) && text[i] != '(' && text[i] != '{') ++i;
  if (i >= end || !Is(text[i], kQuote)) return false;
  if (!ReadQuoted(text, i, place.syntax, value)) return false;
  value->link = Link::kWrapped;
  return true;
}

// True when a string and a comma stand in front: one of several names in a list.
bool IsInList(std::string_view text, size_t at) {
  while (at > 0 && Is(text[at - 1], kSpace | kNewline)) --at;
  if (at == 0 || text[at - 1] != ',') return false;
  --at;
  while (at > 0 && Is(text[at - 1], kSpace | kNewline)) --at;
  return at > 0 && Is(text[at - 1], kQuote);
}

// A line of settings that is a name, spaces and one value ("requirepass x").
bool IsWholeLine(std::string_view text, const Key& key, size_t at, const Place& place) {
  if (place.syntax == Syntax::kCode || place.syntax == Syntax::kProse || place.open_quote != 0) return false;
  // Files of settings have statements of several words ("enable password x").
  if (place.syntax != Syntax::kConfig && SkipSpaces(text, LineBegin(text, key.begin)) != key.begin) return false;
  size_t end = SkipSpaces(text, at);
  while (end < text.size() && !Is(text[end], kSpace | kNewline)) ++end;
  return Is(At(text, SkipSpaces(text, end)), kNewline);
}

bool IsLowerCaseWord(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
  return end > at && (end == text.size() || Is(text[end], kSpace | kNewline) || text[end] == ',' || text[end] == '.');
}

// "the new password for bob on db1 is x": the value behind the first "is" of the sentence.
bool FindTold(std::string_view text, size_t at, const Key& key, Place place, Value* value) {
  constexpr size_t kReachBytes = 80;
  const bool is_prose = place.syntax == Syntax::kProse || place.syntax == Syntax::kUnknown || place.is_comment;
  if (!is_prose || place.open_quote != 0 || key.tell != Tell::kStrong || At(text, at) != ' ') return false;
  // A log, whose lines begin with a date.
  if (Is(At(text, LineBegin(text, at)), kDigit)) return false;
  const size_t end = std::min(LineEnd(text, at), at + kReachBytes);
  for (size_t i = at; i + 4 < end; ++i) {
    const char c = text[i];
    if (c == ' ' && StartsWithNoCase(text, i, " is ")) {
      place.link = Link::kSpaced;
      if (!ReadValue(text, i + 4, place, value)) return false;
      const std::string_view told = text.substr(value->begin, value->end - value->begin);
      value->is_followed = false;
      return std::any_of(told.begin(), told.end(), [](char mark) {
        return Is(mark, kDigit) || std::string_view("!@#$%^&*+=").find(mark) != std::string_view::npos;
      });
    }
    const bool ends_sentence = (c == '.' || c == ':') && At(text, i + 1) == ' ';
    if (ends_sentence || (!IsAlnum(c) && std::string_view(" ._-@:`'").find(c) == std::string_view::npos)) return false;
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

// "name value": conf files, commands, prose, declarations with a type behind the name.
bool ReadSpaced(std::string_view text, size_t at, const Key& key, Place place, Value* value) {
  const bool is_macro = StartsWithNoCase(text, SkipSpaces(text, LineBegin(text, key.begin)), "#define");
  const bool is_tied = place.is_flag || is_macro || IsWholeLine(text, key, at, place);
  place.link = is_tied ? Link::kAssigned : Link::kSpaced;
  size_t i = SkipSpaces(text, at);
  // "password 0 x", "secret 5 x": how it is encrypted.
  if (place.syntax == Syntax::kConfig && Is(At(text, i), kDigit) && Is(At(text, i + 1), kSpace)) {
    i = SkipSpaces(text, i + 1);
    place.link = Link::kAssigned;
  }
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
      const bool is_statement = place.syntax == Syntax::kData || place.syntax == Syntax::kConfig ||
                                place.syntax == Syntax::kShell ||
                                (place.syntax == Syntax::kCode && !place.is_comment && ends_line && words == 0);
      const bool is_marked = ok && words == 0 && IsMarkedPassword(text, key, *value);
      value->link = saw_filler || is_marked || (is_statement && words == 0) ? Link::kAssigned
                    : words == 0                                            ? place.link
                                                                            : Link::kNear;
      return ok;
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
    const bool is_other_name =
        IsOneOf(word, {"fingerprint", "id", "uuid", "user", "username", "host", "url", "commit"});
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
  const bool takes_bare = saw_filler || place.is_flag || place.open_quote != 0 || place.syntax != Syntax::kCode;
  if (!takes_bare || key.tell == Tell::kNone) return false;
  if (place.syntax == Syntax::kMarkup && place.open_quote == 0) return false;
  // A log says "auth" and "token" in every tenth line: the next word of the sentence is not worth a verdict.
  const bool is_sentence = place.syntax == Syntax::kProse && !saw_filler && !place.is_flag && place.open_quote == 0;
  if (is_sentence && IsLowerCaseWord(text, i)) return false;
  return ReadValue(text, i, place, value);
}

// The credentials behind "Bearer", "Basic", "Token": the scheme is no part of them.
size_t SkipScheme(std::string_view text, size_t at) {
  for (const std::string_view scheme : {"bearer", "basic", "token", "apikey", "api-key", "key", "jwt", "bot", "oauth",
                                        "digest", "sso-key", "genie-key", "splunk", "klaviyo-api-key"}) {
    if (StartsWithNoCase(text, at, scheme) && Is(At(text, at + scheme.size()), kSpace)) {
      return SkipSpaces(text, at + scheme.size());
    }
  }
  return at;
}

bool IsHeaderName(std::string_view name) {
  return IsOneOf(name, {"authorization", "proxy-authorization", "x-authorization", "http_authorization", "auth",
                        "authorizationheader", "authheader"});
}

// `Authorization: Bearer x`, quoted or not.
bool ReadHeader(std::string_view text, size_t at, Place place, Key* key, Value* value) {
  size_t i = SkipSpaces(text, at);
  if (const Quote quote = QuoteAt(text, i); quote.mark != 0) {
    if (!ReadQuoted(text, i, place.syntax, value)) return false;
    const size_t behind = SkipScheme(text, value->begin);
    if (behind != value->begin && behind < value->end) {
      key->kind = Kind::kAuthHeader;
      value->begin = behind;
    }
    return true;
  }
  const size_t behind = SkipScheme(text, i);
  if (behind == i) return ReadValue(text, i, place, value);
  key->kind = Kind::kAuthHeader;
  if (QuoteAt(text, behind).mark != 0 && place.open_quote != 0) return false;
  place.link = Link::kSpaced;
  if (place.syntax == Syntax::kCode && place.open_quote == 0) place.is_comment = true;
  return ReadValue(text, behind, place, value);
}

}  // namespace

bool IsFiller(std::string_view word) {
  constexpr size_t kLongest = 7;
  if (word.size() > kLongest) return false;
  return IsOneOf(word, {"is",  "was",  "to",  "equals", "as",   "with", "be",   "values", "value", "default", "string",
                        "str", "text", "set", "used",   "here", "the",  "este", "es",     "ist",   "est"});
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
      if (mark == '>' && i > 0 && text[i - 1] == '<') return ReadElement(text, behind + 1, value);
      if (const size_t op = OperatorSize(text, behind); op != 0) return ReadValue(text, behind + op, place, value);
    } else if (mark == '=' || mark == ':') {
      // Another entry begins: its name would have to be one that may stand between ("type", "secret": true).
      if (IsOneOf(name, {"name", "key"})) return false;
      i = behind + 1;
      while (i < last && text[i] != '\n' && text[i] != ',' && text[i] != '>' && !Is(text[i], kSpace)) ++i;
      continue;
    }
    i = end;
  }
  return false;
}

namespace {

// { "value": "x", "name": "PASSWORD" }: the value stands in front of its name, in the same entry.
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

}  // namespace

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
        value->end - value->begin >= kMinChildBytes && value->end <= line_end) {
      return true;
    }
    at = SkipBlank(text, line_end);
    if (at <= line_end) return false;
  }
  return false;
}

bool FindValue(std::string_view text, const PathTraits& path, Key* key, Value* value) {
  const size_t line_begin = LineBegin(text, key->begin);
  Place place;
  place.syntax = path.syntax;
  size_t at = key->method_end != 0 ? key->method_end : key->end;
  const char before = key->begin > 0 ? text[key->begin - 1] : '\n';

  // The name's own quotes. A name may be one of several words in quotes ("API key").
  const Quote closing = QuoteAt(text, at);
  bool is_quoted = false;
  if (closing.mark != 0) {
    const bool opens_before = QuoteBefore(text, key->begin).mark == closing.mark;
    is_quoted = opens_before || ((Is(before, kSpace) || before == '#' || before == '=') &&
                                 OpenQuote(text, line_begin, key->begin) == closing.mark);
    if (is_quoted) at += closing.size;
  }
  size_t name_begin = key->begin;
  if (is_quoted) {
    if (const Quote opening = QuoteBefore(text, key->begin); opening.mark != 0) name_begin -= opening.size;
  }

  // Tags.
  if (!is_quoted && (before == '<' || (before == ':' && path.syntax == Syntax::kMarkup))) {
    if (key->begin >= 2 && text[key->begin - 1] == '/') return false;
    const size_t end = TagEnd(text, at);
    if (end != std::string_view::npos) return ReadElement(text, end, value);
  }
  if (before == '/' && key->begin >= 2 && text[key->begin - 2] == '<') return false;

  place.is_flag = before == '-';
  const bool is_encoded = At(text, at) == '%' && At(text, at + 1) == '3';
  place.is_parameter = before == '?' || (before == '&' && At(text, at) == '=') || is_encoded;
  if (!is_quoted) place.open_quote = OpenQuote(text, line_begin, key->begin);
  if (path.syntax == Syntax::kCode) place.is_comment = IsCommentLine(text, line_begin, key->begin);
  if (place.open_quote == '\'' && !(path.syntax == Syntax::kCode || path.syntax == Syntax::kShell ||
                                    path.syntax == Syntax::kJson || path.syntax == Syntax::kYaml)) {
    place.open_quote = 0;  // an apostrophe of prose
  }

  // "PASS: name" is how test programs report.
  if (key->is_pass && text[key->begin] == 'P' && At(text, key->begin + 1) == 'A' && key->end - key->begin == 4 &&
      (place.open_quote != 0 || path.syntax == Syntax::kProse)) {
    return false;
  }

  // Closers and marks between the name and its operator: ["password"] =, password? :, password[] =, (password) =
  size_t p = at;
  for (int marks = 0; marks < 4; ++marks) {
    const char c = At(text, p);
    if (c == ']' || c == ')' || (c == '?' && (At(text, p + 1) == ':')) || (c == '*' && At(text, p + 1) == '*')) {
      p += c == '*' ? 2 : 1;
    } else if (c == '[' && (At(text, p + 1) == ']' || Is(At(text, p + 1), kDigit))) {
      size_t close = p + 1;
      while (Is(At(text, close), kDigit)) ++close;
      if (At(text, close) != ']') break;
      p = close + 1;
    } else {
      break;
    }
  }
  const bool closed = p != at;
  const size_t gap = SkipSpaces(text, p);
  const char c = At(text, gap);

  if (const size_t op = OperatorSize(text, gap); op != 0) {
    // f('', 'test_secret') => 'x': what the call answers.
    if (is_quoted && closed && text[p - 1] == ')' && op == 2 && At(text, gap + 1) == '>') return false;
    size_t value_at = gap + op;
    // A name that is itself the value of a name (name = "password" in HCL) never has an operator behind it.
    if (op == 1 && c == ':' && path.syntax == Syntax::kCode && place.open_quote == 0)
      value_at = SkipType(text, value_at);
    const std::string_view name = text.substr(key->begin, key->end - key->begin);
    const size_t argument = SkipSpaces(text, value_at);
    // auth = ("user", "password")
    if (key->is_auth && (At(text, argument) == '(' || At(text, argument) == '[') &&
        QuoteAt(text, argument + 1).mark != 0) {
      return ReadCall(text, argument + 1, key, place, value);
    }
    if (IsHeaderName(name)) return ReadHeader(text, value_at, place, key, value);
    // A parent: its child holds the value.
    const size_t first = SkipSpaces(text, value_at);
    if (Is(At(text, first), kNewline)) {
      const size_t child = SkipBlank(text, first);
      // In code only a literal goes on on the next line.
      if (path.syntax == Syntax::kCode && c == ':' && !is_quoted && QuoteAt(text, child).mark == 0) return false;
      const size_t indent = child - LineBegin(text, child);
      const size_t own_indent = SkipSpaces(text, line_begin) - line_begin;
      place.link = Link::kBelow;
      if (indent <= own_indent && c == ':' && path.syntax != Syntax::kProse && path.syntax != Syntax::kUnknown) {
        return false;
      }
      const size_t item = At(text, child) == '-' && At(text, child + 1) == ' ' ? SkipSpaces(text, child + 1) : child;
      const size_t name_end = IdentifierEnd(text, item);
      if (name_end > item && At(text, name_end) == ':' && Is(At(text, name_end + 1), kSpace | kNewline)) {
        if (!IsValueName(text.substr(item, name_end - item))) {
          if (FindPairedValue(text, item, place, value)) return true;
          return key->tell == Tell::kStrong && FindChildValue(text, item, place, value);
        }
        return ReadValue(text, name_end + 1, place, value);
      }
      return ReadValue(text, item, place, value);
    }
    if (path.syntax == Syntax::kYaml && (At(text, first) == '|' || At(text, first) == '>')) {
      size_t block = first + 1;
      while (At(text, block) == '-' || At(text, block) == '+' || Is(At(text, block), kDigit)) ++block;
      block = SkipSpaces(text, block);
      if (!Is(At(text, block), kNewline)) return false;
      place.link = Link::kBelow;
      return ReadValue(text, block, place, value);
    }
    if (At(text, first) == '{' && At(text, first + 1) != '{' && path.syntax != Syntax::kShell) {
      if (FindPairedValue(text, first + 1, place, value)) return true;
      return key->tell == Tell::kStrong && FindChildValue(text, first + 1, place, value);
    }
    return ReadValue(text, value_at, place, value);
  }

  if ((c == '(' || (c == '{' && Is(At(text, gap + 1), kQuote))) && !is_quoted && !closed && place.open_quote == 0) {
    if (path.syntax == Syntax::kProse || path.syntax == Syntax::kMarkup) place.link = Link::kSpaced;
    return ReadCall(text, gap + 1, key, place, value);
  }
  if (c == '>' && is_quoted) {
    // <string name="password">x</string>
    if (!IsValueOfName(text, key->begin)) return false;
    return ReadElement(text, gap + 1, value) || FindPairedValue(text, gap + 1, place, value);
  }
  if (c == '{' && !is_quoted && StartsWithNoCase(text, SkipSpaces(text, gap + 1), "get")) {
    // public string ApiKey { get; set; } = "x";
    size_t close = gap;
    const size_t end = LineEnd(text, gap);
    while (close < end && text[close] != '}') ++close;
    const size_t op = SkipSpaces(text, close + 1);
    if (close < end && At(text, op) == '=' && At(text, op + 1) != '>') return ReadValue(text, op + 1, place, value);
    return false;
  }
  if (is_quoted && c == '{' && closed) {
    // ENV.fetch("TOKEN") { "x" }
    return ReadQuoted(text, SkipSpaces(text, gap + 1), place.syntax, value);
  }
  if (is_quoted && c == '.' && closed) {
    // find("password").type("x")
    const size_t open = IdentifierEnd(text, gap + 1);
    if (At(text, open) == '(' && IsOneOf(text.substr(gap + 1, open - gap - 1),
                                         {"unwrap_or", "unwrap_or_else", "orelse", "getorelse", "or_else", "or"})) {
      // env::var("TOKEN").unwrap_or_else(|_| "x".to_string())
      size_t literal = open + 1;
      while (literal < open + 10 && std::string_view("|_ ()->=").find(At(text, literal)) != std::string_view::npos) {
        ++literal;
      }
      return ReadQuoted(text, literal, place.syntax, value);
    }
    if (At(text, open) != '(' ||
        !IsOneOf(text.substr(gap + 1, open - gap - 1), {"type", "sendkeys", "send_keys", "fill", "setvalue", "typetext",
                                                        "val", "set", "setkeys", "clearandtype"})) {
      return false;
    }
    return ReadQuoted(text, SkipSpaces(text, open + 1), place.syntax, value);
  }
  if (!is_quoted && place.open_quote != 0 && closed && text[at] == ']' && QuoteAt(text, p).mark == place.open_quote) {
    // fill('input[name=password]', 'x')
    const size_t comma = SkipSpaces(text, p + 1);
    if (At(text, comma) != ',') return false;
    return ReadQuoted(text, SkipSpaces(text, comma + 1), place.syntax, value);
  }
  if (is_quoted && !closed && c == '{') return FindPairedValue(text, gap + 1, place, value);
  if (is_quoted && !closed && IsValueOfName(text, key->begin)) {
    return FindPairedValue(text, at, place, value) || FindValueAhead(text, key->begin, place, value);
  }
  if (c == ',' && !closed) {
    // put("password", "x"), define('DB_PASSWORD', 'x'), set(API_KEY, "x")
    const size_t next = SkipBlank(text, gap + 1);
    const char ahead = name_begin > 0 ? text[name_begin - 1] : '\n';
    // buildConfigField "String", "API_KEY", "\"x\""
    if (is_quoted && At(text, next) == '"' && QuoteAt(text, next + 1).escapes == 1) {
      return ReadQuoted(text, next + 1, place.syntax, value);
    }
    if (is_quoted && IsInList(text, name_begin)) return false;
    // curl_setopt($ch, CURLOPT_USERPWD, "x")
    const bool is_constant = ahead == ' ' && key->is_userpwd;
    if (is_quoted || ahead == '(' || ahead == '{' || is_constant) {
      if (QuoteAt(text, next).mark != 0) {
        if (!ReadQuoted(text, next, place.syntax, value)) return false;
        // ['password', 'x' => …]: the next text is a name, too.
        const size_t behind = SkipSpaces(text, value->end + QuoteAt(text, value->end).size);
        if (OperatorSize(text, behind) != 0) return false;
        // A third string shows a list of names.
        const Quote close = QuoteAt(text, value->end);
        const size_t comma = SkipSpaces(text, value->end + close.size);
        const size_t third = SkipBlank(text, comma + 1);
        Value help;
        if (key->is_userpwd) {
          const size_t colon = text.find(':', value->begin);
          if (colon + 1 < value->end) value->begin = colon + 1;
        }
        if (At(text, comma) == ',' && QuoteAt(text, third).mark != 0) {
          // flag.StringVar(&p, "password", "x", "password of the database"): the third one is what a person reads.
          const bool is_help = ReadQuoted(text, third, place.syntax, &help) &&
                               text.substr(help.begin, help.end - help.begin).find(' ') != std::string_view::npos;
          if (!is_help) value->link = Link::kNear;
        }
        return true;
      }
      if (is_quoted && IsLetter(At(text, next))) {
        // fill_in "Password", with: "x"
        const size_t name_end = IdentifierEnd(text, next);
        if (At(text, name_end) == ':' && IsOneOf(text.substr(next, name_end - next), {"with", "value", "to"})) {
          return ReadQuoted(text, SkipSpaces(text, name_end + 1), place.syntax, value);
        }
      }
      if (is_quoted && IsLetter(At(text, next))) return ReadValue(text, next, place, value);
    }
    return false;
  }
  if (Is(c, kNewline) && !is_quoted && path.syntax == Syntax::kCode && place.open_quote == 0 && !place.is_comment) {
    // static final String TOKEN\n    = "x";
    const size_t next = SkipBlank(text, gap);
    if (At(text, next) == '=' && At(text, next + 1) == ' ') return ReadValue(text, next + 1, place, value);
  }
  if (Is(c, kNewline) || c == '<' || (c == ',' && !is_quoted)) {
    const bool is_in_element = before == '>' || (before == ' ' && IsInElement(text, line_begin, key->begin));
    if (c == '<' && is_in_element && !key->is_auth) {
      return ReadSibling(text, gap, value);
    }
    if (!IsValueOfName(text, key->begin)) return false;
    return FindPairedValue(text, at, place, value) || FindValueAhead(text, key->begin, place, value);
  }
  if (c == '|' && (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown) && gap > p) {
    place.link = Link::kSpaced;
    return ReadValue(text, gap + 1, place, value);
  }
  if (is_quoted && QuoteAt(text, gap).mark == 0 && path.syntax != Syntax::kShell && gap == p) return false;
  const bool takes_weak = place.is_flag || (key->is_pass && IsWholeLine(text, *key, p, place));
  if ((key->is_pass || key->kind == Kind::kKey) && !takes_weak) return false;
  if (gap > p && !closed) return ReadSpaced(text, p, *key, place, value);
  return false;
}

}  // namespace veil::assign
