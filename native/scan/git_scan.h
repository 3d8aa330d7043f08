// The objects of a git repository → rows: blobs as files are scanned, commits and tags by their messages.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "git/object_id.h"
#include "scan/worker.h"
#include "support/result.h"

namespace veil {

// Scans each object once, with as many threads as there are workers. What cannot be read is a failed row that names
// the object; so is a pack or an alternate that cannot be opened, because something may be missing then.
// `clean` gets a byte for each object, as ScanEnd has it. Answers the error that ended the scan ("INTERNAL"), if one
// did.
std::optional<Error> ScanGit(const GitItems& items, const ScanOptions& options, const std::atomic<bool>& cancelled,
                             std::span<const std::unique_ptr<Worker>> workers, std::vector<uint8_t>* clean);

}  // namespace veil
