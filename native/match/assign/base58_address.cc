#include "match/assign/base58_address.h"

#include <cstdint>
#include <optional>
#include <string>

#include "match/checksums/base58.h"

namespace veil::assign {
namespace {

// Whether `value` is `size` bytes, of which the first is `first`.
bool IsBytes(std::string_view value, size_t size, uint8_t first) {
  const std::optional<std::string> bytes = DecodeBase58(value);
  return bytes.has_value() && bytes->size() == size && static_cast<uint8_t>(bytes->front()) == first;
}

// Whether `value` is zeros and at most `size` bytes behind them.
bool IsBytesBehindZeros(std::string_view value, size_t size) {
  const std::optional<std::string> bytes = DecodeBase58(value);
  if (!bytes.has_value()) return false;
  const size_t zeros = bytes->find_first_not_of('\0');
  return zeros != std::string::npos && bytes->size() - zeros <= size;
}

}  // namespace

bool IsBase58Address(std::string_view value) {
  if (value.size() == 34 && value.front() == 'T') return IsBytes(value, 25, 0x41);
  // The version is 0 or 5.
  if (value.size() == 34 && value.front() == '1') return IsBytesBehindZeros(value, 24);
  if (value.size() == 34 && value.front() == '3') return IsBytes(value, 25, 5);
  // The generic prefix, 32 bytes and a checksum of two.
  if ((value.size() == 47 || value.size() == 48) && value.front() == '5') return IsBytes(value, 35, 42);
  return false;
}

}  // namespace veil::assign
