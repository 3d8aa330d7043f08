// The second step of the SIMD prefilter: which windows of four bytes some literal has, by their hash.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "match/keep_offsets.h"

namespace veil {

class KnownWindows {
 public:
  // Together with the text that is searched, a bit for each hash has room in the first-level cache. One in a hundred of
  // the hashes is taken by the built-in rules.
  static constexpr uint32_t kHashBits = 18;
  static constexpr uint32_t kFourthBits = 5;  // of a window's fourth byte that its hash sees

  // Of the window whose first byte is the lowest of `text`; letters count alike in either case, and so do some other
  // bytes. Knuth's multiplicative hash: 2^32 divided by the golden ratio. Moved up such that of the fourth byte the low
  // kFourthBits count alone: a literal of three bytes, which any byte may follow, then fills 32 hashes and not 128.
  static uint32_t HashOf(uint32_t text) { return (text | kCaseBits) * kMultiplier >> (32 - kHashBits); }
  static constexpr uint32_t kMultiplier = 2654435761u << (8 - kFourthBits);
  static constexpr uint32_t kCaseBits = 0x20202020;  // those that tell upper-case letters from lower-case ones

  void Add(uint32_t text) { bits_[HashOf(text) / 32] |= 1u << HashOf(text) % 32; }
  // By hash, 32 to a word, the lowest bit first: for kernels that look up many at once.
  const uint32_t* bits() const { return bits_.data(); }

  // Keeps the offsets of `bytes` where a window may stand that was added: none of these is dropped.
  // Reads the four bytes at each offset.
  [[gnu::always_inline]] size_t Keep(const uint8_t* bytes, uint16_t* offsets, size_t count) const {
    return KeepOffsets(
        offsets, count, [ this, bytes ](uint16_t at) __attribute__((always_inline)) {
          uint32_t text;
          std::memcpy(&text, bytes + at, sizeof text);
          const uint32_t hash = HashOf(text);
          return (bits_[hash / 32] >> hash % 32 & 1) != 0;
        });
  }

 private:
  std::array<uint32_t, (1u << kHashBits) / 32> bits_{};
};

}  // namespace veil
