#include "match/assign/base58_address.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace veil::assign {
namespace {

constexpr std::string_view kDigits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

// Whether `value` is a number of exactly `size` bytes, of which the first is `first`. At most 40 bytes.
bool IsNumberOf(std::string_view value, size_t size, uint8_t first) {
  std::array<uint8_t, 40> bytes{};  // the last one first
  size_t used = 0;
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
  return used == size && bytes[size - 1] == first;
}

}  // namespace

bool IsBase58Address(std::string_view value) {
  if (value.size() == 34 && value.front() == 'T') return IsNumberOf(value, 25, 0x41);
  // The generic prefix, 32 bytes and a checksum of two.
  if ((value.size() == 47 || value.size() == 48) && value.front() == '5') return IsNumberOf(value, 35, 42);
  return false;
}

}  // namespace veil::assign
