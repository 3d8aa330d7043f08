#include "match/assign/below.h"

#include "match/assign/chosen.h"
#include "match/assign/scan.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// A longer line is a sentence or code.
constexpr size_t kMaxHeadBytes = 120;
constexpr size_t kMaxCommentWords = 8;
constexpr size_t kMaxHeadingWords = 4;
constexpr size_t kMinHeadedPassword = 6;
constexpr size_t kMaxHeadedPassword = 40;

bool IsComment(std::string_view text, size_t first) {
  const char c = At(text, first);
  const char next = At(text, first + 1);
  return (c == '#' && Is(next, kSpace)) || (c == '/' && next == '/') || (c == '-' && next == '-') ||
         (c == ';' && Is(next, kSpace)) || (c == '/' && next == '*') || text.substr(first, 4) == "<!--";
}

// "# id of the token", "# hash of the password"
bool SpeaksOfId(std::string_view comment) {
  Words words;
  SplitWords(comment, &words);
  for (size_t i = 0; i < words.count; ++i) {
    for (const std::string_view word : {"id", "ids", "uuid", "hash", "sha", "name", "url", "digest"}) {
      if (words[i] == word) return true;
    }
  }
  return false;
}

// `# api token` and on the next line `X = "…"`, whose own name tells nothing.
bool FindUnderComment(std::string_view text, size_t line_begin, size_t line_end, const PathTraits& path, Value* value) {
  if (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown || path.syntax == Syntax::kJson) return false;
  if (!IsComment(text, SkipSpaces(text, line_begin))) return false;
  if (CountWords(text, line_begin, line_end) > kMaxCommentWords) return false;
  if (SpeaksOfId(text.substr(line_begin, line_end - line_begin))) return false;
  const size_t next = NextLine(text, line_end);
  const size_t end = LineEnd(text, next);
  if (end - next > 2 * kMaxHeadBytes || next >= end) return false;
  size_t at = next;
  while (at < end && text[at] != '=' && text[at] != ':' && !Is(text[at], kQuote) && text[at] != '(') ++at;
  if (at >= end || (text[at] != '=' && text[at] != ':')) return false;
  size_t name_end = at;
  while (at < end && (text[at] == '=' || text[at] == ':' || text[at] == '>')) ++at;
  while (name_end > next && Is(text[name_end - 1], kSpace)) --name_end;
  size_t name = name_end;
  while (name > next && (IsAlnum(text[name - 1]) || text[name - 1] == '_' || text[name - 1] == '-')) --name;
  if (name == name_end) return false;
  Key own;
  own.begin = name;
  own.end = name_end;
  ClassifyKey(text, {}, &own);
  // A name that tells is read at its own place.
  if (own.tell != Tell::kNone || IsPlainName(text.substr(name, name_end - name))) return false;
  Place place;
  place.syntax = path.syntax;
  place.link = Link::kBelow;
  if (!ReadValue(text, at, place, value) || value->end > end) return false;
  // What the comment says a call answers is not the call's argument.
  if (value->link == Link::kWrapped) return false;
  return value->written == Written::kQuoted || path.syntax != Syntax::kCode;
}

// "Password" as a heading, and below it one word that is none: `Tomato3849`.
bool FindUnderHeading(std::string_view text, size_t line_begin, size_t line_end, const Key& key, const PathTraits& path,
                      Value* value) {
  if (key.kind != Kind::kPassword || (path.syntax != Syntax::kProse && path.syntax != Syntax::kUnknown)) return false;
  // "The password is", "The password for the sandbox is:" and "Password:" alike.
  size_t rest = line_end;
  while (rest > key.end && (text[rest - 1] == ':' || Is(text[rest - 1], kSpace))) --rest;
  const bool is_sentence = rest >= key.end + 3 && StartsWithNoCase(text, rest - 3, " is");
  if (CountWords(text, line_begin, line_end) > (is_sentence ? kMaxCommentWords : kMaxHeadingWords)) return false;
  const size_t marks_end = At(text, rest) == ':' ? rest + 1 : rest;
  const bool leads = is_sentence || (rest == key.end && marks_end > rest);
  for (size_t i = is_sentence ? line_end : key.end; i < line_end; ++i) {
    if (IsAlnum(text[i]) || text[i] == '=') return false;
  }
  size_t at = SkipBlank(text, line_end);
  // The rule below a heading.
  if (text.substr(at, 3) == "---" || text.substr(at, 3) == "===") at = SkipBlank(text, LineEnd(text, at));
  while (at < text.size() && std::string_view("`'\"> *-:").find(text[at]) != std::string_view::npos) ++at;
  const size_t end = LineEnd(text, at);
  size_t stop = at;
  bool has_letter = false, has_mix = false;
  while (stop < end && !Is(text[stop], kSpace | kQuote)) {
    has_letter = has_letter || IsLetter(text[stop]);
    has_mix = has_mix || Is(text[stop], kDigit) || std::string_view("!@#$%^&*+~?").find(text[stop]) < 11;
    ++stop;
  }
  for (size_t i = stop; i < end; ++i) {
    if (IsAlnum(text[i])) return false;
  }
  // One line of a list of words is followed by the next one.
  const size_t behind = NextLine(text, end);
  if (!Is(At(text, SkipSpaces(text, behind)), kNewline) && At(text, behind) != '`') return false;
  // What a heading or a word of a list is, is no answer to "Password:".
  const std::string_view word = text.substr(at, stop - at);
  const bool is_phrase = leads && (IsPassphrase(word, key.kind) || LooksChosen(word));
  if (!has_letter || !(has_mix || is_phrase) || stop - at < kMinHeadedPassword || stop - at > kMaxHeadedPassword)
    return false;
  if (!IsAlnum(text[stop - 1]) && std::string_view(".,:;").find(text[stop - 1]) != std::string_view::npos) return false;
  value->SetBare(at, stop, is_phrase ? Link::kAssigned : Link::kBelow);
  return true;
}

// "login / password: bob / x", "account (user/pass): bob / x"
bool FindSecondOfTwo(std::string_view text, size_t line_begin, size_t line_end, const Key& key, Value* value) {
  size_t before = key.begin;
  while (before > line_begin && Is(text[before - 1], kSpace)) --before;
  if (before < line_begin + 2 || text[before - 1] != '/' || text[before - 2] == '/') return false;
  size_t at = SkipSpaces(text, key.end);
  if (At(text, at) == ')') at = SkipSpaces(text, at + 1);
  if (At(text, at) != ':' && At(text, at) != '=') return false;
  at = SkipSpaces(text, at + 1);
  while (at < line_end && !Is(text[at], kSpace) && text[at] != '/') ++at;
  at = SkipSpaces(text, at);
  if (At(text, at) != '/' || At(text, at + 1) == '/') return false;
  at = SkipSpaces(text, at + 1);
  size_t end = at;
  while (end < line_end && !Is(text[end], kSpace)) ++end;
  if (end == at || SkipSpaces(text, end) < line_end) return false;
  value->SetBare(at, end, Link::kAssigned);
  return true;
}

}  // namespace

bool FindBelowValue(std::string_view text, const Key& key, const PathTraits& path, Value* value) {
  if (path.is_minified || path.is_lockfile || path.is_translation) return false;
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (line_end - line_begin > kMaxHeadBytes) return false;
  *value = Value{};
  if (FindSecondOfTwo(text, line_begin, line_end, key, value)) return true;
  // "pass" alone is a verb, too.
  if (key.is_pass) return false;
  return FindUnderHeading(text, line_begin, line_end, key, path, value) ||
         FindUnderComment(text, line_begin, line_end, path, value);
}

}  // namespace veil::assign
