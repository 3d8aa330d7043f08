// What one thread of a scan does with one input: bytes → candidates → matches → rows.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/encoding.h"
#include "io/read_buffer.h"
#include "io/reader.h"
#include "match/engine.h"
#include "scan/batch.h"
#include "scan/limits.h"
#include "scan/place.h"
#include "scan/scan_run.h"

namespace veil {

// Counts that all threads add to.
struct ScanCounters {
  std::atomic<uint64_t> files_scanned{0};
  std::atomic<uint64_t> bytes_scanned{0};
  std::atomic<uint64_t> files_failed{0};
  std::atomic<uint64_t> findings{0};
  std::vector<std::atomic<uint64_t>> files_skipped;
  std::vector<std::atomic<uint64_t>> others_skipped;
};

// An input's names: which item it came from, and the path that is reported (and asked of by path conditions).
struct InputName {
  uint32_t item = 0;
  std::string path;
};

// The matches of a piece of text, bounded: what is over kMaxFindingsPerFile is counted only.
struct PieceMatches {
  std::vector<Match> matches;  // offsets in the original file
  uint64_t capped = 0;
};

// Per-thread state of a scan. Not shared. `engine`, `options`, `counters` and `cancelled` must outlive it.
class Worker {
 public:
  using Flush = std::function<void(Batch)>;

  static Result<std::unique_ptr<Worker>> Create(const Engine& engine, const ScanOptions& options,
                                                ScanCounters& counters, const std::atomic<bool>& cancelled,
                                                Flush flush);

  const Engine& engine() const { return engine_; }
  const ScanOptions& options() const { return options_; }
  EngineScratch& scratch() { return *scratch_; }
  bool Cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
  // `name` must outlive it.
  std::unique_ptr<FileContext> NewFileContext(const InputName& name) const {
    return engine_.NewFileContext(name.path, options_.enabled, options_.min_confidence);
  }
  io::Reader& reader() { return reader_; }
  Batch& batch() { return batch_; }

  // Scans a text in memory, reports what it holds and counts it as scanned. False when it is binary: then only its
  // path was looked at, and the caller reports it as skipped. With `with_binary`, or where the options ask for it, that
  // is scanned, too, for matches of high confidence.
  [[nodiscard]] bool ScanText(const InputName& name, std::string_view bytes, bool with_binary = false);

  // The matches of a text in memory, unresolved, those by its path included: nothing is reported or counted.
  // `classified`: of `bytes`. Of a binary one with `with_binary` only, those of high confidence.
  PieceMatches FindInText(const InputName& name, std::string_view bytes, io::Classification classified,
                          bool with_binary);

  // One window [begin, end) of a large file: reports nothing, answers its matches and newlines. `use_map` false reads
  // with ReadAt. Answers false when the mapping faulted: then nothing else is to be believed.
  struct WindowResult {
    PieceMatches found;
    uint32_t newlines = 0;
    size_t candidates = 0;  // 0 for UTF-16, which is never mapped
  };
  Result<bool> ScanWindow(const InputName& name, const io::WindowSource& file, io::Classification classified,
                          uint64_t begin, uint64_t end, bool use_map, WindowResult* out);

  // Reports the matches of one input, in the original's bytes, and counts them.
  void Report(const InputName& name, Text& original, io::Classification classified, WindowLines lines,
              PieceMatches found);

  void CountScanned(uint64_t bytes);
  // How many inputs had something to report so far, findings that were left out included.
  uint64_t reports() const { return reports_; }
  void ReportFailed(uint32_t item, const Error& error, bool is_file);
  void ReportSkipped(uint32_t item, std::string_view path, io::SkipReason reason, io::EntryType type);

  // The matches by path alone.
  void MatchPath(const InputName& name, PieceMatches* found);

  // What holds in a binary file: between bytes that mean something else, chance makes matches of the other kinds.
  static void KeepCertain(PieceMatches* found);

  // Keeps memory bounded on a file that is nothing but matches: the first ones stay, whatever the windows were.
  void Bound(PieceMatches* found) const;

  // Hands the batch over when it is full, or in any case.
  void FlushIfFull();
  void FlushAll();

 private:
  Worker(const Engine& engine, const ScanOptions& options, ScanCounters& counters, const std::atomic<bool>& cancelled,
         Flush flush, std::unique_ptr<EngineScratch> scratch);

  void ConfirmCandidates(FileContext& context, Text& text, uint64_t base, PieceMatches* found);
  void ScanMemory(FileContext& context, std::string_view bytes, PieceMatches* found);
  std::string_view DecodeUtf16(std::string_view bytes, io::Encoding encoding);
  void ToOriginalOffsets(std::string_view decoded, uint64_t base, std::vector<Match>& matches) const;

  const Engine& engine_;
  const ScanOptions& options_;
  ScanCounters& counters_;
  const std::atomic<bool>& cancelled_;
  const Flush flush_;
  std::unique_ptr<EngineScratch> scratch_;
  io::Reader reader_;
  Batch batch_;
  uint64_t reports_ = 0;
  std::string decoded_;    // UTF-16 as UTF-8
  io::ReadBuffer window_;  // for a window that is read instead of mapped
};

}  // namespace veil
