// Base64 as it is found in files: standard or URL alphabet, with or without padding.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace veil {

// The value of a base64 character of either alphabet, or -1.
int Base64Value(char c);

// Decodes both alphabets; padding may be missing. nullopt when a character is foreign, or one is left over that makes
// no byte. Bits beyond the last byte are ignored. O(length).
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace veil
