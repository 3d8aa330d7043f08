#include "match/rule_set.h"
#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

test::RuleSetBuilder Sound() {
  test::RuleSetBuilder builder;
  builder.Rule("a-rule", {"abc_"}, "abc_[0-9]{4}");
  return builder;
}

std::string MessageOf(const test::RuleSetBuilder& builder) {
  auto loaded = builder.Load();
  return loaded.ok() ? "" : loaded.error().code + " " + loaded.error().message;
}

}  // namespace

TEST(RuleSetAnswersWhatWasWritten) {
  auto rules = Sound().Load();
  EXPECT(rules.ok());
  EXPECT_EQ(rules.value()->size(), 1u);
  EXPECT_EQ(rules.value()->text(0, RuleField::id), "a-rule");
  EXPECT_EQ(rules.value()->text(0, RuleField::pattern), "abc_[0-9]{4}");
  EXPECT_EQ(rules.value()->text(0, RuleField::not_before), "");
  EXPECT_EQ(rules.value()->string(rules.value()->get(0, RuleField::literals_first)), "abc_");
}

TEST(RuleSetRefusesWhatItCannotTrust) {
  using enum RuleField;
  const struct {
    RuleField field;
    uint32_t value;
    const char* message;
  } cases[] = {
      {id, 0, "id is empty"},
      {id, 99, "id is no string"},
      {severity, 4, "severity is no severity"},
      {flags, 16, "flags has an unknown bit"},
      {reader, 3, "reader is no reader"},
      {literals_first, 3, "literals_first names a literal that is too"},
      {literals_first, 0xffffffff, "literals_first ends outside"},
      {literals_count, 0xffffffff, "literals_first ends outside"},
      {literals_count, 0, "literals_count is 0"},
      {pattern, 0, "pattern is empty"},
      {secret_group, kMaxSecretGroup + 1, "secret_group is too large"},
      {before_bytes, kMaxBeforeBytes + 1, "before_bytes is too large"},
      {after_bytes, kMaxAfterBytes + 1, "after_bytes is too large"},
      {checksum, 1000, "checksum is no checksum"},
      {checksum_failure, 3, "checksum_failure is unknown"},
      {value_filter, 99, "value_filter is no value filter"},
      {keyword_distance_bytes, kMaxKeywordDistanceBytes + 1, "keyword_distance_bytes is too large"},
      {pair_distance_bytes, kMaxPairDistanceBytes + 1, "pair_distance_bytes is too large"},
      {pair_missing, 2, "pair_missing is unknown"},
      {paths_count, 1, "paths_first holds an empty string"},
  };
  for (const auto& c : cases) {
    test::RuleSetBuilder builder = Sound();
    if (c.field == literals_first && c.value == 3) {
      builder.List(literals_first, literals_count, {"ab"});
    } else {
      builder.Number(c.field, c.value);
    }
    const std::string message = MessageOf(builder);
    if (message.find(c.message) == std::string::npos) EXPECT_EQ(message, c.message);
    EXPECT(message.starts_with("BAD_RULE_SET rule 0: "));
  }
  EXPECT_EQ(MessageOf(Sound()), "");
}

TEST(RuleSetRefusesTheSameIdTwice) {
  test::RuleSetBuilder builder = Sound();
  builder.Rule("a-rule", {"xyz"}, "xyz1");
  EXPECT_EQ(MessageOf(builder), "BAD_RULE_SET rule 1: id is used twice");
}

TEST(RuleSetRefusesATornStringTable) {
  EXPECT(!RuleSet::Load({}, {}, {}).ok());
  EXPECT(!RuleSet::Load({}, {0}, {}).ok());
  EXPECT(!RuleSet::Load({}, {0, 1}, {'x'}).ok());
  EXPECT(!RuleSet::Load({}, {0, 0, 1, 1}, {'x'}).ok());
  EXPECT(!RuleSet::Load({}, {0, 0, 0xffffffff, 0xffffffff}, {'x'}).ok());
  EXPECT(!RuleSet::Load({1, 2, 3}, {0, 0}, {}).ok());
  EXPECT(RuleSet::Load({}, {0, 0, 0, 1}, {'x'}).ok());
}

}  // namespace veil
