#include <algorithm>
#include <array>
#include <utility>

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/several.h"

namespace veil::assign {
namespace {

constexpr int kMaxLines = 12;
constexpr size_t kMaxHeadBytes = 200;

// Words that a definition's line begins with, in some language.
bool BeginsDefinition(std::string_view word) {
  return IsOneOf(word, "def", "func", "fn", "fun", "function", "public", "private", "protected", "internal", "static",
                 "export", "async", "override", "val", "var", "let", "const", "sub", "get", "final", "pub", "string",
                 "char", "lazy", "open", "virtual", "inline", "constexpr", "std", "my", "defp", "proc");
}

// What a line begins with whose brace opens something else than what the name answers.
bool BeginsStatement(std::string_view word) {
  return IsOneOf(word, "if", "for", "while", "switch", "else", "elif", "case", "catch", "with", "foreach", "match",
                 "until", "unless", "when", "class", "struct", "enum", "interface", "namespace", "impl", "trait",
                 "module", "type", "return", "try", "do", "import", "package", "new", "record", "object", "union",
                 "using", "throw", "assert");
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && Is(text.front(), kSpace | kNewline)) text.remove_prefix(1);
  while (!text.empty() && Is(text.back(), kSpace | kNewline)) text.remove_suffix(1);
  return text;
}

// Whether the rest of the name's line opens a body: `() {`, `(self):`, `: String by lazy {`, ` =`, or nothing.
bool OpensBody(std::string_view rest) {
  if (rest.empty()) return true;
  const bool opens =
      rest.back() == '{' || rest.back() == ':' || rest.back() == '=' || rest.ends_with("=>") || rest.back() == ')';
  return opens && std::none_of(rest.begin(), rest.end(), [](char c) { return Is(c, kQuote) && c != '\''; });
}

// Where a body on the name's own line begins: `() { return "x"; }`, `by remember { state("x") }`; npos where it has
// none.
size_t BodyBeside(std::string_view text, size_t at, size_t line_end) {
  if (text[line_end - 1] != '}') return std::string_view::npos;
  while (at < line_end && text[at] != '{') {
    if (text[at] == '"' || text[at] == '=' || text[at] == ';') return std::string_view::npos;
    ++at;
  }
  return at + 1 < line_end ? SkipSpaces(text, at + 1) : std::string_view::npos;
}

// What stands in front of a literal that is answered: nothing, or one of these.
bool LeadsToAnswer(std::string_view lead) {
  if (lead.empty() || lead.ends_with("=>") || lead.ends_with("->")) return true;
  while (!lead.empty() && lead.back() == '(') lead = Trimmed(lead.substr(0, lead.size() - 1));
  return std::ranges::any_of(
      std::array<std::string_view, 6>{"return", "echo", "[]byte", "String.from", "String::from", "mutableStateOf"},
      [&](std::string_view word) { return lead.ends_with(word); });
}

// What follows such a literal: closers, or a method that hands it on.
bool EndsAnswer(std::string_view rest, bool is_alone) {
  for (const std::string_view method : {".to_string()", ".into()", ".tochararray()", ".encode()", ".getbytes()"}) {
    if (StartsWithNoCase(rest, 0, method)) rest.remove_prefix(method.size());
  }
  // Alone on its line with a comma behind it, it is one of a list.
  return std::all_of(rest.begin(), rest.end(), [&](char c) {
    return Is(c, kSpace) || c == ')' || c == ';' || c == '}' || (c == ',' && !is_alone);
  });
}

// The literal that the line text[begin, end) answers, or the rest of one.
bool ReadAnswer(std::string_view text, Syntax syntax, size_t begin, size_t end, bool is_argument, Value* value) {
  size_t quote = begin;
  while (quote < end && !Is(text[quote], kQuote)) {
    // Rust's lifetimes and what a comment says are no literals.
    if (text.substr(quote, 2) == "//" || text[quote] == '#') return false;
    ++quote;
  }
  const std::string_view lead = Trimmed(text.substr(begin, quote - begin));
  // A documentation string, and a shell's pattern in front of what it answers: `prod) echo "x"`.
  if (quote >= end || text.substr(quote, 3) == "\"\"\"" || text.substr(quote, 3) == "'''") return false;
  if (!LeadsToAnswer(lead) || !ReadQuoted(text, quote, syntax, value) || value->end > end) return false;
  if (value->is_joined || value->is_partial) return false;
  const size_t behind = value->end + QuoteAt(text, value->end).size;
  if (behind > end || !EndsAnswer(text.substr(behind, end - behind), lead.empty() && !is_argument)) return false;
  value->link = Link::kBelow;
  return true;
}

// What the lines from `at` on answer that stand further to the right than `indent`.
std::vector<Value> ReadLines(std::string_view text, Syntax syntax, size_t at, size_t indent) {
  std::vector<Value> values;
  bool in_call = false;  // the line before opens a parenthesis
  for (int line = 0; line < kMaxLines && at < text.size(); ++line) {
    const size_t first = SkipBlank(text, at);
    const size_t begin = LineBegin(text, first);
    const size_t end = LineEnd(text, first);
    // A line that stands as far to the left ends the body, but for the brace that opens it.
    if (first >= end || (first - begin <= indent && text[first] != '{')) break;
    at = end;
    const bool is_argument = std::exchange(in_call, text[end - 1] == '(');
    Value value;
    if (ReadAnswer(text, syntax, first, end, is_argument, &value)) values.push_back(value);
  }
  return values;
}

}  // namespace

std::vector<Value> ReadBody(std::string_view text, const Key& key, const PathTraits& path) {
  if ((path.syntax != Syntax::kCode && path.syntax != Syntax::kShell) || path.is_minified) return {};
  if (std::string_view("(:= \r\n").find(At(text, key.end)) == std::string_view::npos) return {};
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (line_end - line_begin > kMaxHeadBytes) return {};
  const std::string_view rest = Trimmed(text.substr(key.end, line_end - key.end));
  const size_t beside = BodyBeside(text, key.end, line_end);
  if (!OpensBody(rest) && beside == std::string_view::npos) return {};
  const size_t first = SkipSpaces(text, line_begin);
  const std::string_view word = text.substr(first, IdentifierEnd(text, first) - first);
  const bool is_method = first == key.begin && rest.starts_with('(') && rest.ends_with('{');
  if ((!BeginsDefinition(word) && !is_method) || BeginsStatement(word)) return {};
  if (OpenQuote(text, line_begin, key.begin) != 0) return {};
  if (beside == std::string_view::npos) return ReadLines(text, path.syntax, line_end, first - line_begin);
  Value value;
  if (!ReadAnswer(text, path.syntax, beside, LineEnd(text, beside), false, &value)) return {};
  return {value};
}

}  // namespace veil::assign
