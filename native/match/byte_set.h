// A set of byte values.
#pragma once

#include <bitset>
#include <cstddef>
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
  void Add(char c) { bits_.set(static_cast<uint8_t>(c)); }
  void AddAll(const ByteSet& other) { bits_ |= other.bits_; }
  void Keep(const ByteSet& other) { bits_ &= other.bits_; }
  void Invert() { bits_.flip(); }
  ByteSet WithoutHighBytes() const {
    ByteSet set = *this;
    for (size_t c = 0x80; c < 0x100; ++c) set.bits_.reset(c);
    return set;
  }
  bool HasHighBytes() const { return (bits_ >> 0x80).any(); }
  bool Has(char c) const { return bits_[static_cast<uint8_t>(c)]; }
  bool empty() const { return bits_.none(); }
  bool operator==(const ByteSet&) const = default;

 private:
  std::bitset<256> bits_;
};

}  // namespace veil
