#include "match/checksums/base58.h"

#include <algorithm>
#include <cstdint>

#include "match/checksums/list.h"
#include "match/checksums/sha256.h"

namespace veil {

std::optional<std::string> DecodeBase58(std::string_view text) {
  constexpr std::string_view kDigits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  if (text.size() > kMaxBase58Bytes) return std::nullopt;
  std::string bytes;  // least significant first
  for (const char c : text) {
    size_t carry = kDigits.find(c);
    if (carry == std::string_view::npos) return std::nullopt;
    for (char& byte : bytes) {
      carry += size_t{58} * static_cast<uint8_t>(byte);
      byte = static_cast<char>(carry & 0xff);
      carry >>= 8;
    }
    if (carry > 0) bytes += static_cast<char>(carry);
  }
  for (size_t i = 0; i < text.size() && text[i] == '1'; ++i) bytes += '\0';
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

// Wallet keys (WIF, xprv): the last four bytes are the first of SHA-256 taken twice over the rest.
ChecksumResult VerifyBase58Check(std::string_view secret) {
  constexpr size_t kChecksumBytes = 4;
  const std::optional<std::string> bytes = DecodeBase58(secret);
  if (!bytes.has_value() || bytes->size() <= kChecksumBytes) return Judge(false);
  const std::string_view body = std::string_view(*bytes).substr(0, bytes->size() - kChecksumBytes);
  const auto once = Sha256(body);
  const auto twice = Sha256({reinterpret_cast<const char*>(once.data()), once.size()});
  return Judge(std::equal(twice.begin(), twice.begin() + kChecksumBytes, bytes->end() - kChecksumBytes,
                          [](uint8_t a, char b) { return a == static_cast<uint8_t>(b); }));
}

// JFrog's API keys: AKCp and base58, 54 bytes in all.
ChecksumResult VerifyJfrogApiKey(std::string_view secret) {
  constexpr size_t kKeyBytes = 54;
  const std::optional<std::string> bytes = DecodeBase58(secret);
  return Judge(bytes.has_value() && bytes->size() == kKeyBytes);
}

}  // namespace veil
