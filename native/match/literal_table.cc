#include "match/literal_table.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "match/ascii.h"

namespace veil {
namespace {

struct Wish {
  uint32_t rule;
  std::string_view bytes;
  bool caseless;
};

// The literals that are the same but for case, by that: a sorted map, so that the table is the same on every machine.
std::map<std::string, std::vector<Wish>> CollectWishes(const RuleSet& rules) {
  std::map<std::string, std::vector<Wish>> wishes;
  for (uint32_t rule = 0; rule < rules.size(); ++rule) {
    const bool caseless = (rules.get(rule, RuleField::flags) & kRule_literals_caseless) != 0;
    const uint32_t first = rules.get(rule, RuleField::literals_first);
    for (uint32_t i = 0; i < rules.get(rule, RuleField::literals_count); ++i) {
      const std::string_view bytes = rules.string(first + i);
      wishes[AsciiLower(bytes)].push_back({rule, bytes, caseless});
    }
  }
  return wishes;
}

}  // namespace

LiteralTable::LiteralTable(const RuleSet& rules) {
  const auto add_literal = [this](std::string bytes, bool caseless) {
    literals_.push_back({std::move(bytes), caseless});
    first_use_.push_back(static_cast<uint32_t>(uses_.size()));
  };
  // A rule may name the same literal twice; it is led to once.
  const auto add_use = [this](uint32_t rule, std::string_view exact) {
    for (size_t i = first_use_.back(); i < uses_.size(); ++i) {
      if (uses_[i].rule == rule && uses_[i].exact == exact) return;
    }
    uses_.push_back({rule, exact});
  };

  for (auto& [lower, wishes] : CollectWishes(rules)) {
    if (std::any_of(wishes.begin(), wishes.end(), [](const Wish& wish) { return wish.caseless; })) {
      add_literal(lower, true);
      for (const Wish& wish : wishes) add_use(wish.rule, wish.caseless ? std::string_view() : wish.bytes);
      continue;
    }
    std::stable_sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) { return a.bytes < b.bytes; });
    for (size_t i = 0; i < wishes.size(); ++i) {
      if (i == 0 || wishes[i].bytes != wishes[i - 1].bytes) add_literal(std::string(wishes[i].bytes), false);
      add_use(wishes[i].rule, {});
    }
  }
  first_use_.push_back(static_cast<uint32_t>(uses_.size()));
}

}  // namespace veil
