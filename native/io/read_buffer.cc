#include "io/read_buffer.h"

#include <new>

namespace veil::io {
namespace {

// A page of most processors, and a part of every larger one.
constexpr size_t kPageBytes = 4096;

}  // namespace

char* ReadBuffer::For(uint64_t offset_bytes, size_t size_bytes) {
  const size_t in_page = offset_bytes % kPageBytes;
  if (in_page + size_bytes > capacity_bytes_) {
    const size_t pages = (in_page + size_bytes + kPageBytes - 1) / kPageBytes;
    memory_.reset();
    capacity_bytes_ = 0;
    memory_.reset(static_cast<char*>(std::aligned_alloc(kPageBytes, pages * kPageBytes)));
    if (memory_ == nullptr) throw std::bad_alloc();
    capacity_bytes_ = pages * kPageBytes;
  }
  // Asked for nothing at first, it has no memory to point into.
  return memory_ == nullptr ? nullptr : memory_.get() + in_page;
}

}  // namespace veil::io
