// Tokens that end in a CRC-32 of what comes before it, each in digits of its own. The facts: which span, which digits.
#include <string>

#include "match/ascii.h"
#include "match/checksums/crc32.h"
#include "match/checksums/list.h"

namespace veil {
namespace {

// What follows the first '_', or nothing.
std::string_view AfterUnderscore(std::string_view secret) {
  const size_t underscore = secret.find('_');
  return underscore == std::string_view::npos ? std::string_view() : secret.substr(underscore + 1);
}

}  // namespace

// GitHub, npm: `<prefix>_`, 30 random characters, their CRC in six digits of base 62.
// Other lengths are newer forms that carry no such checksum (ghs_ has one).
ChecksumResult VerifyBase62Crc32(std::string_view secret) {
  constexpr size_t kBodyBytes = 30, kChecksumBytes = 6;
  const std::string_view rest = AfterUnderscore(secret);
  if (rest.size() != kBodyBytes + kChecksumBytes) return {};
  return Judge(Base62(Crc32(rest.substr(0, kBodyBytes)), kChecksumBytes) == rest.substr(kBodyBytes));
}

// Grafana: glsa_, 32 characters, '_', then 8 hex digits of the CRC of all before that '_', least byte first.
ChecksumResult VerifyGrafanaServiceAccount(std::string_view secret) {
  constexpr size_t kHexBytes = 8;
  const size_t underscore = secret.rfind('_');
  if (underscore == std::string_view::npos || secret.size() - underscore - 1 != kHexBytes) return {};
  return Judge(Hex32(ByteSwap32(Crc32(secret.substr(0, underscore)))) == AsciiLower(secret.substr(underscore + 1)));
}

// Zuplo: zpka_, 32 characters, '_', then 8 hex digits of the CRC of the 32.
ChecksumResult VerifyZuplo(std::string_view secret) {
  constexpr size_t kBodyBytes = 32, kHexBytes = 8;
  const std::string_view rest = AfterUnderscore(secret);
  if (rest.size() != kBodyBytes + 1 + kHexBytes || rest[kBodyBytes] != '_') return {};
  return Judge(Hex32(Crc32(rest.substr(0, kBodyBytes))) == rest.substr(kBodyBytes + 1));
}

// Cloudflare: `<prefix>_`, 40 characters, then 8 hex digits of their CRC. Likely, not confirmed by the provider.
ChecksumResult VerifyCloudflare(std::string_view secret) {
  constexpr size_t kBodyBytes = 40, kHexBytes = 8;
  const std::string_view rest = AfterUnderscore(secret);
  if (rest.size() != kBodyBytes + kHexBytes) return {};
  return Judge(Hex32(Crc32(rest.substr(0, kBodyBytes))) == rest.substr(kBodyBytes));
}

// Confluent: cflt, 54 characters, then the first 6 base64 characters of their CRC, least byte first.
ChecksumResult VerifyConfluent(std::string_view secret) {
  constexpr size_t kPrefixBytes = 4, kBodyBytes = 54, kChecksumBytes = 6;
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (secret.size() != kPrefixBytes + kBodyBytes + kChecksumBytes) return {};
  // 32 bits are five characters of six and one of two, which stands for its upper bits.
  const uint64_t bits = uint64_t{ByteSwap32(Crc32(secret.substr(kPrefixBytes, kBodyBytes)))} << 4;
  std::string expected;
  for (size_t i = 0; i < kChecksumBytes; ++i) expected += kDigits[bits >> (30 - 6 * i) & 63];
  return Judge(expected == secret.substr(kPrefixBytes + kBodyBytes));
}

// Atlassian, Bitbucket: 8 upper-case hex digits of the CRC of everything before them, prefix and '=' included.
ChecksumResult VerifyAtlassian(std::string_view secret) {
  constexpr size_t kHexBytes = 8;
  if (secret.size() <= kHexBytes) return {};
  const std::string_view tail = secret.substr(secret.size() - kHexBytes);
  for (const char c : tail) {
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'))) return Judge(false);
  }
  return Judge(Hex32(Crc32(secret.substr(0, secret.size() - kHexBytes))) == AsciiLower(tail));
}

}  // namespace veil
