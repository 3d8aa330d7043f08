#include "match/assign/variable.h"

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxVariableBytes = 40;
// Shorter ones tell too little to be read at their own place: "k", "key".
constexpr size_t kMinTelling = 5;

// The variable that stands at `at` or in a call that stands there, as all that is given: `k)`, `k;`,
// `new SymmetricSecurityKey(k)`. Empty when something else is.
std::string_view VariableAt(std::string_view text, size_t at) {
  constexpr int kMaxCalls = 3;
  for (int calls = 0; calls <= kMaxCalls; ++calls) {
    at = SkipSpaces(text, at);
    if (text.substr(at, 4) == "new ") at = SkipSpaces(text, at + 4);
    if (At(text, at) == '$') ++at;
    const size_t begin = at;
    size_t end = IdentifierEnd(text, begin);
    if (end == begin || Is(text[begin], kDigit)) return {};
    const char mark = At(text, SkipSpaces(text, end));
    if (mark == ')' || mark == ';' || mark == ',' || mark == '}' || Is(mark, kNewline)) {
      return end - begin <= kMaxVariableBytes ? text.substr(begin, end - begin) : std::string_view();
    }
    while (At(text, end) == '.' && IsLetter(At(text, end + 1))) end = IdentifierEnd(text, end + 1);
    if (At(text, end) != '(') return {};
    at = end + 1;
  }
  return {};
}

// Behind `"Bearer " + `, and inside of `"Bearer {`, `Bearer ${`; `at` itself where no such text begins.
size_t SkipScheme(std::string_view text, size_t at) {
  constexpr size_t kMaxSchemeBytes = 12;
  size_t quote = SkipSpaces(text, at);
  if (At(text, quote) == 'f' || At(text, quote) == '$') ++quote;
  if (!Is(At(text, quote), kQuote)) return at;
  size_t space = quote + 1;
  while (space < text.size() && space - quote <= kMaxSchemeBytes && IsLetter(text[space])) ++space;
  if (space == quote + 1 || At(text, space) != ' ') return at;
  ++space;
  if (At(text, space) == '$' || At(text, space) == '{') {
    while (At(text, space) == '$' || At(text, space) == '{') ++space;
    return space;
  }
  if (At(text, space) != text[quote]) return at;
  const size_t mark = SkipSpaces(text, space + 1);
  return std::string_view("+.~,").find(At(text, mark)) == std::string_view::npos ? at : mark + 1;
}

// Whether a call of the name keeps what it is given: setApiKey(k), new SecretKey(k); "isSecret(k)" asks about it.
bool KeepsArgument(std::string_view text, const Key& key) {
  if (key.begin >= 4 && text.substr(key.begin - 4, 4) == "new ") return true;
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  const size_t method = name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1;
  for (const std::string_view verb : {"set", "with", "use", "add"}) {
    if (StartsWithNoCase(name, method, verb)) return true;
  }
  return false;
}

// Where what the name of `key` is given begins; npos when it is given nothing.
size_t GivenAt(std::string_view text, const Key& key) {
  size_t at = key.method_end != 0 ? key.method_end : key.end;
  const Quote closing = QuoteAt(text, at);
  if (closing.mark != 0) at += closing.size;
  if (At(text, at) == ']') ++at;
  if (closing.mark == 0 && At(text, at) == '(') return KeepsArgument(text, key) ? at + 1 : std::string_view::npos;
  at = SkipSpaces(text, at);
  if (closing.mark != 0 && At(text, at) == ',') return at + 1;
  const size_t size = OperatorSize(text, at);
  // What is compared is not given.
  if (size == 0 || (size >= 2 && text[at] != ':' && At(text, at + 1) == '=')) return std::string_view::npos;
  return at + size;
}

}  // namespace

bool FindVariableValue(std::string_view text, const Key& key, const PathTraits& path, Value* value) {
  if (path.syntax != Syntax::kCode || path.is_minified) return false;
  const size_t at = GivenAt(text, key);
  if (at == std::string_view::npos) return false;
  const std::string_view variable = VariableAt(text, SkipScheme(text, at));
  // `this.token = token`: a name that tells is read at its own place. Most are, so the cheap question comes first.
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  if (variable.empty() || (variable.size() >= kMinTelling && name.size() >= variable.size() &&
                           StartsWithNoCase(name, name.size() - variable.size(), variable))) {
    return false;
  }
  if (IsOneOf(variable, "none", "null", "nil", "true", "false", "undefined", "self", "this")) return false;
  Key own;
  own.begin = static_cast<size_t>(variable.data() - text.data());
  own.end = own.begin + variable.size();
  ClassifyKey(text, {}, &own);
  if (own.tell == Tell::kStrong) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  for (size_t end = line_begin; end > 0;) {
    const size_t found = FindBefore(text, end, variable);
    if (found == std::string_view::npos) return false;
    end = found;
    const char before = found > 0 ? text[found - 1] : '\n';
    const size_t past = found + variable.size();
    if (IsWordChar(before) || before == '.' || IsWordChar(At(text, past))) continue;
    const size_t mark = SkipSpaces(text, past);
    const size_t size = OperatorSize(text, mark);
    if (size == 0 || (size >= 2 && text[mark] != ':')) continue;
    const size_t given = text[mark] == ':' && size == 1 ? SkipType(text, mark + 1) : mark + size;
    Place place;
    place.syntax = path.syntax;
    // The last value that it was given counts.
    *value = Value{};
    return ReadValue(text, given, place, value) && value->written == Written::kQuoted &&
           value->end <= LineEnd(text, found);
  }
  return false;
}

}  // namespace veil::assign
