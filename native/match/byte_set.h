// A set of byte values.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

namespace veil {

class ByteSet {
 public:
  ByteSet() = default;
  // Holds each byte of `bytes`; nothing in it is special, ranges are spelt out.
  explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) bits_.set(static_cast<uint8_t>(c));
  }
  bool Has(char c) const { return bits_[static_cast<uint8_t>(c)]; }
  bool empty() const { return bits_.none(); }

 private:
  std::bitset<256> bits_;
};

}  // namespace veil
