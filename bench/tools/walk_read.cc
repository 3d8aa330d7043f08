// The floor for a scan of a tree: walks it and reads every byte, with nothing looked for.
// usage: walk_read PATH [THREADS]        prints "files bytes"
// A file is read into one reused 256 KiB buffer per thread, which is the fastest way known for many small files. The
// buffer begins a page: native/io/read_buffer.h says why.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr size_t kBufferBytes = 256 * 1024;
constexpr size_t kPageBytes = 4096;

struct Free {
  void operator()(char* memory) const { std::free(memory); }
};
using Buffer = std::unique_ptr<char, Free>;

Buffer NewBuffer() {
  Buffer buffer(static_cast<char*>(std::aligned_alloc(kPageBytes, kBufferBytes)));
  if (buffer == nullptr) std::abort();
  return buffer;
}

struct Pending {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> folders;
  int busy_threads = 0;
};

struct Total {
  uint64_t files = 0;
  uint64_t bytes = 0;
};

void ReadFile(int folder, const char* name, char* buffer, Total& total) {
  const int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return;
  for (;;) {
    const ssize_t count = read(file, buffer, kBufferBytes);
    if (count <= 0) break;
    total.bytes += static_cast<uint64_t>(count);
  }
  close(file);
  ++total.files;
}

void ReadFolder(const std::string& path, char* buffer, Total& total, std::vector<std::string>& found) {
  DIR* stream = opendir(path.c_str());
  if (stream == nullptr) return;
  while (const dirent* entry = readdir(stream)) {
    if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0) continue;
    if (entry->d_type == DT_DIR) found.push_back(path + "/" + entry->d_name);
    if (entry->d_type == DT_REG) ReadFile(dirfd(stream), entry->d_name, buffer, total);
  }
  closedir(stream);
}

void Work(Pending& pending, Total& total) {
  const Buffer buffer = NewBuffer();
  std::vector<std::string> found;
  std::unique_lock lock(pending.mutex);
  for (;;) {
    pending.changed.wait(lock, [&] { return !pending.folders.empty() || pending.busy_threads == 0; });
    if (pending.folders.empty()) break;
    const std::string path = std::move(pending.folders.back());
    pending.folders.pop_back();
    ++pending.busy_threads;
    lock.unlock();
    found.clear();
    ReadFolder(path, buffer.get(), total, found);
    lock.lock();
    for (std::string& folder : found) pending.folders.push_back(std::move(folder));
    --pending.busy_threads;
    pending.changed.notify_all();
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
  struct stat info {};
  Total single;
  if (stat(argv[1], &info) == 0 && S_ISREG(info.st_mode)) {
    ReadFile(AT_FDCWD, argv[1], NewBuffer().get(), single);
    std::printf("%llu %llu\n", static_cast<unsigned long long>(single.files),
                static_cast<unsigned long long>(single.bytes));
    return 0;
  }
  Pending pending;
  pending.folders.push_back(argv[1]);
  std::vector<Total> totals(static_cast<size_t>(threads));
  {
    std::vector<std::jthread> workers;
    for (Total& total : totals) workers.emplace_back([&pending, &total] { Work(pending, total); });
  }
  for (const Total& total : totals) {
    single.files += total.files;
    single.bytes += total.bytes;
  }
  std::printf("%llu %llu\n", static_cast<unsigned long long>(single.files),
              static_cast<unsigned long long>(single.bytes));
  return 0;
}
