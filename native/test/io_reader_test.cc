#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file_system.h"
#include "io/reader.h"
#include "test/io_tree.h"
#include "test/test.h"

namespace veil::io {

using test::TempTree;

namespace {

constexpr size_t kSmallThresholdBytes = 64 * 1024;

ReadRequest Named(const std::string& path) {
  ReadRequest request;
  request.folder_fd = AT_FDCWD;
  request.name = path.c_str();
  return request;
}

std::string Numbered(size_t size_bytes) {
  std::string content;
  while (content.size() < size_bytes) content += std::to_string(content.size()) + "\n";
  content.resize(size_bytes);
  return content;
}

// The number of bytes read; an error fails the test.
size_t ReadAt(const LargeFile& file, uint64_t offset_bytes, char* buffer, size_t size_bytes) {
  const auto read = file.ReadAt(offset_bytes, buffer, size_bytes);
  EXPECT(read.ok());
  return read.ok() ? read.value() : 0;
}

}  // namespace

TEST(ReaderReadsAroundTheThreshold) {
  const TempTree tree;
  Reader reader({.large_file_bytes = kSmallThresholdBytes, .map_threshold_bytes = kSmallThresholdBytes});
  for (const size_t size_bytes : {size_t{0}, size_t{1}, kSmallThresholdBytes - 1, kSmallThresholdBytes,
                                  kSmallThresholdBytes + 1, 3 * kSmallThresholdBytes + 5}) {
    const std::string content = Numbered(size_bytes);
    tree.Write("file", content);
    for (const bool short_read_is_end : {false, true}) {
      const std::string path = tree.At("file");
      ReadRequest request = Named(path);
      request.short_read_is_end = short_read_is_end;
      const auto read = reader.Read(request);
      EXPECT(read.ok() && !read.value().skipped);
      const bool expect_large = size_bytes > kSmallThresholdBytes;
      EXPECT_EQ(read.value().large != nullptr, expect_large);
      EXPECT((expect_large ? read.value().large->map() : read.value().bytes) == content);
      if (!expect_large) continue;
      std::string again(size_bytes, '\0');
      EXPECT_EQ(ReadAt(*read.value().large, 3, again.data(), again.size()), size_bytes - 3);
      EXPECT(again.substr(0, size_bytes - 3) == content.substr(3));
      EXPECT(!read.value().large->ChangedSinceOpened());
      // Given back, the pages are read again when touched.
      read.value().large->ReleaseBehind(0, size_bytes);
      EXPECT(read.value().large->map() == content);
    }
  }
}

TEST(ReaderWithoutMappingAnswersTheSame) {
  const TempTree tree;
  const std::string content = Numbered(300 * 1024);
  tree.Write("file", content);
  Reader reader({.large_file_bytes = kSmallThresholdBytes,
                 .map_threshold_bytes = kSmallThresholdBytes,
                 .map_large_files = false});
  const std::string path = tree.At("file");
  const auto read = reader.Read(Named(path));
  EXPECT(read.ok() && read.value().large != nullptr && !read.value().large->mapped());
  std::string again(content.size() + 10, '\0');
  EXPECT_EQ(ReadAt(*read.value().large, 0, again.data(), again.size()), content.size());
  EXPECT(again.starts_with(content));
}

TEST(ReaderHonoursTheSizeLimit) {
  const TempTree tree;
  Reader reader({.large_file_bytes = kSmallThresholdBytes, .map_threshold_bytes = kSmallThresholdBytes});
  for (const size_t size_bytes : {size_t{100}, size_t{101}, kSmallThresholdBytes + 100}) {
    tree.Write("file", Numbered(size_bytes));
    const std::string path = tree.At("file");
    ReadRequest request = Named(path);
    request.max_size_bytes = 100;
    const auto read = reader.Read(request);
    EXPECT(read.ok());
    EXPECT_EQ(read.value().skipped == SkipReason::kTooLarge, size_bytes > 100);
    if (size_bytes > 100) EXPECT_EQ(read.value().size_bytes, size_bytes);
  }
}

TEST(ReaderNeverBlocksAndNamesWhatFailed) {
  const TempTree tree;
  EXPECT_EQ(mkfifo(tree.At("fifo").c_str(), 0600), 0);
  tree.Link("fifo", "link");
  tree.MakeFolder("folder");
  Reader reader;
  const std::string fifo = tree.At("fifo");
  const auto from_fifo = reader.Read(Named(fifo));
  EXPECT(!from_fifo.ok() || from_fifo.value().bytes.empty());
  const std::string link = tree.At("link");
  const auto from_link = reader.Read(Named(link));
  EXPECT(from_link.ok() && from_link.value().skipped == SkipReason::kSymlink);
  const std::string folder = tree.At("folder");
  const auto from_folder = reader.Read(Named(folder));
  EXPECT(!from_folder.ok());
  EXPECT_EQ(from_folder.error().code, "EISDIR");
  const std::string missing = tree.At("missing");
  const auto from_missing = reader.Read(Named(missing));
  EXPECT(!from_missing.ok());
  EXPECT_EQ(from_missing.error().code, "ENOENT");
  EXPECT_EQ(from_missing.error().syscall, "openat");
  const std::string zero = "/dev/zero";
  const auto from_zero = reader.Read(Named(zero));
  EXPECT(from_zero.ok() && from_zero.value().skipped == SkipReason::kSpecial);
}

TEST(ReaderReadsProcFilesToTheirEnd) {
  // Answered in pieces of a page, with a size of 0 in stat(2), and longer than this buffer.
  Reader reader({.large_file_bytes = 1024, .map_threshold_bytes = 1024});
  const std::string path = "/proc/self/maps";
  const auto maps = reader.Read(Named(path));
  EXPECT(maps.ok() && !maps.value().skipped && maps.value().large == nullptr);
  EXPECT(maps.value().bytes.size() > 2048);
  EXPECT(maps.value().bytes.ends_with('\n'));
  EXPECT(maps.value().bytes.find("[stack]") != std::string_view::npos);
  const UniqueFd proc(open("/proc/self", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  EXPECT(!ShortReadIsEnd(proc.get()));
  EXPECT(IsPseudoFileSystem(proc.get()));
}

TEST(HolesOfASparseFileAreNotVisited) {
  const TempTree tree;
  tree.Write("sparse", std::string(5000, 'a'));
  constexpr off_t kTerabyte = off_t{1} << 40;
  const std::string path = tree.At("sparse");
  const UniqueFd fd(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (ftruncate(fd.get(), kTerabyte) != 0) return;  // The file system has a smaller bound.
  EXPECT_EQ(pwrite(fd.get(), "needle", 6, kTerabyte / 2 + 3), 6);
  Reader reader({.large_file_bytes = kSmallThresholdBytes, .map_threshold_bytes = kSmallThresholdBytes});
  const auto read = reader.Read(Named(path));
  EXPECT(read.ok() && read.value().large != nullptr);
  const LargeFile& file = *read.value().large;
  EXPECT_EQ(file.size_bytes(), static_cast<uint64_t>(kTerabyte));
  uint64_t visited = 0;
  bool found = false;
  int extents = 0;
  for (Extent extent = file.NextData(0); !extent.empty() && extents < 100; extent = file.NextData(extent.end_bytes)) {
    ++extents;
    visited += extent.end_bytes - extent.start_bytes;
    std::string bytes(extent.end_bytes - extent.start_bytes, '\0');
    EXPECT_EQ(ReadAt(file, extent.start_bytes, bytes.data(), bytes.size()), bytes.size());
    const size_t at = bytes.find("needle");
    if (at == std::string::npos) continue;
    found = true;
    EXPECT_EQ(extent.start_bytes + at, static_cast<uint64_t>(kTerabyte / 2 + 3));
  }
  EXPECT(found);
  EXPECT(visited < 4 * 1024 * 1024);
  EXPECT(file.NextData(static_cast<uint64_t>(kTerabyte)).empty());
}

TEST(LargeFileKnowsThatItChanged) {
  const TempTree tree;
  tree.Write("file", Numbered(100 * 1024));
  Reader reader({.large_file_bytes = kSmallThresholdBytes, .map_threshold_bytes = kSmallThresholdBytes});
  const std::string path = tree.At("file");
  const auto read = reader.Read(Named(path));
  EXPECT_EQ(truncate(path.c_str(), 10), 0);
  EXPECT(read.value().large->ChangedSinceOpened());
  char buffer[100];
  EXPECT_EQ(ReadAt(*read.value().large, 0, buffer, sizeof buffer), 10u);
  EXPECT_EQ(ReadAt(*read.value().large, 50000, buffer, sizeof buffer), 0u);
}

}  // namespace veil::io
