#include "match/assign/forms.h"

#include "match/assign/entries.h"
#include "match/assign/markup.h"
#include "match/assign/notes.h"
#include "match/assign/operators.h"
#include "match/assign/robot.h"
#include "match/assign/scan.h"
#include "match/assign/spaced.h"

namespace veil::assign {
namespace {

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
  const std::string_view line = text.substr(0, at - 1);
  for (size_t i = line.find('/', first); i != std::string_view::npos; i = line.find('/', i + 1)) {
    if (text[i + 1] == '/' && (i == first || text[i - 1] != ':')) return true;
  }
  return false;
}

// A function's name is followed by its first literal: setPassword("x"). "name, "x"" inside is read too.
bool ReadCall(std::string_view text, size_t at, Key* key, const Place& place, Value* value) {
  if (key->is_getter) return false;
  size_t first = SkipBlank(text, at);
  // PlainAuth("", "user", "x", "host")
  if (key->is_auth && QuoteAt(text, first).size == 1 && At(text, first + 1) == text[first] &&
      At(text, first + 2) == ',') {
    first = SkipBlank(text, first + 3);
  }
  if (const size_t size = QuoteAt(text, first).size; size != 0) {
    Value literal;
    if (!ReadQuoted(text, first, place.syntax, &literal)) return false;
    // auth("user", "password"): of two literals the second one is the secret, and a password.
    const Quote close = QuoteAt(text, literal.end);
    const size_t comma = SkipSpaces(text, literal.end + close.size);
    if (At(text, comma) == ',') {
      size_t second = SkipBlank(text, comma + 1);
      if (StartsWithNoCase(text, second, "some(")) second += 5;
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

// config.set("section", "password", "x"): the last of three texts in a call, of which the name is the second. What the
// call does is not known.
bool ReadThird(std::string_view text, size_t name_begin, size_t at, const Place& place, Value* value) {
  size_t first = name_begin;
  while (first > 0 && text[first - 1] != '(' && !Is(text[first - 1], kNewline)) --first;
  Value section;
  if (first == 0 || text[first - 1] != '(' || !ReadQuoted(text, first, place.syntax, &section)) return false;
  if (SkipBlank(text, section.end + 1) + 1 > name_begin || text.substr(section.end + 1, 1) != ",") return false;
  if (SkipBlank(text, section.end + 2) != name_begin) return false;
  if (!ReadQuoted(text, at, place.syntax, value) || At(text, value->end + 1) != ')') return false;
  value->link = Link::kWrapped;
  return true;
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

// Whether a name without quotes may be given a value behind the mark `c` that is no operator and follows at once.
bool MayTakeValue(std::string_view text, const Key& key, char c, char before) {
  if (Is(c, kQuote)) return before == '-';  // "--password", "x"
  if (c != ',') return c == '(' || c == '{' || c == '<' || Is(c, kNewline);
  if (before == '(' || before == '{' || before == ':') return true;
  // {name: DB_PASS, value: x}
  const bool is_value = key.begin >= 2 && text[key.begin - 2] == ':';
  return before == ' ' && (key.is_userpwd || is_value);
}

// `key, err := f("x")`: where the operator stands behind the error that a call answers as well.
size_t SkipSecondName(std::string_view text, size_t at, const PathTraits& path) {
  if (path.syntax != Syntax::kCode || At(text, at) != ',') return at;
  const size_t name = SkipSpaces(text, at + 1);
  const size_t end = IdentifierEnd(text, name);
  const bool is_error = IsOneOf(text.substr(name, end - name), {"_", "err", "ok"});
  const size_t behind = SkipSpaces(text, end);
  return is_error && text.substr(behind, 2) == ":=" ? behind : at;
}

// `export NAME=x` in a script that another file holds.
bool IsExported(std::string_view text, size_t name_begin, size_t name_end) {
  constexpr std::string_view kExport = "export ";
  return name_begin >= kExport.size() && text.substr(name_begin - kExport.size(), kExport.size()) == kExport &&
         At(text, name_end) == '=' && !Is(At(text, name_end + 1), kSpace | kNewline);
}

}  // namespace

bool FindValue(std::string_view text, const PathTraits& path, Key* key, Value* value) {
  const size_t line_begin = LineBegin(text, key->begin);
  Place place;
  place.syntax = IsExported(text, key->begin, key->end) ? Syntax::kShell : path.syntax;
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

  if (At(text, at) == '}') return ReadRobotVariable(text, line_begin, *key, place, value);

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
  const size_t gap = SkipSecondName(text, SkipSpaces(text, p), path);
  const char c = At(text, gap);
  const size_t operator_size = OperatorSize(text, gap);
  if (!is_quoted && operator_size == 0 && !closed && gap == p && !MayTakeValue(text, *key, c, before)) return false;

  place.is_flag = before == '-';
  const bool is_encoded = operator_size != 0 && (At(text, gap) == '%' || At(text, gap) == '\\');
  place.is_parameter = before == '?' || (before == '&' && At(text, at) == '=') || is_encoded;
  if (!is_quoted) place.open_quote = OpenQuote(text, line_begin, key->begin);
  if (path.syntax == Syntax::kCode) place.is_comment = IsCommentLine(text, line_begin, key->begin);
  if (place.open_quote == '\'' && !(path.syntax == Syntax::kCode || path.syntax == Syntax::kShell ||
                                    path.syntax == Syntax::kJson || path.syntax == Syntax::kYaml)) {
    place.open_quote = 0;  // an apostrophe of prose
  }

  // ["redis-server", "--requirepass", "x"]
  if (place.is_flag && place.open_quote != 0 && At(text, at) == place.open_quote) {
    const size_t comma = SkipSpaces(text, at + 1);
    if (At(text, comma) != ',') return false;
    size_t next = SkipBlank(text, comma + 1);
    // add_argument("--password", default="x")
    constexpr std::string_view kDefault = "default=";
    if (text.substr(next, kDefault.size()) == kDefault) next += kDefault.size();
    return QuoteAt(text, next).mark != 0 && ReadQuoted(text, next, place.syntax, value);
  }

  // "PASS: name" is how test programs report.
  if (key->is_pass && text[key->begin] == 'P' && At(text, key->begin + 1) == 'A' && key->end - key->begin == 4 &&
      (place.open_quote != 0 || path.syntax == Syntax::kProse)) {
    return false;
  }

  if (operator_size != 0) {
    // f('', 'test_secret') => 'x': what the call answers.
    if (is_quoted && closed && text[p - 1] == ')' && operator_size == 2 && At(text, gap + 1) == '>') return false;
    size_t value_at = gap + operator_size;
    // A name that is itself the value of a name (name = "password" in HCL) never has an operator behind it.
    if (operator_size == 1 && c == ':' && path.syntax == Syntax::kCode && place.open_quote == 0)
      value_at = SkipType(text, value_at);
    const std::string_view name = text.substr(key->begin, key->end - key->begin);
    // **Password:** x
    if (c == ':' && (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown) &&
        text.substr(value_at, 2) == "**") {
      value_at += 2;
    }
    const size_t argument = SkipSpaces(text, value_at);
    // auth = ("user", "password")
    const bool is_pair = key->is_auth || IsOneOf(name, {"creds", "credentials"});
    if (is_pair && (At(text, argument) == '(' || At(text, argument) == '[') && QuoteAt(text, argument + 1).mark != 0) {
      return ReadCall(text, argument + 1, key, place, value);
    }
    const bool is_note = path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown;
    if (is_note && IsOneOf(name, {"credentials", "creds"}) && ReadUserAndPassword(text, argument, value)) {
      key->kind = Kind::kPassword;
      return true;
    }
    if (IsHeaderName(name)) return ReadHeader(text, value_at, place, key, value);
    // A parent: its child holds the value.
    const size_t first = SkipSpaces(text, value_at);
    // <td><b>Password:</b></td><td>x</td>
    if (c == ':' && before == '>' && path.syntax == Syntax::kMarkup && text.substr(first, 2) == "</") {
      return ReadSibling(text, first, value);
    }
    // <p>Password: <b>x</b></p>
    if (c == ':' && path.syntax == Syntax::kMarkup && At(text, first) == '<' && IsLetter(At(text, first + 1))) {
      const size_t end = TagEnd(text, first + 1);
      return end != std::string_view::npos && ReadElement(text, end, value);
    }
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
    if (ReadValue(text, value_at, place, value)) return true;
    // Ansible's "name=bob password=x": of several words in one line.
    if (place.syntax != Syntax::kYaml || c != '=' || operator_size != 1 || place.open_quote != 0) return false;
    place.syntax = Syntax::kShell;
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
    if (is_quoted && IsInList(text, name_begin)) return ReadThird(text, name_begin, next, place, value);
    // curl_setopt($ch, CURLOPT_USERPWD, "x")
    const bool is_constant = ahead == ' ' && key->is_userpwd;
    // set :session_secret, 'x'
    const bool is_symbol = ahead == ':' && !is_quoted && path.syntax == Syntax::kCode;
    if (is_quoted || ahead == '(' || ahead == '{' || is_constant || is_symbol) {
      if (QuoteAt(text, next).mark != 0) {
        if (IsHeaderName(text.substr(key->begin, key->end - key->begin)))
          return ReadHeader(text, next, place, key, value);
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
        // patch.object(pwd, "getpwnam"): a module of Python.
        if (!is_quoted && text.substr(key->begin, key->end - key->begin) == "pwd") value->link = Link::kWrapped;
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
    // {name: DB_PASS, value: x}
    return !is_quoted && IsValueOfName(text, key->begin) && FindPairedValue(text, at, place, value);
  }
  // [api.token] as the head of a section
  if (Is(c, kNewline) && closed && text[at] == ']' && path.syntax == Syntax::kConfig) {
    return FindPairedValue(text, gap, place, value);
  }
  if (Is(c, kNewline) && !is_quoted && path.syntax == Syntax::kCode && place.open_quote == 0 && !place.is_comment) {
    // static final String TOKEN\n    = "x";
    const size_t next = SkipBlank(text, gap);
    if (At(text, next) == '=' && At(text, next + 1) == ' ') return ReadValue(text, next + 1, place, value);
  }
  if (Is(c, kNewline) || c == '<' || (c == ',' && !is_quoted)) {
    const bool is_in_element = before == '>' || (before == ' ' && IsInElement(text, line_begin, key->begin));
    if (c == '<' && is_in_element && !key->is_auth) {
      return ReadCellBelow(text, key->begin, value) || ReadSibling(text, gap, value);
    }
    if (!IsValueOfName(text, key->begin)) return false;
    return FindPairedValue(text, at, place, value) || FindValueAhead(text, key->begin, place, value);
  }
  // The head of a table has its values below.
  if (c == '|' && (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown) && gap > p &&
      !Is(At(text, SkipSpaces(text, gap + 1)), kNewline)) {
    place.link = At(text, SkipSpaces(text, line_begin)) == '|' ? Link::kBelow : Link::kSpaced;
    return ReadValue(text, gap + 1, place, value);
  }
  // http.basic_auth 'user', 'x'
  if (key->is_auth && gap > p && !is_quoted && path.syntax == Syntax::kCode && QuoteAt(text, gap).mark != 0 &&
      place.open_quote == 0) {
    return ReadCall(text, gap, key, place, value);
  }
  if (c == '-' && gap > p && IsNoted(text, gap, *key, place)) {
    return ReadValue(text, gap + (At(text, gap + 1) == '>' ? 2 : 1), place, value);
  }
  if (is_quoted && QuoteAt(text, gap).mark == 0 && path.syntax != Syntax::kShell && gap == p) return false;
  const bool takes_weak = place.is_flag || (key->is_pass && IsWholeLine(text, *key, p, place));
  if ((key->is_pass || key->kind == Kind::kKey) && !takes_weak) return false;
  if (gap > p && !closed) return ReadSpaced(text, p, *key, place, value);
  return false;
}

}  // namespace veil::assign
