#include "match/assign/answers.h"

#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {
namespace {

// Names of functions that only type.
bool IsTyping(std::string_view name) {
  return IsOneOf(name, "type", "typetext", "type_text", "send_keys", "sendkeys", "fill", "setvalue", "set_value",
                 "entertext", "enter_text", "replacetext", "clearandtype", "sendline", "send_line");
}

// Those that write anything: only where the line says that it waits for the text.
bool IsWriting(std::string_view name) { return IsOneOf(name, "send", "write", "puts", "println", "writeline"); }

bool Waits(std::string_view text, size_t from, size_t to) {
  for (size_t i = from; i < to; ++i) {
    for (const std::string_view word : {"expect", "wait", "read_until", "readuntil"}) {
      if (StartsWithNoCase(text, i, word)) return true;
    }
  }
  return false;
}

// prompt("Password?") !== "x", input("Password: ") == "x": what the answer is compared with.
bool ReadCompared(std::string_view text, size_t at, Syntax syntax, Value* value) {
  if (At(text, at) != ')') return false;
  at = SkipSpaces(text, at + 1);
  if ((At(text, at) != '=' && At(text, at) != '!') || At(text, at + 1) != '=') return false;
  const size_t literal = SkipSpaces(text, at + OperatorSize(text, at));
  return Is(At(text, literal), kQuote) && ReadQuoted(text, literal, syntax, value);
}

// tester.enterText(find.byKey(Key('password')), 'x'): the field is the typing call's first argument.
bool ReadTypedBehind(std::string_view text, size_t line_begin, size_t key_begin, size_t at, Syntax syntax,
                     Value* value) {
  if (At(text, at) != ')') return false;
  while (At(text, at) == ')') ++at;
  const size_t literal = SkipBlank(text, at + 1);
  if (At(text, at) != ',' || !Is(At(text, literal), kQuote)) return false;
  for (size_t i = line_begin; i < key_begin; ++i) {
    if (text[i] != '(') continue;
    size_t name = i;
    while (name > line_begin && (IsAlnum(text[name - 1]) || text[name - 1] == '_')) --name;
    if (IsTyping(text.substr(name, i - name))) return ReadQuoted(text, literal, syntax, value);
  }
  return false;
}

}  // namespace

bool FindAnswer(std::string_view text, const Key& key, const PathTraits& path, Value* value) {
  if (path.syntax != Syntax::kCode && path.syntax != Syntax::kShell && path.syntax != Syntax::kUnknown &&
      path.syntax != Syntax::kMarkup) {
    return false;
  }
  if (path.is_minified) return false;
  const bool is_resource = text.substr(key.begin, 5) == "R.id.";
  // Cheap: the string ends soon.
  constexpr size_t kMaxPromptBytes = 24;
  if (!is_resource && !HasQuote(text, key.end, std::min(text.size(), key.end + kMaxPromptBytes))) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  const char quote = OpenQuote(text, line_begin, key.begin);
  if ((quote == 0 && !is_resource) || line_end - key.begin >= kMaxLineBytes) return false;
  // Behind the text that asks: "[name=password]", "Password: ".
  size_t at = key.end;
  if (quote != 0) {
    while (at < line_end && text[at] != quote) ++at;
    ++at;
    if (ReadCompared(text, at, path.syntax, value)) return true;
    if (ReadTypedBehind(text, line_begin, key.begin, at, path.syntax, value)) return true;
  }
  // On the lines below: the field may be tapped or cleared first.
  constexpr int kLinesBelow = 3;
  size_t end = line_end;
  for (int line = 0; line < kLinesBelow && end < text.size(); ++line) {
    if (text[end] == '\r') ++end;
    end = LineEnd(text, std::min(text.size(), end + 1));
  }
  while (at < end) {
    // Another text belongs to another field.
    if (Is(text[at], kQuote)) return false;
    if (!IsLetter(text[at])) {
      ++at;
      continue;
    }
    const size_t name_end = IdentifierEnd(text, at);
    const std::string_view name = text.substr(at, name_end - at);
    at = name_end;
    if (!IsTyping(name) && !(IsWriting(name) && Waits(text, line_begin, key.begin))) continue;
    // `("x"`, ` "x"`, ` -- "x"`, `(b"x"`
    while (std::string_view("( -").find(At(text, at)) != std::string_view::npos) ++at;
    if (At(text, at) == 'b' && Is(At(text, at + 1), kQuote)) ++at;
    if (!Is(At(text, at), kQuote) || !ReadQuoted(text, at, path.syntax, value)) return false;
    const auto typed = [&] { return text.substr(value->begin, value->end - value->begin); };
    while (typed().ends_with("\\r") || typed().ends_with("\\n")) value->end -= 2;
    if (typed().ends_with("{enter}")) value->end -= 7;
    value->link = Link::kAssigned;
    return value->end > value->begin;
  }
  return false;
}

}  // namespace veil::assign
