#include "match/decode_base64.h"

#include <algorithm>

#include "match/base64.h"

namespace veil {
namespace {

// A base64 character of the text: its value and where it stands.
struct Character {
  int value = -1;  // -1: the encoding ends here
  size_t begin = 0;
  size_t end = 0;
};

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The end of a line break and the indentation after it, when there is one at `at`; else `at`.
size_t SkipLineBreak(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && IsSpace(text[end])) ++end;
  if (end < text.size() && text[end] == '\n') {
    ++end;
  } else if (text.substr(at, 2) == "\\n") {
    return at + 2;
  } else if (text.substr(at, 4) == "\\r\\n") {
    return at + 4;
  } else {
    return at;
  }
  while (end < text.size() && IsSpace(text[end])) ++end;
  return end;
}

// Where the line before the one that begins at `at` (behind its indentation) ends; `at` when that is no line break.
size_t SkipLineBreakBack(std::string_view text, size_t at) {
  if (text.substr(0, at).ends_with("\\r\\n")) return at - 4;
  if (text.substr(0, at).ends_with("\\n")) return at - 2;
  size_t begin = at;
  while (begin > 0 && IsSpace(text[begin - 1])) --begin;
  if (begin == 0 || text[begin - 1] != '\n') return at;
  --begin;
  while (begin > 0 && IsSpace(text[begin - 1])) --begin;
  return begin;
}

// '+' and '/' in the escapes that URLs and JSON strings put them in.
Character EscapedCharacter(std::string_view text, size_t at) {
  struct Escape {
    std::string_view text;
    char meaning;
  };
  constexpr Escape kEscapes[] = {{"%2B", '+'},     {"%2b", '+'},     {"%2F", '/'},     {"%2f", '/'},    {"\\/", '/'},
                                 {"\\u002b", '+'}, {"\\u002B", '+'}, {"\\u002f", '/'}, {"\\u002F", '/'}};
  for (const Escape& escape : kEscapes) {
    if (text.substr(at, escape.text.size()) == escape.text) {
      return {Base64Value(escape.meaning), at, at + escape.text.size()};
    }
  }
  return {};
}

Character Next(std::string_view text, size_t at) {
  at = SkipLineBreak(text, at);
  if (at >= text.size()) return {};
  const int value = Base64Value(text[at]);
  if (value >= 0) return {value, at, at + 1};
  return EscapedCharacter(text, at);
}

// Escapes are not looked for backwards: what precedes the literal is context, not secret.
Character Previous(std::string_view text, size_t at) {
  at = SkipLineBreakBack(text, at);
  if (at == 0) return {};
  return {Base64Value(text[at - 1]), at - 1, at};
}

}  // namespace

bool DecodeBase64Around(std::string_view text, size_t form_begin, size_t phase, size_t before_bytes, size_t after_bytes,
                        DecodedText* out) {
  // Back to the beginning of the literal's group, then by whole groups.
  const size_t in_group = (8 * phase + 5) / 6;
  const size_t wanted = in_group + (before_bytes + 2 - std::min<size_t>(before_bytes, phase)) / 3 * 4;
  std::vector<Character> characters;
  for (size_t at = form_begin; characters.size() < wanted;) {
    const Character character = Previous(text, at);
    if (character.value < 0) break;
    characters.push_back(character);
    at = character.begin;
  }
  if (characters.size() < in_group) return false;
  characters.resize(characters.size() - (characters.size() - in_group) % 4);
  std::reverse(characters.begin(), characters.end());
  out->literal_begin = (characters.size() - in_group) / 4 * 3 + phase;

  for (size_t at = form_begin; characters.size() * 6 / 8 < out->literal_begin + after_bytes;) {
    const Character character = Next(text, at);
    if (character.value < 0) break;
    characters.push_back(character);
    at = character.end;
  }
  uint32_t bits = 0;
  for (size_t i = 0; i < characters.size(); ++i) {
    bits = bits << 6 | static_cast<uint32_t>(characters[i].value);
    if (i % 4 == 0) continue;
    const size_t shift = 6 - 2 * (i % 4);
    out->bytes += static_cast<char>(bits >> shift & 0xff);
    out->begins.push_back(static_cast<uint32_t>(characters[i - 1].begin));
    out->ends.push_back(static_cast<uint32_t>(characters[i].end));
  }
  return out->bytes.size() > out->literal_begin;
}

}  // namespace veil
