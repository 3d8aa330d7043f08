#include "git/loose.h"

#include <dirent.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "git/read_file.h"

namespace veil::git {
namespace {

std::optional<ObjectType> TypeNamed(std::string_view name) {
  if (name == "commit") return ObjectType::kCommit;
  if (name == "tree") return ObjectType::kTree;
  if (name == "blob") return ObjectType::kBlob;
  if (name == "tag") return ObjectType::kTag;
  return std::nullopt;
}

std::optional<LooseHeader> ParseLooseHeader(std::string_view text) {
  const size_t end = text.find('\0');
  const size_t space = text.find(' ');
  if (end == std::string_view::npos || space > end) return std::nullopt;
  const auto type = TypeNamed(text.substr(0, space));
  uint64_t size_bytes = 0;
  const char* digits = text.data() + space + 1;
  const auto [rest, failed] = std::from_chars(digits, text.data() + end, size_bytes);
  if (!type || failed != std::errc{} || rest != text.data() + end) return std::nullopt;
  return LooseHeader{*type, size_bytes, end + 1};
}

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

}  // namespace

std::string LoosePath(const std::string& directory, const ObjectId& id, ObjectFormat format) {
  const std::string hex = id.Hex(format);
  return directory + "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

std::optional<LooseHeader> ReadLooseHeader(std::span<const uint8_t> compressed) {
  std::array<uint8_t, kLooseHeaderLimitBytes> start;
  const size_t filled = InflatePrefix(compressed, start);
  return ParseLooseHeader({reinterpret_cast<const char*>(start.data()), filled});
}

Result<Object> ReadLoose(const std::string& path, uint64_t limit_bytes, Inflater* inflater, BufferPool* pool) {
  auto file = ReadWholeFile(path, limit_bytes);
  if (!file) return file.error();
  const std::vector<uint8_t>& compressed = file.value();
  const auto header = ReadLooseHeader(compressed);
  if (!header) return Error{"BAD_OBJECT", 0, "", path, "not a loose object"};
  if (header->size_bytes > limit_bytes) return Error{"TOO_LARGE", 0, "", path, "the object is too large"};
  if (header->size_bytes / kInflateRatioLimit > compressed.size()) {
    return Error{"BAD_OBJECT", 0, "", path, "the size in its header cannot be true"};
  }
  Object object;
  object.type = header->type;
  object.buffer = pool->Take(header->header_size + header->size_bytes);
  if (!inflater->Inflate(compressed, object.buffer->bytes())) {
    return Error{"BAD_OBJECT", 0, "", path, "its zlib stream is damaged or of another size than its header says"};
  }
  object.bytes = object.buffer->bytes().subspan(header->header_size);
  return object;
}

Status ListLoose(const std::string& directory, ObjectFormat format, std::vector<ObjectId>* ids) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int first = 0; first < 256; ++first) {
    const std::string prefix{kDigits[first >> 4], kDigits[first & 15]};
    const std::string folder = directory + "/" + prefix;
    const Directory listing(::opendir(folder.c_str()));
    if (listing == nullptr) {
      if (errno == ENOENT) continue;
      return SystemError("opendir", folder);
    }
    errno = 0;
    while (const dirent* entry = ::readdir(listing.get())) {
      if (const auto id = ObjectId::FromHex(prefix + entry->d_name, format)) ids->push_back(*id);
    }
    if (errno != 0) return SystemError("readdir", folder);
  }
  return Done{};
}

}  // namespace veil::git
