#include "git/pack.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "git/big_endian.h"
#include "git/read_file.h"

namespace veil::git {
namespace {

// What a strangely written stream (many empty blocks) may take beyond its fair size: without a bound, each object of a
// damaged pack would cost the reading of the rest of the file.
constexpr uint64_t kOddStreamLimitBytes = 1 << 20;
constexpr unsigned kOffsetDeltaCode = 6;
constexpr unsigned kRefDeltaCode = 7;

// The distance to an offset delta's base: base 128, most significant first, each continuation adding one.
bool ReadDistance(std::span<const uint8_t> bytes, size_t* position, uint64_t* distance) {
  *distance = 0;
  for (int i = 0; i < 9 && *position < bytes.size(); ++i) {
    const uint8_t byte = bytes[(*position)++];
    *distance = (i == 0 ? 0 : *distance + 1) << 7 | (byte & 0x7fu);
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

}  // namespace

std::optional<EntryHeader> ParseEntryHeader(std::span<const uint8_t> bytes, uint64_t offset, ObjectFormat format) {
  if (bytes.empty()) return std::nullopt;
  EntryHeader header;
  size_t position = 0;
  uint8_t byte = bytes[position++];
  const unsigned code = byte >> 4 & 7;
  header.size_bytes = byte & 15;
  for (unsigned shift = 4; (byte & 0x80) != 0; shift += 7) {
    if (position >= bytes.size() || shift > 57) return std::nullopt;
    byte = bytes[position++];
    header.size_bytes |= uint64_t{byte & 0x7fu} << shift;
  }
  if (code >= 1 && code <= 4) {
    header.type = static_cast<ObjectType>(code);
  } else if (code == kOffsetDeltaCode) {
    uint64_t distance = 0;
    if (!ReadDistance(bytes, &position, &distance)) return std::nullopt;
    if (distance == 0 || distance > offset) return std::nullopt;
    header.kind = EntryHeader::Kind::kOffsetDelta;
    header.base_offset = offset - distance;
  } else if (code == kRefDeltaCode) {
    if (bytes.size() - position < RawSizeBytes(format)) return std::nullopt;
    header.kind = EntryHeader::Kind::kRefDelta;
    header.base_id = ObjectId::FromRaw(bytes.data() + position, format);
    position += RawSizeBytes(format);
  } else {
    return std::nullopt;
  }
  header.header_size = static_cast<uint32_t>(position);
  return header;
}

Result<std::unique_ptr<Pack>> Pack::Open(const std::string& index_path, ObjectFormat format, IndexUse use) {
  auto index = PackIndex::Open(index_path, format, use);
  if (!index) return index.error();
  std::unique_ptr<Pack> pack(new Pack(std::move(index).value()));
  pack->path_ = index_path.substr(0, index_path.size() - 3) + "pack";
  auto file = OpenRegularFile(pack->path_);
  if (!file) return file.error();
  const uint64_t size_bytes = file.value().size_bytes;
  pack->fd_ = std::move(file.value().fd);

  std::array<uint8_t, kPackHeaderSizeBytes> header;
  if (size_bytes < kPackHeaderSizeBytes + RawSizeBytes(format)) {
    return Error{"BAD_PACK", 0, "", pack->path_, "the pack is truncated"};
  }
  if (Status read = pack->Read(0, header); !read) return read.error();
  const uint32_t version = ReadBigEndian32(header.data() + 4);
  if (std::memcmp(header.data(), "PACK", 4) != 0 || (version != 2 && version != 3)) {
    return Error{"BAD_PACK", 0, "", pack->path_, "not a pack of version 2 or 3"};
  }
  pack->data_end_ = size_bytes - RawSizeBytes(format);

  return pack;
}

Status Pack::Read(uint64_t offset, std::span<uint8_t> out) const { return ReadExactly(fd_.get(), offset, out, path_); }

Result<EntryHeader> Pack::HeaderAt(uint64_t offset) const {
  if (offset < kPackHeaderSizeBytes || offset >= data_end_) return BadEntry(offset, "no entry can begin");
  std::array<uint8_t, kEntryHeaderLimitBytes> bytes;
  const size_t size = std::min<uint64_t>(bytes.size(), data_end_ - offset);
  if (Status read = Read(offset, {bytes.data(), size}); !read) return read.error();
  const auto header = ParseEntryHeader({bytes.data(), size}, offset, index_.format());
  if (!header) return BadEntry(offset, "malformed header");
  return *header;
}

Result<std::shared_ptr<Buffer>> Pack::Inflate(uint64_t offset, uint64_t end, const EntryHeader& header,
                                              uint64_t limit_bytes, Inflater* inflater, BufferPool* pool,
                                              std::vector<uint8_t>* compressed) const {
  const uint64_t start = offset + header.header_size;
  end = std::min(end, data_end_);
  if (start >= end) return BadEntry(offset, "an entry without data");
  if (header.size_bytes > limit_bytes) return Error{"TOO_LARGE", 0, "", path_, "the object is too large"};
  if (header.size_bytes / kInflateRatioLimit > end - start) return BadEntry(offset, "a size that cannot be true");
  auto buffer = pool->Take(header.size_bytes);
  // The entry's end is often unknown, so read what DEFLATE needs at worst when its writer was sensible; once more with
  // ample room when it was not.
  const uint64_t likely = header.size_bytes + header.size_bytes / 256 + 256;
  const uint64_t available = end - start;
  for (const uint64_t most : {std::min(available, likely), std::min(available, 2 * likely + kOddStreamLimitBytes)}) {
    if (compressed->size() < most) compressed->resize(most + most / 2);
    const std::span<uint8_t> in(compressed->data(), most);
    if (Status read = Read(start, in); !read) return read.error();
    if (inflater->Inflate(in, buffer->bytes())) return buffer;
    if (most == available) break;
  }
  return BadEntry(offset, "a zlib stream that is damaged or of another size than its header says");
}

Error Pack::BadEntry(uint64_t offset, const char* what) const {
  return {"BAD_OBJECT", 0, "", path_, std::string(what) + " at offset " + std::to_string(offset)};
}

}  // namespace veil::git
