// Measures walk and read: `walk_read PATH THREADS walk|open|read|ignore [MAP_THRESHOLD_BYTES]`. Built and run by
// scripts/bench-io.mjs.
#include <fcntl.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "io/folder.h"
#include "io/reader.h"

namespace veil::io {
namespace {

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

struct Totals {
  size_t files = 0;
  size_t folders = 0;
  size_t skipped = 0;
  size_t failures = 0;
  size_t bytes = 0;
  size_t pages_touched = 0;
};

// The simplest pool that keeps threads busy: folders on one stack.
class Bench {
 public:
  Bench(std::shared_ptr<Folder> root, bool read, size_t threshold_bytes)
      : read_(read), threshold_bytes_(threshold_bytes), stack_({std::move(root)}) {}

  Totals Run(int thread_count) {
    std::vector<std::jthread> threads;
    for (int i = 1; i < thread_count; ++i) threads.emplace_back([this] { Work(); });
    Work();
    threads.clear();
    return totals_;
  }

 private:
  void Work() {
    Lister lister;
    Listing listing;
    Reader reader({.large_file_bytes = threshold_bytes_, .map_threshold_bytes = threshold_bytes_});
    Totals mine;
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return !stack_.empty() || busy_ == 0; });
      if (stack_.empty()) break;
      std::shared_ptr<Folder> folder = std::move(stack_.back());
      stack_.pop_back();
      ++busy_;
      lock.unlock();
      lister.List(folder, &listing);
      lock.lock();
      for (auto& found : listing.folders) stack_.push_back(std::move(found));
      changed_.notify_all();
      lock.unlock();
      ReadFiles(folder, listing, &reader, &mine);
      folder.reset();
      lock.lock();
      --busy_;
    }
    changed_.notify_all();
    totals_.files += mine.files;
    totals_.folders += mine.folders;
    totals_.skipped += mine.skipped;
    totals_.failures += mine.failures;
    totals_.bytes += mine.bytes;
  }

  void ReadFiles(const std::shared_ptr<Folder>& folder, const Listing& listing, Reader* reader, Totals* mine) {
    mine->files += listing.files.size();
    mine->folders += 1;
    mine->skipped += listing.skipped.size();
    mine->failures += listing.failures.size();
    if (!read_ || listing.files.empty()) return;
    auto handle = folder->Acquire();
    if (!handle) return;
    for (const FileEntry& file : listing.files) {
      ReadRequest request;
      request.folder_fd = handle.value().fd();
      request.name = listing.NameOf(file);
      request.through_symlink = file.through_symlink;
      request.short_read_is_end = folder->short_read_is_end();
      const auto content = reader->Read(request);
      if (!content) {
        ++mine->failures;
        continue;
      }
      mine->bytes += content.value().bytes.size();
      if (content.value().large == nullptr) continue;
      const std::string_view map = content.value().large->map();
      mine->bytes += map.size();
      for (size_t at = 0; at < map.size(); at += 4096) mine->pages_touched += static_cast<size_t>(map[at]);
    }
  }

  const bool read_;
  const size_t threshold_bytes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<Folder>> stack_;
  int busy_ = 0;
  Totals totals_;
};

}  // namespace
}  // namespace veil::io

int main(int argc, char** argv) {
  using namespace veil::io;
  if (argc < 4)
    return std::fprintf(stderr, "usage: walk_read PATH THREADS walk|ignore|read|read-ignore [THRESHOLD]\n"), 2;
  const std::string mode = argv[3];
  const size_t threshold_bytes = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : kLargeFileBytes;
  const auto start = std::chrono::steady_clock::now();
  WalkOptions options;
  options.use_ignore_rules = mode.ends_with("ignore");
  options.git = GitEnvironmentOfProcess();
  auto root = OpenRoot(Walk::Create(std::move(options)), argv[1]);
  if (!root) return std::fprintf(stderr, "%s\n", root.error().message.c_str()), 1;
  const Totals totals = Bench(root.value().folder, mode.starts_with("read"), threshold_bytes).Run(std::atoi(argv[2]));
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%.3f s wall, %.3f s user, %.3f s system, %zu files, %zu folders, %zu skipped, %zu failed, %zu bytes\n",
              wall.count(), Seconds(usage.ru_utime), Seconds(usage.ru_stime), totals.files, totals.folders,
              totals.skipped, totals.failures, totals.bytes);
  return 0;
}
