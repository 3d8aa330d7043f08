// A non-blocking advisory lock on a file of its own, over flock(2).
//
// flock locks an inode, and people delete lock files (`git clean -fdx`, `rm -f`): then a second process makes a new
// file under the same name and locks that, and two writers are in. So the taker compares the inode that it locked with
// the one that the name leads to, and a writer asks StillValid() again before it publishes its work.
#pragma once

#include <string>

#include "support/result.h"
#include "support/unique_fd.h"

namespace veil {

enum class LockMode { kShared, kExclusive };
enum class IfMissing { kCreate, kFail };

// How often a lock file that is replaced between open and flock is opened anew before the lock counts as busy.
inline constexpr int kMaxReopenCount = 100;
// How often a call that a signal interrupted is repeated; neither open nor a non-blocking flock waits for anything.
inline constexpr int kMaxInterruptCount = 1000;

// A lock that is held until Unlock() or destruction, or until the process ends in whatever way. Children do not
// inherit it across exec. Move-only; one thread at a time.
class FileLock {
 public:
  // Whether the lock is held and `path()` still leads to the locked file. False after somebody deleted or replaced it:
  // another process may hold "the" lock then.
  bool StillValid() const;
  // Lets go; calling it again does nothing.
  void Unlock();
  bool held() const { return fd_.valid(); }
  const std::string& path() const { return path_; }

  FileLock(FileLock&&) noexcept = default;
  FileLock& operator=(FileLock&&) noexcept = default;
  ~FileLock() { Unlock(); }

 private:
  friend Result<FileLock> TryLock(const std::string& path, LockMode mode, IfMissing if_missing);
  FileLock(UniqueFd fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}

  UniqueFd fd_;
  std::string path_;
};

// Takes the lock or fails at once; never waits. Thread-safe. Two locks of one process on the same path exclude each
// other like those of two processes.
// Errors: EAGAIN when it is held elsewhere (or its file is deleted again and again); ENOENT when it is missing and
// `if_missing` is kFail, or its folder is missing; ELOOP for a symbolic link, EISDIR for a folder, EINVAL for anything
// else that is no regular file; and whatever open, fstat or flock refuse with (EACCES, EROFS, ENOLCK, …).
// A file that may only be read can be locked in both modes, except where the file system wants a writable descriptor.
Result<FileLock> TryLock(const std::string& path, LockMode mode, IfMissing if_missing);

}  // namespace veil
