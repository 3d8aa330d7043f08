#include "match/assign/candidate.h"

#include <memory>

#include "match/assign/commands.h"
#include "match/assign/forms.h"
#include "match/assign/identified_by.h"
#include "match/assign/key_words.h"
#include "match/assign/name_memo.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// The word alone of a telling word that is found with what stands around it.
Hit WithoutMarks(std::string_view text, Hit hit) {
  if (std::string_view("\"'=: ").find(text[hit.end - 1]) != std::string_view::npos) {
    // "pw=", "pin:"
    while (hit.end > hit.begin + 1 && !IsAlnum(text[hit.end - 1])) --hit.end;
  }
  if (text[hit.begin] == ' ') ++hit.begin;  // " pw "
  if (StartsWithNoCase(text, hit.begin, "pw")) {
    for (const std::string_view behind : {" is", " for", " (", "?"}) {
      if (StartsWithNoCase(text, hit.begin + 2, behind)) hit.end = hit.begin + 2;
    }
  }
  if (std::string_view("\"*?]").find(text[hit.begin]) != std::string_view::npos) ++hit.begin;  // "*assword"
  return hit;
}

// The word in front of the name on its line, for names that are written with a space.
std::string_view WordBefore(std::string_view text, size_t at) {
  if (at < 2 || text[at - 1] != ' ') return {};
  size_t begin = at - 1;
  while (begin > 0 && IsLetter(text[begin - 1]) && at - begin < 24) --begin;
  return text.substr(begin, at - 1 - begin);
}

// arn:aws:secretsmanager:us-west-2:123456789012:secret:name
bool IsInArn(std::string_view text, size_t at) {
  constexpr size_t kMaxArnBytes = 80;
  const size_t first = at > kMaxArnBytes ? at - kMaxArnBytes : 0;
  while (at > first && !Is(text[at - 1], kSpace | kNewline | kQuote)) --at;
  return StartsWithNoCase(text, at, "arn:");
}

// "SetCredentialEncrypted=token: x": what stands in front of the name says that its value is encrypted.
bool IsBehindEncrypted(std::string_view text, size_t at) {
  constexpr std::string_view kWord = "encrypted";
  return at > kWord.size() && StartsWithNoCase(text, at - 1 - kWord.size(), kWord);
}

// checksum/secret: an annotation that says what has been hashed.
bool IsBehindHashWord(std::string_view text, size_t at) {
  constexpr size_t kMaxWordBytes = 16;
  size_t begin = at - 1;
  while (begin > 0 && IsLetter(text[begin - 1]) && at - begin <= kMaxWordBytes) --begin;
  return (KeyWordRoles(Lowered(text.substr(begin, at - 1 - begin)).view()) & kHashes) != 0;
}

// True when no line begins or ends for a long way around: minified code.
bool IsLongLine(std::string_view text, size_t at) {
  const size_t begin = LineBegin(text, at);
  return at - begin >= kMaxLineBytes || LineEnd(text, at) - begin >= 2 * kMaxLineBytes - 1;
}

}  // namespace

bool FindCandidate(std::string_view text, Hit hit, const PathTraits& path, Key* key, Value* value) {
  *key = Key{};
  *value = Value{};
  if (hit.end > text.size() || hit.begin >= hit.end) return false;
  if (IsCommandWord(text, hit)) return FindCommandValue(text, hit, key, value);
  hit = WithoutMarks(text, hit);
  if (Is(text[hit.begin], kHigh) && !IsAlnum(At(text, hit.end))) {
    const std::string_view behind = text.substr(hit.end, kFullWidthColon.size());
    const bool is_told = behind == kFullWidthColon || behind == "是" || behind == "为" || behind == "は";
    // All telling words of other scripts; their compounds have no spaces or capitals.
    if (is_told || !Is(At(text, hit.end), kHigh)) key->SetStrong(hit.begin, hit.end, Kind::kPassword);
    Place place;
    place.syntax = path.syntax;
    if (is_told) return ReadValue(text, hit.end + behind.size(), place, value);
    if (key->tell == Tell::kStrong) return FindValue(text, path, key, value);
  }
  FindIdentifier(text, hit, key);
  if (key->end < text.size() && key->method_end == 0 && !MayLeadToValueAt(text, key->end)) return false;
  // `${PASSWORD}   x` is Robot's, `{$PASSWORD}</macro>` Zabbix's; programs have many a "}" behind a name.
  if (At(text, key->end) == '}' && path.syntax != Syntax::kUnknown && text.substr(key->end, 3) != "}</") return false;
  if (IsIdentifiedBy(text, hit)) return FindIdentifiedBy(text, hit, path.syntax, key, value);
  // On the heap: a library that is loaded late has little room for what belongs to threads.
  thread_local const auto memo = std::make_unique<NameMemo>();
  if (!memo->Classify(text, hit, WordBefore(text, key->begin), key)) return false;
  if (key->tell == Tell::kNone) return false;
  const char ahead = key->begin > 0 ? text[key->begin - 1] : '\n';
  if ((ahead == ':' && IsInArn(text, key->begin)) || (ahead == '/' && IsBehindHashWord(text, key->begin)) ||
      (ahead == '=' && IsBehindEncrypted(text, key->begin))) {
    key->tell = Tell::kNone;
    return false;
  }
  if (FindValue(text, path, key, value)) {
    value->in_long_line = path.syntax == Syntax::kCode && IsLongLine(text, key->begin);
    return true;
  }
  return false;
}

std::string_view TextToJudge(std::string_view text, const Value& value, std::array<char, kMaxValueBytes>* buffer) {
  const std::string_view raw = text.substr(value.begin, value.end - value.begin);
  if (!value.is_joined) return raw;
  size_t size = 0;
  bool inside = true;
  for (const char c : raw) {
    if (c == '"' || c == '\'') {
      inside = !inside;
    } else if (inside && size < buffer->size()) {
      (*buffer)[size++] = c;
    }
  }
  return {buffer->data(), size};
}

}  // namespace veil::assign
