#include "git/delta.h"

#include <cstring>

namespace veil::git {
namespace {

// A little-endian base-128 number of at most 64 bits. False at the end of input or on overflow.
bool ReadVarint(std::span<const uint8_t> delta, size_t* position, uint64_t* value) {
  *value = 0;
  for (unsigned shift = 0; shift < 63 && *position < delta.size(); shift += 7) {
    const uint8_t byte = delta[(*position)++];
    *value |= uint64_t{byte & 0x7fu} << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

struct Copy {
  uint64_t offset = 0;
  uint64_t size = 0;
};

// The operands of a copy: bits 0..3 of the opcode say which offset bytes follow, bits 4..6 which size bytes.
bool ReadCopy(std::span<const uint8_t> delta, uint8_t opcode, size_t* position, Copy* copy) {
  *copy = {};
  for (unsigned bit = 0; bit < 7; ++bit) {
    if ((opcode >> bit & 1) == 0) continue;
    if (*position >= delta.size()) return false;
    const uint64_t byte = delta[(*position)++];
    if (bit < 4) {
      copy->offset |= byte << (8 * bit);
    } else {
      copy->size |= byte << (8 * (bit - 4));
    }
  }
  if (copy->size == 0) copy->size = 0x10000;
  return true;
}

void AddCopy(const CopiedRange& range, std::vector<CopiedRange>* copies) {
  if (!copies->empty()) {
    CopiedRange& last = copies->back();
    if (last.source + last.size == range.source && last.target + last.size == range.target) {
      last.size += range.size;
      return;
    }
  }
  copies->push_back(range);
}

}  // namespace

std::optional<DeltaSizes> ReadDeltaSizes(std::span<const uint8_t> delta) {
  DeltaSizes sizes;
  if (!ReadVarint(delta, &sizes.header_size, &sizes.base)) return std::nullopt;
  if (!ReadVarint(delta, &sizes.header_size, &sizes.result)) return std::nullopt;
  return sizes;
}

bool ApplyDelta(std::span<const uint8_t> base, std::span<const uint8_t> delta, std::span<uint8_t> result,
                std::vector<CopiedRange>* copies) {
  copies->clear();
  const auto sizes = ReadDeltaSizes(delta);
  if (!sizes || sizes->base != base.size() || sizes->result != result.size()) return false;
  size_t position = sizes->header_size;
  size_t filled = 0;
  while (position < delta.size()) {
    const uint8_t opcode = delta[position++];
    const size_t room = result.size() - filled;
    if ((opcode & 0x80) != 0) {
      Copy copy;
      if (!ReadCopy(delta, opcode, &position, &copy)) return false;
      if (copy.offset > base.size() || copy.size > base.size() - copy.offset || copy.size > room) return false;
      std::memcpy(result.data() + filled, base.data() + copy.offset, copy.size);
      AddCopy({copy.offset, filled, copy.size}, copies);
      filled += copy.size;
    } else {
      if (opcode == 0 || opcode > delta.size() - position || opcode > room) return false;
      std::memcpy(result.data() + filled, delta.data() + position, opcode);
      position += opcode;
      filled += opcode;
    }
  }
  return filled == result.size();
}

}  // namespace veil::git
