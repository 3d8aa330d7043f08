// The bounds of a scan, with their units.
#pragma once

#include <cstddef>
#include <cstdint>

namespace veil {

// More findings in one file are counted, not reported: a file of test vectors must not drown the rest.
inline constexpr size_t kMaxFindingsPerFile = 1000;

inline constexpr uint32_t kMaxThreads = 256;

// A large file is cut into windows of this size for the threads. The second-level cache holds one well: lines are
// counted, literals searched and candidates confirmed one after the other, and with two megabytes the last of the three
// found the text gone again, a sixth of the time on a dense log.
inline constexpr uint64_t kWindowBytes = 512 * 1024;

// Files of a folder that one task takes.
inline constexpr size_t kFilesPerTask = 64;

}  // namespace veil
