#include "match/assign/call_literals.h"

#include "match/assign/calls.h"
#include "match/assign/entries.h"
#include "match/assign/header.h"
#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// The literal behind `literal` and a comma.
bool ReadAfterComma(const NameSite& site, const Value& literal, Value* next) {
  const size_t comma = SkipSpaces(site.text, literal.end + QuoteAt(site.text, literal.end).size);
  const size_t at = SkipBlank(site.text, comma + 1);
  return At(site.text, comma) == ',' && QuoteAt(site.text, at).mark != 0 &&
         ReadQuoted(site.text, at, site.place.syntax, next);
}

// auth("user", "password"): of two literals the second one is the secret, and a password. `first` is the first one.
void TakeSecondLiteral(const NameSite& site, const Value& first, Value* value) {
  const size_t comma = SkipSpaces(site.text, first.end + QuoteAt(site.text, first.end).size);
  if (At(site.text, comma) != ',') return;
  size_t second = SkipBlank(site.text, comma + 1);
  if (StartsWithNoCase(site.text, second, "some(")) second += 5;
  Value other;
  if (QuoteAt(site.text, second).mark == 0 || !ReadQuoted(site.text, second, site.place.syntax, &other)) return;
  *value = other;
  // Credentials("realm", "host", "user", "x")
  if (site.key->kind == Kind::kSecret) {
    Value third, fourth;
    if (ReadAfterComma(site, other, &third) && ReadAfterComma(site, third, &fourth)) *value = fourth;
  }
  Key* key = site.key;
  // new UsernamePasswordToken("bob", "x")
  const bool takes_both = StartsWithNoCase(site.text, key->begin, "usernamepassword");
  if (key->is_auth || takes_both || key->kind == Kind::kSecret || key->kind == Kind::kPassword) {
    key->kind = Kind::kPassword;
    key->tell = Tell::kStrong;
  }
}

// f(user, "x"): behind plain arguments.
bool ReadLaterLiteral(const NameSite& site, size_t at, Value* value) {
  const std::string_view text = site.text;
  const size_t end = LineEnd(text, at);
  const char brace = site.key->is_auth ? '\0' : '{';
  const size_t first = at;
  while (at < end && text[at] != ')' && !Is(text[at], kQuote) && text[at] != '(' && text[at] != brace) ++at;
  // setCipherKey(Base64.decode("x")): handed on unchanged.
  if (at < end && text[at] == '(' && IsTransparentCall(text.substr(first, at - first))) {
    const size_t literal = SkipBlank(text, at + 1);
    return Is(At(text, literal), kQuote) && ReadQuoted(text, literal, site.place.syntax, value);
  }
  if (at >= end || !Is(text[at], kQuote)) return false;
  if (!ReadQuoted(text, at, site.place.syntax, value)) return false;
  // BasicAuth(gin.Accounts{"bob": "x"})
  if (const size_t colon = value->end + 1; site.key->is_auth && At(text, colon) == ':') {
    const size_t password = SkipSpaces(text, colon + 1);
    if (!Is(At(text, password), kQuote) || !ReadQuoted(text, password, site.place.syntax, value)) return false;
    site.key->kind = Kind::kPassword;
    site.key->tell = Tell::kStrong;
    value->link = Link::kAssigned;
    return true;
  }
  // add_password(None, url, "bob", "x"): of two, at the end, the second one.
  const size_t comma = SkipSpaces(text, value->end + 1);
  const size_t second = SkipSpaces(text, comma + 1);
  Value last;
  if (site.key->kind == Kind::kPassword && At(text, comma) == ',' && Is(At(text, second), kQuote) &&
      ReadQuoted(text, second, site.place.syntax, &last) && At(text, last.end + 1) == ')') {
    *value = last;
    return true;
  }
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
bool ReadThird(const NameSite& site, size_t at, Value* value) {
  const std::string_view text = site.text;
  size_t first = site.begin;
  while (first > 0 && text[first - 1] != '(' && !Is(text[first - 1], kNewline)) --first;
  Value section;
  if (first == 0 || text[first - 1] != '(' || !ReadQuoted(text, first, site.place.syntax, &section)) return false;
  if (SkipBlank(text, section.end + 1) + 1 > site.begin || text.substr(section.end + 1, 1) != ",") return false;
  if (SkipBlank(text, section.end + 2) != site.begin) return false;
  if (!ReadQuoted(text, at, site.place.syntax, value) || At(text, value->end + 1) != ')') return false;
  value->link = Link::kWrapped;
  return true;
}

// True when an equals sign stands in front of the quoted word: qop="auth", feature = "Win32_Credentials".
bool IsGivenToName(const NameSite& site) {
  size_t at = site.begin;
  while (at > 0 && Is(site.text[at - 1], kSpace)) --at;
  return at > 0 && site.text[at - 1] == '=' && !IsValueOfName(site.text, site.key->begin);
}

// Map.of("username", "bob", "password", "x"), weboptions('Username', 'bob', 'Password', 'x'): names and values in turn.
// The first of them says that somebody logs in.
bool ReadInTurn(const NameSite& site, size_t at, Value* value) {
  constexpr size_t kReachBytes = 200;
  const std::string_view text = site.text;
  const size_t last = site.begin > kReachBytes ? site.begin - kReachBytes : 0;
  size_t open = site.begin;
  while (open > last && text[open - 1] != '(' && text[open - 1] != ';') --open;
  if (open == last || text[open - 1] != '(' || site.key->begin != site.begin + 1) return false;
  size_t count = 0;
  bool names_user = false;
  for (size_t i = SkipBlank(text, open); i < site.begin; ++count) {
    Value literal;
    if (!Is(At(text, i), kQuote) || !ReadQuoted(text, i, site.place.syntax, &literal)) return false;
    if (count == 0) {
      names_user = IsOneOf(text.substr(literal.begin, literal.end - literal.begin), "user", "username", "user_name",
                           "login", "email", "mail", "userid", "uid");
    }
    i = SkipBlank(text, literal.end + 1);
    if (At(text, i) != ',') return false;
    i = SkipBlank(text, i + 1);
  }
  return names_user && count % 2 == 0 && ReadQuoted(text, at, site.place.syntax, value);
}

// Whether what follows the comma behind a name may be its value.
bool MayTakeNext(const NameSite& site) {
  // Digest qop="auth", nonce="x": the word is the value of a name itself.
  if (site.is_quoted && IsGivenToName(site)) return false;
  const char ahead = site.begin > 0 ? site.text[site.begin - 1] : '\n';
  if (site.is_quoted || ahead == '(' || ahead == '{') return true;
  if (ahead == ' ') return site.key->is_userpwd;    // curl_setopt($ch, CURLOPT_USERPWD, "x")
  return ahead == ':' && site.IsIn(Syntax::kCode);  // set :session_secret, 'x'
}

// Whether `at` stands behind the parenthesis of a call that gets something.
bool IsGetterCall(std::string_view text, size_t at) {
  if (at == 0 || text[at - 1] != '(') return false;
  const size_t end = at - 1;
  size_t begin = end;
  while (begin > 0 && (IsAlnum(text[begin - 1]) || text[begin - 1] == '_')) --begin;
  Words words;
  SplitWords(text.substr(begin, end - begin), &words);
  for (size_t i = 0; i < words.count; ++i) {
    if (words[i] == "get" || words[i] == "find" || words[i] == "getattr") return true;
  }
  return false;
}

// put("password", "x"); the literal begins at `at`.
bool ReadNextLiteral(const NameSite& site, size_t at, Value* value) {
  const std::string_view text = site.text;
  if (!ReadQuoted(text, at, site.place.syntax, value)) return false;
  const size_t behind = SkipSpaces(text, value->end + QuoteAt(text, value->end).size);
  // ['password', 'x' => …]: the next text is a name, too.
  if (OperatorSize(text, behind) != 0) return false;
  if (site.key->is_userpwd) {
    const size_t colon = text.find(':', value->begin);
    if (colon + 1 < value->end) value->begin = colon + 1;
  }
  // A third string shows a list of names.
  const size_t third = SkipBlank(text, behind + 1);
  if (At(text, behind) == ',' && QuoteAt(text, third).mark != 0) {
    // flag.StringVar(&p, "password", "x", "password of the database"): the third one is what a person reads.
    Value help;
    const bool is_help = ReadQuoted(text, third, site.place.syntax, &help) &&
                         text.substr(help.begin, help.end - help.begin).find(' ') != std::string_view::npos;
    if (!is_help) value->link = Link::kNear;
  }
  // json_get_member(cred, "connector"): the name of what is got.
  if (!site.is_quoted && IsGetterCall(text, site.begin)) return false;
  // patch.object(pwd, "getpwnam"): a module of Python.
  if (!site.is_quoted && site.name() == "pwd") value->link = Link::kWrapped;
  return true;
}

// fill_in "Password", with: "x"; or a bare word, which begins at `at`.
bool ReadNextWord(const NameSite& site, size_t at, Value* value) {
  const size_t word_end = IdentifierEnd(site.text, at);
  if (At(site.text, word_end) == ':' && IsOneOf(site.text.substr(at, word_end - at), "with", "value", "to")) {
    return ReadQuoted(site.text, SkipSpaces(site.text, word_end + 1), site.place.syntax, value);
  }
  return ReadValue(site.text, at, site.place, value);
}

}  // namespace

bool ReadCall(const NameSite& site, size_t at, Value* value) {
  const std::string_view text = site.text;
  if (site.key->is_getter) return false;
  size_t first = SkipBlank(text, at);
  // PlainAuth("", "user", "x", "host")
  if (site.key->is_auth && QuoteAt(text, first).size == 1 && At(text, first + 1) == text[first] &&
      At(text, first + 2) == ',') {
    first = SkipBlank(text, first + 3);
  }
  if (QuoteAt(text, first).size == 0) return ReadLaterLiteral(site, first, value);
  Value literal;
  if (!ReadQuoted(text, first, site.place.syntax, &literal)) return false;
  *value = literal;
  TakeSecondLiteral(site, literal, value);
  // FUNCTION_PASS("x-y", …): a round of a compiler.
  const bool is_round = StartsWithNoCase(text, site.key->end > 4 ? site.key->end - 4 : 0, "pass");
  value->link = is_round ? Link::kWrapped : Link::kAssigned;
  return true;
}

bool ReadNextArgument(const NameSite& site, Value* value) {
  const std::string_view text = site.text;
  size_t next = SkipBlank(text, site.mark_at + 1);
  if (text.substr(next, 3) == "<<\"") next += 2;  // Erlang's binaries
  // buildConfigField "String", "API_KEY", "\"x\""
  if (site.is_quoted && At(text, next) == '"' && QuoteAt(text, next + 1).escapes == 1) {
    return ReadQuoted(text, next + 1, site.place.syntax, value);
  }
  if (site.is_quoted && IsInList(text, site.begin)) {
    return ReadThird(site, next, value) || ReadInTurn(site, next, value);
  }
  if (MayTakeNext(site)) {
    if (QuoteAt(text, next).mark != 0) {
      return IsHeaderName(site.name()) ? ReadHeader(site, next, value) : ReadNextLiteral(site, next, value);
    }
    if (site.is_quoted && IsLetter(At(text, next))) return ReadNextWord(site, next, value);
  }
  // {name: DB_PASS, value: x}
  return !site.is_quoted && IsValueOfName(text, site.key->begin) && FindPairedValue(text, site.end, site.place, value);
}

bool ReadMethodLiteral(const NameSite& site, Value* value) {
  const std::string_view text = site.text;
  const size_t open = IdentifierEnd(text, site.mark_at + 1);
  if (At(text, open) != '(') return false;
  const std::string_view method = text.substr(site.mark_at + 1, open - site.mark_at - 1);
  size_t literal = open + 1;
  if (IsOneOf(method, "unwrap_or", "unwrap_or_else", "orelse", "getorelse", "or_else", "or")) {
    while (literal < open + 10 && std::string_view("|_ ()->=").find(At(text, literal)) != std::string_view::npos) {
      ++literal;
    }
  } else if (IsOneOf(method, "type", "sendkeys", "send_keys", "fill", "setvalue", "typetext", "val", "set", "setkeys",
                     "clearandtype")) {
    literal = SkipSpaces(text, literal);
  } else {
    return false;
  }
  if (!ReadQuoted(text, literal, site.place.syntax, value)) return false;
  // Cypress: type("x{enter}")
  constexpr std::string_view kEnter = "{enter}";
  const std::string_view typed = text.substr(value->begin, value->end - value->begin);
  if (typed.size() > kEnter.size() && typed.ends_with(kEnter)) value->end -= kEnter.size();
  return true;
}

}  // namespace veil::assign
