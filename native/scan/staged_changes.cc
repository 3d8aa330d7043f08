#include "scan/staged_changes.h"

#include "git/read_file.h"
#include "io/git_cache_tree.h"
#include "io/git_index.h"
#include "io/git_index_entries.h"

namespace veil {
namespace {

using io::GitCacheTree;
using io::GitIndexEntries;
using io::GitIndexEntry;
using io::GitIndexExtension;

constexpr uint32_t kTypeMask = 0170000;
constexpr uint32_t kFolderType = 0040000;
constexpr uint32_t kFileType = 0100000;
constexpr uint32_t kSubmoduleType = 0160000;
constexpr size_t kTreeLimitBytes = size_t{1} << 28;
constexpr size_t kPoolKeepBytes = size_t{1} << 20;
// Paths are shorter than this on every system.
constexpr int kDepthLimit = 2048;

struct TreeEntry {
  uint32_t mode = 0;
  std::string_view name;
  std::string_view id;
};

// As git writes them; trees of old have others, which it reads as these.
uint32_t CanonicalMode(uint32_t mode) {
  return (mode & kTypeMask) == kFileType ? kFileType | ((mode & 0100) != 0 ? 0755u : 0644u) : mode & kTypeMask;
}

// Takes the first entry off a tree object's bytes: mode SPACE name NUL id.
bool TakeTreeEntry(std::string_view* tree, size_t id_size, TreeEntry* entry) {
  const size_t space = tree->find(' ');
  if (space == std::string_view::npos || space > 6) return false;
  entry->mode = 0;
  for (const char digit : tree->substr(0, space)) {
    if (digit < '0' || digit > '7') return false;
    entry->mode = entry->mode << 3 | static_cast<uint32_t>(digit - '0');
  }
  const size_t end = tree->find('\0', space);
  if (end == std::string_view::npos || tree->size() - end - 1 < id_size) return false;
  entry->name = tree->substr(space + 1, end - space - 1);
  entry->id = tree->substr(end + 1, id_size);
  tree->remove_prefix(end + 1 + id_size);
  return true;
}

// The index's entries beside the tree's, both in the order of their paths. Every function answers false when git is to
// be asked.
class Comparison {
 public:
  Comparison(GitIndexEntries entries, std::optional<GitCacheTree> cache, const git::ObjectStore& store)
      : entries_(std::move(entries)),
        cache_(std::move(cache)),
        store_(store),
        id_size_(git::RawSizeBytes(store.format())),
        pool_(kPoolKeepBytes) {}

  bool Run(const git::ObjectId& tree) {
    const bool has_cache = cache_.has_value();
    if (has_cache && IsUnchanged(0, {reinterpret_cast<const char*>(tree.bytes.data()), id_size_})) return true;
    return Advance() && CompareFolder(tree, has_cache ? std::optional<uint32_t>(0) : std::nullopt, 0);
  }

  std::vector<StagedChange> TakeChanges() { return std::move(changes_); }

 private:
  bool Advance() {
    const auto more = entries_.Next(&entry_);
    at_end_ = !more || !more.value();
    return more.ok() && (at_end_ || IsOrdinary());
  }

  bool IsOrdinary() const {
    return entry_.stage == 0 && !entry_.is_intent_to_add && !entry_.name.empty() && entry_.name.back() != '/';
  }

  bool IsBelow(std::string_view folder) const { return !at_end_ && entry_.name.starts_with(folder); }

  bool IsUnchanged(uint32_t cached, std::string_view id) const {
    const GitCacheTree::Folder& folder = cache_->folder(cached);
    return folder.entry_count > 0 && folder.id == id;
  }

  // `prefix_` names the folder, with a slash at its end; `cached` is its place in the cache tree.
  bool CompareFolder(const git::ObjectId& id, std::optional<uint32_t> cached, int depth) {
    if (depth > kDepthLimit) return false;
    const auto object = store_.Read(id, kTreeLimitBytes, &inflater_, &pool_);
    if (!object || object.value().type != git::ObjectType::kTree) return false;
    std::string_view tree(reinterpret_cast<const char*>(object.value().bytes.data()), object.value().bytes.size());
    const GitCacheTree::Children children = cached ? cache_->ChildrenOf(*cached) : GitCacheTree::Children();
    const size_t prefix_size = prefix_.size();
    for (TreeEntry entry; !tree.empty(); prefix_.resize(prefix_size)) {
      if (!TakeTreeEntry(&tree, id_size_, &entry)) return false;
      const bool is_folder = (entry.mode & kTypeMask) == kFolderType;
      prefix_.append(entry.name);
      if (is_folder) prefix_ += '/';
      if (!TakeNewBefore(prefix_, prefix_size)) return false;
      if (!is_folder) {
        if (!CompareFile(entry)) return false;
      } else if (IsBelow(prefix_)) {
        const auto child = children.find(entry.name);
        const auto place = child == children.end() ? std::nullopt : std::optional(child->second);
        const auto child_id =
            git::ObjectId::FromRaw(reinterpret_cast<const uint8_t*>(entry.id.data()), store_.format());
        const bool done = place && IsUnchanged(*place, entry.id) ? PassFolder(cache_->folder(*place).entry_count)
                                                                 : CompareFolder(child_id, place, depth + 1);
        if (!done) return false;
      }
    }
    // What the tree has nothing of.
    while (IsBelow(prefix_)) {
      if (!TakeNew()) return false;
    }
    return true;
  }

  // All entries of this folder whose names come before `path`. (They begin with `path`'s first `prefix_size` bytes.)
  bool TakeNewBefore(std::string_view path, size_t prefix_size) {
    while (IsBelow(path.substr(0, prefix_size)) && entry_.name < path) {
      if (!TakeNew()) return false;
    }
    return true;
  }

  bool TakeNew() {
    if ((entry_.mode & kTypeMask) != kSubmoduleType) {
      const auto* raw = reinterpret_cast<const uint8_t*>(entry_.id.data());
      changes_.push_back({git::ObjectId::FromRaw(raw, store_.format()), std::string(entry_.name)});
    }
    return Advance();
  }

  // An entry that is not there was deleted: nothing of it will be committed.
  bool CompareFile(const TreeEntry& of_tree) {
    if (at_end_ || entry_.name != prefix_) return true;
    const bool is_same = entry_.id == of_tree.id && entry_.mode == CanonicalMode(of_tree.mode);
    return is_same ? Advance() : TakeNew();
  }

  // The folder `prefix_` with its `count` entries, of which the first is the current one. A cache tree that counts
  // otherwise than the entries is damaged.
  bool PassFolder(uint32_t count) {
    if (count > 1 && (!entries_.Skip(count - 2) || !Advance() || !IsBelow(prefix_))) return false;
    return Advance() && !IsBelow(prefix_);
  }

  GitIndexEntries entries_;
  GitIndexEntry entry_;
  bool at_end_ = false;
  const std::optional<GitCacheTree> cache_;
  const git::ObjectStore& store_;
  const size_t id_size_;
  git::Inflater inflater_;
  git::BufferPool pool_;
  std::string prefix_;
  std::vector<StagedChange> changes_;
};

// Passes all entries, for the content of the index's extension TREE; empty where it has none. Nothing for an index that
// is damaged, or that another file or git's own reading is needed for.
std::optional<std::string> ReadTreeExtension(GitIndexEntries entries) {
  if (!entries.Skip(entries.count())) return std::nullopt;
  std::string content;
  for (GitIndexExtension extension;;) {
    const auto more = entries.NextExtension(&extension);
    if (!more) return std::nullopt;
    if (!more.value()) return content;
    if (extension.signature == "TREE") {
      content = extension.content;
    } else if (extension.signature[0] < 'A' || extension.signature[0] > 'Z') {
      return std::nullopt;
    }
  }
}

}  // namespace

std::optional<std::vector<StagedChange>> FindStagedChanges(const std::string& index_path, const git::ObjectId& tree,
                                                           const git::ObjectStore& store) {
  const size_t id_size = git::RawSizeBytes(store.format());
  const auto file = git::OpenRegularFile(index_path);
  if (!file || file.value().size_bytes > io::kGitIndexMaxBytes) return std::nullopt;
  const auto open = [&] { return GitIndexEntries::OpenFile(file.value().fd.get(), file.value().size_bytes, id_size); };
  auto first = open();
  if (!first) return std::nullopt;
  const std::optional<std::string> cache_content = ReadTreeExtension(std::move(first).value());
  if (!cache_content) return std::nullopt;
  std::optional<GitCacheTree> cache;
  if (!cache_content->empty()) {
    cache = GitCacheTree::Parse(*cache_content, id_size);
    if (!cache) return std::nullopt;
  }
  auto second = open();
  if (!second) return std::nullopt;
  Comparison comparison(std::move(second).value(), std::move(cache), store);
  if (!comparison.Run(tree)) return std::nullopt;
  return comparison.TakeChanges();
}

}  // namespace veil
