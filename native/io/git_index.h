// Which paths git tracks: the names in a repository's index. Git itself is never run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace veil::io {

// Larger indexes are refused (EFBIG); the largest public repositories stay below a tenth of it.
inline constexpr size_t kGitIndexMaxBytes = size_t{1} << 30;

// Immutable after Read; thread-safe.
class GitIndex {
 public:
  // Reads `index` in the git folder of a work tree: versions 2, 3 and 4, split and sparse ones. No index is an empty
  // one. hash_size_bytes is that of the repository's objects: 20 or 32.
  // Of a split index both halves' names are taken, those removed since included: at worst a file too many is scanned.
  // Errors: of reading the file; "BAD_GIT_INDEX" when it is cut off, damaged, or needs an extension that is not known.
  static Result<GitIndex> Read(int git_folder_fd, size_t hash_size_bytes, bool ignore_case);

  // The same for an index in memory (without a shared half). Any bytes may come.
  static Result<GitIndex> Parse(std::string content, size_t hash_size_bytes, bool ignore_case);

  // True when `path` (from the work tree's root, no slash at either end) is tracked: as a file or link, as a submodule,
  // or because it lies in a folder that a sparse index holds as one entry.
  bool Holds(std::string_view path) const;

  // True when something below the folder is tracked.
  bool HoldsBelow(std::string_view folder) const;

 private:
  struct Name {
    uint32_t offset;
    uint32_t size;
  };

  Status ParseOne(std::string_view content, size_t hash_size_bytes, std::string* shared_hash);
  void Sort();
  std::string_view At(size_t i) const { return {slab_.data() + names_[i].offset, names_[i].size}; }
  // The first name that is not less than `path`.
  size_t LowerBound(std::string_view path) const;

  bool ignore_case_ = false;
  std::string slab_;
  std::vector<Name> names_;
  // A sparse index is there: names that end with a slash stand for all below them.
  bool has_folders_ = false;
};

}  // namespace veil::io
