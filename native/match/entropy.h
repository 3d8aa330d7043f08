// Shannon entropy of a byte string.
#pragma once

#include <cstdint>
#include <string_view>

namespace veil {

// In 1/1000 bit a byte, rounded to the nearest; 0 for the empty string. At most 8000. O(length).
uint32_t EntropyMilli(std::string_view bytes);

}  // namespace veil
