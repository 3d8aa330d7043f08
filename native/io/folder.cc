#include "io/folder.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>

#include "io/file_system.h"
#include "io/ignore.h"

namespace veil::io {
namespace {

// So that a process without a limit does not collect descriptors without end.
constexpr rlim_t kMostOpenFolders = 16 * 1024;

constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

rlim_t RaiseOpenFileLimit() {
  struct rlimit limit {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 256;
  if (limit.rlim_cur < limit.rlim_max) {
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return before;
  }
  return limit.rlim_cur;
}

}  // namespace

std::shared_ptr<Walk> Walk::Create(WalkOptions options) {
  const rlim_t limit = RaiseOpenFileLimit();
  std::shared_ptr<Walk> walk(new Walk(std::move(options)));
  walk->max_open_folders_ = walk->options_.max_open_folders > 0
                                ? walk->options_.max_open_folders
                                : static_cast<int>(std::min(limit / 2, kMostOpenFolders));
  return walk;
}

FolderHandle::~FolderHandle() {
  if (folder_ != nullptr) folder_->Release();
}

Folder::Folder(std::shared_ptr<Walk> walk, std::shared_ptr<Folder> parent, std::string_view name, bool through_symlink)
    : walk_(std::move(walk)),
      parent_(std::move(parent)),
      name_(name),
      level_(parent_ != nullptr ? parent_->level_ + 1 : 0),
      through_symlink_(through_symlink) {}

Folder::~Folder() {
  if (fd_.valid()) walk_->open_folders_.fetch_sub(1, std::memory_order_relaxed);
  // A chain of thousands of folders must not be taken down by recursion: take over each parent that nobody else holds.
  std::shared_ptr<Folder> above = std::move(parent_);
  while (above != nullptr && above.use_count() == 1) {
    // use_count orders nothing; counting up and down does, with those who let go before us.
    { const std::shared_ptr<Folder> synchronised = above; }
    std::shared_ptr<Folder> next = std::move(above->parent_);
    above = std::move(next);
  }
}

Result<FolderHandle> Folder::Acquire() {
  const std::lock_guard lock(mutex_);
  if (!fd_.valid()) {
    UniqueFd opened;
    if (Status status = OpenFromAbove(&opened); !status) return status.error();
    short_read_is_end_.store(ShortReadIsEnd(opened.get()), std::memory_order_relaxed);
    if (Status status = NoteIdentity(opened.get()); !status) return status.error();
    fd_ = std::move(opened);
    const int open = walk_->open_folders_.fetch_add(1, std::memory_order_relaxed) + 1;
    if (open > walk_->max_open_folders_) DropAncestor();
  }
  ++handles_;
  return FolderHandle(this, fd_.get());
}

// Called with mutex_ held. Locks are taken from a folder towards its ancestors only, so they cannot form a circle.
Status Folder::OpenFromAbove(UniqueFd* opened) {
  // From this folder up to below the nearest ancestor that is open. A root is always open.
  std::vector<const Folder*> missing = {this};
  Folder* base = parent_.get();
  int base_fd = -1;
  while (true) {
    const std::lock_guard lock(base->mutex_);
    if (base->fd_.valid()) {
      ++base->handles_;
      base_fd = base->fd_.get();
      break;
    }
    missing.push_back(base);
    base = base->parent_.get();
  }
  const FolderHandle keep_open(base, base_fd);
  UniqueFd between;
  for (size_t i = missing.size(); i-- > 0;) {
    const Folder* next = missing[i];
    // Passing through needs no right to read.
    int flags = i == 0 ? kOpenFolder : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    if (next->through_symlink_) flags &= ~O_NOFOLLOW;
    UniqueFd fd(openat(between.valid() ? between.get() : base_fd, next->name_.c_str(), flags));
    if (!fd.valid()) return SystemError("openat", next->Path());
    between = std::move(fd);
  }
  *opened = std::move(between);
  return Done{};
}

// Called with mutex_ held, which orders before those of the ancestors. The nearest are the least likely to be asked for
// soon: their children are what the pool works on, and those are open by now.
void Folder::DropAncestor() {
  for (Folder* folder = parent_.get(); folder != nullptr && folder->parent_ != nullptr;
       folder = folder->parent_.get()) {
    const std::lock_guard lock(folder->mutex_);
    if (!folder->fd_.valid() || folder->handles_ > 0) continue;
    folder->fd_.reset();
    walk_->open_folders_.fetch_sub(1, std::memory_order_relaxed);
    return;
  }
}

void Folder::Release() {
  const std::lock_guard lock(mutex_);
  --handles_;
  if (handles_ > 0 || parent_ == nullptr) return;
  if (walk_->open_folders_.load(std::memory_order_relaxed) <= walk_->max_open_folders_) return;
  fd_.reset();
  walk_->open_folders_.fetch_sub(1, std::memory_order_relaxed);
}

// Loops of links are found by comparing a link's target with the folders above it.
Status Folder::NoteIdentity(int fd) {
  if (!walk_->options().follow_symlinks) return Done{};
  struct stat about {};
  if (fstat(fd, &about) != 0) return SystemError("fstat", Path());
  device_.store(about.st_dev, std::memory_order_relaxed);
  inode_.store(about.st_ino, std::memory_order_relaxed);
  return Done{};
}

bool Folder::IsOrLiesIn(dev_t device, ino_t inode) const {
  for (const Folder* folder = this; folder != nullptr; folder = folder->parent_.get()) {
    if (folder->device_.load(std::memory_order_relaxed) == device &&
        folder->inode_.load(std::memory_order_relaxed) == inode) {
      return true;
    }
  }
  return false;
}

void Folder::AppendFromRoot(std::string* path) const {
  std::vector<const Folder*> below_root;
  for (const Folder* folder = this; folder->parent_ != nullptr; folder = folder->parent_.get()) {
    below_root.push_back(folder);
  }
  for (size_t i = below_root.size(); i-- > 0;) {
    path->append(below_root[i]->name_);
    if (i > 0) path->push_back('/');
  }
}

const Folder* Folder::root() const {
  const Folder* folder = this;
  while (folder->parent_ != nullptr) folder = folder->parent_.get();
  return folder;
}

std::string Folder::Path() const {
  const Folder* top = root();
  if (top == this) return name_.empty() ? "." : name_;
  std::string path = top->name_;
  if (!path.empty() && path.back() != '/') path.push_back('/');
  AppendFromRoot(&path);
  return path;
}

std::string Folder::PathOf(std::string_view name) const {
  if (parent_ == nullptr && name_.empty()) return std::string(name);
  std::string path = Path();
  if (path.back() != '/') path.push_back('/');
  return path.append(name);
}

std::string Folder::PathFromRoot(std::string_view name) const {
  std::string path;
  AppendFromRoot(&path);
  if (!path.empty()) path.push_back('/');
  return path.append(name);
}

namespace {

std::string WithoutTrailingSlashes(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

std::optional<SkipReason> SpecialReason(mode_t mode) {
  if (S_ISREG(mode) || S_ISDIR(mode)) return std::nullopt;
  if (S_ISFIFO(mode)) return SkipReason::kFifo;
  if (S_ISSOCK(mode)) return SkipReason::kSocket;
  if (S_ISCHR(mode) || S_ISBLK(mode)) return SkipReason::kDevice;
  return SkipReason::kSpecial;
}

}  // namespace

Result<Root> OpenRoot(const std::shared_ptr<Walk>& walk, std::string_view given_path, std::string_view config_path) {
  Root root;
  const std::string given(given_path);
  root.path = WithoutTrailingSlashes(given_path);
  struct stat about {};
  if (stat(given.c_str(), &about) != 0) return SystemError("stat", given);
  root.skipped = SpecialReason(about.st_mode);
  if (!S_ISDIR(about.st_mode)) return root;
  const auto folders = walk->options().globs.ConfigOnFolders(config_path);
  if (folders.excluded) {
    root.skipped = SkipReason::kExcluded;
    return root;
  }

  UniqueFd fd(open(given.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid()) return SystemError("open", given);
  const std::string_view shown = root.path == "." ? std::string_view() : root.path;
  std::shared_ptr<Folder> folder(new Folder(walk, nullptr, shown, false));
  folder->short_read_is_end_.store(ShortReadIsEnd(fd.get()), std::memory_order_relaxed);
  if (Status status = folder->NoteIdentity(fd.get()); !status) return status.error();
  if (walk->options().use_ignore_rules) folder->scope_ = ScopeFromAbove(fd.get(), walk->options().git);
  folder->config_path_ = config_path;
  folder->included_ = folders.included;
  folder->fd_ = std::move(fd);
  walk->open_folders_.fetch_add(1, std::memory_order_relaxed);
  root.folder = std::move(folder);
  return root;
}

}  // namespace veil::io
