#include "io/small_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/unique_fd.h"

namespace veil::io {

Result<std::string> ReadSmallFile(int folder_fd, const std::string& path, size_t max_size_bytes, int open_flags) {
  UniqueFd fd(openat(folder_fd, path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | open_flags));
  if (!fd.valid()) return SystemError("openat", path);
  struct stat about {};
  if (fstat(fd.get(), &about) != 0) return SystemError("fstat", path);
  if (!S_ISREG(about.st_mode)) return SystemError("fstat", path, EINVAL);
  if (static_cast<size_t>(about.st_size) > max_size_bytes) return SystemError("fstat", path, EFBIG);
  std::string content(static_cast<size_t>(about.st_size), '\0');
  size_t done = 0;
  while (done < content.size()) {
    const ssize_t got = read(fd.get(), content.data() + done, content.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("read", path);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  content.resize(done);
  return content;
}

}  // namespace veil::io
