// Base58 with Bitcoin's alphabet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace veil {

// Longer texts are refused: the time is quadratic.
inline constexpr size_t kMaxBase58Bytes = 128;

// The bytes, most significant first, a zero byte for each leading '1'. nullopt for a foreign character.
std::optional<std::string> DecodeBase58(std::string_view text);

}  // namespace veil
