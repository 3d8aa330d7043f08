// SipHash-2-4 with 128 bits: who does not know the key cannot make two texts meet.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace veil {

using HashKey = std::array<uint8_t, 16>;
using Hash128 = std::array<uint8_t, 16>;

Hash128 SipHash128(const HashKey& key, std::span<const uint8_t> bytes);

}  // namespace veil
