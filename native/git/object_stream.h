// One whole object that is too large to hold, inflated piece by piece.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "git/object_id.h"
#include "git/pack.h"
#include "support/result.h"

namespace veil::git {

// One thread at a time. A pack that it reads must outlive it.
class ObjectStream {
 public:
  // The entry at `offset` of `pack`, which must be a whole object and ends at `end` at the latest. Errors: "BAD_OBJECT"
  // for a size that cannot be true.
  static Result<std::unique_ptr<ObjectStream>> OfPack(const Pack& pack, uint64_t offset, uint64_t end,
                                                      const EntryHeader& header);
  // The loose object in the file at `path`. Errors: the system's, "BAD_OBJECT".
  static Result<std::unique_ptr<ObjectStream>> OfLoose(const std::string& path);

  ~ObjectStream();
  ObjectStream(const ObjectStream&) = delete;
  ObjectStream& operator=(const ObjectStream&) = delete;

  ObjectType type() const { return type_; }
  uint64_t size_bytes() const { return size_bytes_; }
  // How much was read.
  uint64_t position() const { return position_; }

  // Fills `out`, or as much of it as the object has left. With the last byte the stream's end and checksum are looked
  // at. Errors: the system's, "BAD_OBJECT"; after one nothing more can be read before Restart.
  Result<size_t> Read(std::span<uint8_t> out);
  // From the first byte on again.
  Status Restart();

 private:
  using ReadBytes = std::function<Status(uint64_t offset, std::span<uint8_t> out)>;
  ObjectStream(ReadBytes read, uint64_t start, uint64_t end) : read_(std::move(read)), start_(start), end_(end) {}

  Result<size_t> Inflate(std::span<uint8_t> out);
  Error Damaged() const;

  const ReadBytes read_;
  const uint64_t start_;  // of the zlib stream in its file
  const uint64_t end_;
  ObjectType type_ = ObjectType::kBlob;
  uint64_t size_bytes_ = 0;
  uint64_t skipped_bytes_ = 0;  // a loose object's header, which is in the stream
  std::string path_;

  z_stream stream_{};
  bool begun_ = false;
  bool ended_ = false;
  uint64_t next_ = 0;  // offset of what is read next
  uint64_t position_ = 0;
  std::vector<uint8_t> compressed_;
};

}  // namespace veil::git
