#include "io/git_index.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "io/small_file.h"

namespace veil::io {
namespace {

// The format is described in git's documentation as gitformat-index.
constexpr size_t kHeaderBytes = 12;
constexpr size_t kStatBytes = 40;
constexpr uint16_t kExtendedFlag = 0x4000;

uint32_t Big32(std::string_view bytes) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(bytes[i])); };
  return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

uint16_t Big16(std::string_view bytes) {
  return static_cast<uint16_t>(static_cast<uint8_t>(bytes[0]) << 8 | static_cast<uint8_t>(bytes[1]));
}

Error Damaged(const char* what) {
  return Error{.code = "BAD_GIT_INDEX", .path = "index", .message = std::string("the git index is damaged: ") + what};
}

// Version 4 says how many bytes of the previous name to drop, seven bits a byte; each continuation adds one, so that no
// number has two forms. False when cut off or absurd.
bool ReadOffset(std::string_view content, size_t* at, size_t* value) {
  if (*at >= content.size()) return false;
  auto byte = static_cast<uint8_t>(content[(*at)++]);
  size_t number = byte & 0x7F;
  while ((byte & 0x80) != 0) {
    if (*at >= content.size() || number > UINT32_MAX) return false;
    byte = static_cast<uint8_t>(content[(*at)++]);
    number = ((number + 1) << 7) | (byte & 0x7F);
  }
  *value = number;
  return true;
}

void LowerAscii(std::string* text) {
  for (char& c : *text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
}

}  // namespace

Result<GitIndex> GitIndex::Read(int git_folder_fd, size_t hash_size_bytes, bool ignore_case) {
  GitIndex index;
  index.ignore_case_ = ignore_case;
  auto content = ReadSmallFile(git_folder_fd, "index", kGitIndexMaxBytes);
  if (!content) {
    if (content.error().errno_value == ENOENT) return index;
    return std::move(content).error();
  }
  std::string shared_hash;
  if (Status status = index.ParseOne(content.value(), hash_size_bytes, &shared_hash); !status) return status.error();
  if (!shared_hash.empty()) {
    auto shared = ReadSmallFile(git_folder_fd, "sharedindex." + shared_hash, kGitIndexMaxBytes);
    if (!shared) return std::move(shared).error();
    if (Status status = index.ParseOne(shared.value(), hash_size_bytes, nullptr); !status) return status.error();
  }
  index.Sort();
  return index;
}

Result<GitIndex> GitIndex::Parse(std::string content, size_t hash_size_bytes, bool ignore_case) {
  GitIndex index;
  index.ignore_case_ = ignore_case;
  std::string shared_hash;
  if (Status status = index.ParseOne(content, hash_size_bytes, &shared_hash); !status) return status.error();
  index.Sort();
  return index;
}

// shared_hash: null for the shared half itself, which must not lean on another.
Status GitIndex::ParseOne(std::string_view content, size_t hash_size_bytes, std::string* shared_hash) {
  if (content.size() < kHeaderBytes + hash_size_bytes) return Damaged("it is cut off");
  if (!content.starts_with("DIRC")) return Damaged("it does not begin as one");
  const uint32_t version = Big32(content.substr(4));
  if (version < 2 || version > 4) return Damaged("its version is not known");
  const uint32_t count = Big32(content.substr(8));
  // Without the checksum at the end.
  content.remove_suffix(hash_size_bytes);
  const size_t fixed_bytes = kStatBytes + hash_size_bytes + 2;
  if (count > content.size() / fixed_bytes) return Damaged("it is cut off");

  names_.reserve(names_.size() + count);
  std::string name;
  std::string last_name;
  size_t at = kHeaderBytes;
  for (uint32_t i = 0; i < count; ++i) {
    const size_t start = at;
    if (content.size() - at < fixed_bytes) return Damaged("it is cut off");
    const uint16_t flags = Big16(content.substr(at + kStatBytes + hash_size_bytes));
    at += fixed_bytes;
    if (version >= 3 && (flags & kExtendedFlag) != 0) at += 2;
    size_t kept_bytes = 0;
    if (version == 4) {
      size_t dropped_bytes = 0;
      if (!ReadOffset(content, &at, &dropped_bytes) || dropped_bytes > name.size()) return Damaged("a name is wrong");
      kept_bytes = name.size() - dropped_bytes;
    }
    if (at >= content.size()) return Damaged("it is cut off");
    const size_t end = content.find('\0', at);
    if (end == std::string_view::npos) return Damaged("a name has no end");
    name.resize(kept_bytes);
    name.append(content, at, end - at);
    // The flags' low 12 bits are the name's size, or all ones for longer names. A check that costs nothing.
    if (std::min<size_t>(name.size(), 0xFFF) != (flags & 0xFFFu)) return Damaged("a name is wrong");
    // Entries before version 4 are padded with 1 to 8 NULs to a multiple of 8.
    at = version == 4 ? end + 1 : start + (end - start + 8) / 8 * 8;
    if (at > content.size()) return Damaged("it is cut off");
    // In a split index, a name that is empty stands for one of the shared half whose details changed.
    if (name.empty()) continue;
    // git writes names in order (one name may come three times, in a conflict): what a flipped bit seldom keeps.
    if (name < last_name) return Damaged("its names are not in order");
    last_name = name;
    if (slab_.size() + name.size() > UINT32_MAX) return Damaged("it is too large");
    if (name.back() == '/') has_folders_ = true;
    names_.push_back({static_cast<uint32_t>(slab_.size()), static_cast<uint32_t>(name.size())});
    slab_ += name;
  }

  while (at < content.size()) {
    if (content.size() - at < 8) return Damaged("it is cut off");
    const std::string_view signature = content.substr(at, 4);
    const size_t size_bytes = Big32(content.substr(at + 4));
    at += 8;
    if (size_bytes > content.size() - at) return Damaged("it is cut off");
    if (signature == "link") {
      if (shared_hash == nullptr || size_bytes < hash_size_bytes) return Damaged("its link to a shared index is wrong");
      constexpr char kDigits[] = "0123456789abcdef";
      for (const char byte : content.substr(at, hash_size_bytes)) {
        *shared_hash += kDigits[static_cast<uint8_t>(byte) >> 4];
        *shared_hash += kDigits[static_cast<uint8_t>(byte) & 0xF];
      }
      // All zeros: nothing is shared.
      if (shared_hash->find_first_not_of('0') == std::string::npos) shared_hash->clear();
    } else if (signature != "sdir" && !(signature[0] >= 'A' && signature[0] <= 'Z')) {
      // A lower-case extension must be understood to read the index right.
      return Damaged("it needs an extension that is not known");
    }
    at += size_bytes;
  }
  return Done{};
}

void GitIndex::Sort() {
  if (ignore_case_) LowerAscii(&slab_);
  const auto before = [&](const Name& a, const Name& b) {
    return std::string_view(slab_.data() + a.offset, a.size) < std::string_view(slab_.data() + b.offset, b.size);
  };
  if (!std::is_sorted(names_.begin(), names_.end(), before)) std::sort(names_.begin(), names_.end(), before);
}

size_t GitIndex::LowerBound(std::string_view path) const {
  const auto before = [&](const Name& name, std::string_view wanted) {
    return std::string_view(slab_.data() + name.offset, name.size) < wanted;
  };
  return static_cast<size_t>(std::lower_bound(names_.begin(), names_.end(), path, before) - names_.begin());
}

bool GitIndex::Holds(std::string_view path) const {
  std::string lower;
  if (ignore_case_) {
    lower = path;
    LowerAscii(&lower);
    path = lower;
  }
  const size_t found = LowerBound(path);
  if (found < names_.size() && At(found) == path) return true;
  if (!has_folders_) return false;
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    const std::string_view folder = path.substr(0, slash + 1);
    const size_t at = LowerBound(folder);
    if (at < names_.size() && At(at) == folder) return true;
  }
  return false;
}

bool GitIndex::HoldsBelow(std::string_view folder) const {
  std::string prefix(folder);
  prefix += '/';
  if (ignore_case_) LowerAscii(&prefix);
  const size_t found = LowerBound(prefix);
  return (found < names_.size() && At(found).starts_with(prefix)) || (has_folders_ && Holds(folder));
}

}  // namespace veil::io
