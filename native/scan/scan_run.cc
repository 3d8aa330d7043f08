#include "scan/scan_run.h"

#include <fcntl.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "scan/git_scan.h"
#include "scan/large_scan.h"
#include "scan/limits.h"
#include "scan/task_queue.h"
#include "scan/worker.h"

namespace veil {
namespace {

struct RootTask {
  uint32_t item = 0;
};
struct FolderTask {
  uint32_t item = 0;
  std::shared_ptr<io::Folder> folder;
};
struct FilesTask {
  uint32_t item = 0;
  std::shared_ptr<io::Folder> folder;
  std::shared_ptr<const io::Listing> listing;
  size_t begin = 0, end = 0;
};
struct LargeTask {
  std::shared_ptr<LargeScan> scan;
};
struct BufferTask {
  uint32_t item = 0;
};
using Task = std::variant<RootTask, FolderTask, FilesTask, LargeTask, BufferTask>;

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

}  // namespace

struct ScanRun::Shared {
  std::shared_ptr<const Engine> engine;
  ScanItems items;
  ScanOptions options;
  std::shared_ptr<ScanSink> sink;
  std::shared_ptr<io::Walk> walk;
  uint32_t thread_count = 1;

  ScanCounters counters;
  std::atomic<bool> cancelled{false};
  TaskQueue<Task> queue;

  std::mutex mutex;  // guards what follows
  std::optional<Error> failure;
  std::mutex sink_mutex;  // OnBatch: one at a time

  void Fail(Error error) {
    {
      std::lock_guard lock(mutex);
      if (!failure) failure = std::move(error);
    }
    queue.Stop();
  }

  Result<std::unique_ptr<Worker>> NewWorker();
  void RunWorker();
  void RunGit();

  std::vector<uint8_t> clean;  // of GitItems
  void RunThreads();
  ScanEnd End() const;
};

namespace {

Error OutOfMemory() { return {.code = "NO_MEMORY", .message = "memory is exhausted"}; }

// One thread's way through the tasks.
class TaskRunner {
 public:
  TaskRunner(const ScanItems& items, const ScanOptions& options, const std::shared_ptr<io::Walk>& walk,
             const std::atomic<bool>& cancelled, uint32_t thread_count, TaskQueue<Task>& queue, Worker& worker)
      : items_(items),
        options_(options),
        walk_(walk),
        cancelled_(cancelled),
        thread_count_(thread_count),
        queue_(queue),
        worker_(worker) {}

  void Run(const Task& task) {
    std::visit(Overloaded{
                   [&](const RootTask& root) { OpenRoot(root.item); },
                   [&](const FolderTask& folder) { ListFolder(folder); },
                   [&](const FilesTask& files) { ScanFiles(files); },
                   [&](const LargeTask& large) { large.scan->Work(worker_, cancelled_); },
                   [&](const BufferTask& buffer) { ScanBuffer(buffer.item); },
               },
               task);
  }

 private:
  const PathItems& paths() const { return std::get<PathItems>(items_); }

  void OpenRoot(uint32_t item) {
    auto opened = io::OpenRoot(walk_, paths().roots[item], paths().config_paths[item]);
    if (!opened.ok()) return worker_.ReportFailed(item, opened.error(), true);
    const io::Root& root = opened.value();
    if (root.folder != nullptr) return queue_.Push(FolderTask{item, root.folder});
    if (root.skipped) return worker_.ReportSkipped(item, root.path, *root.skipped, io::EntryType::kOther);
    io::ReadRequest request{.folder_fd = AT_FDCWD,
                            .name = root.path.c_str(),
                            .through_symlink = true,
                            .max_size_bytes = options_.max_file_bytes};
    ScanFile({item, paths().prefixes[item]}, request, [&] { return root.path; });
  }

  void ListFolder(const FolderTask& task) {
    auto listing = std::make_shared<io::Listing>();
    lister_.List(task.folder, listing.get());
    for (const Error& failure : listing->failures) worker_.ReportFailed(task.item, failure, false);
    for (const io::SkippedEntry& skipped : listing->skipped) {
      worker_.ReportSkipped(task.item, options_.list_skipped ? task.folder->PathOf(listing->NameOf(skipped)) : "",
                            skipped.reason, skipped.type);
    }
    for (auto& folder : listing->folders) queue_.Push(FolderTask{task.item, std::move(folder)});
    // The first chunk is scanned here and now; a folder of many files is shared.
    const size_t count = listing->files.size();
    for (size_t begin = kFilesPerTask; begin < count; begin += kFilesPerTask) {
      queue_.Push(FilesTask{task.item, task.folder, listing, begin, std::min(count, begin + kFilesPerTask)});
    }
    if (count != 0) ScanFiles({task.item, task.folder, listing, 0, std::min(count, kFilesPerTask)});
  }

  void ScanFiles(const FilesTask& task) {
    auto handle = task.folder->Acquire();
    if (!handle.ok()) {
      for (size_t i = task.begin; i < task.end; ++i) {
        Error error = handle.error();
        error.path = task.folder->PathOf(task.listing->NameOf(task.listing->files[i]));
        worker_.ReportFailed(task.item, error, true);
      }
      return;
    }
    for (size_t i = task.begin; i < task.end && !cancelled_.load(std::memory_order_relaxed); ++i) {
      const io::FileEntry& file = task.listing->files[i];
      const char* name = task.listing->NameOf(file);
      const io::ReadRequest request{.folder_fd = handle.value().fd(),
                                    .name = name,
                                    .through_symlink = file.through_symlink,
                                    .short_read_is_end = task.folder->short_read_is_end(),
                                    .max_size_bytes = options_.max_file_bytes};
      ScanFile({task.item, paths().prefixes[task.item] + task.folder->PathFromRoot(name)}, request,
               [&] { return task.folder->PathOf(name); });
    }
  }

  template <typename DisplayPath>
  void ScanFile(InputName name, const io::ReadRequest& request, DisplayPath display_path) {
    const auto skip = [&](io::SkipReason reason) {
      worker_.ReportSkipped(name.item, options_.list_skipped ? display_path() : "", reason, io::EntryType::kFile);
    };
    const auto identity = IdentityOf(name, request);
    if (identity) {
      if (const auto known = options_.known_files->Find(*identity)) {
        const bool is_binary = *known == KnownFiles::Kind::kBinary;
        return skip(is_binary ? io::SkipReason::kBinary : io::SkipReason::kKnownClean);
      }
    }
    auto read = worker_.reader().Read(request);
    if (!read.ok()) {
      Error error = read.error();
      error.path = display_path();
      return worker_.ReportFailed(name.item, error, true);
    }
    io::FileContent& content = read.value();
    if (content.skipped) return skip(*content.skipped);
    if (content.large == nullptr) {
      const uint64_t reports = worker_.reports();
      const bool is_text = worker_.ScanText(name, content.bytes);
      if (!is_text) skip(io::SkipReason::kBinary);
      if (worker_.reports() == reports && !worker_.Cancelled()) Learn(identity, name, request, is_text);
      return;
    }

    auto large = std::make_shared<LargeScan>(name, std::move(content.large), options_.window_bytes);
    if (Status opened = large->Open(); !opened.ok()) {
      Error error = opened.error();
      error.path = display_path();
      return worker_.ReportFailed(name.item, error, true);
    }
    if (large->binary() && options_.binary == BinaryFiles::skip) {
      PieceMatches found;
      worker_.MatchPath(name, &found);
      const bool is_clean = found.matches.empty();
      MemoryText nothing("");
      worker_.Report(name, nothing, {}, {}, std::move(found));
      if (is_clean) Learn(identity, name, request, false);
      return skip(io::SkipReason::kBinary);
    }
    if (identity) LearnAtEnd(*large, *identity, name, request);
    const uint64_t helpers = std::min<uint64_t>(thread_count_, large->window_count()) - 1;
    for (uint64_t i = 0; i < helpers; ++i) queue_.Push(LargeTask{large});
    large->Work(worker_, cancelled_);
  }

  using Identity = std::optional<KnownFiles::Identity>;

  Identity IdentityOf(const InputName& name, const io::ReadRequest& request) const {
    if (options_.known_files == nullptr) return std::nullopt;
    return options_.known_files->Identify(request.folder_fd, request.name, request.through_symlink, name.path);
  }

  // After the file was read: what is on the disk now must be what was there before.
  void Learn(const Identity& before, const InputName& name, const io::ReadRequest& request, bool is_text) const {
    if (!before || !before->settled) return;
    const Identity now = IdentityOf(name, request);
    if (!now || now->hash != before->hash) return;
    options_.known_files->Learn(*before, is_text ? KnownFiles::Kind::kText : KnownFiles::Kind::kBinary);
  }

  // A large file is seen to the end by whichever thread is last, and knows by itself whether it changed.
  void LearnAtEnd(LargeScan& large, const KnownFiles::Identity& before, const InputName& name,
                  const io::ReadRequest& request) const {
    const Identity now = IdentityOf(name, request);
    if (!before.settled || !now || now->hash != before.hash) return;
    large.OnEnd([known = options_.known_files, before](bool clean) {
      if (clean) known->Learn(before, KnownFiles::Kind::kText);
    });
  }

  void ScanBuffer(uint32_t item) {
    const auto& buffers = std::get<BufferItems>(items_);
    const InputName name{item, buffers.names[item]};
    if (worker_.ScanText(name, buffers.data[item])) return;
    worker_.ReportSkipped(item, name.path, io::SkipReason::kBinary, io::EntryType::kFile);
  }

  const ScanItems& items_;
  const ScanOptions& options_;
  const std::shared_ptr<io::Walk>& walk_;
  const std::atomic<bool>& cancelled_;
  const uint32_t thread_count_;
  TaskQueue<Task>& queue_;
  Worker& worker_;
  io::Lister lister_;
};

}  // namespace

Result<std::unique_ptr<Worker>> ScanRun::Shared::NewWorker() {
  return Worker::Create(*engine, options, counters, cancelled, [this](Batch batch) {
    std::lock_guard lock(sink_mutex);
    sink->OnBatch(std::move(batch));
  });
}

// The walk over the objects has threads of its own, one for each worker. A thread's entry: no exception leaves it.
void ScanRun::Shared::RunGit() {
  try {
    // An object is one thread's: a hook's few need no more.
    const size_t object_count = std::get<GitItems>(items).ids.size();
    const size_t worker_count = std::clamp<size_t>(object_count, 1, thread_count);
    std::vector<std::unique_ptr<Worker>> workers;
    for (size_t i = 0; i < worker_count; ++i) {
      auto worker = NewWorker();
      if (!worker.ok()) return Fail(worker.error());
      workers.push_back(std::move(worker).value());
    }
    auto error = ScanGit(std::get<GitItems>(items), options, cancelled, workers, &clean);
    if (error) return Fail(*std::move(error));
    for (const auto& worker : workers) worker->FlushAll();
  } catch (const std::bad_alloc&) {
    Fail(OutOfMemory());
  } catch (const std::exception& exception) {
    Fail({.code = "INTERNAL", .message = exception.what()});
  }
}

// A thread's entry: no exception leaves it.
void ScanRun::Shared::RunWorker() {
  try {
    auto worker = NewWorker();
    if (!worker.ok()) return Fail(worker.error());
    TaskRunner runner(items, options, walk, cancelled, thread_count, queue, *worker.value());
    for (Task task; queue.Pop(&task); queue.Finish()) {
      runner.Run(task);
      task = {};  // give back what it holds (a folder, a listing) before waiting for the next
    }
    worker.value()->FlushAll();
  } catch (const std::bad_alloc&) {
    Fail(OutOfMemory());
  } catch (const std::exception& exception) {
    Fail({.code = "INTERNAL", .message = exception.what()});
  }
}

void ScanRun::Shared::RunThreads() {
  if (std::holds_alternative<GitItems>(items)) return RunGit();
  const uint32_t item_count =
      static_cast<uint32_t>(std::visit(Overloaded{[](const PathItems& paths) { return paths.roots.size(); },
                                                  [](const BufferItems& buffers) { return buffers.data.size(); },
                                                  [](const GitItems&) { return size_t{0}; }},
                                       items));
  // Last in, first out: the first item is begun first.
  for (uint32_t item = item_count; item-- > 0;) {
    if (std::holds_alternative<PathItems>(items)) {
      queue.Push(RootTask{item});
    } else {
      queue.Push(BufferTask{item});
    }
  }
  std::vector<std::thread> threads;
  try {
    for (uint32_t i = 1; i < thread_count; ++i) threads.emplace_back([this] { RunWorker(); });
  } catch (const std::system_error& error) {
    Fail({.code = "NO_THREAD", .errno_value = error.code().value(), .message = "a thread cannot be started"});
  }
  RunWorker();
  for (std::thread& thread : threads) thread.join();
}

ScanEnd ScanRun::Shared::End() const {
  ScanEnd end;
  end.files_scanned = counters.files_scanned;
  end.bytes_scanned = counters.bytes_scanned;
  end.files_failed = counters.files_failed;
  end.files_skipped.assign(counters.files_skipped.begin(), counters.files_skipped.end());
  end.others_skipped.assign(counters.others_skipped.begin(), counters.others_skipped.end());
  end.cancelled = cancelled;
  end.clean = clean;
  if (options.known_files != nullptr) end.known_files = options.known_files->Entries();
  return end;
}

std::shared_ptr<ScanRun> ScanRun::Start(std::shared_ptr<const Engine> engine, ScanItems items, ScanOptions options,
                                        std::shared_ptr<ScanSink> sink) {
  auto shared = std::make_shared<Shared>();
  shared->engine = std::move(engine);
  shared->items = std::move(items);
  shared->options = std::move(options);
  shared->sink = std::move(sink);
  shared->walk = io::Walk::Create(shared->options.walk);
#define ONE(enumerator, name, meaning) +1
  constexpr size_t kSkipReasonCount = 0 VEIL_SKIP_REASONS(ONE);
#undef ONE
  shared->counters.files_skipped = std::vector<std::atomic<uint64_t>>(kSkipReasonCount);
  shared->counters.others_skipped = std::vector<std::atomic<uint64_t>>(kSkipReasonCount);
  if (shared->options.window_bytes == 0) shared->options.window_bytes = kWindowBytes;
  shared->options.window_bytes += shared->options.window_bytes % 2;  // a UTF-16 unit is never cut
  const uint32_t cores = std::max(1u, std::thread::hardware_concurrency());
  shared->thread_count = std::clamp(shared->options.threads != 0 ? shared->options.threads : cores, 1u, kMaxThreads);

  std::shared_ptr<ScanRun> run(new ScanRun(shared));
  run->coordinator_ = std::thread([shared] {
    shared->RunThreads();
    if (shared->failure) {
      shared->sink->OnEnd(*shared->failure);
    } else {
      shared->sink->OnEnd(shared->End());
    }
  });
  return run;
}

ScanRun::~ScanRun() {
  Cancel();
  Join();
}

void ScanRun::Cancel() {
  shared_->cancelled = true;
  shared_->queue.Stop();
}

ScanProgress ScanRun::progress() const {
  return {shared_->counters.files_scanned, shared_->counters.bytes_scanned, shared_->counters.findings};
}

void ScanRun::Join() {
  if (coordinator_.joinable()) coordinator_.join();
}

}  // namespace veil
