#include "match/confirm_assignment.h"

#include <algorithm>
#include <string_view>

namespace veil {

std::vector<AssignmentMatch> ReadAssignmentsAt(Text& text, assign::Hit word, const assign::PathTraits& traits,
                                               Confidence least) {
  const uint64_t window_begin = word.begin > assign::kWindowBeforeBytes ? word.begin - assign::kWindowBeforeBytes : 0;
  const std::string_view window = text.Slice(window_begin, word.end + assign::kWindowAfterBytes);
  // A file that is cut short while it is read answers less than it was asked for.
  if (word.end - window_begin > window.size()) return {};
  const assign::Hit hit{word.begin - window_begin, word.end - window_begin, word.is_name};
  std::vector<assign::Assignment> read;
  assign::ReadAssignments(window, hit, traits, {static_cast<assign::Confidence>(least)}, &read);

  std::vector<AssignmentMatch> all;
  for (const assign::Assignment& assignment : read) {
    AssignmentMatch& found = all.emplace_back();
    found.kind = assignment.kind;
    found.window_begin = window_begin;
    found.match.confidence = static_cast<Confidence>(assignment.confidence);
    found.match.begin = window_begin + std::min(assignment.key_begin, assignment.value_begin);
    found.match.end = window_begin + std::max(assignment.key_end, assignment.value_end);
    found.match.secret_begin = window_begin + assignment.value_begin;
    found.match.secret_end = window_begin + assignment.value_end;
    found.match.note = assign::ProviderName(assignment.provider);
  }
  return all;
}

Severity SeverityAt(Severity severity, Confidence confidence) {
  if (confidence == Confidence::kLow) return Severity::low;
  if (confidence == Confidence::kHigh || severity == Severity::low) return severity;
  return static_cast<Severity>(static_cast<uint32_t>(severity) - 1);
}

}  // namespace veil
