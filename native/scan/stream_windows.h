// Windows of an object that is inflated piece by piece.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "git/object_stream.h"
#include "io/window_source.h"

namespace veil {

// Keeps the last `kept_bytes` that were inflated: what lies behind them is inflated anew, from the object's beginning.
// So it is cheap to go forward, with looks back as far as a window and the context of its candidates; the places of
// findings cost a second pass. One thread at a time, in spite of its const members.
class StreamWindows final : public io::WindowSource {
 public:
  // `name` stands before the messages of errors. What is read at once must be less than `kept_bytes`.
  StreamWindows(std::shared_ptr<git::ObjectStream> stream, size_t kept_bytes, std::string name);

  uint64_t size_bytes() const override { return stream_->size_bytes(); }
  Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size_bytes) const override;

 private:
  Status InflateTo(uint64_t end) const;
  void Copy(uint64_t offset, char* buffer, size_t size_bytes) const;
  Error Named(Error error) const;

  const std::shared_ptr<git::ObjectStream> stream_;
  const std::string name_;
  // Byte x of the object is at x modulo the ring's size, while x is among the last that were inflated.
  mutable std::string ring_;
};

}  // namespace veil
