// A file's bytes: read(2) into a buffer that is used again for small files, a mapping for large ones.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/read_buffer.h"
#include "io/skip_reason.h"
#include "io/window_source.h"
#include "support/result.h"
#include "support/unique_fd.h"

namespace veil::io {

// Files larger than this are not read whole, but scanned in windows.
inline constexpr size_t kLargeFileBytes = 512 * 1024;
// Files larger than this are mapped, smaller ones read. Since windows stay in the second-level cache, a window is read
// for less than a map's page faults cost: the kernel tree takes 3 % less CPU. From here on they tie in wall time.
inline constexpr size_t kMapThresholdBytes = 64 * 1024 * 1024;
// What is read at most of a file of the kernel's (/proc, /sys), whose size is not known before its end.
inline constexpr size_t kPseudoFileMaxBytes = 16 * 1024 * 1024;

// A regular file larger than the reader's threshold. Shared by the threads that scan its windows. Thread-safe.
//
// Its mapping may fault at any time: touch it only inside RunGuarded (sigbus_guard.h). After a fault, and when it is
// not mapped at all, read windows with ReadAt.
class LargeFile final : public WindowSource {
 public:
  ~LargeFile() override;
  LargeFile(const LargeFile&) = delete;
  LargeFile& operator=(const LargeFile&) = delete;

  // The size when it was opened. The file may be shorter or longer by now.
  uint64_t size_bytes() const override { return size_bytes_; }

  bool mapped() const override { return map_ != nullptr; }
  // The whole file; only when mapped().
  std::string_view map() const override { return {map_, static_cast<size_t>(size_bytes_)}; }

  // The first stretch of data that ends after `offset_bytes`, cut to start there: what lies before it is a hole and
  // holds only NULs. Empty when no data is left. Where the file system does not know holds, all is data. Not for many
  // small steps: two system calls each.
  Extent NextData(uint64_t offset_bytes) const override;

  // Reads up to `size_bytes` at an offset; answers less only at the end of the file (which may have moved).
  Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size_bytes) const override;

  // Gives the mapped pages of a range back to the system, so that a scan's memory does not grow to the file's size.
  // Only whole pages inside the range are given back, and those of a stretch before it once more; touching them later
  // reads them again.
  void ReleaseBehind(uint64_t start_bytes, uint64_t end_bytes) const override;

  // True when size or modification time are not what they were when it was opened.
  bool ChangedSinceOpened() const override;

 private:
  friend class Reader;
  LargeFile(UniqueFd fd, std::string path, const struct stat& opened, bool map);

  const UniqueFd fd_;
  const std::string path_;
  const struct timespec modified_;
  const uint64_t size_bytes_;
  char* map_ = nullptr;
};

// What to read.
struct ReadRequest {
  // A folder's descriptor and a name in it, or AT_FDCWD and a path.
  int folder_fd = -1;
  const char* name = nullptr;
  bool through_symlink = false;
  // Folder::short_read_is_end(). False costs one more system call a file and is always right.
  bool short_read_is_end = false;
  // Larger files are answered as skipped. 0: no bound.
  uint64_t max_size_bytes = 0;
};

// Exactly one holds: `skipped` is set; `large` is set; or `bytes` is the whole file.
struct FileContent {
  // In the reader's buffer: valid until its next Read.
  std::string_view bytes;
  std::shared_ptr<LargeFile> large;
  std::optional<SkipReason> skipped;
  // The size of a file that is skipped as kTooLarge.
  uint64_t size_bytes = 0;
};

struct ReaderOptions {
  size_t large_file_bytes = kLargeFileBytes;
  size_t map_threshold_bytes = kMapThresholdBytes;
  // False: large files are not mapped and come to be read with LargeFile::ReadAt (for tests, and where mmap fails).
  bool map_large_files = true;
};

// Opens and reads files. Holds the buffer; one a thread. Never blocks on a FIFO, socket or device.
class Reader {
 public:
  explicit Reader(ReaderOptions options = {});
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Errors: those of openat, read and fstat. `Error::path` is `name`: the caller puts the display path in its place.
  // A small file that grows or shrinks while it is read is answered as the bytes that read(2) gave.
  Result<FileContent> Read(const ReadRequest& request);

 private:
  Result<FileContent> ReadLarge(UniqueFd fd, const ReadRequest& request);
  Result<FileContent> ReadPseudoFile(int fd, const ReadRequest& request);

  const ReaderOptions options_;
  ReadBuffer memory_;
  char* const buffer_;
  // For pseudo files that outgrow the buffer.
  std::string overflow_;
};

}  // namespace veil::io
