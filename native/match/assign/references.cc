#include "match/assign/references.h"

#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// Small letters, capitals, digits and marks that texts around a format do not have: three of the four, and enough of
// them.
bool IsMixedAround(std::string_view value) {
  constexpr size_t kMinAround = 6;
  bool has_lower = false, has_upper = false, has_digit = false, has_mark = false;
  size_t around = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '%') {
      ++i;
      continue;
    }
    ++around;
    has_lower = has_lower || Is(c, kLower);
    has_upper = has_upper || Is(c, kUpper);
    has_digit = has_digit || Is(c, kDigit);
    has_mark = has_mark || std::string_view("!@#^*+~$&").find(c) != std::string_view::npos;
  }
  return around >= kMinAround && has_lower + has_upper + has_digit + has_mark >= 3;
}

// "%s", "%d:%d": what printf and its relatives fill in. Random text holds such a pair by chance: what is mixed around
// the only one is a password, and long text has to hold "%s".
bool HasFormat(std::string_view value) {
  if (!Contains(value, "%")) return false;
  static constexpr std::string_view kFormats[] = {"%s",  "%d",   "%v",  "%q", "%@", "%(",  "%1$", "%lu",
                                                  "%x",  "%02x", "%hh", "%*", "%.", "%ld", "%ll", "%zu",
                                                  "%08", "%016", "%c",  "%i", "%u", "%p",  "%f"};
  size_t count = 0;
  for (const std::string_view format : kFormats) count += Contains(value, format);
  if (count == 1 && IsMixedAround(value)) return false;
  return count >= 2 || (count == 1 && (value.size() <= 12 || Contains(value, "%s") || Contains(value, "%hh")));
}

// "path=%4095s": how much scanf reads at most.
bool HasWidth(std::string_view value) {
  const size_t mark = value.find('%');
  if (mark == std::string_view::npos) return false;
  size_t end = mark + 1;
  while (end < value.size() && Is(value[end], kDigit)) ++end;
  return end > mark + 1 && value.substr(end) == "s";
}

// "$pring5ale", "$ilv3rm00n": letters that were made digits, in two places and more. No variable is called that.
bool IsLeet(std::string_view value) {
  size_t places = 0;
  for (size_t i = 2; i < value.size(); ++i) places += IsLetter(value[i]) && Is(value[i - 1], kDigit);
  return places >= 2 && AllOf(value.substr(1), IsAlnum);
}

// "$ARG1$", "$_HOSTMYSQLPASS$": what Nagios and its relatives fill in.
bool IsMonitorMacro(std::string_view value) {
  return value.size() > 3 && value.back() == '$' && !Is(value[1], kDigit) &&
         IsInCapitals(value.substr(1, value.size() - 2));
}

constexpr Texts kTags("!ref", "!sub", "!vault", "!unsafe", "!secret", "!getatt", "!env", "!join", "!import");

constexpr Texts kMarks("${", "{{", "}}", "<%", "%>", "#{", "$(", "@{", "<?", "[[", "{%", "$[[", "{0}", "{1}", "{}",
                       "\\(");

constexpr Texts kBeginsLow("process.env", "os.environ", "os.getenv", "getenv", "env.", "env[", "env(",
                           "env:", "secrets.", "vault:", "ssm:", "arn:", "op://", "keyring:", "file:", "secretsmanager",
                           "parameter_store", "projects/", "$env:", "config.", "settings.", "params.", "var.", "local.",
                           "data.", "module.", "self.", "this.", "args.", "options.", "opts.", "props.", "request.",
                           "req.", "input.", "credentials.", "secret:", "ref:", "ref+", "valuefrom", "!!", "steps.",
                           "needs.", "inputs.", "github.", "vars.", "env_", "keychain:", "azurekeyvault",
                           "@microsoft.keyvault", "akv:", "kms:", "doppler:", "sops:", "ssm-",
                           "awssm:", "gcpsm:", "dep:", "bitwarden:", "lastpass:");

}  // namespace

bool IsReference(std::string_view value, std::string_view low) {
  const char first = value.front();
  if (first == '$' && !IsLeet(value)) {
    // $NAME, $name->x, $(cmd), ${…}; not $2y$… and not $ecret! with marks in it.
    if (value.size() == 1) return true;
    if (value[1] == '{' || value[1] == '(') return true;
    if ((IsLetter(value[1]) || value[1] == '_' || value[1] == ':') &&
        AllOf(value.substr(1), [](char c) { return IsWordChar(c) || c == '.' || c == '-' || c == '>' || c == ':'; })) {
      return true;
    }
    if (AllOf(value.substr(1), [](char c) { return Is(c, kDigit); })) return true;
    // $names{, $names[0
    const size_t subscript = value.find_first_of("{[");
    if (subscript != std::string_view::npos && (IsLetter(value[1]) || value[1] == '_') &&
        AllOf(value.substr(1, subscript - 1), IsWordChar)) {
      return true;
    }
  }
  if (first == '%' && value.size() > 2 && value.back() == '%') return true;
  if (first == '$' && IsMonitorMacro(value)) return true;
  if (first == '@' && value.size() > 2 && (value.back() == '@' || value[1] == '{')) return true;
  if (value.size() > 4 && value.starts_with("__") && value.ends_with("__")) return true;
  if (first == '#' && value.size() > 1 && value[1] == '{') return true;
  if (value.starts_with("<<")) return true;  // another place of a manual, a here-document
  // $("#connectPassword"): an element of a page.
  if (first == '#' && value.size() > 4 && AllOf(value.substr(1), [](char c) { return IsLetter(c) || c == '-'; }))
    return true;
  if (first == ':' && AllOf(value.substr(1), IsWordChar)) return true;
  if (first == '!' && kTags.AnyBegins(low)) return true;
  if (kMarks.AnyIn(value)) return true;
  if (HasFormat(value) || HasWidth(value)) return true;
  if (value.size() > 3 && first == '{' && value.back() == '}') return true;
  if (value.size() > 3 && first == '[' && value.back() == ']') return true;
  // A field in the middle: "x{name}y", "x{name:30}y".
  for (size_t open = value.find('{'); open != std::string_view::npos; open = value.find('{', open + 1)) {
    const size_t close = value.find('}', open);
    if (close == std::string_view::npos || close < open + 2) continue;
    const std::string_view field = value.substr(open + 1, close - open - 1);
    if (AllOf(field, [](char c) { return IsWordChar(c) || c == '.' || c == ':' || c == '-'; })) return true;
  }
  return kBeginsLow.AnyBegins(low);
}

}  // namespace veil::assign
