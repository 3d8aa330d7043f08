// The extension TREE of a git index: which folders of it are as a tree object has them. Described in git's
// documentation as gitformat-index, "Cache tree".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace veil::io {

class GitCacheTree {
 public:
  struct Folder {
    std::string_view id;       // raw; of the tree that all entries below together are
    uint32_t entry_count = 0;  // how many those are; 0: it is not known what they are
    uint32_t end = 0;          // of the folders below, which stand behind this one
  };
  using Children = std::unordered_map<std::string_view, uint32_t>;

  // Nothing when it is damaged. `content` must outlive it.
  static std::optional<GitCacheTree> Parse(std::string_view content, size_t hash_size_bytes);

  // The work tree's root is folder 0.
  const Folder& folder(uint32_t index) const { return folders_[index]; }
  // By name; only those right below.
  Children ChildrenOf(uint32_t index) const;

 private:
  GitCacheTree() = default;
  bool ParseFolders(std::string_view content, size_t hash_size_bytes);

  std::vector<Folder> folders_;  // each before those below it
  std::vector<std::string_view> names_;
};

}  // namespace veil::io
