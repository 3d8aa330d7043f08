#include "match/rule_set.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "match/assign/assign.h"
#include "match/checksums/checksum.h"

namespace veil {
namespace {

constexpr std::string_view kFieldNames[] = {
#define X(name) #name,
    VEIL_RULE_FIELDS(X)
#undef X
};

// Checks the rows of a rule set whose string table is sound already. Stops at the first error.
class RowCheck {
 public:
  RowCheck(const RuleSet& rules, size_t string_count) : rules_(rules), string_count_(string_count) {}

  Status Run() {
    for (rule_ = 0; rule_ < rules_.size(); ++rule_) {
      if (!CheckRule()) return Error{"BAD_RULE_SET", 0, "", "", std::move(message_)};
    }
    return Done{};
  }

 private:
  bool CheckRule() {
    using enum RuleField;
    for (const RuleField field : {id, pattern, not_before, not_after, pair_pattern}) {
      if (value(field) >= string_count_) return Refuse(field, "is no string of the table");
    }
    if (!CheckList(literals_first, literals_count) || !CheckList(paths_first, paths_count) ||
        !CheckList(not_paths_first, not_paths_count) || !CheckList(keywords_first, keywords_count) ||
        !CheckList(allow_values_first, allow_values_count) || !CheckList(allow_patterns_first, allow_patterns_count)) {
      return false;
    }
    if (rules_.text(rule_, id).empty()) return Refuse(id, "is empty");
    if (!ids_.insert(rules_.text(rule_, id)).second) return Refuse(id, "is used twice");
    return CheckNumbers() && CheckLiterals() && CheckReader();
  }

  bool CheckNumbers() {
    using enum RuleField;
#define X(name) +1
    if (value(severity) >= (VEIL_SEVERITIES(X))) return Refuse(severity, "is no severity");
    if (value(reader) >= (VEIL_READERS(X))) return Refuse(reader, "is no reader");
    if (value(value_filter) >= (VEIL_VALUE_FILTERS(X))) return Refuse(value_filter, "is no value filter");
    if (value(checksum_failure) >= (VEIL_ON_CHECKSUM_FAILURE(X))) return Refuse(checksum_failure, "is unknown");
    if (value(pair_missing) >= (VEIL_PAIR_MISSING(X))) return Refuse(pair_missing, "is unknown");
#undef X
#define X(name, bit) | bit
    if ((value(flags) & ~(0u VEIL_RULE_FLAGS(X))) != 0) return Refuse(flags, "has an unknown bit");
#undef X
    if (value(checksum) >= ChecksumNames().size()) return Refuse(checksum, "is no checksum");
    if (value(secret_group) > kMaxSecretGroup) return Refuse(secret_group, "is too large");
    if (value(before_bytes) > kMaxBeforeBytes) return Refuse(before_bytes, "is too large");
    if (value(after_bytes) > kMaxAfterBytes) return Refuse(after_bytes, "is too large");
    if (value(keyword_distance_bytes) > kMaxKeywordDistanceBytes) {
      return Refuse(keyword_distance_bytes, "is too large");
    }
    if (value(pair_distance_bytes) > kMaxPairDistanceBytes) return Refuse(pair_distance_bytes, "is too large");
    return true;
  }

  bool CheckLiterals() {
    using enum RuleField;
    for (uint32_t i = 0; i < value(literals_count); ++i) {
      const size_t size = rules_.string(value(literals_first) + i).size();
      if (size < kMinLiteralBytes) return Refuse(literals_first, "names a literal that is too short");
      if (size > kMaxLiteralBytes) return Refuse(literals_first, "names a literal that is too long");
    }
    return true;
  }

  bool CheckReader() {
    using enum RuleField;
    const Reader kind = static_cast<Reader>(value(reader));
    if (kind == Reader::path) return value(paths_count) > 0 || Refuse(paths_count, "is 0 for a rule about paths");
    // A rule that is off may come without its literals: then it costs the prefilter nothing.
    const bool is_off = (value(flags) & kRule_off_by_default) != 0;
    if (value(literals_count) == 0 && !is_off) return Refuse(literals_count, "is 0");
    if (kind == Reader::pattern) return value(pattern) != 0 || Refuse(pattern, "is empty");
    return value(assign_kind) < assign::kKindCount || Refuse(assign_kind, "is no kind of assignment");
  }

  // A list of strings none of which is empty: an empty literal, glob or keyword would hold everywhere.
  bool CheckList(RuleField first, RuleField count) {
    if (uint64_t{value(first)} + value(count) > string_count_) return Refuse(first, "ends outside the string table");
    for (uint32_t i = 0; i < value(count); ++i) {
      if (rules_.string(value(first) + i).empty()) return Refuse(first, "holds an empty string");
    }
    return true;
  }

  uint32_t value(RuleField field) const { return rules_.get(rule_, field); }

  bool Refuse(RuleField field, std::string_view why) {
    message_ = "rule " + std::to_string(rule_) + ": " + std::string(kFieldNames[static_cast<uint32_t>(field)]) + " " +
               std::string(why);
    return false;
  }

  const RuleSet& rules_;
  const size_t string_count_;
  uint32_t rule_ = 0;
  std::unordered_set<std::string_view> ids_;
  std::string message_;
};

}  // namespace

Result<std::shared_ptr<const RuleSet>> RuleSet::Load(std::vector<uint32_t> rows, std::vector<uint32_t> strings,
                                                     std::vector<char> bytes) {
  const auto refuse = [](std::string message) { return Error{"BAD_RULE_SET", 0, "", "", std::move(message)}; };
  if (rows.size() % kRuleFieldCount != 0) return refuse("the rows are not a whole number of rules");
  if (rows.size() / kRuleFieldCount > kMaxRules) return refuse("there are more rules than the limit");
  if (strings.size() % 2 != 0 || strings.size() < 2) return refuse("the string table is not made of pairs");
  if (strings[1] != 0) return refuse("string 0 is not empty");
  for (size_t i = 0; i < strings.size(); i += 2) {
    if (uint64_t{strings[i]} + strings[i + 1] > bytes.size()) {
      return refuse("string " + std::to_string(i / 2) + " ends outside the bytes");
    }
  }
  // make_shared cannot reach the private constructor.
  std::shared_ptr<RuleSet> rules(new RuleSet());
  rules->rows_ = std::move(rows);
  rules->strings_ = std::move(strings);
  rules->bytes_ = std::move(bytes);
  Status checked = RowCheck(*rules, rules->strings_.size() / 2).Run();
  if (!checked.ok()) return std::move(checked).error();
  return std::shared_ptr<const RuleSet>(std::move(rules));
}

}  // namespace veil
