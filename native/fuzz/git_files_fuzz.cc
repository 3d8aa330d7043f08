// git's index, its cache tree and configuration, as a hostile repository may have them.
// Folders: support io
//
// Input: a byte that chooses, and the file's content.

#include <cstdint>
#include <string>
#include <string_view>

#include "io/git_cache_tree.h"
#include "io/git_config.h"
#include "io/git_index.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace veil::io;
  if (size < 1) return 0;
  const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
  if ((data[0] & 1) != 0) {
    GitConfig config;
    ParseGitConfig(content, "/home", &config);
    return 0;
  }
  const size_t hash_size_bytes = (data[0] & 2) != 0 ? 32 : 20;
  if ((data[0] & 8) != 0) {
    if (const auto tree = GitCacheTree::Parse(content, hash_size_bytes)) (void)tree->ChildrenOf(0);
    return 0;
  }
  const auto index = GitIndex::Parse(std::string(content), hash_size_bytes, (data[0] & 4) != 0);
  if (index) {
    (void)index.value().Holds("a/b");
    (void)index.value().HoldsBelow("a");
  }
  return 0;
}
