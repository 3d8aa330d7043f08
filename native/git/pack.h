// One pack file with its index: entries by their offset.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "git/buffer.h"
#include "git/inflate.h"
#include "git/object_id.h"
#include "git/pack_index.h"
#include "support/result.h"
#include "support/unique_fd.h"

namespace veil::git {

inline constexpr uint64_t kPackHeaderSizeBytes = 12;

// What an entry of a pack is: a whole object, or a delta over another one.
struct EntryHeader {
  enum class Kind : uint8_t { kWhole, kOffsetDelta, kRefDelta };
  Kind kind = Kind::kWhole;
  ObjectType type = ObjectType::kBlob;  // of a whole object
  uint64_t size_bytes = 0;              // inflated: of the object, or of the delta's instructions
  uint64_t base_offset = 0;             // of an offset delta: always below the entry's own offset
  ObjectId base_id;                     // of a ref delta
  uint32_t header_size = 0;             // bytes before the zlib stream
};

// Parses the header at the start of `bytes`, which begins at `offset` of a pack. Nothing when it is malformed.
std::optional<EntryHeader> ParseEntryHeader(std::span<const uint8_t> bytes, uint64_t offset, ObjectFormat format);

// The longest header: a size of ten bytes and a base id or offset.
inline constexpr size_t kEntryHeaderLimitBytes = 10 + 32;

// Immutable after Open: safe to share between threads. What the index says is checked where it is used, so that one
// bad entry costs one object.
class Pack {
 public:
  // `index_path` ends in ".idx"; the pack stands beside it. Errors: the system's, "BAD_PACK_INDEX", "BAD_PACK".
  static Result<std::unique_ptr<Pack>> Open(const std::string& index_path, ObjectFormat format,
                                            IndexUse use = IndexUse::kWhole);

  const PackIndex& index() const { return index_; }
  const std::string& path() const { return path_; }

  // Entries stand in [kPackHeaderSizeBytes, data_end()).
  uint64_t data_end() const { return data_end_; }

  // The bytes at `offset`; Error "TRUNCATED" past the end of the file.
  Status Read(uint64_t offset, std::span<uint8_t> out) const;
  // Error "BAD_OBJECT" when no entry can begin at `offset` or its header is malformed.
  Result<EntryHeader> HeaderAt(uint64_t offset) const;
  // Inflates the data of the entry at `offset`: the object, or a delta's instructions. The entry ends at `end` at the
  // latest. Errors: "BAD_OBJECT", "TOO_LARGE", the system's. `compressed` is scratch.
  Result<std::shared_ptr<Buffer>> Inflate(uint64_t offset, uint64_t end, const EntryHeader& header,
                                          uint64_t limit_bytes, Inflater* inflater, BufferPool* pool,
                                          std::vector<uint8_t>* compressed) const;
  // A "BAD_OBJECT" that names this pack and `offset`.
  Error BadEntry(uint64_t offset, const char* what) const;

 private:
  explicit Pack(PackIndex index) : index_(std::move(index)) {}

  PackIndex index_;
  std::string path_;
  UniqueFd fd_;
  uint64_t data_end_ = 0;
};

}  // namespace veil::git
