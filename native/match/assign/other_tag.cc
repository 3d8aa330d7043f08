#include "match/assign/other_tag.h"

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxTagBytes = 120;

// The name of a tag, as a range of the text.
struct Tag {
  size_t begin = 0;
  size_t end = 0;
  std::string_view In(std::string_view text) const { return text.substr(begin, end - begin); }
};

// The tag that ends just before `at`, blanks left out; empty where none does, and for one that closes.
Tag TagBefore(std::string_view text, size_t at) {
  while (at > 0 && Is(text[at - 1], kSpace | kNewline)) --at;
  if (at == 0 || text[at - 1] != '>') return {};
  const size_t first = at > kMaxTagBytes ? at - kMaxTagBytes : 0;
  size_t open = at - 1;
  while (open > first && text[open] != '<') --open;
  if (text[open] != '<') return {};
  size_t end = open + 1;
  while (IsWordChar(At(text, end)) || At(text, end) == '-' || At(text, end) == ':') ++end;
  return {open + 1, end};
}

// Cells of tables and items of data: a name and its value stand in tags of one name there.
bool HoldsAnything(std::string_view tag) {
  return IsOneOf(tag, "td", "th", "dt", "dd", "li", "p", "b", "i", "em", "tt", "code", "span", "div", "strong",
                 "string", "str", "value", "v", "c", "t", "col", "cell", "data", "item", "entry", "field", "w:t",
                 "a:t");
}

// `<tabstop>oldPassword</tabstop><tabstop>buttonBox</tabstop>`: a list of names. Tags with attributes are told apart by
// them.
bool IsNextOfList(std::string_view text, const Key& key, Tag tag) {
  const std::string_view name = tag.In(text);
  if (HoldsAnything(name) || text[tag.end] != '>' || text.substr(key.end, 2) != "</") return false;
  return text.substr(key.end + 2, name.size()) == name && TagBefore(text, key.begin).In(text) == name;
}

// `<description>Pass</description><parent>x</parent>`: the tag says what it holds.
bool HoldsReference(std::string_view tag) {
  const size_t colon = tag.find(':');
  const std::string_view name = tag.substr(colon == std::string_view::npos ? 0 : colon + 1);
  // DocBook's <replaceable> holds what the reader writes there.
  return IsOneOf(name, "parent", "replaceable", "guid", "uuid", "checksum");
}

// `<RegistryKey Id="x"`, `<secret name="x"`: an attribute of the tag that the name is, which names it.
bool IsTagsName(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || key.begin == 0 || text[key.begin - 1] != '<') return false;
  size_t end = value.begin - QuoteBefore(text, value.begin).size;
  if (end == 0 || text[end - 1] != '=') return false;
  size_t begin = --end;
  while (begin > key.end && (IsWordChar(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == ':')) --begin;
  const std::string_view name = text.substr(begin, end - begin);
  return begin > key.end && IsPlainName(name) && !IsValueName(name);
}

}  // namespace

bool IsInOtherTag(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (value.begin <= key.end) return false;
  if (IsTagsName(text, key, value)) return true;
  if (path.syntax != Syntax::kMarkup && value.written != Written::kElement) return false;
  const Tag tag = TagBefore(text, value.begin);
  return tag.begin < tag.end && key.end < tag.begin && (IsNextOfList(text, key, tag) || HoldsReference(tag.In(text)));
}

}  // namespace veil::assign
