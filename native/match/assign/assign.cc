#include "match/assign/assign.h"

namespace veil::assign {

bool ReadAssignment(std::string_view, Hit, const PathTraits&, const ReadOptions&, Assignment*) { return false; }

}  // namespace veil::assign
