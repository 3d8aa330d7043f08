#include "io/git_index_entries.h"

#include <algorithm>

namespace veil::io {
namespace {

constexpr size_t kHeaderBytes = 12;
constexpr size_t kStatBytes = 40;
constexpr size_t kModeAt = 24;  // within the stat data
constexpr uint16_t kExtendedFlag = 0x4000;
constexpr uint16_t kIntentToAddFlag = 0x2000;  // of the extended flags

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

}  // namespace

Result<GitIndexEntries> GitIndexEntries::Open(std::string_view content, size_t hash_size_bytes) {
  if (content.size() < kHeaderBytes + hash_size_bytes) return Damaged("it is cut off");
  if (!content.starts_with("DIRC")) return Damaged("it does not begin as one");
  GitIndexEntries entries;
  entries.version_ = Big32(content.substr(4));
  if (entries.version_ < 2 || entries.version_ > 4) return Damaged("its version is not known");
  entries.count_ = Big32(content.substr(8));
  entries.hash_size_bytes_ = hash_size_bytes;
  content.remove_suffix(hash_size_bytes);
  if (entries.count_ > content.size() / (kStatBytes + hash_size_bytes + 2)) return Damaged("it is cut off");
  entries.content_ = content;
  entries.at_ = kHeaderBytes;
  return entries;
}

Result<bool> GitIndexEntries::Next(GitIndexEntry* entry) {
  if (passed_ == count_) return false;
  const size_t start = at_;
  const size_t flags_at = start + kStatBytes + hash_size_bytes_;
  if (content_.size() < flags_at + 2) return Damaged("it is cut off");
  const uint16_t flags = Big16(content_.substr(flags_at));
  at_ = flags_at + 2;
  entry->is_intent_to_add = false;
  if (version_ >= 3 && (flags & kExtendedFlag) != 0) {
    if (content_.size() < at_ + 2) return Damaged("it is cut off");
    entry->is_intent_to_add = (Big16(content_.substr(at_)) & kIntentToAddFlag) != 0;
    at_ += 2;
  }
  size_t dropped_bytes = 0;
  if (version_ == 4 && (!ReadOffset(content_, &at_, &dropped_bytes) || dropped_bytes > last_name_.size())) {
    return Damaged("a name is wrong");
  }
  if (at_ >= content_.size()) return Damaged("it is cut off");
  const size_t end = content_.find('\0', at_);
  if (end == std::string_view::npos) return Damaged("a name has no end");
  std::string_view name = content_.substr(at_, end - at_);
  if (version_ == 4) {
    std::string& whole = names_[passed_ % 2];
    whole.assign(last_name_, 0, last_name_.size() - dropped_bytes);
    name = whole.append(name);
  }
  // The flags' low 12 bits are the name's size, or all ones for longer names. A check that costs nothing.
  if (std::min<size_t>(name.size(), 0xFFF) != (flags & 0xFFFu)) return Damaged("a name is wrong");
  // Entries before version 4 are padded with 1 to 8 NULs to a multiple of 8.
  at_ = version_ == 4 ? end + 1 : start + (end - start + 8) / 8 * 8;
  if (at_ > content_.size()) return Damaged("it is cut off");
  // git writes names in order (one name may come three times, in a conflict): what a flipped bit seldom keeps.
  if (!name.empty() && name < last_name_) return Damaged("its names are not in order");
  ++passed_;
  last_name_ = name;
  entry->name = name;
  entry->id = content_.substr(start + kStatBytes, hash_size_bytes_);
  entry->mode = Big32(content_.substr(start + kModeAt));
  entry->stage = flags >> 12 & 3;
  return true;
}

Result<bool> GitIndexEntries::NextExtension(GitIndexExtension* extension) {
  if (at_ >= content_.size()) return false;
  if (content_.size() - at_ < 8) return Damaged("it is cut off");
  extension->signature = content_.substr(at_, 4);
  const size_t size_bytes = Big32(content_.substr(at_ + 4));
  at_ += 8;
  if (size_bytes > content_.size() - at_) return Damaged("it is cut off");
  extension->content = content_.substr(at_, size_bytes);
  at_ += size_bytes;
  return true;
}

}  // namespace veil::io
