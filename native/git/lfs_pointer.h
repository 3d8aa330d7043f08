// What git LFS leaves in the place of a large file: a small text that names it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace veil::git {

struct LfsPointer {
  std::string oid;  // 64 lower-case hex digits, as checked: safe in a path
  uint64_t size_bytes = 0;
};

// Nothing when it is no pointer of version 1 with a SHA-256 and a size, and nothing else: what says more than a pointer
// does is a text, and is scanned as one.
std::optional<LfsPointer> ParseLfsPointer(std::string_view blob);

// Where the content lies below the LFS folder of a repository (.git/lfs).
std::string LfsObjectPath(std::string_view lfs_folder, const LfsPointer& pointer);

}  // namespace veil::git
