#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "io/folder.h"
#include "io/ignore.h"

namespace veil::io {
namespace {

constexpr size_t kEntriesBufferBytes = 64 * 1024;

struct RawEntry {
  uint32_t name_offset;
  uint16_t name_size_bytes;
  uint8_t type;  // DT_*
};

uint8_t TypeOfMode(mode_t mode) { return static_cast<uint8_t>(IFTODT(mode)); }

}  // namespace

void Listing::Clear() {
  files.clear();
  folders.clear();
  skipped.clear();
  failures.clear();
  names_.clear();
}

// What listing one folder needs, kept for the next one.
struct Lister::Scratch {
  alignas(dirent64) char entries[kEntriesBufferBytes];
  std::vector<RawEntry> raw;
  IgnoreMatcher matcher;
  // For globs: an entry's path from the configuration's folder, of which the first bytes lie above the root.
  std::string glob_path;

  // Of the folder at hand.
  Folder* folder = nullptr;
  int fd = -1;
  Listing* listing = nullptr;
  std::shared_ptr<const IgnoreScope> scope;
  size_t above_root_size = 0;
  size_t folder_path_size = 0;

  std::string_view NameOf(const RawEntry& entry) const {
    return {listing->names_.data() + entry.name_offset, entry.name_size_bytes};
  }
  void Skip(const RawEntry& entry, SkipReason reason, EntryType type) {
    listing->skipped.push_back({entry.name_offset, entry.name_size_bytes, reason, type});
  }
  void SetGlobPath(std::string_view name) {
    glob_path.resize(folder_path_size);
    glob_path.append(name);
  }
  void Fail(const char* syscall, std::string path) { listing->failures.push_back(SystemError(syscall, path)); }

  void ReadEntries();
  void FindScope();
  bool FindType(RawEntry* entry);
  bool Follow(RawEntry* entry);
  void TakeFile(const RawEntry& entry, bool through_symlink, bool has_scope);
  void TakeFolder(const RawEntry& entry, bool through_symlink, bool has_scope, const std::shared_ptr<Folder>& self);
  void Take(RawEntry entry, const std::shared_ptr<Folder>& self);
};

Lister::Lister() : scratch_(std::make_unique<Scratch>()) {}
Lister::~Lister() = default;

void Lister::List(const std::shared_ptr<Folder>& folder, Listing* listing) {
  listing->Clear();
  const auto handle = folder->Acquire();
  if (!handle) {
    listing->failures.push_back(handle.error());
    return;
  }
  Scratch& scratch = *scratch_;
  scratch.raw.clear();
  scratch.folder = folder.get();
  scratch.fd = handle.value().fd();
  scratch.listing = listing;
  scratch.ReadEntries();
  scratch.FindScope();
  if (scratch.scope != nullptr) scratch.matcher.Enter(scratch.scope.get());
  if (!folder->walk_->options().globs.empty()) {
    scratch.glob_path = folder->root()->config_path_;
    scratch.above_root_size = scratch.glob_path.size();
    scratch.glob_path += folder->PathFromRoot("");
    scratch.folder_path_size = scratch.glob_path.size();
  }
  for (const RawEntry& entry : scratch.raw) scratch.Take(entry, folder);
  scratch.scope.reset();
}

void Lister::Scratch::ReadEntries() {
  // A root's descriptor may have been read before.
  if (folder->level_ == 0) lseek(fd, 0, SEEK_SET);
  while (true) {
    const ssize_t size = getdents64(fd, entries, sizeof entries);
    if (size == 0) return;
    if (size < 0) return Fail("getdents64", folder->Path());
    for (ssize_t at = 0; at < size;) {
      const auto* entry = reinterpret_cast<const dirent64*>(entries + at);
      at += entry->d_reclen;
      const std::string_view name(entry->d_name);
      if (name == "." || name == "..") continue;
      std::vector<char>& names = listing->names_;
      if (names.size() + name.size() >= UINT32_MAX) {
        errno = EOVERFLOW;
        return Fail("getdents64", folder->Path());
      }
      raw.push_back({static_cast<uint32_t>(names.size()), static_cast<uint16_t>(name.size()), entry->d_type});
      // With its NUL.
      names.insert(names.end(), name.data(), name.data() + name.size() + 1);
    }
  }
}

// The rules that hold here: those from above, or a new work tree's when this is its root; and the folder's .gitignore.
void Lister::Scratch::FindScope() {
  scope = folder->scope_;
  const WalkOptions& options = folder->walk_->options();
  if (!options.use_ignore_rules) return;
  bool has_git = false;
  bool has_ignore_file = false;
  for (const RawEntry& entry : raw) {
    const std::string_view name = NameOf(entry);
    if (!name.starts_with(".git")) continue;
    has_git |= name == ".git";
    has_ignore_file |= name == ".gitignore" && (entry.type == DT_REG || entry.type == DT_UNKNOWN);
  }
  if (has_git) {
    if (auto tree = WorkTree::Open(fd, folder->Path(), options.git)) {
      auto top = std::make_shared<IgnoreScope>();
      top->work_tree = std::move(tree);
      scope = std::move(top);
    }
  }
  if (!has_ignore_file || scope == nullptr) return;
  if (const auto content = ReadIgnoreFile(fd, folder->Path(), &listing->failures)) scope = scope->WithFile(*content);
}

// For file systems that do not tell types. False when the entry is gone or cannot be looked at; that is reported.
bool Lister::Scratch::FindType(RawEntry* entry) {
  struct stat about {};
  const std::string_view name = NameOf(*entry);
  if (fstatat(fd, name.data(), &about, AT_SYMLINK_NOFOLLOW) != 0) {
    Fail("fstatat", folder->PathOf(name));
    return false;
  }
  entry->type = TypeOfMode(about.st_mode);
  return true;
}

// Puts the target's type in place of a link's. False when the link leads nowhere new; it is skipped then.
bool Lister::Scratch::Follow(RawEntry* entry) {
  struct stat target {};
  if (fstatat(fd, NameOf(*entry).data(), &target, 0) != 0) {
    Skip(*entry, errno == ELOOP ? SkipReason::kSymlinkLoop : SkipReason::kSymlinkDangling, EntryType::kSymlink);
    return false;
  }
  if (S_ISDIR(target.st_mode) && folder->IsOrLiesIn(target.st_dev, target.st_ino)) {
    Skip(*entry, SkipReason::kSymlinkLoop, EntryType::kSymlink);
    return false;
  }
  entry->type = TypeOfMode(target.st_mode);
  return true;
}

void Lister::Scratch::Take(RawEntry entry, const std::shared_ptr<Folder>& self) {
  if (NameOf(entry) == ".git") {
    const EntryType type = entry.type == DT_DIR   ? EntryType::kFolder
                           : entry.type == DT_REG ? EntryType::kFile
                           : entry.type == DT_LNK ? EntryType::kSymlink
                                                  : EntryType::kOther;
    return Skip(entry, SkipReason::kGitMetadata, type);
  }
  if (entry.type == DT_UNKNOWN && !FindType(&entry)) return;
  const bool is_link = entry.type == DT_LNK;
  if (is_link && !folder->walk_->options().follow_symlinks) {
    return Skip(entry, SkipReason::kSymlink, EntryType::kSymlink);
  }
  if (is_link && !Follow(&entry)) return;
  switch (entry.type) {
    case DT_REG:
      return TakeFile(entry, is_link, scope != nullptr);
    case DT_DIR:
      return TakeFolder(entry, is_link, scope != nullptr, self);
    case DT_FIFO:
      return Skip(entry, SkipReason::kFifo, EntryType::kOther);
    case DT_SOCK:
      return Skip(entry, SkipReason::kSocket, EntryType::kOther);
    case DT_CHR:
    case DT_BLK:
      return Skip(entry, SkipReason::kDevice, EntryType::kOther);
    default:
      return Skip(entry, SkipReason::kSpecial, EntryType::kOther);
  }
}

void Lister::Scratch::TakeFile(const RawEntry& entry, bool through_symlink, bool has_scope) {
  const std::string_view name = NameOf(entry);
  const ScanGlobs& globs = folder->walk_->options().globs;
  if (has_scope && matcher.Ask(name, false, &listing->failures) == IgnoreAnswer::kSkip) {
    return Skip(entry, SkipReason::kGitignored, EntryType::kFile);
  }
  if (!globs.empty()) {
    SetGlobPath(name);
    if (globs.Excludes(glob_path, above_root_size, false)) return Skip(entry, SkipReason::kExcluded, EntryType::kFile);
    if (globs.wants_includes() && !folder->included_ && !globs.Includes(glob_path, above_root_size, false)) {
      return Skip(entry, SkipReason::kNotIncluded, EntryType::kFile);
    }
  }
  listing->files.push_back({entry.name_offset, entry.name_size_bytes, through_symlink});
}

void Lister::Scratch::TakeFolder(const RawEntry& entry, bool through_symlink, bool has_scope,
                                 const std::shared_ptr<Folder>& self) {
  const std::string_view name = NameOf(entry);
  const ScanGlobs& globs = folder->walk_->options().globs;
  // To git a link is no folder: a rule for folders does not match it, and nothing behind it is in the work tree.
  IgnoreAnswer answer = IgnoreAnswer::kTake;
  if (has_scope) answer = matcher.Ask(name, !through_symlink, &listing->failures);
  if (answer == IgnoreAnswer::kSkip) return Skip(entry, SkipReason::kGitignored, EntryType::kFolder);
  bool included = folder->included_;
  if (!globs.empty()) {
    SetGlobPath(name);
    if (globs.Excludes(glob_path, above_root_size, true)) return Skip(entry, SkipReason::kExcluded, EntryType::kFolder);
    included = included || globs.Includes(glob_path, above_root_size, true);
  }
  std::shared_ptr<Folder> found(new Folder(folder->walk_, self, name, through_symlink));
  found->included_ = included;
  if (has_scope && !through_symlink) found->scope_ = scope->Below(name, answer == IgnoreAnswer::kTakeTrackedOnly);
  listing->folders.push_back(std::move(found));
}

}  // namespace veil::io
