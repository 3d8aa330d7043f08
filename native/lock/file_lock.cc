#include "lock/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace veil {
namespace {

constexpr mode_t kNewFileMode = 0666;  // less the umask
// O_NONBLOCK: opening a FIFO must not wait for its other end.
constexpr int kOpenFlags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

// Repeats a call that a signal interrupted, and answers its last result.
template <typename Call>
int WithoutInterrupts(Call call) {
  int result = call();
  for (int i = 0; i < kMaxInterruptCount && result < 0 && errno == EINTR; ++i) result = call();
  return result;
}

int Open(const std::string& path, int flags) {
  return WithoutInterrupts([&] { return ::open(path.c_str(), flags | kOpenFlags, kNewFileMode); });
}

// Answers a descriptor, or -1 with errno set. Tries without O_CREAT first: in a folder with the sticky bit the kernel
// may refuse O_CREAT on a file of another user that is there already.
int OpenOrCreate(const std::string& path, LockMode mode, IfMissing if_missing) {
  // NFS wants a writable descriptor for an exclusive lock; a reader may have no right to write.
  const int access = mode == LockMode::kExclusive ? O_RDWR : O_RDONLY;
  int fd = Open(path, access);
  if (fd < 0 && mode == LockMode::kExclusive && (errno == EACCES || errno == EROFS)) fd = Open(path, O_RDONLY);
  if (fd < 0 && errno == ENOENT && if_missing == IfMissing::kCreate) fd = Open(path, access | O_CREAT);
  return fd;
}

Result<UniqueFd> OpenRegularFile(const std::string& path, LockMode mode, IfMissing if_missing) {
  UniqueFd fd(OpenOrCreate(path, mode, if_missing));
  if (!fd.valid()) return SystemError("open", path);
  struct stat opened {};
  if (::fstat(fd.get(), &opened) != 0) return SystemError("fstat", path);
  if (S_ISREG(opened.st_mode)) return fd;
  Error error = SystemError("open", path, S_ISDIR(opened.st_mode) ? EISDIR : EINVAL);
  error.message = "a lock file must be a regular file";
  return error;
}

bool NameLeadsTo(const std::string& path, int fd) {
  struct stat locked {};
  struct stat named {};
  return ::fstat(fd, &locked) == 0 && ::lstat(path.c_str(), &named) == 0 && locked.st_dev == named.st_dev &&
         locked.st_ino == named.st_ino;
}

}  // namespace

bool FileLock::StillValid() const { return held() && NameLeadsTo(path_, fd_.get()); }

void FileLock::Unlock() {
  if (!held()) return;
  // Not only close: a descriptor that a fork copied would keep the lock.
  ::flock(fd_.get(), LOCK_UN);
  fd_.reset();
}

Result<FileLock> TryLock(const std::string& path, LockMode mode, IfMissing if_missing) {
  const int operation = (mode == LockMode::kExclusive ? LOCK_EX : LOCK_SH) | LOCK_NB;
  for (int i = 0; i < kMaxReopenCount; ++i) {
    Result<UniqueFd> opened = OpenRegularFile(path, mode, if_missing);
    if (!opened) return std::move(opened).error();
    UniqueFd fd = std::move(opened).value();
    if (WithoutInterrupts([&] { return ::flock(fd.get(), operation); }) != 0) return SystemError("flock", path);
    if (NameLeadsTo(path, fd.get())) return FileLock(std::move(fd), path);
  }
  Error error = SystemError("flock", path, EAGAIN);
  error.message = "the lock file is deleted again and again";
  return error;
}

}  // namespace veil
