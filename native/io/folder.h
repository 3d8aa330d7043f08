// The walk: folders, and what is in them.
//
//   auto walk = Walk::Create(options);
//   Result<Root> root = OpenRoot(walk, "some/path");
//   Lister lister;                                   // one a thread
//   lister.List(root.value().folder, &listing);      // listing.folders go to the pool (LIFO), listing.files are read
//
// No order is promised within a listing: the kernel's is kept. Findings are sorted later.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/git_environment.h"
#include "io/scan_globs.h"
#include "io/skip_reason.h"
#include "support/result.h"
#include "support/unique_fd.h"

namespace veil::io {

struct IgnoreScope;

struct WalkOptions {
  // Ignore rules of git hold inside its work trees. False: --no-gitignore. `.git` is never entered in either case.
  bool use_ignore_rules = true;
  bool follow_symlinks = false;
  // A file is listed when no include glob is there, or one matches it or one of its folders. A file or folder that an
  // exclude glob matches is skipped.
  ScanGlobs globs;
  // Where the user's and the system's git configuration are found.
  GitEnvironment git;
  // Folders whose descriptor is kept open at most. 0: half of the process's limit (which is raised to the hard one).
  // More than this many stay correct and become slower: a folder's descriptor is then found again from an ancestor.
  int max_open_folders = 0;
};

// One scan's walk: its options, and the count of descriptors that its folders hold. Thread-safe. Folders keep it alive.
class Walk {
 public:
  // Raises the soft limit of open files to the hard one.
  static std::shared_ptr<Walk> Create(WalkOptions options);

  const WalkOptions& options() const { return options_; }

 private:
  friend class Folder;
  friend Result<struct Root> OpenRoot(const std::shared_ptr<Walk>& walk, std::string_view path,
                                      std::string_view config_path);
  explicit Walk(WalkOptions options) : options_(std::move(options)) {}

  WalkOptions options_;
  int max_open_folders_ = 0;
  std::atomic<int> open_folders_ = 0;
};

class Folder;
struct Root;

// Keeps a folder's descriptor open. Move-only. Must not outlive the shared_ptr it was made from.
class FolderHandle {
 public:
  FolderHandle(FolderHandle&& other) noexcept : folder_(std::exchange(other.folder_, nullptr)), fd_(other.fd_) {}
  FolderHandle& operator=(FolderHandle&&) = delete;
  ~FolderHandle();

  int fd() const { return fd_; }

 private:
  friend class Folder;
  FolderHandle(Folder* folder, int fd) : folder_(folder), fd_(fd) {}
  Folder* folder_;
  int fd_;
};

// A folder that was found by the walk. Shared by the threads that read its files and list its sub-folders; a folder
// keeps its ancestors alive. All members are thread-safe. Nothing is opened before Acquire.
class Folder {
 public:
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  // The folder's descriptor, to be held while its files are opened: take one for a whole chunk of files.
  // Errors: that of openat (ENOENT, EACCES, …), with the display path.
  Result<FolderHandle> Acquire();

  // The path to show for an entry of this folder, as bytes: the root as the user gave it, joined with the names below
  // it ("src/a.c" for the root "."; "/x/y/a.c" for "/x/"). Built on each call; may be longer than PATH_MAX.
  std::string PathOf(std::string_view name) const;
  // The path to show for the folder itself.
  std::string Path() const;
  // The path of an entry relative to the root that is scanned.
  std::string PathFromRoot(std::string_view name) const;

  // False where read(2) may answer less than was asked before the end of a file (as /proc does): see ReadRequest.
  // Known once Acquire has succeeded.
  bool short_read_is_end() const { return short_read_is_end_.load(std::memory_order_relaxed); }

 private:
  friend class FolderHandle;
  friend class Lister;
  friend Result<Root> OpenRoot(const std::shared_ptr<Walk>& walk, std::string_view path, std::string_view config_path);

  Folder(std::shared_ptr<Walk> walk, std::shared_ptr<Folder> parent, std::string_view name, bool through_symlink);

  Status OpenFromAbove(UniqueFd* opened);
  Status NoteIdentity(int fd);
  bool IsOrLiesIn(dev_t device, ino_t inode) const;
  void DropAncestor();
  void Release();
  void AppendFromRoot(std::string* path) const;
  const Folder* root() const;

  const std::shared_ptr<Walk> walk_;
  // Null for a root. Not const: the destructor takes the chain apart without recursion.
  std::shared_ptr<Folder> parent_;
  // For a root: what the display path begins with ("", "src", "/").
  const std::string name_;
  const int level_;  // number of folders above this one, up to the root that is scanned (0 for the root itself)
  const bool through_symlink_;
  // Of a root: where it lies below the configuration's folder, as OpenRoot was told.
  std::string config_path_;
  // An include glob matched this folder or one above it.
  bool included_ = false;
  std::atomic<bool> short_read_is_end_ = false;

  std::mutex mutex_;
  UniqueFd fd_;      // guarded by mutex_; may be dropped and opened again, except a root's
  int handles_ = 0;  // guarded by mutex_

  // For finding loops of followed links; known once opened, and only when links are followed.
  std::atomic<dev_t> device_ = 0;
  std::atomic<ino_t> inode_ = 0;

  // The ignore rules that hold for this folder's entries, except those of its own .gitignore, which are read when it
  // is listed. Null outside a git work tree. Written once, before the folder is seen by another thread.
  std::shared_ptr<const IgnoreScope> scope_;
};

struct FileEntry {
  uint32_t name_offset = 0;
  uint16_t name_size_bytes = 0;
  // The file was reached through a symbolic link (only when links are followed): open it without O_NOFOLLOW.
  bool through_symlink = false;
};

struct SkippedEntry {
  uint32_t name_offset = 0;
  uint16_t name_size_bytes = 0;
  SkipReason reason = SkipReason::kSpecial;
  EntryType type = EntryType::kOther;
};

// What a folder holds, in flat arrays: any sub-range of `files` can be given to another thread, with the listing held
// by a shared_ptr. Reused between folders to save allocations.
class Listing {
 public:
  std::vector<FileEntry> files;
  std::vector<std::shared_ptr<Folder>> folders;
  // A folder that is skipped is one row, whatever is in it.
  std::vector<SkippedEntry> skipped;
  // Each with errno, syscall and display path: the folder itself when it cannot be opened or read to its end (what was
  // read until then is listed), an entry whose type cannot be found out, a git index that is corrupt, an ignore file
  // that is too large.
  std::vector<Error> failures;

  // The name of an entry of this listing: bytes, NUL-terminated, valid until the listing is cleared.
  const char* NameOf(const FileEntry& entry) const { return names_.data() + entry.name_offset; }
  const char* NameOf(const SkippedEntry& entry) const { return names_.data() + entry.name_offset; }

  void Clear();

 private:
  friend class Lister;
  std::vector<char> names_;
};

// Lists folders. Holds the buffers; one a thread.
class Lister {
 public:
  Lister();
  ~Lister();
  Lister(const Lister&) = delete;
  Lister& operator=(const Lister&) = delete;

  // Clears `listing` and fills it. Never fails as a whole: see Listing::failures.
  void List(const std::shared_ptr<Folder>& folder, Listing* listing);

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
};

// A path given on the command line. Exactly one of these holds: `folder` is set; `skipped` is set (a device, a FIFO,
// …); or it is a regular file, to be opened with AT_FDCWD, `path` and `through_symlink = true`.
struct Root {
  // What to show: as given, without trailing slashes.
  std::string path;
  std::shared_ptr<Folder> folder;
  std::optional<SkipReason> skipped;
};

// Errors: ENOENT and what else stat(2) and openat(2) answer. A symbolic link given here is followed, and ignore rules
// and the command line's globs are not asked about the root itself: who names a path wants it scanned. Relative paths
// hold from the working folder of now; changing it later does no harm to a folder's root.
// `config_path`: where the root, a folder, lies below the folder of the configuration ("sub/deeper/"); empty when it is
// that folder, or elsewhere. A folder that the configuration's globs exclude there is skipped.
Result<Root> OpenRoot(const std::shared_ptr<Walk>& walk, std::string_view path, std::string_view config_path = {});

}  // namespace veil::io
