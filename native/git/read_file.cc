#include "git/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace veil::git {

Result<OpenFile> OpenRegularFile(const std::string& path) {
  OpenFile file;
  do {
    file.fd.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  } while (!file.fd.valid() && errno == EINTR);
  if (!file.fd.valid()) return SystemError("open", path);
  struct stat status;
  if (::fstat(file.fd.get(), &status) != 0) return SystemError("fstat", path);
  if (!S_ISREG(status.st_mode)) return Error{"NOT_A_FILE", 0, "", path, "not a regular file"};
  file.size_bytes = static_cast<uint64_t>(status.st_size);
  return file;
}

Status ReadExactly(int fd, uint64_t offset, std::span<uint8_t> out, const std::string& path) {
  size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got = ::pread(fd, out.data() + filled, out.size() - filled, static_cast<off_t>(offset + filled));
    if (got > 0) {
      filled += static_cast<size_t>(got);
    } else if (got == 0) {
      return Error{"TRUNCATED", 0, "pread", path, "the file ends too early"};
    } else if (errno != EINTR) {
      return SystemError("pread", path);
    }
  }
  return Done{};
}

Result<std::vector<uint8_t>> ReadWholeFile(const std::string& path, uint64_t limit_bytes) {
  auto file = OpenRegularFile(path);
  if (!file) return file.error();
  if (file.value().size_bytes > limit_bytes) return Error{"TOO_LARGE", 0, "", path, "the file is too large"};
  std::vector<uint8_t> bytes(file.value().size_bytes);
  const Status read = ReadExactly(file.value().fd.get(), 0, bytes, path);
  if (!read) return read.error();
  return bytes;
}

}  // namespace veil::git
