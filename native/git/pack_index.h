// The index of one pack (version 2): object id → offset in the pack.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "git/object_id.h"
#include "support/result.h"
#include "support/unique_fd.h"

namespace veil::git {

// How much of an index will be asked for. That of a large repository has hundreds of megabytes, which a commit hook
// that asks for three objects must not read.
enum class IndexUse : uint8_t { kWhole, kFewIds };

// Immutable after Open, so safe to share between threads. Holds the whole file in memory, or only its fan-out table and
// reads the rest as it is asked for it: a map could be truncated under the reader.
class PackIndex {
 public:
  // Error code "BAD_PACK_INDEX" when the file's structure is wrong (every table is checked to lie inside the file and
  // the fan-out to be monotonic); ids that are out of order are tolerated and may not be found.
  static Result<PackIndex> Open(const std::string& path, ObjectFormat format, IndexUse use = IndexUse::kWhole);

  uint32_t count() const { return count_; }
  ObjectFormat format() const { return format_; }

  // `position` below count(); positions are in the order of the ids. What cannot be read any more is zeros here, has no
  // offset and is not found.
  ObjectId IdAt(uint32_t position) const;
  // Not checked against the pack's size. Nothing when the index points outside its own table of large offsets.
  std::optional<uint64_t> OffsetAt(uint32_t position) const;

  std::optional<uint32_t> Find(const ObjectId& id) const;

 private:
  PackIndex() = default;
  // Pointer to `size` bytes of the file, at most an id's: in memory, or read into `space`. Null when they cannot be
  // read.
  const uint8_t* Bytes(size_t offset, size_t size, std::array<uint8_t, 32>* space) const;

  std::vector<uint8_t> file_;  // the whole of it, or its beginning and the rest in fd_
  UniqueFd fd_;
  ObjectFormat format_ = ObjectFormat::kSha1;
  uint32_t count_ = 0;
  size_t ids_ = 0;  // offsets of the tables in file_
  size_t offsets_ = 0;
  size_t large_offsets_ = 0;
  size_t large_offset_count_ = 0;
};

}  // namespace veil::git
