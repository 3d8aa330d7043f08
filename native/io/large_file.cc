#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "io/reader.h"

namespace veil::io {
namespace {
constexpr uint64_t kReleaseAgainBytes = 16 * 1024 * 1024;
}

LargeFile::LargeFile(UniqueFd fd, std::string path, const struct stat& opened, bool map)
    : fd_(std::move(fd)),
      path_(std::move(path)),
      modified_(opened.st_mtim),
      size_bytes_(static_cast<uint64_t>(opened.st_size)) {
  if (!map) return;
  void* address = mmap(nullptr, size_bytes_, PROT_READ, MAP_PRIVATE, fd_.get(), 0);
  // Refused by the file system, or by a limit on the address space: windows are read instead.
  if (address == MAP_FAILED) return;
  map_ = static_cast<char*>(address);
  madvise(map_, size_bytes_, MADV_SEQUENTIAL);
}

LargeFile::~LargeFile() {
  if (map_ != nullptr) munmap(map_, size_bytes_);
}

Extent LargeFile::NextData(uint64_t offset_bytes) const {
  if (offset_bytes >= size_bytes_) return {};
  const off_t start = lseek(fd_.get(), static_cast<off_t>(offset_bytes), SEEK_DATA);
  // ENXIO: only a hole is left, or the file has become shorter.
  if (start < 0 && errno == ENXIO) return {};
  if (start < 0) return {offset_bytes, size_bytes_};
  const off_t end = lseek(fd_.get(), start, SEEK_HOLE);
  const uint64_t bound = end < 0 ? size_bytes_ : std::min(size_bytes_, static_cast<uint64_t>(end));
  return {static_cast<uint64_t>(start), bound};
}

Result<size_t> LargeFile::ReadAt(uint64_t offset_bytes, char* buffer, size_t size_bytes) const {
  size_t done = 0;
  while (done < size_bytes) {
    const ssize_t got = pread(fd_.get(), buffer + done, size_bytes - done, static_cast<off_t>(offset_bytes + done));
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("pread", path_);
    done += static_cast<size_t>(got);
  }
  return done;
}

void LargeFile::ReleaseBehind(uint64_t start_bytes, uint64_t end_bytes) const {
  if (map_ == nullptr) return;
  // A fault maps a whole large page of the cache, which reaches back into what was released before.
  start_bytes -= std::min(start_bytes, kReleaseAgainBytes);
  const auto page_bytes = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  const uint64_t first = (start_bytes + page_bytes - 1) / page_bytes * page_bytes;
  // The file's last page is its own, whole or not.
  const uint64_t bound = end_bytes >= size_bytes_ ? size_bytes_ : end_bytes / page_bytes * page_bytes;
  if (first < bound) madvise(map_ + first, bound - first, MADV_DONTNEED);
}

bool LargeFile::ChangedSinceOpened() const {
  struct stat now {};
  if (fstat(fd_.get(), &now) != 0) return true;
  return static_cast<uint64_t>(now.st_size) != size_bytes_ || now.st_mtim.tv_sec != modified_.tv_sec ||
         now.st_mtim.tv_nsec != modified_.tv_nsec;
}

}  // namespace veil::io
