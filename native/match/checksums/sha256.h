// SHA-256 (FIPS 180-4), for checksums of short strings only: base58check is two of them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace veil {

std::array<uint8_t, 32> Sha256(std::string_view bytes);

}  // namespace veil
