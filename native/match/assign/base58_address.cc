#include "match/assign/base58_address.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace veil::assign {
namespace {

constexpr std::string_view kDigits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

struct Number {
  std::array<uint8_t, 40> bytes{};  // the last one first
  size_t size = 0;                  // without zeros in front
};

// Answers false for what is no base58 or does not fit.
bool Decode(std::string_view value, Number* number) {
  auto& [bytes, used] = *number;
  for (const char c : value) {
    const size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return false;
    auto carry = static_cast<uint32_t>(digit);
    for (size_t i = 0; i < used || carry != 0; ++i) {
      if (i == bytes.size()) return false;
      carry += bytes[i] * 58U;
      bytes[i] = static_cast<uint8_t>(carry);
      carry >>= 8;
      used = std::max(used, i + 1);
    }
  }
  return used > 0;
}

// Whether `value` is a number of exactly `size` bytes, of which the first is `first`.
bool IsNumberOf(std::string_view value, size_t size, uint8_t first) {
  Number number;
  return Decode(value, &number) && number.size == size && number.bytes[size - 1] == first;
}

// Whether `value` is a number of at most `size` bytes.
bool IsNumberBelow(std::string_view value, size_t size) {
  Number number;
  return Decode(value, &number) && number.size <= size;
}

}  // namespace

bool IsBase58Address(std::string_view value) {
  if (value.size() == 34 && value.front() == 'T') return IsNumberOf(value, 25, 0x41);
  // The version is 0, which the digits do not show, or 5.
  if (value.size() == 34 && value.front() == '1') return IsNumberBelow(value, 24);
  if (value.size() == 34 && value.front() == '3') return IsNumberOf(value, 25, 5);
  // The generic prefix, 32 bytes and a checksum of two.
  if ((value.size() == 47 || value.size() == 48) && value.front() == '5') return IsNumberOf(value, 35, 42);
  return false;
}

}  // namespace veil::assign
