// The CRC-32 of zlib, in the digits that tokens carry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace veil {

uint32_t Crc32(std::string_view bytes);

// 0-9 A-Z a-z, most significant digit first, at least `digits` of them.
std::string Base62(uint32_t value, size_t digits);

// 8 lower-case digits, most significant first.
std::string Hex32(uint32_t value);

// The bytes in the opposite order.
constexpr uint32_t ByteSwap32(uint32_t value) {
  return value << 24 | (value & 0xff00u) << 8 | (value >> 8 & 0xff00u) | value >> 24;
}

}  // namespace veil
