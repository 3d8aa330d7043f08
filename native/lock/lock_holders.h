// Who holds a lock: for messages only. What it answers may be out of date when it is printed.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veil {

inline constexpr size_t kMaxHolderCount = 8;
inline constexpr size_t kMaxCommandBytes = 200;
inline constexpr size_t kMaxProcLocksBytes = size_t{4} << 20;

struct LockHolder {
  pid_t pid = 0;
  // The command line, its words separated by spaces, control bytes as \xNN, cut to kMaxCommandBytes before escaping.
  // Empty when it could not be read.
  std::string command;
};

// The processes that hold an flock on the file that `path` leads to, at most kMaxHolderCount. Empty where nobody does,
// or it cannot be known: no /proc, another pid namespace, another host, a file system whose device number in
// /proc/locks differs from stat's. Never fails. Thread-safe.
std::vector<LockHolder> FindLockHolders(const std::string& path);

// The pids in `proc_locks` (the text of /proc/locks) that hold an flock on this device and inode; waiters and pids that
// are not visible from here are left out.
std::vector<pid_t> ParseProcLocks(std::string_view proc_locks, dev_t device, ino_t inode);

// `bytes` with control bytes and backslashes escaped, so that a command line cannot forge a line of a message.
std::string EscapeControlBytes(std::string_view bytes);

}  // namespace veil
