// One scan: its threads, from start to end.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "git/object_id.h"
#include "io/folder.h"
#include "match/engine.h"
#include "scan/batch.h"
#include "scan/known_files.h"
#include "scan/limits.h"
#include "support/result.h"

namespace veil {

// Files and folders. `prefixes[i]` stands before the paths that are reported for what lies below roots[i] ("src/", or
// empty); for a root that is a file it is the whole reported path. `config_paths[i]`: see io::OpenRoot.
struct PathItems {
  std::vector<std::string> roots;
  std::vector<std::string> prefixes;
  std::vector<std::string> config_paths;
};

// Named texts in memory.
struct BufferItems {
  std::vector<std::string> names;
  std::vector<std::string> data;
};

// Objects of a git repository: `ids` without repeats, and for each the path that is reported. Those that look binary
// are scanned, too, for what is certain (confidence high): what git shows no difference of is where secrets hide.
struct GitItems {
  std::vector<std::string> object_folders;  // the repository's own first, then borrowed ones
  std::string lfs_folder;                   // where the content of LFS pointers is looked for; empty: nowhere
  git::ObjectFormat format = git::ObjectFormat::kSha1;
  std::vector<git::ObjectId> ids;
  // Further paths of some objects, which rules may judge otherwise: the items behind those of `ids`. Rising indexes of
  // `ids`, one for each such path.
  std::vector<uint32_t> also_of;
  std::string paths;  // one after another, of `ids` and then of `also_of`
  std::vector<uint32_t> path_ends;
};

using ScanItems = std::variant<PathItems, BufferItems, GitItems>;

// What becomes of files that look binary. `text`: nothing does, for a caller who knows better (a piece of a stream).
#define VEIL_BINARY_FILES(X)                                   \
  X(skip)                                                      \
  X(strings) /* scanned for matches that are certain (high) */ \
  X(text)
#define X(name) name,
enum class BinaryFiles : uint32_t { VEIL_BINARY_FILES(X) };
#undef X

struct ScanOptions {
  std::vector<uint8_t> enabled;  // a byte for each rule
  uint32_t threads = 0;          // 0: as many as there are cores
  io::WalkOptions walk;
  uint64_t max_file_bytes = 0;  // 0: no limit
  Confidence min_confidence = Confidence::kMedium;
  bool list_skipped = false;
  BinaryFiles binary = BinaryFiles::skip;
  size_t max_findings_per_file = kMaxFindingsPerFile;
  // Files above it are mapped, and smaller ones read whole. 0: io::kMapThresholdBytes, io::kLargeFileBytes
  size_t map_threshold_bytes = 0;
  bool map_large_files = true;
  uint64_t window_bytes = 0;  // 0: kWindowBytes; even, else rounded up
  // Of PathItems: files that it knows are not read, and it learns which are clean. Null: all are read.
  std::shared_ptr<KnownFiles> known_files;
};

struct ScanProgress {
  uint64_t files = 0;
  uint64_t bytes = 0;
  uint64_t findings = 0;
};

struct ScanEnd {
  uint64_t files_scanned = 0;
  uint64_t bytes_scanned = 0;
  uint64_t files_failed = 0;             // regular files; folders and roots that failed are rows only
  std::vector<uint64_t> files_skipped;   // by SkipReason: regular files
  std::vector<uint64_t> others_skipped;  // by SkipReason: folders, links, pipes, …
  bool cancelled = false;
  // Of GitItems, a byte for each: 1 = scanned to its end, and no match of any kind was reported.
  std::vector<uint8_t> clean;
  // What ScanOptions::known_files holds now.
  std::vector<uint8_t> known_files;
};

// Where a scan's rows go. Called from the scan's threads: OnBatch by one at a time, OnEnd once and last.
class ScanSink {
 public:
  virtual ~ScanSink() = default;
  // May block: that is what bounds the memory when the reader is slow.
  virtual void OnBatch(Batch batch) = 0;
  // The error is one that ended the whole scan: "NO_MEMORY", "NO_THREAD", or our bug ("INTERNAL").
  virtual void OnEnd(Result<ScanEnd> end) = 0;
};

// A running scan. Thread-safe. Must not be destroyed on one of its own threads.
class ScanRun {
 public:
  // Starts the threads and returns at once.
  static std::shared_ptr<ScanRun> Start(std::shared_ptr<const Engine> engine, ScanItems items, ScanOptions options,
                                        std::shared_ptr<ScanSink> sink);
  // Cancels and waits for the threads.
  ~ScanRun();

  // The threads stop at the next file or window; OnEnd still comes.
  void Cancel();
  ScanProgress progress() const;
  // Waits until OnEnd has returned.
  void Join();

 private:
  struct Shared;
  explicit ScanRun(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  std::shared_ptr<Shared> shared_;
  std::thread coordinator_;
};

}  // namespace veil
