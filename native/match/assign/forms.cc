#include "match/assign/forms.h"

#include <algorithm>

#include "match/assign/assigned_value.h"
#include "match/assign/call_literals.h"
#include "match/assign/entries.h"
#include "match/assign/markup.h"
#include "match/assign/name_site.h"
#include "match/assign/notes.h"
#include "match/assign/operators.h"
#include "match/assign/robot.h"
#include "match/assign/scan.h"
#include "match/assign/spaced.h"

namespace veil::assign {
namespace {

// `export NAME=x` in a script that another file holds.
bool IsExported(std::string_view text, const Key& key) {
  constexpr std::string_view kExport = "export ";
  return key.begin >= kExport.size() && text.substr(key.begin - kExport.size(), kExport.size()) == kExport &&
         At(text, key.end) == '=' && !Is(At(text, key.end + 1), kSpace | kNewline);
}

// The name and its own quotes. A name may be one of several words in quotes ("API key").
NameSite ReadName(std::string_view text, Syntax syntax, Key* key) {
  NameSite site;
  site.text = text;
  site.key = key;
  site.line_begin = LineBegin(text, key->begin);
  if (key->begin > 0) site.before = text[key->begin - 1];
  site.place.syntax = IsExported(text, *key) ? Syntax::kShell : syntax;
  site.begin = key->begin;
  site.end = key->method_end != 0 ? key->method_end : key->end;
  const Quote closing = QuoteAt(text, site.end);
  if (closing.mark == 0) return site;
  const Quote opening = QuoteBefore(text, key->begin);
  // Item("http://schemas.microsoft.com/cdo/configuration/sendpassword")
  const char behind = At(text, site.end + closing.size);
  // ('payment/acme/secret_key', 'x')
  const bool ends_address = site.before == '/' && (behind == ')' || behind == ']' || behind == ',');
  const bool is_last_word = Is(site.before, kSpace) || site.before == '#' || site.before == '=' || ends_address;
  site.is_quoted =
      opening.mark == closing.mark || (is_last_word && OpenQuote(text, site.line_begin, key->begin) == closing.mark);
  if (!site.is_quoted) return site;
  site.begin -= opening.size;
  site.end += closing.size;
  return site;
}

// Closers and marks between the name and its operator: ["password"] =, password? :, password[] =, (password) =
size_t SkipClosers(std::string_view text, size_t at) {
  for (int marks = 0; marks < 4; ++marks) {
    const char c = At(text, at);
    if (c == ']' || c == ')' || (c == '?' && At(text, at + 1) == ':')) {
      ++at;
    } else if (c == '*' && At(text, at + 1) == '*') {
      at += 2;
    } else if (c == '[' && (At(text, at + 1) == ']' || Is(At(text, at + 1), kDigit))) {
      size_t close = at + 1;
      while (Is(At(text, close), kDigit)) ++close;
      if (At(text, close) != ']') break;
      at = close + 1;
    } else {
      break;
    }
  }
  return at;
}

// `key, err := f("x")`: where the operator stands behind the error that a call answers as well.
size_t SkipSecondName(const NameSite& site, size_t at) {
  if (!site.IsIn(Syntax::kCode) || At(site.text, at) != ',') return at;
  const size_t name = SkipSpaces(site.text, at + 1);
  const size_t end = IdentifierEnd(site.text, name);
  const bool is_error = IsOneOf(site.text.substr(name, end - name), "_", "err", "ok");
  const size_t behind = SkipSpaces(site.text, end);
  return is_error && site.text.substr(behind, 2) == ":=" ? behind : at;
}

// What follows the name.
void ReadMarks(NameSite* site) {
  site->past = SkipClosers(site->text, site->end);
  site->is_closed = site->past != site->end;
  site->mark_at = SkipSecondName(*site, SkipSpaces(site->text, site->past));
  site->mark = At(site->text, site->mark_at);
  site->operator_size = OperatorSize(site->text, site->mark_at);
}

// Whether a name may be given a value at all; without quotes, by a mark that is no operator and follows at once.
bool MayTakeValue(const NameSite& site) {
  if (site.is_quoted || site.operator_size != 0 || site.is_closed || site.IsSpaced()) return true;
  const char c = site.mark;
  if (Is(c, kQuote)) return site.before == '-';  // "--password", "x"
  if (c != ',') return c == '(' || c == '{' || c == '<' || Is(c, kNewline);
  if (site.before == '(' || site.before == '{' || site.before == ':') return true;
  if (site.before == '-' && site.IsIn(Syntax::kYaml)) return true;  // [--password, x]
  // {name: DB_PASS, value: x}
  const bool is_value = site.key->begin >= 2 && site.text[site.key->begin - 2] == ':';
  return site.before == ' ' && (site.key->is_userpwd || is_value);
}

// True when the line is a comment of a program, so that bare words after the name are text.
bool IsCommentLine(std::string_view text, size_t line_begin, size_t at) {
  const size_t first = SkipSpaces(text, line_begin);
  if (first >= at) return false;
  const char c = text[first];
  const char next = At(text, first + 1);
  if (c == '#') return !StartsWithNoCase(text, first, "#define") && !StartsWithNoCase(text, first, "#set");
  if (c == '/' && next == '/') return true;
  // Unless it ends in front of the name.
  const std::string_view ahead = text.substr(first, at - first);
  if (c == '/' && next == '*') return ahead.find("*/") == std::string_view::npos;
  if (ahead.starts_with("<!--")) return ahead.find("-->") == std::string_view::npos;
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

// Whether a name may stand between apostrophes that are a string's; elsewhere they are prose's.
bool HasSingleQuotedStrings(Syntax syntax) {
  return syntax == Syntax::kCode || syntax == Syntax::kShell || syntax == Syntax::kJson || syntax == Syntax::kYaml;
}

// What the name stands in.
void ReadPlace(NameSite* site) {
  const std::string_view text = site->text;
  Place& place = site->place;
  // "--pass x", and Windows's "/pass:x"
  const bool is_switch = site->before == '/' && site->mark == ':' && !site->IsSpaced() && site->key->begin >= 2 &&
                         Is(text[site->key->begin - 2], kSpace);
  place.is_flag = site->before == '-' || is_switch;
  const bool is_encoded = site->operator_size != 0 && (site->mark == '%' || site->mark == '\\');
  place.is_parameter = site->before == '?' || (site->before == '&' && At(text, site->end) == '=') || is_encoded;
  if (!site->is_quoted) place.open_quote = OpenQuote(text, site->line_begin, site->key->begin);
  if (place.open_quote == '\'' && !HasSingleQuotedStrings(place.syntax)) place.open_quote = 0;
  if (place.syntax == Syntax::kCode) place.is_comment = IsCommentLine(text, site->line_begin, site->key->begin);
}

// A name that is itself the value of a name: its own value stands behind it, or in front, in the same entry.
bool ReadEntryOfName(const NameSite& site, size_t at, Value* value) {
  return FindPairedValue(site.text, at, site.place, value) ||
         FindValueAhead(site.text, site.key->begin, site.place, value);
}

// <password …>: where the tag ends that the name is; npos when it is none.
size_t TagOfName(const NameSite& site) {
  const bool may_be_tag = !site.is_quoted && (site.before == '<' || (site.before == ':' && site.IsIn(Syntax::kMarkup)));
  return may_be_tag ? TagEnd(site.text, site.end) : std::string_view::npos;
}

// </password
bool IsClosingTag(const NameSite& site) {
  return site.before == '/' && site.key->begin >= 2 && site.text[site.key->begin - 2] == '<';
}

// ["redis-server", "--requirepass", "x"]
bool IsFlagInList(const NameSite& site) {
  return site.place.is_flag && site.place.open_quote != 0 && At(site.text, site.end) == site.place.open_quote;
}

// add_argument("--password", type=str, default="x"): where the default stands among named arguments that begin at `at`;
// `at` itself where there is none.
size_t DefaultArgument(std::string_view text, size_t at) {
  constexpr std::string_view kDefault = "default=";
  constexpr size_t kReachBytes = 240;
  const size_t end = std::min(text.size(), at + kReachBytes);
  char quote = 0;
  for (size_t i = at; i < end && (quote != 0 || text[i] != ')'); ++i) {
    if (quote != 0) {
      if (text[i] == quote) quote = 0;
    } else if (Is(text[i], kQuote)) {
      quote = text[i];
    } else if (text.substr(i, kDefault.size()) == kDefault && !IsAlnum(text[i - 1]) && text[i - 1] != '_') {
      return i + kDefault.size();
    }
  }
  return at;
}

bool ReadNextInList(const NameSite& site, Value* value) {
  const std::string_view text = site.text;
  const size_t comma = SkipSpaces(text, site.end + 1);
  if (At(text, comma) != ',') return false;
  size_t next = SkipBlank(text, comma + 1);
  if (QuoteAt(text, next).mark == 0) next = DefaultArgument(text, next);
  if (QuoteAt(text, next).mark == 0 || !ReadQuoted(text, next, site.place.syntax, value)) return false;
  // 'ring': '--secret-ring', 'key': 'x'
  return OperatorSize(text, SkipSpaces(text, value->end + QuoteAt(text, value->end).size)) == 0;
}

// - --requirepass\n- x
bool IsFlagOfYaml(const NameSite& site) {
  const size_t dash = SkipSpaces(site.text, site.line_begin);
  if (!site.place.is_flag || !site.IsIn(Syntax::kYaml) || site.place.open_quote != 0) return false;
  // [--password, x]
  if (site.mark == ',')
    return site.text.substr(site.line_begin, site.begin - site.line_begin).find('[') != std::string_view::npos;
  return Is(site.mark, kNewline) && At(site.text, dash) == '-' && Is(At(site.text, dash + 1), kSpace);
}

bool ReadNextOfYaml(const NameSite& site, Value* value) {
  if (site.mark == ',') {
    const size_t item = SkipSpaces(site.text, site.mark_at + 1);
    size_t end = item;
    while (end < site.text.size() && !Is(site.text[end], kSpace | kNewline | kQuote) && site.text[end] != ',' &&
           site.text[end] != ']') {
      ++end;
    }
    if (end == item) return ReadQuoted(site.text, item, site.place.syntax, value);
    value->SetBare(item, end, Link::kAssigned);
    return site.text[item] != '-';
  }
  const size_t dash = SkipBlank(site.text, site.mark_at);
  const size_t item = SkipSpaces(site.text, dash + 1);
  if (At(site.text, dash) != '-' || item == dash + 1 || At(site.text, item) == '-') return false;
  Place place = site.place;
  place.is_flag = false;
  return ReadValue(site.text, item, place, value);
}

// "PASS: name" is how test programs report.
bool IsTestReport(const NameSite& site) {
  const Key& key = *site.key;
  return key.is_pass && site.text[key.begin] == 'P' && At(site.text, key.begin + 1) == 'A' &&
         key.end - key.begin == 4 && (site.place.open_quote != 0 || site.IsIn(Syntax::kProse));
}

// setPassword("x"), Password{"x"}
bool IsCall(const NameSite& site) {
  const bool opens = site.mark == '(' || (site.mark == '{' && Is(At(site.text, site.mark_at + 1), kQuote));
  return opens && !site.is_quoted && !site.is_closed && site.place.open_quote == 0;
}

// http.basic_auth 'user', 'x'
bool IsBareAuthCall(const NameSite& site) {
  return site.key->is_auth && site.IsSpaced() && !site.is_quoted && site.IsIn(Syntax::kCode) &&
         QuoteAt(site.text, site.mark_at).mark != 0 && site.place.open_quote == 0;
}

// <string name="password">x</string>
bool ReadElementOfName(const NameSite& site, Value* value) {
  if (!IsValueOfName(site.text, site.key->begin)) return false;
  return ReadElement(site.text, site.mark_at + 1, value) ||
         FindPairedValue(site.text, site.mark_at + 1, site.place, value);
}

// public string ApiKey { get; set; } = "x";
bool IsProperty(const NameSite& site) {
  return site.mark == '{' && !site.is_quoted &&
         StartsWithNoCase(site.text, SkipSpaces(site.text, site.mark_at + 1), "get");
}

bool ReadProperty(const NameSite& site, Value* value) {
  size_t close = site.mark_at;
  const size_t end = LineEnd(site.text, close);
  while (close < end && site.text[close] != '}') ++close;
  const size_t at = SkipSpaces(site.text, close + 1);
  return close < end && At(site.text, at) == '=' && At(site.text, at + 1) != '>' &&
         ReadValue(site.text, at + 1, site.place, value);
}

// fill('input[name=password]', 'x')
bool IsSelector(const NameSite& site) {
  return !site.is_quoted && site.place.open_quote != 0 && site.is_closed && site.text[site.end] == ']' &&
         QuoteAt(site.text, site.past).mark == site.place.open_quote;
}

// <input type="password"\n  value="x">
bool IsInputType(const NameSite& site) {
  return site.is_quoted && Is(site.mark, kNewline) && site.IsIn(Syntax::kMarkup) && site.begin >= 5 &&
         StartsWithNoCase(site.text, site.begin - 5, "type=");
}

bool ReadBehindSelector(const NameSite& site, Value* value) {
  const size_t comma = SkipSpaces(site.text, site.past + 1);
  return At(site.text, comma) == ',' &&
         ReadQuoted(site.text, SkipSpaces(site.text, comma + 1), site.place.syntax, value);
}

// tokens {, alone on its line in HCL and other settings: one of its entries has the value.
bool IsBlock(const NameSite& site) {
  return site.mark == '{' && !site.is_quoted && site.IsSpaced() && site.key->tell == Tell::kStrong &&
         (site.IsIn(Syntax::kConfig) || site.IsIn(Syntax::kCode)) &&
         SkipSpaces(site.text, site.line_begin) == site.key->begin && Is(At(site.text, site.mark_at + 1), kNewline);
}

// [api.token] as the head of a section
bool IsSectionHead(const NameSite& site) {
  return Is(site.mark, kNewline) && site.is_closed && site.text[site.end] == ']' && site.IsIn(Syntax::kConfig);
}

// static final String TOKEN\n    = "x": where the operator stands on the next line; npos elsewhere.
size_t OperatorBelow(const NameSite& site) {
  if (!Is(site.mark, kNewline) || site.is_quoted || !site.IsIn(Syntax::kCode) || site.place.open_quote != 0 ||
      site.place.is_comment) {
    return std::string_view::npos;
  }
  const size_t at = SkipBlank(site.text, site.mark_at);
  return At(site.text, at) == '=' && At(site.text, at + 1) == ' ' ? at : std::string_view::npos;
}

// <th>Password</th>, and names that end their line or stand before a comma: {name: DB_PASS, value: x}
bool ReadEndOfEntry(const NameSite& site, Value* value) {
  if (site.mark == '<' && !site.key->is_auth &&
      (site.before == '>' || (site.before == ' ' && IsInElement(site.text, site.line_begin, site.key->begin)))) {
    return ReadCellBelow(site.text, site.key->begin, value) || ReadSibling(site.text, site.mark_at, value) ||
           (site.IsIn(Syntax::kMarkup) && ReadBehindTag(site.text, site.mark_at, value));
  }
  return IsValueOfName(site.text, site.key->begin) && ReadEntryOfName(site, site.end, value);
}

// | Password | x |; the head of a table has its values below.
bool IsTableCell(const NameSite& site) {
  return site.mark == '|' && site.IsNote() && site.IsSpaced() &&
         !Is(At(site.text, SkipSpaces(site.text, site.mark_at + 1)), kNewline);
}

bool ReadNextCell(const NameSite& site, Value* value) {
  Place place = site.place;
  place.link = At(site.text, SkipSpaces(site.text, site.line_begin)) == '|' ? Link::kBelow : Link::kSpaced;
  return ReadValue(site.text, site.mark_at + 1, place, value);
}

// "user bob pass x", "login: bob, pass x", "user bob with pass x"
bool IsBehindUser(std::string_view text, size_t line_begin, size_t at) {
  size_t begin = at;
  const bool has_with = at >= line_begin + 5 && text.substr(at - 5, 5) == "with ";
  for (int words = 0; words < (has_with ? 3 : 2); ++words) {
    while (begin > line_begin && (Is(text[begin - 1], kSpace) || text[begin - 1] == ',' || text[begin - 1] == ':')) {
      --begin;
    }
    while (begin > line_begin && !Is(text[begin - 1], kSpace)) --begin;
  }
  const size_t end = IdentifierEnd(text, begin);
  return IsOneOf(text.substr(begin, end - begin), "user", "username", "login");
}

// requirepass x, "the password is x"
bool ReadBehindSpaces(const NameSite& site, Value* value) {
  const Key& key = *site.key;
  if (site.is_quoted && QuoteAt(site.text, site.mark_at).mark == 0 && !site.IsIn(Syntax::kShell) && !site.IsSpaced()) {
    return false;
  }
  const bool takes_weak = site.place.is_flag || (key.is_pass && IsWholeLine(site.text, key, site.past, site.place));
  // Clojure: {:user "bob" :pass "x"}
  const bool is_keyword = key.is_pass && site.before == ':' && QuoteAt(site.text, site.mark_at).mark != 0;
  // "the db pass is x"
  const bool is_said = (site.IsNote() || site.place.is_comment) && StartsWithNoCase(site.text, site.past, " is ");
  const bool is_told = key.is_pass && (is_said || IsBehindUser(site.text, site.line_begin, key.begin));
  if ((key.is_pass || key.kind == Kind::kKey) && !takes_weak && !is_keyword && !is_told) return false;
  return site.IsSpaced() && !site.is_closed && ReadSpaced(site.text, site.past, key, site.place, value);
}

}  // namespace

bool FindValue(std::string_view text, const PathTraits& path, Key* key, Value* value) {
  NameSite site = ReadName(text, path.syntax, key);
  if (const size_t end = TagOfName(site); end != std::string_view::npos) return ReadElement(text, end, value);
  if (IsClosingTag(site)) return false;
  if (At(text, site.end) == '}') {
    const bool ends_element = text.substr(site.end + 1).starts_with("</");
    return ends_element ? ReadSibling(text, site.end + 1, value)
                        : ReadRobotVariable(text, site.line_begin, *key, site.place, value);
  }

  ReadMarks(&site);
  if (!MayTakeValue(site)) return false;
  ReadPlace(&site);
  if (IsFlagInList(site)) return ReadNextInList(site, value);
  if (IsFlagOfYaml(site)) return ReadNextOfYaml(site, value);
  if (IsTestReport(site)) return false;
  if (site.operator_size != 0) return ReadAssigned(site, value);

  // From here on no operator follows.
  const char c = site.mark;
  if (IsCall(site)) return ReadCall(site, site.mark_at + 1, value);
  if (site.is_quoted && c == '>') return ReadElementOfName(site, value);
  if (IsProperty(site)) return ReadProperty(site, value);
  if (IsBlock(site)) return FindChildValue(text, site.mark_at + 1, site.place, value);
  if (site.is_quoted && site.is_closed) {
    // ENV.fetch("TOKEN") { "x" }
    if (c == '{') return ReadQuoted(text, SkipSpaces(text, site.mark_at + 1), path.syntax, value);
    if (c == '.') return ReadMethodLiteral(site, value);
  }
  if (IsSelector(site)) return ReadBehindSelector(site, value);
  if (IsInputType(site)) return FindPairedValue(text, site.end, site.place, value);
  if (site.is_quoted && !site.is_closed) {
    if (c == '{') return FindPairedValue(text, site.mark_at + 1, site.place, value);
    if (IsValueOfName(text, key->begin)) return ReadEntryOfName(site, site.end, value);
  }
  if (c == ',' && !site.is_closed) return ReadNextArgument(site, value);
  if (IsSectionHead(site)) return FindPairedValue(text, site.mark_at, site.place, value);
  if (const size_t at = OperatorBelow(site); at != std::string_view::npos) {
    return ReadValue(text, at + 1, site.place, value);
  }
  if (Is(c, kNewline) || c == '<' || (c == ',' && !site.is_quoted)) return ReadEndOfEntry(site, value);
  if (IsTableCell(site)) return ReadNextCell(site, value);
  if (IsBareAuthCall(site)) return ReadCall(site, site.mark_at, value);
  // wifi password - x
  if (c == '-' && site.IsSpaced() && IsNoted(text, site.mark_at, *key, site.place)) {
    return ReadValue(text, site.mark_at + (At(text, site.mark_at + 1) == '>' ? 2 : 1), site.place, value);
  }
  return ReadBehindSpaces(site, value);
}

}  // namespace veil::assign
