// How the SIMD prefilter's steps thin out a list of offsets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace veil {

// Keeps the offsets for which `keep` is true, in place, and answers how many those are. Without a branch, as few stay
// and no processor can guess which; and four at a time, as no store of one then waits between the loads of the next.
// Always inlined: into a kernel it is compiled for the kernel's processor.
template <typename Keep>
[[gnu::always_inline]] inline size_t KeepOffsets(uint16_t* offsets, size_t count, Keep keep) {
  constexpr size_t kAtOnce = 4;
  size_t kept = 0, i = 0;
  for (; i + kAtOnce <= count; i += kAtOnce) {
    std::array<uint16_t, kAtOnce> at;
    std::array<bool, kAtOnce> stays;
    for (size_t k = 0; k < kAtOnce; ++k) {
      at[k] = offsets[i + k];
      stays[k] = keep(at[k]);
    }
    for (size_t k = 0; k < kAtOnce; ++k) {
      offsets[kept] = at[k];
      kept += stays[k] ? 1 : 0;
    }
  }
  for (; i < count; ++i) {
    const uint16_t at = offsets[i];
    offsets[kept] = at;
    kept += keep(at) ? 1 : 0;
  }
  return kept;
}

}  // namespace veil
