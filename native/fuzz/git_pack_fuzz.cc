// libFuzzer target of the pack reader: what is parsed from bytes that a stranger chose.
// Folders: support git
// The first byte picks the parser, so that one corpus feeds all of them.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

#include "git/delta.h"
#include "git/inflate.h"
#include "git/pack.h"

namespace {

using veil::git::ObjectFormat;

constexpr uint64_t kResultLimitBytes = 1 << 20;

void FuzzHeader(std::span<const uint8_t> bytes) {
  for (const ObjectFormat format : {ObjectFormat::kSha1, ObjectFormat::kSha256}) {
    const auto header = veil::git::ParseEntryHeader(bytes, 1'000, format);
    if (!header) continue;
    assert(header->header_size <= bytes.size() && header->header_size <= veil::git::kEntryHeaderLimitBytes);
    assert(header->kind != veil::git::EntryHeader::Kind::kOffsetDelta || header->base_offset < 1'000);
  }
}

void FuzzDelta(std::span<const uint8_t> bytes) {
  if (bytes.empty()) return;
  const size_t base_size = std::min<size_t>(bytes[0] * 8, bytes.size() - 1);
  const auto base = bytes.subspan(1, base_size);
  const auto delta = bytes.subspan(1 + base_size);
  const auto sizes = veil::git::ReadDeltaSizes(delta);
  if (!sizes || sizes->result > kResultLimitBytes) return;
  std::vector<uint8_t> result(sizes->result);
  std::vector<veil::git::CopiedRange> copies;
  if (!veil::git::ApplyDelta(base, delta, result, &copies)) return;
  // What it says was copied stands there.
  uint64_t previous_end = 0;
  for (const auto& copy : copies) {
    assert(copy.target >= previous_end && copy.source + copy.size <= base.size());
    assert(std::equal(base.begin() + static_cast<ptrdiff_t>(copy.source),
                      base.begin() + static_cast<ptrdiff_t>(copy.source + copy.size),
                      result.begin() + static_cast<ptrdiff_t>(copy.target)));
    previous_end = copy.target + copy.size;
  }
  assert(previous_end <= result.size());
}

void FuzzInflate(std::span<const uint8_t> bytes) {
  if (bytes.size() < 2) return;
  static veil::git::Inflater inflater;
  std::vector<uint8_t> out(bytes[0] * 256 + bytes[1]);
  const auto stream = bytes.subspan(2);
  if (inflater.Inflate(stream, out)) {
    // Both libraries agree on what the stream begins with.
    std::array<uint8_t, 32> prefix;
    const size_t filled = veil::git::InflatePrefix(stream, prefix);
    assert(filled == std::min(out.size(), prefix.size()));
    assert(std::equal(prefix.begin(), prefix.begin() + static_cast<ptrdiff_t>(filled), out.begin()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::span<const uint8_t> bytes(data + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      FuzzHeader(bytes);
      break;
    case 1:
      FuzzDelta(bytes);
      break;
    default:
      FuzzInflate(bytes);
  }
  return 0;
}
