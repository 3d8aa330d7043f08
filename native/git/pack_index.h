// The index of one pack (version 2): object id → offset in the pack.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "git/object_id.h"
#include "support/result.h"

namespace veil::git {

// Immutable after Open, so safe to share between threads. Holds the whole file in memory: a map could be truncated
// under the reader.
class PackIndex {
 public:
  // Error code "BAD_PACK_INDEX" when the file's structure is wrong (every table is checked to lie inside the file and
  // the fan-out to be monotonic); ids that are out of order are tolerated and may not be found.
  static Result<PackIndex> Open(const std::string& path, ObjectFormat format);

  uint32_t count() const { return count_; }
  ObjectFormat format() const { return format_; }

  // `position` below count(); positions are in the order of the ids.
  ObjectId IdAt(uint32_t position) const;
  // Not checked against the pack's size. Nothing when the index points outside its own table of large offsets.
  std::optional<uint64_t> OffsetAt(uint32_t position) const;

  std::optional<uint32_t> Find(const ObjectId& id) const;

 private:
  PackIndex() = default;

  std::vector<uint8_t> file_;
  ObjectFormat format_ = ObjectFormat::kSha1;
  uint32_t count_ = 0;
  size_t ids_ = 0;  // offsets of the tables in file_
  size_t offsets_ = 0;
  size_t large_offsets_ = 0;
  size_t large_offset_count_ = 0;
};

}  // namespace veil::git
