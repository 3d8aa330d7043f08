#include "scan/stream_windows.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace veil {

StreamWindows::StreamWindows(std::shared_ptr<git::ObjectStream> stream, size_t kept_bytes, std::string name)
    : stream_(std::move(stream)), name_(std::move(name)), ring_(kept_bytes, '\0') {}

Result<size_t> StreamWindows::ReadAt(uint64_t offset_bytes, char* buffer, size_t size_bytes) const {
  const uint64_t end = std::min<uint64_t>(offset_bytes + size_bytes, stream_->size_bytes());
  // Step by step: a read of more than the ring holds would run over its own beginning.
  size_t done = 0;
  while (offset_bytes + done < end) {
    const uint64_t from = offset_bytes + done;
    const size_t step = std::min<uint64_t>(end - from, ring_.size() / 2);
    if (from + ring_.size() < stream_->position()) {
      if (Status restarted = stream_->Restart(); !restarted.ok()) return Named(restarted.error());
    }
    if (Status inflated = InflateTo(from + step); !inflated.ok()) return Named(inflated.error());
    Copy(from, buffer + done, step);
    done += step;
  }
  return done;
}

Status StreamWindows::InflateTo(uint64_t end) const {
  while (stream_->position() < end) {
    const size_t at = stream_->position() % ring_.size();
    const size_t room = std::min<uint64_t>(ring_.size() - at, end - stream_->position());
    const auto got = stream_->Read({reinterpret_cast<uint8_t*>(ring_.data()) + at, room});
    if (!got.ok()) return got.error();
  }
  return Done{};
}

void StreamWindows::Copy(uint64_t offset, char* buffer, size_t size_bytes) const {
  const size_t at = offset % ring_.size();
  const size_t first = std::min(size_bytes, ring_.size() - at);
  std::memcpy(buffer, ring_.data() + at, first);
  std::memcpy(buffer + first, ring_.data(), size_bytes - first);
}

Error StreamWindows::Named(Error error) const {
  error.message = name_ + ": " + error.message;
  return error;
}

}  // namespace veil
