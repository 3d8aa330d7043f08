// zlib streams of git objects → bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

struct libdeflate_decompressor;

namespace veil::git {

// DEFLATE cannot expand by more than this: a stored size beyond it is a lie, found before memory is asked for.
inline constexpr uint64_t kInflateRatioLimit = 1032;

// Inflates whole streams whose size is known. One owner thread at a time; keep one per thread.
class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // True when `in` begins with a zlib stream of exactly `out.size()` bytes and a right checksum; what follows the
  // stream is ignored. On false `out` holds rubbish.
  bool Inflate(std::span<const uint8_t> in, std::span<uint8_t> out);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
};

// Inflates the first bytes of a stream of unknown size: answers how many bytes of `out` were filled, 0 on damage.
size_t InflatePrefix(std::span<const uint8_t> in, std::span<uint8_t> out);

}  // namespace veil::git
