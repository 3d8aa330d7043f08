// Checksums and self-describing structure of credentials: one file for each family, listed in registry.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace veil {

// What a checksum said of a match. kNone: it does not apply to this form of the secret.
enum class ChecksumVerdict : uint8_t { kNone, kValid, kInvalid };

struct ChecksumResult {
  ChecksumVerdict verdict = ChecksumVerdict::kNone;
  std::string note;        // a short fact for people ("alg RS256"), or empty; never holds the secret
  bool encrypted = false;  // the key is of no use without its passphrase
};

// Verifies a whole secret, prefix included. Pure, thread-safe, total: any bytes may come.
using VerifyFunction = ChecksumResult (*)(std::string_view secret);

struct Checksum {
  std::string_view name;  // as a rule's file names it
  VerifyFunction verify;
};

// Position 0 is "" (none). The positions are those of RuleField::checksum.
std::span<const std::string_view> ChecksumNames();

// `index` is a position in ChecksumNames(). For 0 the verdict is kNone.
ChecksumResult VerifyChecksum(uint32_t index, std::string_view secret);

}  // namespace veil
