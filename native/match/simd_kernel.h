// The first two steps of the SIMD prefilter: where a window of some literal may begin.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "match/literal_buckets.h"

namespace veil {

// For a place of the window and a byte's low seven bits: the buckets that have it there, a bit each; eight buckets in
// each group.
struct alignas(64) SimdMasks {
  uint8_t buckets[kBucketCount / 8][kWindowBytes][128];
};

// Sets the bit that tells upper-case letters from lower-case ones; what else it makes alike is told apart later.
inline constexpr uint64_t kFold = 0x2020202020202020;

// As one number, the first byte lowest.
inline uint64_t LoadEight(const uint8_t* bytes) {
  uint64_t eight;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight;
}

// Which windows some literal has, a bit for each hash of one; 16 KiB.
using WindowBitmap = std::array<uint64_t, 2048>;
inline constexpr uint32_t kWindowHashBits = 17;

inline uint64_t BitOf(const WindowBitmap& bitmap, uint32_t hash) { return bitmap[hash / 64] >> (hash % 64) & 1; }

// Knuth's multiplicative hash: 2^32 divided by the golden ratio.
inline uint32_t HashOfWindow(uint64_t folded) {
  return static_cast<uint32_t>(folded) * 2654435761u >> (32 - kWindowHashBits);
}

// The bytes behind the last offset that a kernel reads, whatever they hold.
inline constexpr size_t kReadAheadBytes = 72;

// Writes the offsets < `count` where a window may begin to `out`, rising, and answers how many. Some are wrong, none is
// missing. Reads bytes[0, count + kReadAheadBytes); `count` <= kMaxWindowSearchBytes; `out` has room for `count` + 64.
// May be called only where HasKernel() is true.
size_t FindWindows(const SimdMasks& masks, const WindowBitmap& known, const uint8_t* bytes, size_t count,
                   uint16_t* out);
inline constexpr size_t kMaxWindowSearchBytes = 4096;

// Whether this processor has what the kernel needs: F, BW, VL, VBMI, VBMI2 of AVX-512, and BMI2 (Intel from Ice Lake,
// AMD from Zen 4 on). The same with the sixteen-byte tables of AVX2 was tried: each byte is looked up by its halves, so
// that 20 to 30 % of the offsets pass, and it ran at half of Vectorscan's speed.
bool HasKernel();

}  // namespace veil
