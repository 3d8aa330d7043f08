// Git's delta instructions: copy from the base, or insert.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace veil::git {

// `size` bytes at `source` of the base stand unchanged at `target` of the result.
struct CopiedRange {
  uint64_t source = 0;
  uint64_t target = 0;
  uint64_t size = 0;
};

struct DeltaSizes {
  uint64_t base = 0;
  uint64_t result = 0;
  size_t header_size = 0;  // bytes of the delta that the two sizes took
};

// Nothing when the delta is too short to hold its two sizes.
std::optional<DeltaSizes> ReadDeltaSizes(std::span<const uint8_t> delta);

// Writes the result of `delta` over `base` into `result`, whose size must be the delta's own result size.
// `copies` is cleared and gets the copied ranges in the order of their targets; neighbours that are neighbours in
// the base too are one range. False when any instruction is malformed, reaches outside `base` or `result`, or when
// `result` is not filled exactly; `result` then holds rubbish.
bool ApplyDelta(std::span<const uint8_t> base, std::span<const uint8_t> delta, std::span<uint8_t> result,
                std::vector<CopiedRange>* copies);

}  // namespace veil::git
