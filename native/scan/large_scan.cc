#include "scan/large_scan.h"

#include <algorithm>
#include <iterator>

#include "scan/known_matches.h"
#include "scan/large_text.h"

namespace veil {
namespace {

// The confirm step reads around a candidate, never in the map. With more candidates than one in so many bytes it reads
// about the whole window, and then it is cheaper not to map the next one: a tenth of the scan's time on a dense log.
constexpr uint64_t kBytesPerCandidate = 4096;

// Giving pages of a map back interrupts the other threads' processors: not for each window, therefore.
constexpr uint64_t kReleaseBytes = uint64_t{8} << 20;

}  // namespace

LargeScan::LargeScan(InputName name, std::shared_ptr<const io::WindowSource> file, uint64_t window_bytes,
                     bool with_binary)
    : name_(std::move(name)), file_(std::move(file)), window_bytes_(window_bytes), with_binary_(with_binary) {}

Status LargeScan::Open() {
  std::string head(std::min<uint64_t>(io::kClassifyBytes, file_->size_bytes()), '\0');
  const auto read = file_->ReadAt(0, head.data(), head.size());
  if (!read.ok()) return read.error();
  classified_ = io::Classify(std::string_view(head).substr(0, read.value()));
  newlines_.resize(window_count());
  return Done{};
}

void LargeScan::Work(Worker& worker, const std::atomic<bool>& cancelled) {
  while (const auto window = Take()) {
    Worker::WindowResult result;
    auto scanned = worker.ScanWindow(name_, *file_, classified_, window->begin, window->end, window->use_map, &result);
    if (scanned.ok() && scanned.value()) {
      if (window->use_map) Release(window->end);
      Keep(worker, *window, std::move(result));
    } else {
      std::lock_guard lock(mutex_);
      if (scanned.ok()) {
        faulted_ = true;
      } else if (!failure_) {
        failure_ = scanned.error();
      }
      next_offset_ = file_->size_bytes();  // the rest is of no use: see Complete
    }
    if (cancelled.load(std::memory_order_relaxed)) {
      std::lock_guard lock(mutex_);
      next_offset_ = file_->size_bytes();
    }
    if (Finish()) return Complete(worker, cancelled);
  }
  bool completes = false;
  {
    std::lock_guard lock(mutex_);
    completes = working_ == 0 && !std::exchange(completed_, true);
  }
  if (completes) Complete(worker, cancelled);
}

// Windows lie at multiples of their size, wherever the holes of the file are; those that are nothing but hole are left
// out.
std::optional<LargeScan::Window> LargeScan::NextWindow(uint64_t offset) const {
  if (offset >= file_->size_bytes()) return std::nullopt;
  const io::Extent data = file_->NextData(offset);
  if (data.empty()) return std::nullopt;
  const uint64_t index = std::max(offset, data.start_bytes) / window_bytes_;
  const uint64_t begin = index * window_bytes_;
  return Window{index, begin, std::min(begin + window_bytes_, file_->size_bytes()), false};
}

std::optional<LargeScan::Window> LargeScan::Take() {
  std::lock_guard lock(mutex_);
  auto window = NextWindow(next_offset_);
  if (!window) {
    next_offset_ = file_->size_bytes();
    return std::nullopt;
  }
  window->use_map = file_->mapped() && !faulted_ && !reads_;
  next_offset_ = window->end;
  ++working_;
  return window;
}

// What other threads still look at before `end` is mapped for them again.
void LargeScan::Release(uint64_t end) {
  uint64_t begin = 0;
  {
    std::lock_guard lock(mutex_);
    if (end < released_ + kReleaseBytes) return;
    begin = std::exchange(released_, end);
  }
  file_->ReleaseBehind(begin, end);
}

bool LargeScan::Finish() {
  std::lock_guard lock(mutex_);
  --working_;
  return working_ == 0 && next_offset_ >= file_->size_bytes() && !std::exchange(completed_, true);
}

void LargeScan::Keep(const Worker& worker, const Window& window, Worker::WindowResult result) {
  if (looks_binary()) {
    std::erase_if(result.found.matches, [](const Match& match) { return match.confidence < Confidence::kHigh; });
  }
  std::lock_guard lock(mutex_);
  reads_ = result.candidates > (window.end - window.begin) / kBytesPerCandidate;
  newlines_[window.index] = result.newlines;
  found_.matches.insert(found_.matches.end(), std::make_move_iterator(result.found.matches.begin()),
                        std::make_move_iterator(result.found.matches.end()));
  found_.capped += result.found.capped;
  worker.Bound(&found_);
}

// Only one thread comes here, when all windows are through. The scan itself lives on in the tasks of threads that came
// too late, its map need not.
void LargeScan::Complete(Worker& worker, const std::atomic<bool>& cancelled) {
  file_->ReleaseBehind(0, file_->size_bytes());
  const bool clean = !cancelled.load(std::memory_order_relaxed) && Report(worker, cancelled);
  if (on_end_) on_end_(clean);
}

// Answers whether nothing was found, or wrong.
bool LargeScan::Report(Worker& worker, const std::atomic<bool>& cancelled) {
  const bool changed = faulted_ || file_->ChangedSinceOpened();
  if (changed && !failure_) {
    if (Status again = ScanAgain(worker, cancelled); !again.ok()) failure_ = again.error();
  }
  if (failure_) {
    Error error = *failure_;
    error.path = name_.path;
    worker.ReportFailed(name_.item, error, true);
    return false;
  }
  if (binary()) Worker::KeepCertain(&found_);
  worker.MatchPath(name_, &found_);
  worker.CountScanned(file_->size_bytes());
  if (changed) worker.batch().AddChanged(name_.item, name_.path);
  if (known_ != nullptr) LeaveOutKnown(known_, &found_);
  const bool clean = found_.matches.empty() && found_.capped == 0;
  if (!clean) {
    LargeText text(*file_);
    worker.Report(name_, text, classified_, {window_bytes_, newlines_}, std::move(found_));
  }
  succeeded_ = true;
  return clean && !changed && !cancelled.load(std::memory_order_relaxed);
}

// The file was changed under us: its windows may be of two versions. Once more, read instead of mapped, in one go.
Status LargeScan::ScanAgain(Worker& worker, const std::atomic<bool>& cancelled) {
  found_ = {};
  std::fill(newlines_.begin(), newlines_.end(), 0);
  uint64_t offset = 0;
  while (const auto window = NextWindow(offset)) {
    if (cancelled.load(std::memory_order_relaxed)) break;
    Worker::WindowResult result;
    auto scanned = worker.ScanWindow(name_, *file_, classified_, window->begin, window->end, false, &result);
    if (!scanned.ok()) return scanned.error();
    Keep(worker, *window, std::move(result));
    offset = window->end;
  }
  return Done{};
}

}  // namespace veil
