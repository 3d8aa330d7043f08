#include "match/assign/assigned_value.h"

#include <algorithm>

#include "match/assign/call_literals.h"
#include "match/assign/entries.h"
#include "match/assign/header.h"
#include "match/assign/markup.h"
#include "match/assign/notes.h"
#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {
namespace {

// Where the value of an operator begins, spaces and all.
size_t AssignedAt(const NameSite& site) {
  size_t at = site.mark_at + site.operator_size;
  // A name that is itself the value of a name (name = "password" in HCL) never has an operator behind it.
  if (site.operator_size == 1 && site.mark == ':' && site.IsIn(Syntax::kCode) && site.place.open_quote == 0) {
    at = SkipType(site.text, at);
  }
  // password:s:x, in files of remote desktops
  if (site.mark == ':' && site.text.substr(at, 2) == "s:") at += 2;
  // **Password:** x
  if (site.mark == ':' && site.IsNote() && site.text.substr(at, 2) == "**") at += 2;
  return at;
}

// A parent whose entries begin at `at`: one of them holds the value.
bool ReadEntry(const NameSite& site, size_t at, const Place& place, Value* value) {
  if (FindPairedValue(site.text, at, place, value)) return true;
  return site.key->tell == Tell::kStrong && FindChildValue(site.text, at, place, value);
}

// The operator ends its line at `line_end`: the value, an entry or a list's first item stands on a line below.
bool ReadBelow(const NameSite& site, size_t line_end, Value* value) {
  const std::string_view text = site.text;
  const size_t child = SkipBlank(text, line_end);
  // In code only a literal goes on on the next line.
  if (site.IsIn(Syntax::kCode) && site.mark == ':' && !site.is_quoted && QuoteAt(text, child).mark == 0) return false;
  const size_t indent = child - LineBegin(text, child);
  const size_t own_indent = SkipSpaces(text, site.line_begin) - site.line_begin;
  if (indent <= own_indent && site.mark == ':' && !site.IsNote()) return false;
  Place place = site.place;
  place.link = Link::kBelow;
  const size_t item = At(text, child) == '-' && At(text, child + 1) == ' ' ? SkipSpaces(text, child + 1) : child;
  const size_t name_end = IdentifierEnd(text, item);
  const bool is_entry = name_end > item && At(text, name_end) == ':' && Is(At(text, name_end + 1), kSpace | kNewline);
  if (!is_entry) return ReadValue(text, item, place, value);
  if (IsValueName(text.substr(item, name_end - item))) return ReadValue(text, name_end + 1, place, value);
  return ReadEntry(site, item, place, value);
}

// A block of YAML, whose mark (`|`, `>-`) stands at `at`.
bool ReadBlock(const NameSite& site, size_t at, Value* value) {
  size_t line_end = at + 1;
  while (At(site.text, line_end) == '-' || At(site.text, line_end) == '+' || Is(At(site.text, line_end), kDigit)) {
    ++line_end;
  }
  line_end = SkipSpaces(site.text, line_end);
  if (!Is(At(site.text, line_end), kNewline)) return false;
  Place place = site.place;
  place.link = Link::kBelow;
  return ReadValue(site.text, line_end, place, value);
}

// Whether a piece of text in front of a name is other names with commas behind them.
bool IsNameList(std::string_view text) {
  return text.find(',') != std::string_view::npos && std::all_of(text.begin(), text.end(), [](char c) {
           return IsAlnum(c) || c == '_' || c == ',' || c == ' ' || c == '\t' || c == '$' || c == '@' || c == '(';
         });
}

// user, password = "bob", "x"; my ($user, $pass) = ('bob', 'x'); my ($user, $pass) = qw(bob x): the value at the name's
// own place.
bool ReadFromList(const NameSite& site, size_t at, Value* value) {
  const std::string_view text = site.text;
  const std::string_view names = text.substr(site.line_begin, site.key->begin - site.line_begin);
  auto place = static_cast<size_t>(std::count(names.begin(), names.end(), ','));
  const bool is_words = text.substr(at, 3) == "qw(";
  at += is_words ? 3 : At(text, at) == '(' ? 1 : 0;
  for (;; --place) {
    at = SkipSpaces(text, at);
    if (is_words) {
      size_t end = at;
      while (end < text.size() && !Is(text[end], kSpace | kNewline) && text[end] != ')') ++end;
      if (end == at) return false;
      value->SetBare(at, end, Link::kAssigned);
      value->written = Written::kQuoted;
    } else if (QuoteAt(text, at).mark == 0 || !ReadQuoted(text, at, site.place.syntax, value)) {
      return false;
    }
    if (place == 0) return true;
    at = value->end + (is_words ? 0 : QuoteAt(text, value->end).size);
    if (!is_words && At(text, at++) != ',') return false;
  }
}

// Login/Password: bob/x
bool IsBehindLogin(const NameSite& site) {
  size_t begin = site.key->begin - 1;
  while (begin > site.line_begin && IsLetter(site.text[begin - 1])) --begin;
  return IsOneOf(site.text.substr(begin, site.key->begin - 1 - begin), "login", "user", "username", "id");
}

// "DB_PASSWORD=x" as a whole text of systemd, Docker or a command's arguments: the value goes on to the closing quote.
// What holds another name with its value is a form's body or a URL's query.
bool ReadRestOfString(const NameSite& site, size_t at, Value* value) {
  const char quote = site.place.open_quote;
  if (quote == 0 || site.before != quote || site.mark != '=' || site.operator_size != 1) return false;
  size_t end = at;
  const size_t last = std::min(site.text.size(), at + kMaxValueBytes);
  while (end < last && site.text[end] != quote) {
    const char c = site.text[end];
    if (Is(c, kSpace | kNewline | kQuote) || c == '\\' || c == '=') return false;
    ++end;
  }
  if (end == at || end == last) return false;
  value->SetBare(at, end, Link::kAssigned);
  return true;
}

}  // namespace

bool ReadAssigned(const NameSite& site, Value* value) {
  const std::string_view text = site.text;
  // f('', 'test_secret') => 'x': what the call answers.
  if (site.is_quoted && site.is_closed && text[site.past - 1] == ')' && site.operator_size == 2 &&
      At(text, site.mark_at + 1) == '>') {
    return false;
  }
  const size_t at = AssignedAt(site);
  const size_t first = SkipSpaces(text, at);
  const char c = At(text, first);

  if ((site.mark != ':' || site.operator_size == 2) && !site.is_quoted && site.place.open_quote == 0 &&
      site.IsIn(Syntax::kCode) && IsNameList(text.substr(site.line_begin, site.key->begin - site.line_begin))) {
    const bool is_list = QuoteAt(text, first).mark != 0 || c == '(' || text.substr(first, 3) == "qw(";
    return is_list && ReadFromList(site, first, value);
  }
  // auth = ("user", "password")
  const bool is_credentials = IsOneOf(site.name(), "creds", "credentials");
  if ((site.key->is_auth || is_credentials) && (c == '(' || c == '[' || (c == '{' && is_credentials)) &&
      QuoteAt(text, SkipBlank(text, first + 1)).mark != 0) {
    return ReadCall(site, first + 1, value);
  }
  const bool is_pair = is_credentials || (site.before == '/' && IsBehindLogin(site));
  if (site.IsNote() && is_pair && ReadUserAndPassword(text, first, value)) {
    site.key->kind = Kind::kPassword;
    return true;
  }
  if (ReadRestOfString(site, first, value)) return true;
  // "https://api/x?api_key=" + "x": the text that the name stands in ends, and the value is joined to it.
  if (site.place.open_quote != 0 && c == site.place.open_quote && first == at) {
    const size_t plus = SkipSpaces(text, first + 1);
    if (At(text, plus) == '+' || At(text, plus) == '.') {
      const size_t literal = SkipBlank(text, plus + 1);
      return QuoteAt(text, literal).mark != 0 && ReadQuoted(text, literal, site.place.syntax, value);
    }
  }
  // NEO4J_AUTH=neo4j/x
  constexpr std::string_view kUser = "neo4j/";
  if (site.key->is_auth && text.substr(first, kUser.size()) == kUser) {
    site.key->SetStrong(site.key->begin, site.key->end, Kind::kPassword);
    site.key->is_auth = false;
    return ReadValue(text, first + kUser.size(), site.place, value);
  }
  if (IsHeaderName(site.name())) return ReadHeader(site, at, value);
  if (site.mark == ':' && site.IsIn(Syntax::kMarkup)) {
    // <td><b>Password:</b></td><td>x</td>
    if (site.before == '>' && text.substr(first, 2) == "</") {
      return ReadSibling(text, first, value) || ReadBehindTag(text, first, value);
    }
    // <p>Password: <b>x</b></p>
    if (c == '<' && IsLetter(At(text, first + 1))) {
      const size_t end = TagEnd(text, first + 1);
      return end != std::string_view::npos && ReadElement(text, end, value);
    }
  }
  if (Is(c, kNewline)) return ReadBelow(site, first, value);
  if (site.IsIn(Syntax::kYaml) && (c == '|' || c == '>')) return ReadBlock(site, first, value);
  // Not `{{x}}`, and not `{$x}`.
  const bool opens = c == '{' && At(text, first + 1) != '{' && At(text, first + 1) != '$';
  if (opens && !site.IsIn(Syntax::kShell)) {
    return ReadEntry(site, first + 1, site.place, value);
  }
  if (ReadValue(text, at, site.place, value)) {
    // @Value("${app.secret:x}"): what holds when the property is not set is a literal.
    const bool is_expansion = site.before == '{' && site.begin >= 2 && text[site.begin - 2] == '$' && site.mark == ':';
    if (is_expansion && At(text, value->end) == '}') value->written = Written::kQuoted;
    return true;
  }
  // Ansible's "name=bob password=x": of several words in one line.
  if (!site.IsIn(Syntax::kYaml) || site.mark != '=' || site.operator_size != 1 || site.place.open_quote != 0) {
    return false;
  }
  Place place = site.place;
  place.syntax = Syntax::kShell;
  return ReadValue(text, at, place, value);
}

}  // namespace veil::assign
