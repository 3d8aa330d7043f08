// The distinct literals of a rule set, and which rules each of them leads to.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/confirm_encoded.h"
#include "match/encoding.h"
#include "match/prefilter.h"
#include "match/rule_set.h"

namespace veil {

class LiteralTable {
 public:
  // A rule that has the literal. Where another rule wants the same letters in any case, the prefilter looks for them in
  // any case; `exact` is then what this rule wants to stand there, else it is empty.
  // A literal under layers of encoding leads to the rules that have kRule_decode, or kRule_decode_once.
  struct Use {
    uint32_t rule = 0;
    std::string_view exact;
    std::array<Layer, kMaxLayers> layers;  // the outermost first
    uint32_t layer_count = 0;              // 0: the literal itself
    uint32_t literal_bytes = 0;            // of the rule's literal, decoded
    bool operator==(const Use&) const = default;
  };

  explicit LiteralTable(const RuleSet& rules);

  const std::vector<Literal>& literals() const { return literals_; }
  // Patterns that hold in every file, then those that hold in files of certain names (`paths`), then the assignment
  // reader.
  std::span<const Use> uses(uint32_t literal) const { return Between(first_use_[literal], first_use_[literal + 1]); }
  std::span<const Use> pattern_uses(uint32_t literal) const {
    return Between(first_use_[literal], first_assignment_use_[literal]);
  }
  std::span<const Use> anywhere_uses(uint32_t literal) const {
    return Between(first_use_[literal], first_named_use_[literal]);
  }
  std::span<const Use> named_uses(uint32_t literal) const {
    return Between(first_named_use_[literal], first_assignment_use_[literal]);
  }
  std::span<const Use> assignment_uses(uint32_t literal) const {
    return Between(first_assignment_use_[literal], first_use_[literal + 1]);
  }

  // A byte for each literal: 0 for those that lead to rules alone that are off by default.
  std::vector<uint8_t> OnByDefault(const RuleSet& rules) const;

 private:
  class Wishes;

  std::span<const Use> Between(uint32_t begin, uint32_t end) const {
    return std::span(uses_).subspan(begin, end - begin);
  }
  void AddLiteral(std::string_view bytes, bool caseless);
  void AddUse(const Use& use);
  void SortUses(const RuleSet& rules);

  std::vector<Literal> literals_;
  std::vector<uint32_t> first_use_;             // by literal, and one more
  std::vector<uint32_t> first_named_use_;       // by literal
  std::vector<uint32_t> first_assignment_use_;  // by literal
  std::vector<Use> uses_;
};

}  // namespace veil
