// Bech32, the standard of BIP-173.
#pragma once

#include <string_view>

namespace veil {

// Whether `text` (any case) is "<human part>1<data>" with a right checksum. The constant is 1, not that of bech32m.
bool IsBech32(std::string_view text);

}  // namespace veil
