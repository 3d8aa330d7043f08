#include "io/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file_system.h"

namespace veil::io {
namespace {

// Bytes read until the buffer is full or the file ends; -1 with errno.
ssize_t Fill(int fd, char* buffer, size_t size_bytes, bool short_read_is_end) {
  size_t done = 0;
  while (done < size_bytes) {
    const ssize_t got = read(fd, buffer + done, size_bytes - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<size_t>(got);
    if (short_read_is_end) break;
  }
  return static_cast<ssize_t>(done);
}

FileContent Skipped(SkipReason reason, uint64_t size_bytes = 0) {
  FileContent content;
  content.skipped = reason;
  content.size_bytes = size_bytes;
  return content;
}

FileContent Whole(std::string_view bytes, uint64_t max_size_bytes) {
  if (max_size_bytes != 0 && bytes.size() > max_size_bytes) return Skipped(SkipReason::kTooLarge, bytes.size());
  FileContent content;
  content.bytes = bytes;
  return content;
}

}  // namespace

Reader::Reader(ReaderOptions options) : options_(options), buffer_(memory_.For(0, options.large_file_bytes)) {}

Reader::~Reader() = default;

Result<FileContent> Reader::Read(const ReadRequest& request) {
  const int follow = request.through_symlink ? 0 : O_NOFOLLOW;
  // O_NONBLOCK: the entry may have become a FIFO since it was listed.
  UniqueFd fd(openat(request.folder_fd, request.name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | follow));
  if (!fd.valid()) {
    // What was a file when it was listed may be something else by now.
    if (errno == ELOOP && !request.through_symlink) return Skipped(SkipReason::kSymlink);
    if (errno == ENXIO) return Skipped(SkipReason::kSocket);
    return SystemError("openat", request.name);
  }
  const ssize_t got = Fill(fd.get(), buffer_, options_.large_file_bytes, request.short_read_is_end);
  if (got < 0) return SystemError("read", request.name);
  const auto read_bytes = static_cast<size_t>(got);
  if (read_bytes < options_.large_file_bytes) return Whole({buffer_, read_bytes}, request.max_size_bytes);
  return ReadLarge(std::move(fd), request);
}

Result<FileContent> Reader::ReadLarge(UniqueFd fd, const ReadRequest& request) {
  struct stat about {};
  if (fstat(fd.get(), &about) != 0) return SystemError("fstat", request.name);
  // An endless device that took a file's place.
  if (!S_ISREG(about.st_mode)) return Skipped(SkipReason::kSpecial);
  const auto size_bytes = static_cast<uint64_t>(about.st_size);
  // Where a short read means nothing, the size may not either: a file that claims to be smaller than what was read.
  const bool size_is_known = size_bytes > options_.large_file_bytes && !IsPseudoFileSystem(fd.get());
  if (!request.short_read_is_end && !size_is_known) return ReadPseudoFile(fd.get(), request);
  if (request.max_size_bytes != 0 && size_bytes > request.max_size_bytes) {
    return Skipped(SkipReason::kTooLarge, size_bytes);
  }
  if (size_bytes <= options_.large_file_bytes) {
    return Whole({buffer_, options_.large_file_bytes}, request.max_size_bytes);
  }
  FileContent content;
  const bool map = options_.map_large_files && size_bytes > options_.map_threshold_bytes;
  content.large.reset(new LargeFile(std::move(fd), request.name, about, map));
  return content;
}

Result<FileContent> Reader::ReadPseudoFile(int fd, const ReadRequest& request) {
  overflow_.assign(buffer_, options_.large_file_bytes);
  while (true) {
    if (request.max_size_bytes != 0 && overflow_.size() > request.max_size_bytes) {
      return Skipped(SkipReason::kTooLarge, overflow_.size());
    }
    if (overflow_.size() > kPseudoFileMaxBytes) {
      overflow_ = {};
      return Skipped(SkipReason::kPseudoFile);
    }
    const ssize_t got = Fill(fd, buffer_, options_.large_file_bytes, false);
    if (got < 0) return SystemError("read", request.name);
    if (got == 0) return Whole(overflow_, request.max_size_bytes);
    overflow_.append(buffer_, static_cast<size_t>(got));
  }
}

}  // namespace veil::io
