#include "io/git_cache_tree.h"

#include <charconv>

namespace veil::io {
namespace {

// Takes the number up to `end` off the front of `content`, and `end` with it.
bool TakeNumber(std::string_view* content, char end, int64_t* number) {
  const size_t size = content->find(end);
  if (size == std::string_view::npos) return false;
  const char* last = content->data() + size;
  const auto [stop, error] = std::from_chars(content->data(), last, *number);
  content->remove_prefix(size + 1);
  return error == std::errc() && stop == last;
}

}  // namespace

std::optional<GitCacheTree> GitCacheTree::Parse(std::string_view content, size_t hash_size_bytes) {
  GitCacheTree tree;
  if (!tree.ParseFolders(content, hash_size_bytes)) return std::nullopt;
  return tree;
}

// Each folder: name NUL entries SPACE folders LF, and the id unless the entries are -1; then the folders below it.
bool GitCacheTree::ParseFolders(std::string_view content, size_t hash_size_bytes) {
  struct Open {
    uint32_t folder;
    int64_t left;  // folders below that are still to come
  };
  std::vector<Open> open;
  do {
    const size_t name_size = content.find('\0');
    if (name_size == std::string_view::npos) return false;
    const std::string_view name = content.substr(0, name_size);
    content.remove_prefix(name_size + 1);
    int64_t entry_count = 0;
    int64_t folder_count = 0;
    if (!TakeNumber(&content, ' ', &entry_count) || !TakeNumber(&content, '\n', &folder_count)) return false;
    if (folder_count < 0 || entry_count > UINT32_MAX) return false;
    Folder folder;
    if (entry_count >= 0) {
      if (content.size() < hash_size_bytes) return false;
      folder.id = content.substr(0, hash_size_bytes);
      folder.entry_count = static_cast<uint32_t>(entry_count);
      content.remove_prefix(hash_size_bytes);
    }
    const auto index = static_cast<uint32_t>(folders_.size());
    folders_.push_back(folder);
    names_.push_back(name);
    open.push_back({index, folder_count});
    while (!open.empty() && open.back().left == 0) {
      folders_[open.back().folder].end = static_cast<uint32_t>(folders_.size());
      open.pop_back();
    }
    if (!open.empty()) --open.back().left;
  } while (!open.empty());
  return true;
}

GitCacheTree::Children GitCacheTree::ChildrenOf(uint32_t index) const {
  Children children;
  for (uint32_t child = index + 1; child < folders_[index].end; child = folders_[child].end) {
    children.emplace(names_[child], child);
  }
  return children;
}

}  // namespace veil::io
