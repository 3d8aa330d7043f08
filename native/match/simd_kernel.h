// The first two steps of the SIMD prefilter: where a window of some literal may begin. Compiled for each processor.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "match/literal_buckets.h"

namespace veil {

// For a place of the window and a byte's low seven bits: the buckets that have it there, a bit each; buckets 8 to 15 in
// the second group.
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

// Knuth's multiplicative hash: 2^32 divided by the golden ratio.
inline uint32_t HashOfWindow(uint64_t folded) {
  return static_cast<uint32_t>(folded) * 2654435761u >> (32 - kWindowHashBits);
}

// The bytes behind the last offset that a kernel reads, whatever they hold.
inline constexpr size_t kReadAheadBytes = 72;

// Writes the offsets < `count` where a window may begin to `out`, rising, and answers how many. Some are wrong, none is
// missing. Reads bytes[0, count + kReadAheadBytes); `count` <= kMaxWindowSearchBytes; `out` has room for `count` + 64.
using FindWindows = size_t (*)(const SimdMasks& masks, const WindowBitmap& known, const uint8_t* bytes, size_t count,
                               uint16_t* out);
inline constexpr size_t kMaxWindowSearchBytes = 4096;

// The second step: keeps the offsets whose window's hash is known, and answers how many those are. Without a branch,
// as one in six stays and no processor can guess which. Inlined, so that each kernel compiles it for its processor.
__attribute__((always_inline)) inline size_t KeepKnownWindows(const WindowBitmap& known, const uint8_t* bytes,
                                                              uint16_t* windows, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint16_t at = windows[i];
    uint32_t four;
    std::memcpy(&four, bytes + at, sizeof four);
    const uint32_t hash = HashOfWindow(four | kFold);
    windows[kept] = at;
    kept += known[hash / 64] >> (hash % 64) & 1;
  }
  return kept;
}

#if defined(__x86_64__)
// Needs AVX2 and BMI2.
size_t FindWindowsAvx2(const SimdMasks& masks, const WindowBitmap& known, const uint8_t* bytes, size_t count,
                       uint16_t* out);
// Needs F, BW, VL, VBMI, VBMI2 of AVX-512, and BMI2.
size_t FindWindowsAvx512(const SimdMasks& masks, const WindowBitmap& known, const uint8_t* bytes, size_t count,
                         uint16_t* out);
#endif

}  // namespace veil
