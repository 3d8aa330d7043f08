// The same text scanned under several paths: a secret is reported at the first that shows it.
#pragma once

#include <vector>

#include "scan/worker.h"

namespace veil {

// Takes out of `found` what is in `known`, and adds the rest to it.
void LeaveOutKnown(std::vector<Match>* known, PieceMatches* found);

}  // namespace veil
