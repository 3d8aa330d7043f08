// What is too large to hold, scanned by one thread: window after window.
#pragma once

#include <atomic>
#include <memory>
#include <span>

#include "io/window_source.h"
#include "scan/worker.h"

namespace veil {

// Scans and reports `source`, which may look binary, as `name`, and under those of `others` that rules judge otherwise.
// Answers whether all of it was scanned; what could not be read is a failed row, cancelled or not.
bool ScanSource(Worker& worker, const InputName& name, std::span<const InputName> others,
                std::shared_ptr<const io::WindowSource> source, const std::atomic<bool>& cancelled);

// What StreamWindows should keep, so that a scan in windows goes forward only.
size_t StreamRingBytes(const Worker& worker);

}  // namespace veil
