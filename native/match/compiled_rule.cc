#include "match/compiled_rule.h"

#include <algorithm>

#include "match/ascii.h"

namespace veil {
namespace {

// The strings of a list field, handed to `make` one by one.
template <typename T, typename Make>
std::vector<T> MakeList(const RuleSet& rules, uint32_t rule, RuleField first, RuleField count, Make make) {
  std::vector<T> list;
  list.reserve(rules.get(rule, count));
  for (uint32_t i = 0; i < rules.get(rule, count); ++i) list.push_back(make(rules.string(rules.get(rule, first) + i)));
  return list;
}

std::unique_ptr<const Pattern> MakePattern(std::string_view source) {
  return source.empty() ? nullptr : std::make_unique<const Pattern>(source);
}

Error BadRule(std::string_view id, const std::string& why) {
  return Error{"BAD_RULE", 0, "", "", std::string(id) + ": " + why};
}

}  // namespace

CompiledRule::CompiledRule(const RuleSet& rules, uint32_t rule_index) : index(rule_index) {
  const auto number = [&](RuleField field) { return rules.get(index, field); };
  const auto text = [&](RuleField field) { return rules.text(index, field); };
  using Field = RuleField;
  id = text(Field::id);
  severity = static_cast<Severity>(number(Field::severity));
  flags = number(Field::flags);
  reader = static_cast<Reader>(number(Field::reader));
  specificity = number(Field::specificity);
  secret_group = number(Field::secret_group);
  before_bytes = number(Field::before_bytes);
  after_bytes = number(Field::after_bytes);
  not_before = ByteSet(text(Field::not_before));
  not_after = ByteSet(text(Field::not_after));
  entropy_min_milli = number(Field::entropy_min_milli);
  checksum = number(Field::checksum);
  checksum_failure = static_cast<OnChecksumFailure>(number(Field::checksum_failure));
  value_filter = static_cast<ValueFilter>(number(Field::value_filter));
  keyword_distance_bytes = number(Field::keyword_distance_bytes);
  pair_distance_bytes = number(Field::pair_distance_bytes);
  pair_missing = static_cast<PairMissing>(number(Field::pair_missing));
  assign_kind = number(Field::assign_kind);
  pattern = MakePattern(text(Field::pattern));
  pair = MakePattern(text(Field::pair_pattern));
  const auto glob = [](std::string_view source) { return PathGlob(source); };
  const auto same = [](std::string_view source) { return source; };
  const auto lower = [](std::string_view source) { return AsciiLower(source); };
  paths = MakeList<PathGlob>(rules, index, Field::paths_first, Field::paths_count, glob);
  not_paths = MakeList<PathGlob>(rules, index, Field::not_paths_first, Field::not_paths_count, glob);
  keywords = MakeList<std::string>(rules, index, Field::keywords_first, Field::keywords_count, lower);
  allow_values = MakeList<std::string_view>(rules, index, Field::allow_values_first, Field::allow_values_count, same);
  allow_patterns = MakeList<std::unique_ptr<const Pattern>>(rules, index, Field::allow_patterns_first,
                                                            Field::allow_patterns_count, MakePattern);
}

Status CompiledRule::CheckPatterns() const {
  if (pattern != nullptr) {
    if (const std::string why = pattern->Error(); !why.empty()) return BadRule(id, "pattern: " + why);
    if (pattern->group_count() < secret_group) return BadRule(id, "secret_group: the pattern has no such group");
    if (pattern->MatchAt("", 0, 0, {})) return BadRule(id, "pattern: it matches the empty string");
  }
  if (pair != nullptr) {
    if (const std::string why = pair->Error(); !why.empty()) return BadRule(id, "pair_pattern: " + why);
    if (pair->group_count() < 1) return BadRule(id, "pair_pattern: it has no group 1 for the other half");
  }
  for (const auto& allow : allow_patterns) {
    if (const std::string why = allow->Error(); !why.empty()) return BadRule(id, "allow pattern: " + why);
  }
  return Done{};
}

bool CompiledRule::HoldsIn(std::string_view lower_path) const {
  const auto matches = [&](const PathGlob& glob) { return glob.Matches(lower_path); };
  if (!paths.empty() && std::none_of(paths.begin(), paths.end(), matches)) return false;
  return std::none_of(not_paths.begin(), not_paths.end(), matches);
}

}  // namespace veil
