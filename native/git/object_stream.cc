#include "git/object_stream.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "git/inflate.h"
#include "git/loose.h"
#include "git/read_file.h"

namespace veil::git {
namespace {

constexpr size_t kReadBytes = 256 << 10;
// Enough for a loose object's header in any compression.
constexpr size_t kLooseStartBytes = 4096;

}  // namespace

Result<std::unique_ptr<ObjectStream>> ObjectStream::OfPack(const Pack& pack, uint64_t offset, uint64_t end,
                                                           const EntryHeader& header) {
  const uint64_t start = offset + header.header_size;
  end = std::min(end, pack.data_end());
  if (header.kind != EntryHeader::Kind::kWhole || start >= end ||
      header.size_bytes / kInflateRatioLimit > end - start) {
    return pack.BadEntry(offset, "a size that cannot be true");
  }
  std::unique_ptr<ObjectStream> stream(
      new ObjectStream([&pack](uint64_t from, std::span<uint8_t> out) { return pack.Read(from, out); }, start, end));
  stream->type_ = header.type;
  stream->size_bytes_ = header.size_bytes;
  stream->path_ = pack.path();
  return stream;
}

Result<std::unique_ptr<ObjectStream>> ObjectStream::OfLoose(const std::string& path) {
  auto file = OpenRegularFile(path);
  if (!file) return file.error();
  const uint64_t size_bytes = file.value().size_bytes;
  std::vector<uint8_t> start(std::min<uint64_t>(kLooseStartBytes, size_bytes));
  if (Status read = ReadExactly(file.value().fd.get(), 0, start, path); !read) return read.error();
  const auto header = ReadLooseHeader(start);
  if (!header || header->size_bytes / kInflateRatioLimit > size_bytes) {
    return Error{"BAD_OBJECT", 0, "", path, "not a loose object, or its size cannot be true"};
  }
  const auto fd = std::make_shared<UniqueFd>(std::move(file.value().fd));
  std::unique_ptr<ObjectStream> stream(new ObjectStream(
      [fd, path](uint64_t from, std::span<uint8_t> out) { return ReadExactly(fd->get(), from, out, path); }, 0,
      size_bytes));
  stream->type_ = header->type;
  stream->size_bytes_ = header->size_bytes;
  stream->skipped_bytes_ = header->header_size;
  stream->path_ = path;
  return stream;
}

ObjectStream::~ObjectStream() {
  if (begun_) inflateEnd(&stream_);
}

Status ObjectStream::Restart() {
  if (begun_) inflateEnd(&stream_);
  stream_ = {};
  begun_ = inflateInit(&stream_) == Z_OK;
  if (!begun_) return SystemError("inflateInit", path_, ENOMEM);
  ended_ = false;
  next_ = start_;
  position_ = 0;
  std::array<uint8_t, kLooseHeaderLimitBytes> skipped;
  const auto got = Inflate(std::span(skipped).first(skipped_bytes_));
  if (!got.ok()) return got.error();
  return Done{};
}

Result<size_t> ObjectStream::Read(std::span<uint8_t> out) {
  if (!begun_) {
    if (Status started = Restart(); !started.ok()) return started.error();
  }
  out = out.first(std::min<uint64_t>(out.size(), size_bytes_ - position_));
  auto got = Inflate(out);
  if (!got.ok()) return got;
  position_ += got.value();
  if (got.value() < out.size()) return Damaged();
  if (position_ == size_bytes_ && !ended_) {
    // The end is behind the last byte; one byte more would be a lie of the header.
    uint8_t none;
    auto more = Inflate({&none, 1});
    if (!more.ok()) return more;
    if (more.value() != 0 || !ended_) return Damaged();
  }
  return got;
}

Result<size_t> ObjectStream::Inflate(std::span<uint8_t> out) {
  size_t filled = 0;
  while (!ended_) {
    if (stream_.avail_in == 0 && next_ < end_) {
      compressed_.resize(std::min<uint64_t>(kReadBytes, end_ - next_));
      if (Status read = read_(next_, compressed_); !read.ok()) return read.error();
      next_ += compressed_.size();
      stream_.next_in = compressed_.data();
      stream_.avail_in = static_cast<uInt>(compressed_.size());
    }
    const size_t room = std::min<size_t>(out.size() - filled, std::numeric_limits<uInt>::max());
    if (room == 0) break;
    stream_.next_out = out.data() + filled;
    stream_.avail_out = static_cast<uInt>(room);
    const int status = inflate(&stream_, Z_NO_FLUSH);
    const size_t made = room - stream_.avail_out;
    filled += made;
    if (status == Z_STREAM_END) {
      ended_ = true;
    } else if (status != Z_OK || (made == 0 && stream_.avail_in == 0 && next_ >= end_)) {
      return Damaged();
    }
  }
  return filled;
}

Error ObjectStream::Damaged() const {
  return {"BAD_OBJECT", 0, "", path_, "its zlib stream is damaged or of another size than its header says"};
}

}  // namespace veil::git
