// Whole small files of git's: configuration, ignore rules, the index.
#pragma once

#include <cstddef>
#include <string>

#include "support/result.h"

namespace veil::io {

// The content of a regular file. Never blocks on a FIFO. `path` may be absolute, or relative to `folder_fd`.
// Errors: those of openat, fstat and read; EFBIG (syscall "fstat") above max_size_bytes; EINVAL when it is no regular
// file. open_flags: 0 or O_NOFOLLOW.
Result<std::string> ReadSmallFile(int folder_fd, const std::string& path, size_t max_size_bytes, int open_flags = 0);

}  // namespace veil::io
