// What a git index lists, one entry after another, as its bytes have them. The format is described in git's
// documentation as gitformat-index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace veil::io {

// "BAD_GIT_INDEX", for a sentence that ends in `what`.
Error DamagedIndex(const char* what);

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

// Reads an index from memory or, piece by piece, from its file: fresh memory for the megabytes of a large repository's
// takes longer than all that is done with them. Any bytes may come. Errors: "BAD_GIT_INDEX" when it is cut off or
// damaged; nothing more may be asked after one. The checksum at its end is not looked at, as git does not.
class GitIndexEntries {
 public:
  // hash_size_bytes is that of the repository's objects: 20 or 32. `content` must outlive it.
  static Result<GitIndexEntries> Open(std::string_view content, size_t hash_size_bytes);
  // `fd` stays the caller's and must outlive it; size_bytes is the file's. Names of more than kLongNameBytes are
  // errors, and so is what cannot be read.
  static Result<GitIndexEntries> OpenFile(int fd, uint64_t size_bytes, size_t hash_size_bytes);
  static constexpr size_t kLongNameBytes = 16 * 1024;

  uint32_t count() const { return count_; }

  // False after the last. Names rise, but for those of one conflict, which are the same, and empty ones.
  Result<bool> Next(GitIndexEntry* entry);

  // As if Next had been called so often, without a look at the names: they may be in any order.
  Status Skip(uint32_t entries);

  // After the last entry. False after the last extension. The content is valid until the next one is asked for.
  Result<bool> NextExtension(GitIndexExtension* extension);

 private:
  GitIndexEntries() = default;
  Status ReadHeader(uint64_t size_bytes, size_t hash_size_bytes);
  void Fill(size_t bytes);
  std::string_view LastName() const;

  std::string_view content_;  // without the checksum; of a file, the piece that is in buffer_
  size_t hash_size_bytes_ = 20;
  uint32_t version_ = 2;
  uint32_t count_ = 0;
  uint32_t passed_ = 0;
  size_t at_ = 0;  // in content_
  size_t last_name_at_ = 0;
  size_t last_name_bytes_ = 0;
  // Version 4 has of each name what differs from the one before: they are put together here, in turns.
  std::string names_[2];
  // Of a file.
  int fd_ = -1;
  uint64_t next_offset_ = 0;
  uint64_t unread_bytes_ = 0;
  std::vector<char> buffer_;
};

}  // namespace veil::io
