#include "test/git_test_pack.h"

#include <stdlib.h>
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "test/test.h"

namespace veil::test {
namespace {

std::string BigEndian32(uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

std::string RawId(const git::ObjectId& id) { return {reinterpret_cast<const char*>(id.bytes.data()), 20}; }

void WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

const std::string kPackHeader = std::string("PACK") + BigEndian32(2);

}  // namespace

std::string Deflate(const std::string& bytes) {
  std::string out(compressBound(bytes.size()), '\0');
  uLongf size = out.size();
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

std::string EntryHeader(unsigned type_code, uint64_t size) {
  std::string bytes(1, static_cast<char>(type_code << 4 | (size & 15)));
  for (size >>= 4; size > 0; size >>= 7) {
    bytes.back() = static_cast<char>(bytes.back() | 0x80);
    bytes += static_cast<char>(size & 0x7f);
  }
  return bytes;
}

std::string BlobEntry(const std::string& content) { return EntryHeader(3, content.size()) + Deflate(content); }

std::string OffsetDeltaEntry(uint64_t distance, const std::string& instructions) {
  std::string encoded(1, static_cast<char>(distance & 0x7f));
  while ((distance >>= 7) != 0) {
    --distance;
    encoded += static_cast<char>(0x80 | (distance & 0x7f));
  }
  std::reverse(encoded.begin(), encoded.end());
  return EntryHeader(6, instructions.size()) + encoded + Deflate(instructions);
}

std::string RefDeltaEntry(const git::ObjectId& base, const std::string& instructions) {
  return EntryHeader(7, instructions.size()) + RawId(base) + Deflate(instructions);
}

std::string Varint(uint64_t value) {
  std::string bytes;
  for (; value > 0x7f; value >>= 7) bytes += static_cast<char>(0x80 | (value & 0x7f));
  return bytes + static_cast<char>(value);
}

std::string CopyInstruction(uint32_t offset, uint16_t size) {
  std::string bytes(1, static_cast<char>(0xbf));
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(offset >> shift & 0xff);
  bytes += static_cast<char>(size & 0xff);
  bytes += static_cast<char>(size >> 8);
  return bytes;
}

std::string InsertInstruction(const std::string& bytes) { return static_cast<char>(bytes.size()) + bytes; }

git::ObjectId MadeUpId(uint8_t n) {
  git::ObjectId id;
  std::fill_n(id.bytes.begin(), 20, n);
  return id;
}

std::vector<uint64_t> Offsets(const std::vector<PackEntry>& entries) {
  std::vector<uint64_t> offsets;
  uint64_t offset = 12;
  for (const PackEntry& entry : entries) {
    offsets.push_back(offset);
    offset += entry.bytes.size();
  }
  return offsets;
}

std::string WritePack(const std::filesystem::path& folder, const std::vector<PackEntry>& entries) {
  const auto count = static_cast<uint32_t>(entries.size());
  std::string pack = kPackHeader + BigEndian32(count);
  for (const PackEntry& entry : entries) pack += entry.bytes;
  pack += std::string(20, '\0');

  std::vector<std::pair<std::string, uint64_t>> order;
  const std::vector<uint64_t> offsets = Offsets(entries);
  for (size_t i = 0; i < entries.size(); ++i) order.emplace_back(RawId(entries[i].id), offsets[i]);
  std::sort(order.begin(), order.end());
  std::string index = std::string("\377tOc", 4) + BigEndian32(2);
  for (unsigned first = 0; first < 256; ++first) {
    index += BigEndian32(static_cast<uint32_t>(
        std::count_if(order.begin(), order.end(), [&](const auto& each) { return uint8_t(each.first[0]) <= first; })));
  }
  for (const auto& each : order) index += each.first;
  index += std::string(4 * entries.size(), '\0');
  for (const auto& each : order) index += BigEndian32(static_cast<uint32_t>(each.second));
  index += std::string(40, '\0');

  const std::filesystem::path objects = folder / "objects";
  std::filesystem::create_directories(objects / "pack");
  WriteFile(objects / "pack/pack-x.pack", pack);
  WriteFile(objects / "pack/pack-x.idx", index);
  return objects;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = std::filesystem::temp_directory_path() / "veil-test-XXXXXX";
  path_ = ::mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

std::string RunShell(const std::string& command) {
  const std::string isolated =
      "set -e; for name in $(env | sed -n 's/^\\(GIT_[A-Z0-9_]*\\)=.*/\\1/p'); do unset $name; done;"
      "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1; ";
  FILE* pipe = ::popen((isolated + command).c_str(), "r");
  std::string output;
  char piece[65536];
  for (size_t got; (got = std::fread(piece, 1, sizeof(piece), pipe)) > 0;) output.append(piece, got);
  EXPECT_EQ(::pclose(pipe), 0);
  return output;
}

std::string Quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

}  // namespace veil::test
