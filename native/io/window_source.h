// Bytes that are too many to hold, as the scan of their windows sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "support/result.h"

namespace veil::io {

// A half-open range of a file.
struct Extent {
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
  bool empty() const { return start_bytes >= end_bytes; }
};

class WindowSource {
 public:
  virtual ~WindowSource() = default;

  virtual uint64_t size_bytes() const = 0;

  // Whether all of it lies in memory that may fault at any time (see LargeFile), and that memory.
  virtual bool mapped() const { return false; }
  virtual std::string_view map() const { return {}; }

  // The first stretch of data that ends after `offset_bytes`, cut to start there: what lies before it holds only NULs.
  // Empty when no data is left.
  virtual Extent NextData(uint64_t offset_bytes) const { return {offset_bytes, size_bytes()}; }

  // Reads up to `size_bytes` at an offset; answers less only at the end (which may have moved).
  virtual Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size_bytes) const = 0;

  // The range was scanned: what it holds of the system's may be given back.
  virtual void ReleaseBehind(uint64_t start_bytes, uint64_t end_bytes) const {}

  // True when what was read may be of two versions.
  virtual bool ChangedSinceOpened() const { return false; }
};

}  // namespace veil::io
