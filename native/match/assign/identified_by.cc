#include "match/assign/identified_by.h"

#include <algorithm>

namespace veil::assign {
namespace {

// Whether the line of "identified by", which begins at `at`, speaks of a user as SQL does.
bool IsStatement(std::string_view text, size_t at) {
  const size_t begin = SkipSpaces(text, LineBegin(text, at));
  if (StartsWithNoCase(text, begin, kIdentifiedBy)) return true;
  for (size_t i = begin; i < at; ++i) {
    for (const std::string_view word : {"user ", "grant ", "role ", "connect to "}) {
      if (StartsWithNoCase(text, i, word)) return true;
    }
  }
  return false;
}

// `CREATE USER bob IDENTIFIED BY x DEFAULT TABLESPACE users;`: Oracle asks for no quotes. Words alone are other forms
// of the statement ("IDENTIFIED BY VALUES …"), and without a user it is a sentence ("rows are identified by uint32").
bool ReadBarePassword(std::string_view text, size_t at, Value* value) {
  size_t end = at;
  while (end < text.size() && !Is(text[end], kSpace | kNewline) && text[end] != ';') ++end;
  const std::string_view word = text.substr(at, end - at);
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return Is(c, kDigit); });
  if (!has_digit || word.find_first_of("\"'`<>(){}$:,") != std::string_view::npos) return false;
  value->SetBare(at, end, Link::kAssigned);
  value->written = Written::kQuoted;
  return true;
}

}  // namespace

bool FindIdentifiedBy(std::string_view text, Hit hit, Syntax syntax, Key* key, Value* value) {
  key->SetStrong(hit.begin, hit.end, Kind::kPassword);
  size_t at = SkipBlank(text, hit.end);
  if (StartsWithNoCase(text, at, "password ")) at = SkipSpaces(text, at + 9);
  // "the chunk identified by `first_chunk`" is a sentence.
  if (!IsStatement(text, hit.begin) || At(text, at) == '`') {
    key->tell = Tell::kNone;
    return false;
  }
  return ReadQuoted(text, at, syntax, value) || ReadBarePassword(text, at, value);
}

}  // namespace veil::assign
