// The distinct literals of a rule set, and which rules each of them leads to.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/prefilter.h"
#include "match/rule_set.h"

namespace veil {

class LiteralTable {
 public:
  // A rule that has the literal. Where another rule wants the same letters in any case, the prefilter looks for them in
  // any case; `exact` is then what this rule wants to stand there, else it is empty.
  struct Use {
    uint32_t rule;
    std::string_view exact;
  };

  explicit LiteralTable(const RuleSet& rules);

  const std::vector<Literal>& literals() const { return literals_; }
  std::span<const Use> uses(uint32_t literal) const {
    return std::span(uses_).subspan(first_use_[literal], first_use_[literal + 1] - first_use_[literal]);
  }

 private:
  std::vector<Literal> literals_;
  std::vector<uint32_t> first_use_;  // one more than there are literals
  std::vector<Use> uses_;
};

}  // namespace veil
