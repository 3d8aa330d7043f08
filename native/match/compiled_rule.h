// A rule made ready for use: what rule_set.h holds as numbers, with its patterns and sets.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/byte_set.h"
#include "match/path_glob.h"
#include "match/pattern.h"
#include "match/rule_set.h"
#include "support/result.h"

namespace veil {

// Immutable and thread-safe once made. Views point into the rule set, which must live as long.
struct CompiledRule {
  CompiledRule(const RuleSet& rules, uint32_t index);

  // Compiles the patterns now. Errors: "BAD_RULE", the message begins with the rule's id.
  Status CheckPatterns() const;

  // Whether the rule holds in the file. `lower_path` is in lower case.
  bool HoldsIn(std::string_view lower_path) const;
  bool HasPathConditions() const { return !paths.empty() || !not_paths.empty(); }

  uint32_t index = 0;
  std::string_view id;
  Severity severity = Severity::low;
  uint32_t flags = 0;
  Reader reader = Reader::pattern;
  uint32_t specificity = 0;
  uint32_t secret_group = 0;
  uint32_t before_bytes = 0;
  uint32_t after_bytes = 0;
  ByteSet not_before, not_after;
  uint32_t entropy_min_milli = 0;
  uint32_t checksum = 0;
  OnChecksumFailure checksum_failure = OnChecksumFailure::keep;
  ValueFilter value_filter = ValueFilter::none;
  uint32_t keyword_distance_bytes = 0;
  uint32_t pair_distance_bytes = 0;
  PairMissing pair_missing = PairMissing::lower;
  uint32_t assign_kind = 0;
  std::unique_ptr<const Pattern> pattern;  // null for rules without one
  std::unique_ptr<const Pattern> pair;     // null: the credential has one part
  std::vector<std::unique_ptr<const Pattern>> allow_patterns;
  std::vector<std::string_view> allow_values;
  std::vector<PathGlob> paths, not_paths;
  std::vector<std::string> keywords;  // in lower case
};

}  // namespace veil
