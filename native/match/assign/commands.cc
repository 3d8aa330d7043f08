#include "match/assign/commands.h"

#include <algorithm>
#include <array>

#include "match/assign/arguments.h"
#include "match/assign/scan.h"
#include "match/assign/telling_words.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// The argument at `at`: quoted or up to a space, or to the quote of the string `open_quote` that it stands in.
bool ReadArgument(std::string_view text, size_t at, Value* value, char open_quote = 0) {
  if (open_quote == 0 && QuoteAt(text, at).mark != 0) return ReadQuoted(text, at, Syntax::kShell, value);
  Place place;
  place.open_quote = open_quote;
  place.syntax = Syntax::kShell;
  place.is_flag = true;
  return ReadValue(text, at, place, value);
}

struct Command {
  std::string_view name;
  std::string_view flag;       // "-u"
  std::string_view long_flag;  // "--user" or empty
  bool is_pair;                // user:password
  bool is_glued;               // only glued to the flag ("-ppassword")
};
constexpr Command kCommands[] = {
    {"curl", "-u", "--user", true, false},      {"curl", "-U", "--proxy-user", true, false},
    {"mysql", "-p", "", false, true},           {"mysqldump", "-p", "", false, true},
    {"mysqladmin", "-p", "", false, true},      {"redis-cli", "-a", "", false, false},
    {"sshpass", "-p", "", false, false},        {"login", "-p", "", false, false},
    {"smbclient", "-U", "--user", true, false}, {"psexec", "-p", "", false, false},
    {"sqlcmd", "-P", "", false, false},         {"rootpw", "--plaintext", "", false, false},
    {"htpasswd", "-b", "", false, false},       {"lftp", "-u", "--user", true, false},
    {"twine", "-p", "", false, false},          {"openssl", "-k", "", false, false},
    {"nuget", "-k", "", false, false},
};

// Where the command ends that stands at `at`: a line that ends in a backslash goes on on the next one.
size_t CommandEnd(std::string_view text, size_t at) {
  constexpr size_t kReachBytes = 300;
  constexpr int kMaxLines = 8;
  const size_t last = std::min(text.size(), at + kReachBytes);
  size_t end = LineEnd(text, at);
  for (int line = 1; line < kMaxLines && end < last && end > at && text[end - 1] == '\\'; ++line) {
    end += At(text, end) == '\r' ? 2 : 1;
    end = LineEnd(text, std::min(text.size(), end));
  }
  return std::min(end, last);
}

bool EndsWord(char c) { return !IsAlnum(c) && c != '_'; }

// What stands behind the first colon of "bob:x". False: nothing does.
bool LeaveUserOut(std::string_view text, Value* value) {
  const size_t colon = text.find(':', value->begin);
  if (colon == std::string_view::npos || colon + 1 >= value->end) return false;
  value->begin = colon + 1;
  return true;
}

// `echo "bob:x" | chpasswd`, `echo x | passwd --stdin bob`
bool FindPipedValue(std::string_view text, size_t command, bool is_pair, Value* value) {
  const size_t line_begin = LineBegin(text, command);
  size_t bar = command;
  while (bar > line_begin && text[bar - 1] != '|') --bar;
  if (bar == line_begin) return false;
  for (size_t i = line_begin; i + 6 < bar; ++i) {
    const bool prints = text.substr(i, 7) == "printf ";
    if (!prints && text.substr(i, 5) != "echo ") continue;
    size_t at = SkipSpaces(text, i + (prints ? 7 : 5));
    while (At(text, at) == '-' && IsLetter(At(text, at + 1))) at = SkipSpaces(text, at + 2);
    if (!ReadArgument(text, at, value) || value->end >= bar) return false;
    if (prints) value->end = std::min(value->end, text.find("\\n", value->begin));
    if (is_pair && !LeaveUserOut(text, value)) return false;
    value->link = Link::kAssigned;
    value->written = Written::kQuoted;
    return true;
  }
  return false;
}

// `passwd bob <<EOF`, `chpasswd << 'END'` with the password on the next line; `chpasswd <<< "bob:x"`.
bool FindHereValue(std::string_view text, size_t command, bool is_pair, Value* value) {
  const size_t line_end = LineEnd(text, command);
  size_t at = text.substr(0, line_end).find("<<", command);
  if (at == std::string_view::npos) return false;
  if (At(text, at + 2) == '<') {
    if (!ReadArgument(text, SkipSpaces(text, at + 3), value)) return false;
  } else {
    at = SkipBlank(text, line_end);
    const size_t end = WordEnd(text, at);
    if (end == at || !Is(At(text, end), kNewline)) return false;
    value->SetBare(at, end, Link::kAssigned);
  }
  if (is_pair && !LeaveUserOut(text, value)) return false;
  value->link = Link::kAssigned;
  value->written = Written::kQuoted;
  return true;
}

// `vault login x`, `mysqladmin -u root password x`, `net user bob x /add`, `net use Z: share x /user:bob`: behind a
// word instead of a flag.
bool FindWordArgument(std::string_view text, Hit hit, Key* key, Value* value) {
  const bool is_vault = StartsWithNoCase(text, hit.begin, "vault login ");
  const bool is_share = StartsWithNoCase(text, hit.begin, "net use ");
  const bool is_net = is_share || StartsWithNoCase(text, hit.begin, "net user ");
  if (!is_vault && !is_net && !StartsWithNoCase(text, hit.begin, "mysqladmin ")) return false;
  size_t at = hit.end;
  if (is_net) {
    for (int words = is_share ? 2 : 1; words > 0; --words) at = WordEnd(text, SkipSpaces(text, at));
    const size_t end = LineEnd(text, at);
    if (text.substr(at, end - at).find('/') == std::string_view::npos || At(text, SkipSpaces(text, at)) == '/') {
      return false;
    }
  } else if (!is_vault) {
    const size_t end = LineEnd(text, hit.end);
    while (at < end && !StartsWithNoCase(text, at, " password ")) ++at;
    if (at >= end) return false;
    at += 10;
  }
  at = SkipSpaces(text, at);
  if (At(text, at) == '-' || !ReadArgument(text, at, value)) return false;
  key->SetStrong(hit.begin, hit.end, is_vault ? Kind::kToken : Kind::kPassword);
  return true;
}

// `… | passwd`, `… | chpasswd`, `passwd bob <<EOF`
bool IsPipedTo(std::string_view text, Hit hit) {
  // `echo x | docker login -u bob --password-stdin`
  if (StartsWithNoCase(text, hit.begin, "password-stdin") || StartsWithNoCase(text, hit.begin, "passwd-on-stdin")) {
    const size_t line_begin = LineBegin(text, hit.begin);
    return text.substr(line_begin, hit.begin - line_begin).find('|') != std::string_view::npos;
  }
  if (!StartsWithNoCase(text, hit.begin, "passwd")) return false;
  size_t at = hit.begin;
  if (text.substr(0, LineEnd(text, hit.end)).find("<<", hit.end) != std::string_view::npos) return true;
  if (at >= 2 && StartsWithNoCase(text, at - 2, "ch")) at -= 2;
  while (at > 0 && (Is(text[at - 1], kSpace) || IsLetter(text[at - 1])) && hit.begin - at < 10)
    --at;  // "| sudo passwd"
  return at > 0 && text[at - 1] == '|';
}

// `echo x | sudo -S apt update`, `sudo -S apt update <<< "x"`; a here-document is for the command that sudo runs.
bool FindSudoValue(std::string_view text, Hit hit, Key* key, Value* value) {
  const bool has_here_string = text.substr(0, LineEnd(text, hit.end)).find("<<<", hit.end) != std::string_view::npos;
  if (!FindPipedValue(text, hit.begin, false, value) &&
      !(has_here_string && FindHereValue(text, hit.begin, false, value))) {
    return false;
  }
  key->SetStrong(hit.begin, hit.end, Kind::kPassword);
  return true;
}

// Where the argument begins of the flag of `command` at `flag`; npos where something else stands there.
size_t ArgumentBehind(std::string_view text, const Command& command, size_t flag) {
  if (!command.long_flag.empty() && text.substr(flag, command.long_flag.size()) == command.long_flag) {
    const size_t at = flag + command.long_flag.size();
    return At(text, at) == '=' || Is(At(text, at), kSpace) ? SkipSpaces(text, at + 1) : std::string_view::npos;
  }
  if (text.substr(flag, command.flag.size()) != command.flag) return std::string_view::npos;
  const size_t at = flag + command.flag.size();
  const char c = At(text, at);
  const bool has_argument = Is(c, kQuote) || (command.is_glued ? !EndsWord(c) : Is(c, kSpace));
  return has_argument ? SkipSpaces(text, at) : std::string_view::npos;
}

// "bob:x", "CORP\bob%x": the password of a pair. What has none is a token in the user's place (`curl -u token:`), if it
// is as long as one.
bool ReadPair(std::string_view text, char mark, Key* key, Value* value) {
  constexpr size_t kMinToken = 16;
  size_t end = value->begin;
  while (end < value->end && text[end] != ':' && text[end] != '%' && text[end] != mark) ++end;
  if (end + 1 < value->end) {
    value->begin = end + 1;
    return true;
  }
  // `curl -u "$TOKEN:"`
  if (end - value->begin < kMinToken || text[value->begin] == '$') return false;
  value->end = end;
  key->kind = Kind::kApiKey;
  return true;
}

}  // namespace

bool IsCommandWord(std::string_view text, Hit hit) {
  const char first = ToLower(text[hit.begin]);
  static constexpr Texts kCommands(kCommandWords);
  // "identified by" stands in front of its value as a name does.
  if (!hit.is_name && kCommands.AnyBegins(Lowered(text.substr(hit.begin, hit.end - hit.begin)).view())) {
    return first != 'i';
  }
  if (first == 'j') return IsSigningCall(text, hit);
  return first == 'p' && (IsPipedTo(text, hit) || (hit.begin >= 3 && StartsWithNoCase(text, hit.begin - 3, "sshpass") &&
                                                   At(text, hit.end) != '='));
}

bool FindCommandValue(std::string_view text, Hit hit, Key* key, Value* value) {
  if (IsSigningCall(text, hit)) return FindSigningArgument(text, hit, key, value);
  if (FindLoginArgument(text, hit, key, value)) return true;
  if (text.substr(hit.begin, 7) == "sudo -S") return FindSudoValue(text, hit, key, value);
  if (StartsWithNoCase(text, hit.begin, "pass")) {
    const bool is_pair = hit.begin >= 2 && StartsWithNoCase(text, hit.begin - 2, "ch");
    if (FindPipedValue(text, hit.begin, is_pair, value) || FindHereValue(text, hit.begin, is_pair, value)) {
      key->SetStrong(hit.begin, hit.end, Kind::kPassword);
      return true;
    }
  }
  if (FindWordArgument(text, hit, key, value)) return true;
  size_t begin = hit.begin;
  while (begin > 0 && hit.begin - begin < 4 && IsAlnum(text[begin - 1])) --begin;  // "sshpass"
  if (begin > 0 && text[begin - 1] == '-') return false;                           // "-proundcube-mysql"
  size_t name_end = IdentifierEnd(text, begin);
  if (At(text, name_end) == '-') name_end = IdentifierEnd(text, name_end + 1);  // "redis-cli"
  const std::string_view name = text.substr(begin, name_end - begin);
  const size_t end = CommandEnd(text, name_end);
  for (const Command& command : kCommands) {
    if (name.size() != command.name.size() || !StartsWithNoCase(name, 0, command.name)) continue;
    for (size_t i = name_end; i + 2 < end; ++i) {
      // ["mysqldump", "-px"]: the arguments of a call.
      const char open_quote = Is(text[i], kQuote) ? text[i] : '\0';
      if ((!Is(text[i], kSpace | kNewline) && open_quote == 0) || text[i + 1] != '-') continue;
      const size_t argument = ArgumentBehind(text, command, i + 1);
      if (argument >= end || !ReadArgument(text, argument, value, open_quote)) continue;
      key->SetStrong(begin, name_end, Kind::kPassword);
      return !command.is_pair || ReadPair(text, name == "lftp" ? ',' : ':', key, value);
    }
  }
  return false;
}

}  // namespace veil::assign
