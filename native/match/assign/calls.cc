#include "match/assign/calls.h"

#include <algorithm>
#include <iterator>

#include "match/assign/scan.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// Calls whose first literal is a name and whose last is what holds when the name is not set.
bool IsLookupCall(std::string_view name) {
  static constexpr std::string_view kWords[] = {"getenv", "env",   "get",         "environ",  "config",  "fetch",
                                                "lookup", "find",  "getproperty", "property", "setting", "getoption",
                                                "param",  "input", "option",      "conf",     "cfg",     "parameter",
                                                "read",   "load",  "getstring"};
  Words words;
  SplitWords(name, &words);
  // Encoding.ASCII.GetBytes("x") looks nothing up.
  if (words.count > 0 && words[words.count - 1] == "bytes") return false;
  for (size_t i = 0; i < words.count; ++i) {
    if (std::find(std::begin(kWords), std::end(kWords), words[i]) != std::end(kWords)) return true;
  }
  return false;
}

}  // namespace

bool IsTransparentCall(std::string_view name) {
  static constexpr std::string_view kNames[] = {"string",
                                                "str",
                                                "some",
                                                "of",
                                                "from",
                                                "valueof",
                                                "securestring",
                                                "secretstr",
                                                "bytes",
                                                "b64decode",
                                                "buffer",
                                                "decode",
                                                "just",
                                                "ok",
                                                "text",
                                                "tochararray",
                                                "new",
                                                "to_string",
                                                "s",
                                                "convertto",
                                                "sealed",
                                                "unicode",
                                                "quote",
                                                "pointer",
                                                "ptr",
                                                "stringptr",
                                                "literal",
                                                "protected",
                                                "secret",
                                                "default",
                                                "value",
                                                "constant",
                                                "nsstring",
                                                "stringwithstring",
                                                "optional",
                                                "aliased",
                                                "bytearray",
                                                "strdup",
                                                "wrap",
                                                "sha256",
                                                "frombase64string",
                                                "atob",
                                                "base64decode",
                                                "byte",
                                                "char",
                                                "set",
                                                "var"};
  Words words;
  SplitWords(name, &words);
  if (words.count == 0) return false;
  const std::string_view tail = words[words.count - 1];
  return std::find(std::begin(kNames), std::end(kNames), tail) != std::end(kNames);
}

bool ReadCallArgument(std::string_view text, size_t at, std::string_view name, Syntax syntax, Value* value) {
  Value found;
  int literals = 0;
  int depth = 1;
  bool has_variable = false;
  const size_t last = std::min(text.size(), at + kMaxLineBytes);
  while (at < last && depth > 0) {
    // A call goes on on the next line behind its parenthesis or a comma.
    if (text[at] == '\n' && text[at - 1] != '(' && text[at - 1] != ',') break;
    const char c = text[at];
    if (Is(c, kQuote)) {
      Value literal;
      if (!ReadQuoted(text, at, syntax, &literal)) return false;
      // Field(default="x", env="DB_PASSWORD")
      if (text.substr(0, at).ends_with("default=")) {
        *value = literal;
        value->link = Link::kAssigned;
        return true;
      }
      found = literal;
      ++literals;
      at = literal.end + 1;
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (IsLetter(c) && depth == 1 && literals == 0) has_variable = true;
    ++at;
  }
  if (literals == 0) return false;
  if (IsLookupCall(name)) {
    if (literals + (has_variable ? 1 : 0) < 2) {
      // getenv('X') ?: 'x', ENV["X"] || "x", os.getenv("X") or "x"
      at = SkipSpaces(text, at);
      const std::string_view mark = text.substr(std::min(at, text.size()), 2);
      if (depth != 0 || (mark != "||" && mark != "??" && mark != "?:" && mark != "or")) return false;
      if (!ReadQuoted(text, SkipSpaces(text, at + 2), syntax, value)) return false;
      value->link = Link::kAssigned;
      return true;
    }
    *value = found;
    value->link = Link::kAssigned;
    return true;
  }
  if (literals > 1) return false;
  *value = found;
  value->link = IsTransparentCall(name) ? Link::kAssigned : Link::kWrapped;
  return true;
}

size_t FindAlternative(std::string_view text, size_t at) {
  const size_t end = LineEnd(text, at);
  for (size_t i = at; i + 2 < end; ++i) {
    const char c = text[i];
    if (Is(c, kQuote) && text[i - 1] != '[' && text[i - 1] != '(') return std::string_view::npos;
    if (c == ';' || c == '{') return std::string_view::npos;
    const bool is_or = (c == '|' && text[i + 1] == '|') || (c == '?' && (text[i + 1] == '?' || text[i + 1] == ':')) ||
                       (c == ' ' && text[i + 1] == 'o' && text[i + 2] == 'r' && At(text, i + 3) == ' ') ||
                       (c == '?' && text[i + 1] == ' ');
    if (is_or) return SkipSpaces(text, i + (c == ' ' ? 3 : text[i + 1] == ' ' ? 1 : 2));
  }
  return std::string_view::npos;
}

}  // namespace veil::assign
