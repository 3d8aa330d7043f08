// A text that stands under several paths: what rules with path conditions find under one and not under another.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "io/encoding.h"
#include "scan/version_scan.h"
#include "scan/worker.h"

namespace veil {

// Those of `others` that rules judge otherwise than `first` and than each other.
std::vector<InputName> JudgedOtherwise(Worker& worker, const InputName& first, std::span<const InputName> others);

// After `bytes` were scanned as `first`: judges them again under each of `others` that rules judge otherwise, and
// reports there what was found under no path before. Nothing is counted as scanned. `classified`: of `bytes`; `notes`
// (may be null) are those of the first scan. Looks at no byte when no path makes a difference, and for candidates only
// in the notes when there are some.
void ScanOtherPaths(Worker& worker, const InputName& first, std::span<const InputName> others, std::string_view bytes,
                    io::Classification classified, const TextNotes* notes);

}  // namespace veil
