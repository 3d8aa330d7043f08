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

Result<PackIndex> PackIndex::Open(const std::string& path, ObjectFormat format) {
  auto file = ReadWholeFile(path, kIndexSizeLimitBytes);
  if (!file) return file.error();
  PackIndex index;
  index.file_ = std::move(file).value();
  index.format_ = format;
  const size_t id_size = RawSizeBytes(format);
  const size_t trailer_size = 2 * id_size;
  if (index.file_.size() < kIds + trailer_size) return Bad(path, "the index is truncated");
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
  if (large_offsets + trailer_size > index.file_.size()) return Bad(path, "the index is truncated");
  index.offsets_ = offsets;
  index.large_offsets_ = large_offsets;
  index.large_offset_count_ = (index.file_.size() - trailer_size - large_offsets) / 8;
  return index;
}

ObjectId PackIndex::IdAt(uint32_t position) const {
  return ObjectId::FromRaw(file_.data() + ids_ + size_t{position} * RawSizeBytes(format_), format_);
}

std::optional<uint64_t> PackIndex::OffsetAt(uint32_t position) const {
  const uint32_t offset = ReadBigEndian32(file_.data() + offsets_ + size_t{position} * 4);
  if ((offset & kLargeOffsetFlag) == 0) return offset;
  const uint32_t large = offset & ~kLargeOffsetFlag;
  if (large >= large_offset_count_) return std::nullopt;
  return ReadBigEndian64(file_.data() + large_offsets_ + size_t{large} * 8);
}

std::optional<uint32_t> PackIndex::Find(const ObjectId& id) const {
  const uint8_t first = id.bytes[0];
  const uint8_t* fanout = file_.data() + sizeof(kMagic);
  uint32_t low = first == 0 ? 0 : ReadBigEndian32(fanout + 4 * (first - 1));
  uint32_t high = ReadBigEndian32(fanout + 4 * first);
  const size_t id_size = RawSizeBytes(format_);
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const int order = std::memcmp(file_.data() + ids_ + size_t{middle} * id_size, id.bytes.data(), id_size);
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
