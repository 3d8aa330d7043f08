#include "io/git_index.h"

#include <algorithm>

#include "io/git_index_entries.h"
#include "io/small_file.h"

namespace veil::io {
namespace {

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
  auto entries = GitIndexEntries::Open(content, hash_size_bytes);
  if (!entries) return std::move(entries).error();
  names_.reserve(names_.size() + entries.value().count());
  for (GitIndexEntry entry;;) {
    const auto more = entries.value().Next(&entry);
    if (!more) return more.error();
    if (!more.value()) break;
    if (entry.name.empty()) continue;
    if (slab_.size() + entry.name.size() > UINT32_MAX) return DamagedIndex("it is too large");
    if (entry.name.back() == '/') has_folders_ = true;
    names_.push_back({static_cast<uint32_t>(slab_.size()), static_cast<uint32_t>(entry.name.size())});
    slab_ += entry.name;
  }
  for (GitIndexExtension extension;;) {
    const auto more = entries.value().NextExtension(&extension);
    if (!more) return more.error();
    if (!more.value()) break;
    if (extension.signature == "link") {
      if (shared_hash == nullptr || extension.content.size() < hash_size_bytes) {
        return DamagedIndex("its link to a shared index is wrong");
      }
      constexpr char kDigits[] = "0123456789abcdef";
      for (const char byte : extension.content.substr(0, hash_size_bytes)) {
        *shared_hash += kDigits[static_cast<uint8_t>(byte) >> 4];
        *shared_hash += kDigits[static_cast<uint8_t>(byte) & 0xF];
      }
      // All zeros: nothing is shared.
      if (shared_hash->find_first_not_of('0') == std::string::npos) shared_hash->clear();
    } else if (extension.signature != "sdir" && !(extension.signature[0] >= 'A' && extension.signature[0] <= 'Z')) {
      // A lower-case extension must be understood to read the index right.
      return DamagedIndex("it needs an extension that is not known");
    }
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
