// The bounds of a scan, with their units.
#pragma once

#include <cstddef>
#include <cstdint>

namespace veil {

// More findings in one file are counted, not reported: a file of test vectors must not drown the rest.
inline constexpr size_t kMaxFindingsPerFile = 1000;

inline constexpr uint32_t kMaxThreads = 256;

// A large file is cut into windows of this size for the threads. About what the second-level cache holds, as literals
// are searched and lines counted one after the other; and a large page of the cache, so that windows do not share one.
inline constexpr uint64_t kWindowBytes = 2 * 1024 * 1024;

// Files of a folder that one task takes.
inline constexpr size_t kFilesPerTask = 64;

}  // namespace veil
