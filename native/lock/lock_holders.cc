#include "lock/lock_holders.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "support/unique_fd.h"

namespace veil {
namespace {

// At most `limit_bytes` of the file; what could be read before an error.
std::string ReadUpTo(const std::string& path, size_t limit_bytes) {
  std::string text;
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return text;
  std::array<char, 16384> buffer;
  while (text.size() < limit_bytes) {
    const ssize_t count = ::read(fd.get(), buffer.data(), std::min(buffer.size(), limit_bytes - text.size()));
    if (count <= 0) break;
    text.append(buffer.data(), static_cast<size_t>(count));
  }
  return text;
}

std::string CommandOf(pid_t pid) {
  std::string command = ReadUpTo("/proc/" + std::to_string(pid) + "/cmdline", kMaxCommandBytes);
  while (!command.empty() && command.back() == '\0') command.pop_back();
  std::replace(command.begin(), command.end(), '\0', ' ');
  return EscapeControlBytes(command);
}

template <typename Number>
std::optional<Number> Parse(std::string_view digits, int base) {
  Number number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// Takes the text before `separator` off the front of `rest`; everything where there is none.
std::string_view TakeUntil(std::string_view& rest, char separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

std::string_view TakeWord(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  return TakeUntil(rest, ' ');
}

// One line: "2: FLOCK  ADVISORY  WRITE 1234 fe:00:56789 0 EOF"; a waiter has "->" after the number.
std::optional<pid_t> HolderOnLine(std::string_view line, dev_t device, ino_t inode) {
  TakeWord(line);
  if (TakeWord(line) != "FLOCK") return std::nullopt;
  TakeWord(line);
  TakeWord(line);
  const auto pid = Parse<pid_t>(TakeWord(line), 10);
  std::string_view file = TakeWord(line);
  const auto device_major = Parse<unsigned>(TakeUntil(file, ':'), 16);
  const auto device_minor = Parse<unsigned>(TakeUntil(file, ':'), 16);
  const auto found_inode = Parse<ino_t>(file, 10);
  if (!pid || *pid <= 0 || !device_major || !device_minor || !found_inode) return std::nullopt;
  if (makedev(*device_major, *device_minor) != device || *found_inode != inode) return std::nullopt;
  return pid;
}

}  // namespace

std::vector<pid_t> ParseProcLocks(std::string_view proc_locks, dev_t device, ino_t inode) {
  std::vector<pid_t> pids;
  while (!proc_locks.empty() && pids.size() < kMaxHolderCount) {
    const auto pid = HolderOnLine(TakeUntil(proc_locks, '\n'), device, inode);
    if (pid && std::find(pids.begin(), pids.end(), *pid) == pids.end()) pids.push_back(*pid);
  }
  return pids;
}

std::vector<LockHolder> FindLockHolders(const std::string& path) {
  std::vector<LockHolder> holders;
  struct stat file {};
  if (::lstat(path.c_str(), &file) != 0) return holders;
  const std::string proc_locks = ReadUpTo("/proc/locks", kMaxProcLocksBytes);
  for (const pid_t pid : ParseProcLocks(proc_locks, file.st_dev, file.st_ino)) holders.push_back({pid, CommandOf(pid)});
  return holders;
}

std::string EscapeControlBytes(std::string_view bytes) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  std::string escaped;
  for (const char character : bytes) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x20 && byte != 0x7f && byte != '\\') {
      escaped += character;
    } else {
      escaped += {'\\', 'x', kHexDigits[byte >> 4], kHexDigits[byte & 15]};
    }
  }
  return escaped;
}

}  // namespace veil
