#include "io/git_index_entries.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace veil::io {
namespace {

constexpr size_t kPieceBytes = size_t{256} << 10;
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

Error DamagedIndex(const char* what) {
  return Error{.code = "BAD_GIT_INDEX", .path = "index", .message = std::string("the git index is damaged: ") + what};
}

Result<GitIndexEntries> GitIndexEntries::Open(std::string_view content, size_t hash_size_bytes) {
  GitIndexEntries entries;
  entries.content_ = content.substr(0, std::max(content.size(), hash_size_bytes) - hash_size_bytes);
  if (Status read = entries.ReadHeader(content.size(), hash_size_bytes); !read) return std::move(read).error();
  return entries;
}

Result<GitIndexEntries> GitIndexEntries::OpenFile(int fd, uint64_t size_bytes, size_t hash_size_bytes) {
  GitIndexEntries entries;
  entries.fd_ = fd;
  entries.unread_bytes_ = std::max<uint64_t>(size_bytes, hash_size_bytes) - hash_size_bytes;
  entries.Fill(kHeaderBytes);
  if (Status read = entries.ReadHeader(size_bytes, hash_size_bytes); !read) return std::move(read).error();
  return entries;
}

Status GitIndexEntries::ReadHeader(uint64_t size_bytes, size_t hash_size_bytes) {
  if (content_.size() < kHeaderBytes) return DamagedIndex("it is cut off");
  if (!content_.starts_with("DIRC")) return DamagedIndex("it does not begin as one");
  version_ = Big32(content_.substr(4));
  if (version_ < 2 || version_ > 4) return DamagedIndex("its version is not known");
  count_ = Big32(content_.substr(8));
  hash_size_bytes_ = hash_size_bytes;
  if (count_ > size_bytes / (kStatBytes + hash_size_bytes + 2)) return DamagedIndex("it is cut off");
  at_ = kHeaderBytes;
  return Done{};
}

// Makes the piece reach `bytes` beyond at_, if the file does. The last name is still to be compared with.
void GitIndexEntries::Fill(size_t bytes) {
  if (unread_bytes_ == 0 || content_.size() - at_ >= bytes) return;
  const size_t kept_from = version_ == 4 ? at_ : std::min(at_, last_name_at_);
  const size_t kept_bytes = content_.size() - kept_from;
  std::vector<char> larger;
  if (buffer_.size() < kept_bytes + bytes) larger.resize(std::max(kPieceBytes, kept_bytes + bytes));
  std::vector<char>& buffer = larger.empty() ? buffer_ : larger;
  if (kept_bytes > 0) std::memmove(buffer.data(), content_.data() + kept_from, kept_bytes);
  const size_t wanted = std::min<uint64_t>(buffer.size() - kept_bytes, unread_bytes_);
  ssize_t got;
  do {
    got = ::pread(fd_, buffer.data() + kept_bytes, wanted, static_cast<off_t>(next_offset_));
  } while (got < 0 && errno == EINTR);
  // A file that ends before its time is one that is cut off, as far as the entries go.
  unread_bytes_ = got <= 0 ? 0 : unread_bytes_ - static_cast<size_t>(got);
  next_offset_ += static_cast<size_t>(std::max<ssize_t>(got, 0));
  if (!larger.empty()) buffer_ = std::move(larger);
  content_ = {buffer_.data(), kept_bytes + static_cast<size_t>(std::max<ssize_t>(got, 0))};
  at_ -= kept_from;
  last_name_at_ -= std::min(last_name_at_, kept_from);
}

std::string_view GitIndexEntries::LastName() const {
  if (version_ == 4) return passed_ == 0 ? std::string_view() : names_[(passed_ - 1) % 2];
  return content_.substr(last_name_at_, last_name_bytes_);
}

Result<bool> GitIndexEntries::Next(GitIndexEntry* entry) {
  if (passed_ == count_) return false;
  Fill(kStatBytes + hash_size_bytes_ + kLongNameBytes);
  const std::string_view last_name = LastName();
  const size_t start = at_;
  const size_t flags_at = start + kStatBytes + hash_size_bytes_;
  if (content_.size() < flags_at + 2) return DamagedIndex("it is cut off");
  const uint16_t flags = Big16(content_.substr(flags_at));
  at_ = flags_at + 2;
  entry->is_intent_to_add = false;
  if (version_ >= 3 && (flags & kExtendedFlag) != 0) {
    if (content_.size() < at_ + 2) return DamagedIndex("it is cut off");
    entry->is_intent_to_add = (Big16(content_.substr(at_)) & kIntentToAddFlag) != 0;
    at_ += 2;
  }
  size_t dropped_bytes = 0;
  if (version_ == 4 && (!ReadOffset(content_, &at_, &dropped_bytes) || dropped_bytes > last_name.size())) {
    return DamagedIndex("a name is wrong");
  }
  if (at_ >= content_.size()) return DamagedIndex("it is cut off");
  // The flags' low 12 bits are the name's size, or all ones for longer names.
  const size_t flagged_bytes = flags & 0xFFFu;
  size_t end = at_ + flagged_bytes;
  if (version_ == 4 || flagged_bytes == 0xFFF || end >= content_.size() || content_[end] != '\0') {
    end = content_.find('\0', at_);
  }
  if (end == std::string_view::npos) return DamagedIndex("a name has no end");
  std::string_view name = content_.substr(at_, end - at_);
  last_name_at_ = at_;
  last_name_bytes_ = name.size();
  if (version_ == 4) {
    std::string& whole = names_[passed_ % 2];
    whole.assign(last_name, 0, last_name.size() - dropped_bytes);
    name = whole.append(name);
  }
  if (std::min<size_t>(name.size(), 0xFFF) != flagged_bytes) return DamagedIndex("a name is wrong");
  // Entries before version 4 are padded with 1 to 8 NULs to a multiple of 8.
  at_ = version_ == 4 ? end + 1 : start + (end - start + 8) / 8 * 8;
  if (at_ > content_.size()) return DamagedIndex("it is cut off");
  // git writes names in order (one name may come three times, in a conflict): what a flipped bit seldom keeps.
  if (!name.empty() && name < last_name) return DamagedIndex("its names are not in order");
  ++passed_;
  entry->name = name;
  entry->id = content_.substr(start + kStatBytes, hash_size_bytes_);
  entry->mode = Big32(content_.substr(start + kModeAt));
  entry->stage = flags >> 12 & 3;
  return true;
}

Status GitIndexEntries::Skip(uint32_t entries) {
  for (; entries > 0 && version_ != 4 && passed_ < count_; --entries) {
    Fill(kStatBytes + hash_size_bytes_ + kLongNameBytes);
    const size_t flags_at = at_ + kStatBytes + hash_size_bytes_;
    if (content_.size() < flags_at + 2) return DamagedIndex("it is cut off");
    const uint16_t flags = Big16(content_.substr(flags_at));
    if ((flags & 0xFFF) == 0xFFF) break;
    const size_t name_at = flags_at + (version_ == 3 && (flags & kExtendedFlag) != 0 ? 4 : 2);
    const size_t padded_bytes = (name_at - at_ + (flags & 0xFFF) + 8) / 8 * 8;
    if (content_.size() - at_ < padded_bytes) return DamagedIndex("it is cut off");
    last_name_at_ = name_at;
    last_name_bytes_ = flags & 0xFFF;
    at_ += padded_bytes;
    ++passed_;
  }
  // Version 4, and names whose sizes are not told.
  for (GitIndexEntry entry; entries > 0; --entries) {
    const auto more = Next(&entry);
    if (!more) return more.error();
  }
  return Done{};
}

Result<bool> GitIndexEntries::NextExtension(GitIndexExtension* extension) {
  Fill(8);
  if (at_ >= content_.size()) return false;
  if (content_.size() - at_ < 8) return DamagedIndex("it is cut off");
  const size_t size_bytes = Big32(content_.substr(at_ + 4));
  if (size_bytes > content_.size() - at_ + unread_bytes_) return DamagedIndex("it is cut off");
  last_name_at_ = at_;
  Fill(8 + size_bytes);
  extension->signature = content_.substr(at_, 4);
  at_ += 8;
  if (size_bytes > content_.size() - at_) return DamagedIndex("it is cut off");
  extension->content = content_.substr(at_, size_bytes);
  at_ += size_bytes;
  return true;
}

}  // namespace veil::io
