#include "match/assign/notations.h"

#include <algorithm>

#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// "s/bp0KIK3J3/b00KIK0J0/", "1*SAFE": what sed is told, what a grammar repeats.
bool IsSubstitution(std::string_view value) {
  return value.starts_with("s/") && std::count(value.begin(), value.end(), '/') == 3 &&
         (value.ends_with("/") || value.ends_with("/g"));
}
bool IsRepetition(std::string_view value) {
  return value.size() > 3 && Is(value[0], kDigit) && value[1] == '*' &&
         AllOf(value.substr(2), [](char c) { return Is(c, kUpper) || c == '-'; });
}

// "--run-command", "--key-id=x": an option of a program, and its value.
bool IsOption(std::string_view value) {
  return value.size() > 3 && value.starts_with("--") && Is(value[2], kLower) &&
         AllOf(value.substr(2, value.find('=') - 2), [](char c) { return Is(c, kLower) || c == '-'; });
}

// "t12-13_0_0_0_0", "s2633508_17_338_6732": counters behind a letter, as they say how far a stream was read.
bool IsCounters(std::string_view value) {
  constexpr size_t kMinMarks = 4;
  if (!Is(value.front(), kLower)) return false;
  size_t marks = 0;
  for (const char c : value.substr(1)) {
    if (!Is(c, kDigit) && c != '_' && c != '-') return false;
    marks += c == '_' || c == '-';
  }
  return marks >= kMinMarks;
}

// "128l128-192h-256l-65": where SVG draws lines to. Each letter is a command and has its numbers behind it.
bool IsDrawing(std::string_view value) {
  constexpr std::string_view kCommands = "MmLlHhVvCcSsQqTtAaZz";
  constexpr size_t kMinCommands = 3;
  if (!Is(value.front(), kDigit) && kCommands.find(value.front()) == std::string_view::npos) return false;
  size_t commands = 0;
  bool has_minus = false;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    has_minus = has_minus || c == '-';
    if (Is(c, kDigit) || c == '-' || c == '.' || c == ',') continue;
    if (kCommands.find(c) == std::string_view::npos) return false;
    const char next = At(value, i + 1, '0');
    if (!Is(next, kDigit) && next != '-' && next != '.' && ToLower(c) != 'z') return false;
    ++commands;
  }
  return commands >= kMinCommands && has_minus;
}

// "db-1[10-209-120-14_e772c8c0]": a thing and its address.
bool IsAddressed(std::string_view value) {
  if (value.back() != ']') return false;
  const size_t open = value.find('[');
  return open != 0 && open + 1 < value.size() &&
         AllOf(value.substr(0, open), [](char c) { return IsWordChar(c) || c == '-' || c == '.'; });
}

// "orders.K2:12!null": a column of a table, in the plan of a query, the bracket of its list with it.
bool IsColumn(std::string_view value) {
  if (value.back() == ']') value.remove_suffix(1);
  const size_t dot = value.find('.');
  const size_t colon = value.find(':');
  if (dot == 0 || dot == std::string_view::npos || colon == std::string_view::npos || colon < dot + 2) return false;
  const std::string_view tail = value.substr(colon + 1);
  const std::string_view number = tail.substr(0, tail.find('!'));
  return !number.empty() && AllOf(number, [](char c) { return Is(c, kDigit); }) &&
         AllOf(value.substr(0, dot), IsWordChar) && AllOf(value.substr(dot + 1, colon - dot - 1), IsWordChar) &&
         (number.size() == tail.size() || tail.substr(number.size()) == "!null");
}

// Go's tags of fields: json:"name,omitempty".
bool IsFieldTag(std::string_view value) {
  size_t at = 0;
  while (at < value.size() && IsWordChar(value[at])) ++at;
  return at > 0 && value.substr(at, 2) == ":\"" && value.back() == '"';
}

// "#endif", "#include"; "-b[cmB]" of a usage.
bool IsDirective(std::string_view value) {
  if (value.front() == '-' && value.size() > 3 && IsLetter(value[1]) && value[2] == '[') return true;
  return value.size() > 2 && value.front() == '#' && AllOf(value.substr(1), [](char c) { return Is(c, kLower); });
}

// "gnutls_x509_crt_t", "0001_initial": a type of C, a migration of Django.
bool IsTypeOrStep(std::string_view value) {
  constexpr size_t kStepDigits = 4;
  const bool is_name = AllOf(value, [](char c) { return Is(c, kLower | kDigit) || c == '_'; });
  if (!is_name) return false;
  if (value.ends_with("_t") && std::count(value.begin(), value.end(), '_') > 1) return true;
  return value.size() > kStepDigits + 1 && value[kStepDigits] == '_' && Is(value[kStepDigits + 1], kLower) &&
         AllOf(value.substr(0, kStepDigits), [](char c) { return Is(c, kDigit); });
}

// "!SRP:!kRSA", "+SRP:+CTYPE-CLI-RAWPK", "%SERVER_PRECEDENCE": what OpenSSL and GnuTLS are told to use.
bool IsCipherList(std::string_view value) {
  static constexpr std::string_view kSigns = "!+-%";
  if (value.size() < 3 || kSigns.find(value.front()) == std::string_view::npos) return false;
  bool begins = true;
  size_t parts = 0;
  for (const char c : value) {
    const bool is_sign = kSigns.find(c) != std::string_view::npos;
    if (begins && is_sign) {
      ++parts;
    } else if (!IsWordChar(c) && c != ':' && c != '.' && c != '@' && (c != '-' && c != '\\')) {
      return false;
    }
    begins = c == ':';
  }
  return parts >= 2 || (value.front() == '%' && AllOf(value.substr(1), [](char c) { return IsLetter(c) || c == '_'; }));
}

}  // namespace

bool IsNotation(std::string_view value) {
  return IsSubstitution(value) || IsRepetition(value) || IsOption(value) || IsCounters(value) || IsDrawing(value) ||
         IsAddressed(value) || IsColumn(value) || IsFieldTag(value) || IsDirective(value) || IsTypeOrStep(value) ||
         IsCipherList(value);
}

}  // namespace veil::assign
