#include "git/buffer.h"

#include <algorithm>

namespace veil::git {
namespace {

constexpr size_t kSmallestBufferBytes = 64 << 10;
// A free buffer more than this many times too large stays for those who need it.
constexpr size_t kWasteFactor = 4;

}  // namespace

std::shared_ptr<Buffer> BufferPool::Take(size_t size_bytes) {
  std::unique_ptr<Buffer> buffer;
  {
    const std::lock_guard lock(mutex_);
    const size_t limit = std::max(size_bytes, kSmallestBufferBytes) * kWasteFactor;
    auto best = free_.end();
    for (auto it = free_.begin(); it != free_.end(); ++it) {
      const size_t capacity = (*it)->capacity_;
      if (capacity < size_bytes || capacity > limit) continue;
      if (best == free_.end() || capacity < (*best)->capacity_) best = it;
    }
    if (best != free_.end()) {
      buffer = std::move(*best);
      free_.erase(best);
      free_bytes_ -= buffer->capacity_;
    }
  }
  if (buffer == nullptr) {
    buffer = std::make_unique<Buffer>();
    buffer->capacity_ = std::max(size_bytes + size_bytes / 8, kSmallestBufferBytes);
    buffer->data_.reset(new uint8_t[buffer->capacity_]);
  }
  buffer->size_ = size_bytes;
  return {buffer.release(), [this](Buffer* returned) { GiveBack(std::unique_ptr<Buffer>(returned)); }};
}

void BufferPool::GiveBack(std::unique_ptr<Buffer> buffer) {
  const std::lock_guard lock(mutex_);
  free_bytes_ += buffer->capacity_;
  free_.push_back(std::move(buffer));
  // The oldest goes first: what was returned last is the likeliest to be in the cache.
  while (free_bytes_ > keep_bytes_) {
    free_bytes_ -= free_.front()->capacity_;
    free_.erase(free_.begin());
  }
}

}  // namespace veil::git
