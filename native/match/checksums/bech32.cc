#include "match/checksums/bech32.h"

#include <array>
#include <cstdint>
#include <string>

#include "match/ascii.h"
#include "match/checksums/list.h"

namespace veil {
namespace {

// One step of the code's polynomial division.
uint32_t Step(uint32_t remainder, uint32_t value) {
  constexpr std::array<uint32_t, 5> kGenerator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  const uint32_t top = remainder >> 25;
  remainder = (remainder & 0x1ffffff) << 5 ^ value;
  for (size_t i = 0; i < kGenerator.size(); ++i) {
    if ((top >> i & 1) != 0) remainder ^= kGenerator[i];
  }
  return remainder;
}

}  // namespace

bool IsBech32(std::string_view text) {
  constexpr std::string_view kDigits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  constexpr size_t kChecksumDigits = 6;
  const std::string lower = AsciiLower(text);
  const size_t separator = lower.rfind('1');
  if (separator == std::string::npos || separator == 0 || lower.size() - separator - 1 < kChecksumDigits) return false;
  uint32_t remainder = 1;
  for (size_t i = 0; i < separator; ++i) remainder = Step(remainder, static_cast<uint8_t>(lower[i]) >> 5);
  remainder = Step(remainder, 0);
  for (size_t i = 0; i < separator; ++i) remainder = Step(remainder, static_cast<uint8_t>(lower[i]) & 31);
  for (size_t i = separator + 1; i < lower.size(); ++i) {
    const size_t value = kDigits.find(lower[i]);
    if (value == std::string_view::npos) return false;
    remainder = Step(remainder, static_cast<uint32_t>(value));
  }
  return remainder == 1;
}

// age: AGE-SECRET-KEY-1 and 58 characters.
ChecksumResult VerifyAge(std::string_view secret) {
  return Judge(StartsWithCaseless(secret, "age-secret-key-1") && IsBech32(secret));
}

}  // namespace veil
