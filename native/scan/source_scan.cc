#include "scan/source_scan.h"

#include <utility>
#include <vector>

#include "scan/large_scan.h"
#include "scan/large_text.h"
#include "scan/other_paths.h"

namespace veil {
namespace {

bool ScanAs(Worker& worker, const InputName& name, std::shared_ptr<const io::WindowSource> source,
            std::vector<Match>* known, const std::atomic<bool>& cancelled) {
  LargeScan scan(name, std::move(source), worker.options().window_bytes, true);
  if (Status opened = scan.Open(); !opened.ok()) {
    Error error = opened.error();
    error.path = name.path;
    worker.ReportFailed(name.item, error, true);
    return false;
  }
  scan.ReportOnce(known);
  scan.Work(worker, cancelled);
  return scan.succeeded();
}

}  // namespace

bool ScanSource(Worker& worker, const InputName& name, std::span<const InputName> others,
                std::shared_ptr<const io::WindowSource> source, const std::atomic<bool>& cancelled) {
  std::vector<Match> known;
  if (!ScanAs(worker, name, source, &known, cancelled)) return false;
  for (const InputName& other : JudgedOtherwise(worker, name, others)) {
    if (!ScanAs(worker, other, source, &known, cancelled)) return false;
  }
  return true;
}

size_t StreamRingBytes(const Worker& worker) {
  // UTF-16 needs twice the context, on both sides of a window; what is confirmed reads ahead.
  const uint64_t context_bytes = worker.engine().max_context_bytes() + worker.engine().max_literal_bytes();
  return worker.options().window_bytes + 8 * context_bytes + 4 * LargeText::kReadAheadBytes;
}

}  // namespace veil
