#include "scan/git_scan.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <string_view>
#include <utility>

#include "git/lfs_pointer.h"
#include "git/object_store.h"
#include "git/object_walk.h"
#include "scan/lfs_scan.h"
#include "scan/other_paths.h"
#include "scan/source_scan.h"
#include "scan/stream_windows.h"
#include "scan/version_scan.h"

namespace veil {
namespace {

// Commits and tags: header lines, an empty line, the message. A merge of a signed tag carries the tag, message and all,
// among its headers: there everything is scanned.
std::string_view MessageOf(std::string_view bytes) {
  const size_t end = bytes.find("\n\n");
  if (bytes.substr(0, end).find("\nmergetag ") != std::string_view::npos) return bytes;
  return end == std::string_view::npos ? std::string_view() : bytes.substr(end + 2);
}

class Visitor final : public git::ObjectVisitor {
 public:
  Visitor(const GitItems& items, const ScanOptions& options, std::span<const std::unique_ptr<Worker>> workers,
          const std::atomic<bool>& cancelled, std::vector<uint8_t>* clean)
      : items_(items), options_(options), workers_(workers), cancelled_(cancelled), clean_(*clean) {}

  std::shared_ptr<const git::ObjectNotes> Visit(unsigned thread, const git::VisitedObject& object) override {
    std::shared_ptr<const TextNotes> notes;
    Guarded([&] { notes = Scan(*workers_[thread], object); });
    return notes;
  }

  void VisitStream(unsigned thread, uint32_t wanted, std::shared_ptr<git::ObjectStream> stream) override {
    Guarded([&] { ScanStream(*workers_[thread], NameOf(wanted), std::move(stream)); });
  }

  void Failed(unsigned thread, uint32_t wanted, const Error& error) override {
    Error of_object = error;
    of_object.path = PathOf(wanted);
    of_object.message = "object " + items_.ids[wanted].Hex(items_.format) + ": " + error.message;
    if (!error.path.empty()) of_object.message += " (" + error.path + ")";
    workers_[thread]->ReportFailed(wanted, of_object, true);
  }

  const std::optional<Error>& failure() const { return failure_; }

 private:
  // Our bugs end the scan; running out of memory is the walk's to report.
  template <typename Scanning>
  void Guarded(Scanning scanning) {
    try {
      scanning();
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& exception) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = Error{.code = "INTERNAL", .message = exception.what()};
    }
  }

  std::shared_ptr<const TextNotes> Scan(Worker& worker, const git::VisitedObject& object) {
    const std::string_view bytes(reinterpret_cast<const char*>(object.bytes.data()), object.bytes.size());
    const InputName name = NameOf(object.wanted);
    if (object.type != git::ObjectType::kBlob) {
      Finish(worker, name, [&] { return worker.ScanText(name, MessageOf(bytes), true); });
    } else if (options_.max_file_bytes != 0 && bytes.size() > options_.max_file_bytes) {
      worker.ReportSkipped(name.item, name.path, io::SkipReason::kTooLarge, io::EntryType::kFile);
    } else if (const auto pointer = git::ParseLfsPointer(bytes)) {
      Finish(worker, name, [&] {
        return ScanLfsObject(worker, name, OtherNamesOf(name.item), items_.lfs_folder, *pointer, cancelled_);
      });
    } else {
      const auto classified = io::Classify(bytes);
      const auto* base = static_cast<const TextNotes*>(object.base_notes);
      std::shared_ptr<const TextNotes> notes;
      Finish(worker, name, [&] {
        if (classified.encoding == io::Encoding::kText) {
          notes = ScanVersion(worker, name, bytes, classified, base, object.copies);
        } else {
          (void)worker.ScanText(name, bytes, true);
        }
        ScanOtherPaths(worker, name, OtherNamesOf(name.item), bytes, classified, notes.get());
        return true;
      });
      return notes;
    }
    return nullptr;
  }

  std::vector<InputName> OtherNamesOf(uint32_t wanted) const {
    std::vector<InputName> names;
    const auto [begin, end] = std::equal_range(items_.also_of.begin(), items_.also_of.end(), wanted);
    for (auto each = begin; each != end; ++each) {
      const auto item = static_cast<uint32_t>(items_.ids.size() + static_cast<size_t>(each - items_.also_of.begin()));
      names.push_back(NameOf(item));
    }
    return names;
  }

  void ScanStream(Worker& worker, const InputName& name, std::shared_ptr<git::ObjectStream> stream) {
    if (options_.max_file_bytes != 0 && stream->size_bytes() > options_.max_file_bytes) {
      worker.ReportSkipped(name.item, name.path, io::SkipReason::kTooLarge, io::EntryType::kFile);
      return;
    }
    auto source = std::make_shared<StreamWindows>(std::move(stream), StreamRingBytes(worker),
                                                  "object " + items_.ids[name.item].Hex(items_.format));
    Finish(worker, name,
           [&] { return ScanSource(worker, name, OtherNamesOf(name.item), std::move(source), cancelled_); });
  }

  // Runs a scan of one object, which answers whether it came to its end, and notes whether it was clean.
  template <typename Scanning>
  void Finish(Worker& worker, const InputName& name, Scanning scanning) {
    const uint64_t reports = worker.reports();
    const bool whole = scanning();
    clean_[name.item] = whole && worker.reports() == reports && !worker.Cancelled();
  }

  InputName NameOf(uint32_t item) const { return {item, PathOf(item)}; }

  std::string PathOf(uint32_t item) const {
    const uint32_t begin = item == 0 ? 0 : items_.path_ends[item - 1];
    return items_.paths.substr(begin, items_.path_ends[item] - begin);
  }

  const GitItems& items_;
  const ScanOptions& options_;
  const std::span<const std::unique_ptr<Worker>> workers_;
  const std::atomic<bool>& cancelled_;
  std::vector<uint8_t>& clean_;  // each element is written by the one thread that has its object
  std::mutex mutex_;
  std::optional<Error> failure_;
};

}  // namespace

std::optional<Error> ScanGit(const GitItems& items, const ScanOptions& options, const std::atomic<bool>& cancelled,
                             std::span<const std::unique_ptr<Worker>> workers, std::vector<uint8_t>* clean) {
  clean->assign(items.ids.size(), 0);
  Worker& first = *workers.front();
  const auto store = git::ObjectStore::Open(items.object_folders, items.format, git::IndexUseFor(items.ids.size()));
  if (!store.ok()) {
    first.ReportFailed(0, store.error(), false);
    return std::nullopt;
  }
  for (const Error& problem : store.value()->problems()) first.ReportFailed(0, problem, false);
  Visitor visitor(items, options, workers, cancelled, clean);
  git::WalkObjects(*store.value(), items.ids,
                   {.threads = static_cast<unsigned>(workers.size()), .cancelled = &cancelled}, &visitor);
  return visitor.failure();
}

}  // namespace veil
