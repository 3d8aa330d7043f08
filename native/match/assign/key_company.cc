#include "match/assign/key_company.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kReachBytes = 400;
constexpr size_t kEntryBytes = 160;
constexpr size_t kMaxNameBytes = 24;

// KEY, IV, PLAINTEXT and CIPHERTEXT, each on a line or in an entry.
bool GoesIn(std::string_view name) {
  return IsOneOf(name, "plaintext", "pt", "msg", "message", "iv", "nonce", "aad", "count", "plain", "tcid");
}
bool ComesOut(std::string_view name) { return IsOneOf(name, "ciphertext", "ct", "tag", "mac", "md", "digest", "okm"); }

// A blob's key in a storage, a key that values are encrypted for.
bool DescribesObject(std::string_view name) {
  return IsOneOf(name, "filename", "checksum", "etag", "content_type", "contenttype", "byte_size", "sequencer",
                 "encrypted_value", "encryptedvalue");
}

// A message of a stream: its topic, and what else a broker tells of it.
bool TellsTopic(std::string_view name) { return IsOneOf(name, "topic"); }
bool TellsMessage(std::string_view name) { return IsOneOf(name, "headers", "partition", "offset"); }

// What is encrypted, or the public half of a pair.
bool SaysPublicOrEncrypted(std::string_view name) {
  const Lowered lowered(name);
  const std::string_view low = lowered.view();
  return low.starts_with("encrypted") || low.starts_with("ciphertext") || low.starts_with("sealed") ||
         low.ends_with("pubkey") || low.ends_with("publickey") || low.ends_with("public_key") ||
         low.ends_with("pub_key");
}

// The name whose colon or equals sign ends at `end`; empty when none stands there.
std::string_view NameBefore(std::string_view text, size_t end) {
  while (end > 0 && Is(text[end - 1], kSpace)) --end;
  if (end == 0 || (text[end - 1] != ':' && text[end - 1] != '=')) return {};
  --end;
  while (end > 0 && Is(text[end - 1], kSpace)) --end;
  if (const Quote quote = QuoteBefore(text, end); quote.mark != 0) end -= quote.size;
  size_t begin = end;
  while (begin > 0 && end - begin < kMaxNameBytes && (IsAlnum(text[begin - 1]) || text[begin - 1] == '_')) --begin;
  return text.substr(begin, end - begin);
}

}  // namespace

bool IsInOtherCompany(std::string_view text, const Key& key) {
  if (!IsOneOf(text.substr(key.begin, key.end - key.begin), "key", "k")) return false;
  const size_t first = key.begin > kReachBytes ? key.begin - kReachBytes : 0;
  const size_t last = std::min(text.size(), key.end + kReachBytes);
  bool in = false;
  bool out = false;
  bool topic = false;
  bool message = false;
  for (size_t i = first; i < last;) {
    if (!IsLetter(text[i])) {
      ++i;
      continue;
    }
    const size_t end = std::min(IdentifierEnd(text, i), last);
    const size_t behind = SkipSpaces(text, end + QuoteAt(text, end).size);
    const bool is_element = i > 0 && text[i - 1] == '<' && At(text, end) == '>';
    if (is_element || OperatorSize(text, behind) == 1) {
      const std::string_view name = text.substr(i, end - i);
      in = in || GoesIn(name);
      out = out || ComesOut(name);
      const bool is_beside = i + kEntryBytes > key.begin && i < key.end + kEntryBytes;
      topic = topic || (is_beside && TellsTopic(name));
      message = message || (is_beside && TellsMessage(name));
      if ((in && out) || (topic && message) || (is_beside && DescribesObject(name))) return true;
    }
    i = std::max(end, i + 1);
  }
  return false;
}

bool IsBesideTokenSecret(std::string_view text, const Key& key) {
  constexpr size_t kPairBytes = 120;
  const Lowered name(text.substr(key.begin, key.end - key.begin));
  if (!name.view().ends_with("token_key") && !name.view().ends_with("tokenkey")) return false;
  const size_t first = key.begin - std::min(key.begin, kPairBytes);
  const Lowered around(text.substr(first, key.end + kPairBytes - first));
  return Contains(around.view(), "token_secret") || Contains(around.view(), "tokensecret");
}

bool IsInPublicOrEncrypted(std::string_view text, const Key& key) {
  const size_t first = key.begin > kReachBytes ? key.begin - kReachBytes : 0;
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t indent = SkipSpaces(text, line_begin) - line_begin;
  int depth = 0;
  for (size_t i = key.begin; i > first; --i) {
    const char c = text[i - 1];
    if (c == '}') ++depth;
    if (c == '{' && --depth < 0) return SaysPublicOrEncrypted(NameBefore(text, i - 1));
    // A line of YAML with less in front of it is the parent's.
    if (c != '\n' || i - 1 >= line_begin || depth != 0) continue;
    const size_t above = LineBegin(text, i - 1);
    const size_t name = SkipSpaces(text, above);
    if (name < i - 1 && name - above < indent && text[name] != '"')
      return SaysPublicOrEncrypted(NameBefore(text, i - 1));
  }
  return false;
}

}  // namespace veil::assign
