// The bytes of one object, in memory that is used again: a fresh mapping for each large blob costs more in page
// faults than filling it does.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace veil::git {

class BufferPool;

// Owned storage of `size()` bytes; may be larger behind.
class Buffer {
 public:
  std::span<uint8_t> bytes() { return {data_.get(), size_}; }
  std::span<const uint8_t> bytes() const { return {data_.get(), size_}; }

 private:
  friend class BufferPool;
  std::unique_ptr<uint8_t[]> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

// Thread-safe. Must outlive every buffer that it gave out.
class BufferPool {
 public:
  // Keeps at most `keep_bytes` of returned memory for the next taker.
  explicit BufferPool(size_t keep_bytes) : keep_bytes_(keep_bytes) {}

  // Uninitialised memory; throws std::bad_alloc. The buffer returns to the pool when its last owner lets go.
  std::shared_ptr<Buffer> Take(size_t size_bytes);

 private:
  void GiveBack(std::unique_ptr<Buffer> buffer);

  const size_t keep_bytes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Buffer>> free_;
  size_t free_bytes_ = 0;
};

}  // namespace veil::git
