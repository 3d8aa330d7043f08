// What a git index lists, one entry after another, as its bytes have them. The format is described in git's
// documentation as gitformat-index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/result.h"

namespace veil::io {

struct GitIndexEntry {
  // From the work tree's root. In a split index one may be empty: it stands for one of the shared half whose details
  // changed. In a sparse index one may be a folder, with a slash at its end.
  std::string_view name;  // valid until the next entry is asked for
  std::string_view id;    // raw
  uint32_t mode = 0;
  uint32_t stage = 0;  // 1 to 3: a side of a conflict
  bool is_intent_to_add = false;
};

struct GitIndexExtension {
  std::string_view signature;  // four bytes; a first one in lower case: whoever does not know it cannot read the index
  std::string_view content;
};

// Reads an index that is in memory, which must outlive it. Any bytes may come. Errors: "BAD_GIT_INDEX" when it is cut
// off or damaged; nothing more may be asked after one. The checksum at its end is not looked at, as git does not.
class GitIndexEntries {
 public:
  // hash_size_bytes is that of the repository's objects: 20 or 32.
  static Result<GitIndexEntries> Open(std::string_view content, size_t hash_size_bytes);

  uint32_t count() const { return count_; }

  // False after the last. Names rise, but for those of one conflict, which are the same, and empty ones.
  Result<bool> Next(GitIndexEntry* entry);

  // After the last entry. False after the last extension.
  Result<bool> NextExtension(GitIndexExtension* extension);

 private:
  GitIndexEntries() = default;

  std::string_view content_;  // without the checksum
  size_t hash_size_bytes_ = 20;
  uint32_t version_ = 2;
  uint32_t count_ = 0;
  uint32_t passed_ = 0;
  size_t at_ = 0;
  std::string_view last_name_;
  // Version 4 has of each name what differs from the one before: they are put together here, in turns.
  std::string names_[2];
};

}  // namespace veil::io
