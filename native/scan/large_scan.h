// A large file (or another source of windows) that several threads scan, window by window. The last one to finish puts
// the pieces together.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "io/encoding.h"
#include "io/reader.h"
#include "scan/worker.h"

namespace veil {

// Shared by the threads that scan the file. Thread-safe.
class LargeScan {
 public:
  // With `with_binary` a file that looks binary is scanned, too, for matches of high confidence; then it does not count
  // as binary().
  LargeScan(InputName name, std::shared_ptr<const io::WindowSource> file, uint64_t window_bytes,
            bool with_binary = false);

  // Reads the beginning of the file to classify it. Call before any Work.
  Status Open();
  bool binary() const { return looks_binary() && !with_binary_; }
  uint64_t window_count() const { return (file_->size_bytes() + window_bytes_ - 1) / window_bytes_; }
  const InputName& name() const { return name_; }
  // After the last Work: whether the file was scanned to its end and reported.
  bool succeeded() const { return succeeded_; }

  // Called once by the thread that puts the pieces together: whether the file was scanned to its end and nothing was
  // found. Before any Work.
  void OnEnd(std::function<void(bool clean)> on_end) { on_end_ = std::move(on_end); }

  // What is in `known` already is not reported again, and what is reported is added. Before any Work; must outlive it.
  void ReportOnce(std::vector<Match>* known) { known_ = known; }

  // Scans windows until none is left; the thread that finishes the last one reports the file.
  void Work(Worker& worker, const std::atomic<bool>& cancelled);

 private:
  bool looks_binary() const { return classified_.encoding == io::Encoding::kBinary; }
  struct Window {
    uint64_t index;
    uint64_t begin, end;
    bool use_map;
  };
  // The first window at or behind `offset` that holds data.
  std::optional<Window> NextWindow(uint64_t offset) const;
  std::optional<Window> Take();
  // Gives back the map up to `end`, when that is worth it.
  void Release(uint64_t end);
  // True for the one caller that must put the pieces together.
  bool Finish();
  void Complete(Worker& worker, const std::atomic<bool>& cancelled);
  bool Report(Worker& worker, const std::atomic<bool>& cancelled);
  Status ScanAgain(Worker& worker, const std::atomic<bool>& cancelled);
  void Keep(const Worker& worker, const Window& window, Worker::WindowResult result);

  const InputName name_;
  const std::shared_ptr<const io::WindowSource> file_;
  const uint64_t window_bytes_;
  const bool with_binary_;
  io::Classification classified_;
  std::vector<Match>* known_ = nullptr;
  std::function<void(bool clean)> on_end_;

  std::mutex mutex_;
  uint64_t next_offset_ = 0;
  uint64_t released_ = 0;  // of the map, from its beginning on
  uint32_t working_ = 0;
  bool completed_ = false;
  bool faulted_ = false;
  bool reads_ = false;  // the next window rather than mapping it
  bool succeeded_ = false;
  std::optional<Error> failure_;
  std::vector<uint32_t> newlines_;
  PieceMatches found_;
};

}  // namespace veil
