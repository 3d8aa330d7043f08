// The content that a git LFS pointer names, from the repository's own store.
#pragma once

#include <atomic>
#include <span>
#include <string>

#include "git/lfs_pointer.h"
#include "scan/worker.h"

namespace veil {

// Scans it as `name`, and under those of `others` that rules judge otherwise. Reports a skipped pointer when
// `lfs_folder` is empty or does not have it; a failed input when it is there and cannot be read, or has another size.
// Answers whether all of it was scanned.
bool ScanLfsObject(Worker& worker, const InputName& name, std::span<const InputName> others,
                   const std::string& lfs_folder, const git::LfsPointer& pointer, const std::atomic<bool>& cancelled);

}  // namespace veil
