#include "match/assign/key_company.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {
namespace {

constexpr size_t kReachBytes = 400;
constexpr size_t kEntryBytes = 160;

// KEY, IV, PLAINTEXT and CIPHERTEXT, each on a line or in an entry.
bool GoesIn(std::string_view name) {
  return IsOneOf(name, {"plaintext", "pt", "msg", "message", "iv", "nonce", "aad", "count", "plain", "tcid"});
}
bool ComesOut(std::string_view name) {
  return IsOneOf(name, {"ciphertext", "ct", "tag", "mac", "md", "digest", "okm"});
}

// A blob's key in a storage, a key that values are encrypted for.
bool DescribesObject(std::string_view name) {
  return IsOneOf(name, {"filename", "checksum", "etag", "content_type", "contenttype", "byte_size", "sequencer",
                        "encrypted_value", "encryptedvalue"});
}

}  // namespace

bool IsInOtherCompany(std::string_view text, const Key& key) {
  if (!IsOneOf(text.substr(key.begin, key.end - key.begin), {"key", "k"})) return false;
  const size_t first = key.begin > kReachBytes ? key.begin - kReachBytes : 0;
  const size_t last = std::min(text.size(), key.end + kReachBytes);
  bool in = false;
  bool out = false;
  for (size_t i = first; i < last;) {
    if (!IsLetter(text[i])) {
      ++i;
      continue;
    }
    const size_t end = std::min(IdentifierEnd(text, i), last);
    const size_t behind = SkipSpaces(text, end + QuoteAt(text, end).size);
    if (OperatorSize(text, behind) == 1) {
      const std::string_view name = text.substr(i, end - i);
      in = in || GoesIn(name);
      out = out || ComesOut(name);
      const bool is_beside = i + kEntryBytes > key.begin && i < key.end + kEntryBytes;
      if ((in && out) || (is_beside && DescribesObject(name))) return true;
    }
    i = std::max(end, i + 1);
  }
  return false;
}

}  // namespace veil::assign
