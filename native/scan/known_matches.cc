#include "scan/known_matches.h"

#include <algorithm>

namespace veil {
namespace {

// Whether two matches are of one secret. Those of a path alone have none: there the rule counts.
bool SameSecret(const Match& a, const Match& b) {
  if (a.secret_begin != b.secret_begin || a.secret_end != b.secret_end) return false;
  return a.secret_begin != a.secret_end || a.rule == b.rule;
}

}  // namespace

void LeaveOutKnown(std::vector<Match>* known, PieceMatches* found) {
  std::erase_if(found->matches, [&](const Match& match) {
    return std::any_of(known->begin(), known->end(), [&](const Match& each) { return SameSecret(each, match); });
  });
  known->insert(known->end(), found->matches.begin(), found->matches.end());
}

}  // namespace veil
