// The confirm step at a telling word: match/assign reads, the rule of that kind of assignment reports.
#pragma once

#include <cstdint>
#include <vector>

#include "match/assign/assign.h"
#include "match/match.h"
#include "match/text.h"

namespace veil {

struct AssignmentMatch {
  assign::Kind kind = assign::Kind::kSecret;
  uint64_t window_begin = 0;  // of the window that it was read in
  Match match;                // all but rule and severity
};

// Reads the assignments that the telling word at `word`, in the whole text, leads to: hardly ever one, a table's
// several.
std::vector<AssignmentMatch> ReadAssignmentsAt(Text& text, assign::Hit word, const assign::PathTraits& traits,
                                               Confidence least);

// What becomes of a rule's severity when the reader is less than sure.
Severity SeverityAt(Severity severity, Confidence confidence);

}  // namespace veil
