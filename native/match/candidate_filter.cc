#include "match/candidate_filter.h"

#include <algorithm>

namespace veil {
namespace {

// Whether the rule's secret begins at its literal, so that the byte in front of the literal is the one in front of the
// secret.
bool BeginsAtLiteral(const LiteralTable::Use& use, const CompiledRule& rule) {
  return use.layer_count == 0 && rule.before_bytes == 0 && rule.secret_group == 0;
}

}  // namespace

CandidateFilter::CandidateFilter(const LiteralTable& table, const std::deque<CompiledRule>& rules,
                                 std::string_view serialized)
    : literals_(table.literals().size()), next_bytes_(table, rules, serialized) {
  for (uint32_t index = 0; index < literals_.size(); ++index) {
    Literal& literal = literals_[index];
    const std::string& bytes = table.literals()[index].bytes;
    const auto patterns = table.pattern_uses(index);
    literal.size_bytes = static_cast<uint32_t>(bytes.size());
    literal.has_anywhere = !table.anywhere_uses(index).empty();
    literal.has_named = !table.named_uses(index).empty();
    literal.has_assignments = !table.assignment_uses(index).empty();
    if (literal.has_assignments) literal.hits = assign::HitFilter::For(bytes);
    literal.has_not_before =
        !patterns.empty() && std::all_of(patterns.begin(), patterns.end(), [&](const LiteralTable::Use& use) {
          return BeginsAtLiteral(use, rules[use.rule]);
        });
    if (!literal.has_not_before) continue;
    literal.not_before = rules[patterns.front().rule].not_before;
    for (const LiteralTable::Use& use : patterns) literal.not_before.Keep(rules[use.rule].not_before);
  }
}

}  // namespace veil
