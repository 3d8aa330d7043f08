#include "git/pack_index.h"

#include <algorithm>
#include <cstring>

#include "git/big_endian.h"
#include "git/read_file.h"

namespace veil::git {
namespace {

constexpr uint64_t kIndexSizeLimitBytes = uint64_t{8} << 30;
constexpr uint8_t kMagic[8] = {0xff, 't', 'O', 'c', 0, 0, 0, 2};
constexpr size_t kFanoutSize = 256 * 4;
constexpr size_t kIds = sizeof(kMagic) + kFanoutSize;
constexpr uint32_t kLargeOffsetFlag = 0x80000000u;

Error Bad(const std::string& path, const char* message) { return {"BAD_PACK_INDEX", 0, "", path, message}; }

}  // namespace

Result<PackIndex> PackIndex::Open(const std::string& path, ObjectFormat format, IndexUse use) {
  auto file = OpenRegularFile(path);
  if (!file) return file.error();
  const uint64_t size_bytes = file.value().size_bytes;
  if (size_bytes > kIndexSizeLimitBytes) return Error{"TOO_LARGE", 0, "", path, "the file is too large"};
  const size_t id_size = RawSizeBytes(format);
  const size_t trailer_size = 2 * id_size;
  if (size_bytes < kIds + trailer_size) return Bad(path, "the index is truncated");
  PackIndex index;
  index.format_ = format;
  index.file_.resize(use == IndexUse::kWhole ? size_bytes : kIds);
  if (Status read = ReadExactly(file.value().fd.get(), 0, index.file_, path); !read) return read.error();
  if (use == IndexUse::kFewIds) index.fd_ = std::move(file.value().fd);
  if (std::memcmp(index.file_.data(), kMagic, sizeof(kMagic)) != 0) {
    return Bad(path, "not a pack index of version 2 (git index-pack writes it anew)");
  }
  uint32_t previous = 0;
  for (size_t i = 0; i < 256; ++i) {
    const uint32_t count = ReadBigEndian32(index.file_.data() + sizeof(kMagic) + 4 * i);
    if (count < previous) return Bad(path, "the fan-out table decreases");
    previous = count;
  }
  index.count_ = previous;
  index.ids_ = kIds;
  const uint64_t crcs = kIds + uint64_t{index.count_} * id_size;
  const uint64_t offsets = crcs + uint64_t{index.count_} * 4;
  const uint64_t large_offsets = offsets + uint64_t{index.count_} * 4;
  if (large_offsets + trailer_size > size_bytes) return Bad(path, "the index is truncated");
  index.offsets_ = offsets;
  index.large_offsets_ = large_offsets;
  index.large_offset_count_ = (size_bytes - trailer_size - large_offsets) / 8;
  return index;
}

const uint8_t* PackIndex::Bytes(size_t offset, size_t size, std::array<uint8_t, 32>* space) const {
  if (!fd_.valid()) return file_.data() + offset;
  const Status read = ReadExactly(fd_.get(), offset, {space->data(), size}, "");
  return read.ok() ? space->data() : nullptr;
}

ObjectId PackIndex::IdAt(uint32_t position) const {
  std::array<uint8_t, 32> space;
  const size_t id_size = RawSizeBytes(format_);
  const uint8_t* id = Bytes(ids_ + size_t{position} * id_size, id_size, &space);
  return id == nullptr ? ObjectId() : ObjectId::FromRaw(id, format_);
}

std::optional<uint64_t> PackIndex::OffsetAt(uint32_t position) const {
  std::array<uint8_t, 32> space;
  const uint8_t* bytes = Bytes(offsets_ + size_t{position} * 4, 4, &space);
  if (bytes == nullptr) return std::nullopt;
  const uint32_t offset = ReadBigEndian32(bytes);
  if ((offset & kLargeOffsetFlag) == 0) return offset;
  const uint32_t large = offset & ~kLargeOffsetFlag;
  if (large >= large_offset_count_) return std::nullopt;
  bytes = Bytes(large_offsets_ + size_t{large} * 8, 8, &space);
  if (bytes == nullptr) return std::nullopt;
  return ReadBigEndian64(bytes);
}

std::optional<uint32_t> PackIndex::Find(const ObjectId& id) const {
  const uint8_t first = id.bytes[0];
  const uint8_t* fanout = file_.data() + sizeof(kMagic);
  uint32_t low = first == 0 ? 0 : ReadBigEndian32(fanout + 4 * (first - 1));
  uint32_t high = ReadBigEndian32(fanout + 4 * first);
  const size_t id_size = RawSizeBytes(format_);
  std::array<uint8_t, 32> space;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const uint8_t* bytes = Bytes(ids_ + size_t{middle} * id_size, id_size, &space);
    if (bytes == nullptr) return std::nullopt;
    const int order = std::memcmp(bytes, id.bytes.data(), id_size);
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

}  // namespace veil::git
