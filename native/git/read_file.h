// Files of the object store, read with pread: a repository is written to while it is read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "support/result.h"
#include "support/unique_fd.h"

namespace veil::git {

struct OpenFile {
  UniqueFd fd;
  uint64_t size_bytes = 0;
};

// Opens a regular file; anything else (FIFO, device, directory) is Error "NOT_A_FILE" and is never waited on.
Result<OpenFile> OpenRegularFile(const std::string& path);

// Fills `out` from `offset`. Error "TRUNCATED" when the file ends before. `path` names the file in errors.
Status ReadExactly(int fd, uint64_t offset, std::span<uint8_t> out, const std::string& path);

// The whole file. Error "TOO_LARGE" above `limit_bytes`.
Result<std::vector<uint8_t>> ReadWholeFile(const std::string& path, uint64_t limit_bytes);

}  // namespace veil::git
