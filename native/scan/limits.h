// The bounds of a scan, with their units.
#pragma once

#include <cstddef>
#include <cstdint>

namespace veil {

// More findings in one file are counted, not reported: a file of test vectors must not drown the rest.
inline constexpr size_t kMaxFindingsPerFile = 1000;

inline constexpr uint32_t kMaxThreads = 256;

// A large file is cut into windows of this size for the threads. It stays in the second-level cache while the
// literals are searched and the lines counted.
inline constexpr uint64_t kWindowBytes = 1024 * 1024;

// Files of a folder that one task takes.
inline constexpr size_t kFilesPerTask = 64;

}  // namespace veil
