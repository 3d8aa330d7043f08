// The engine against a plain reference: the rule's pattern alone, by RE2, at every position of the text.
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <set>

#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

struct TestRule {
  const char* id;
  std::vector<std::string_view> literals;
  const char* pattern;
  uint32_t secret_group;
  uint32_t before_bytes;
  uint32_t after_bytes;
  uint32_t flags;
  // Pieces that texts are made of, so that near misses and hits are frequent.
  std::vector<std::string> pieces;
};

const std::vector<TestRule>& TestRules() {
  static const std::vector<TestRule> rules = {
      {"prefix", {"vk_"}, R"(vk_[0-9a-f]{6}\b)", 0, 0, 9, 0, {"vk_", "0a1b2c", "d", "vk_0a1b2c"}},
      {"word", {"abc"}, R"(\babc[A-Z]{2,4}\b)", 0, 0, 7, 0, {"abc", "AB", "CDE", "abcXY"}},
      {"group",
       {"pin="},
       R"re(pin=(["']?)([0-9]{3,5})(?:["']|\b))re",
       2,
       0,
       12,
       0,
       {"pin=", "\"", "123", "45", "pin='9876'"}},
      {"caseless",
       {"TokN"},
       R"((?i)tokn:[a-z]{3})",
       0,
       0,
       8,
       kRule_literals_caseless,
       {"tokn", "TOKN", ":", "xyz", "ToKn:AbC"}},
      {"before",
       {"@host"},
       R"([a-z0-9]{2,5}:[a-z0-9]{2,5}@host\b)",
       0,
       11,
       5,
       0,
       {"@host", "ab", ":", "12", "us1:pw2@host"}},
      {"lines", {"BEGIN"}, R"((?m)^BEGIN\n(?:[a-z]+\n){1,3}END$)", 0, 0, 40, 0, {"BEGIN\n", "abc\n", "END\n", "\n"}},
      {"two", {"aa-", "bb-"}, R"((?:aa|bb)-[0-9]{2})", 0, 0, 5, 0, {"aa-", "bb-", "12", "aa-34"}},
      {"bytes",
       {"\xc3\xa9\xc3"},
       "\\xc3\\xa9\\xc3[\\x80-\\xbf]{1,2}",
       0,
       0,
       6,
       0,
       {"\xc3\xa9", "\xc3", "\x80", "\xbf\xbf"}},
  };
  return rules;
}

std::shared_ptr<const Engine> EngineOf(const std::vector<TestRule>& rules) {
  test::RuleSetBuilder builder;
  for (const TestRule& rule : rules) {
    builder.Rule(rule.id, rule.literals, rule.pattern)
        .Number(RuleField::secret_group, rule.secret_group)
        .Number(RuleField::before_bytes, rule.before_bytes)
        .Number(RuleField::after_bytes, rule.after_bytes)
        .Number(RuleField::flags, rule.flags);
  }
  return builder.Compile();
}

using Found = std::set<std::tuple<std::string, uint64_t, uint64_t>>;  // rule, secret's begin and end

// Every match that begins anywhere, bounded as the rule says. A literal that is part of the match gives the bounds.
Found Reference(const TestRule& rule, std::string_view text) {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  const re2::RE2 pattern(rule.pattern, options);
  Found found;
  for (const std::string_view literal : rule.literals) {
    for (size_t at = 0; at + literal.size() <= text.size(); ++at) {
      bool same = true;
      for (size_t i = 0; i < literal.size(); ++i) {
        const bool fold = (rule.flags & kRule_literals_caseless) != 0;
        same = same && (fold ? std::tolower(text[at + i]) == std::tolower(literal[i]) : text[at + i] == literal[i]);
      }
      if (!same) continue;
      const size_t end = std::min(text.size(), at + rule.after_bytes);
      for (size_t begin = at - std::min<size_t>(at, rule.before_bytes); begin <= at; ++begin) {
        re2::StringPiece groups[3];
        const int count = static_cast<int>(rule.secret_group) + 1;
        if (!pattern.Match({text.data(), text.size()}, begin, end, re2::RE2::ANCHOR_START, groups, count)) continue;
        if (begin + groups[0].size() < at + literal.size()) continue;
        const auto& secret = groups[rule.secret_group];
        const auto offset = static_cast<uint64_t>(secret.data() - text.data());
        found.insert({rule.id, offset, offset + secret.size()});
        break;
      }
    }
  }
  return found;
}

Found EngineFinds(const Engine& engine, std::string_view text) {
  // Before resolution: that has tests of its own.
  const std::vector<uint8_t> enabled(engine.rules().size(), 1);
  auto scratch = engine.NewScratch(enabled).value();
  auto file = engine.NewFileContext("file", enabled, Confidence::kLow);
  MemoryText memory(text);
  std::vector<Match> matches;
  for (size_t at = 0; at < text.size();) {
    at = engine.FindCandidates(*scratch, text.data(), text.size(), at);
    for (const Candidate& c : engine.candidates(*scratch)) {
      engine.Confirm(*scratch, *file, memory, c, c.end, matches);
    }
  }
  Found found;
  for (const Match& match : matches) {
    found.insert({std::string(engine.rules().text(match.rule, RuleField::id)), match.secret_begin, match.secret_end});
  }
  return found;
}

std::string RandomText(std::mt19937& random, const std::vector<TestRule>& rules, size_t pieces) {
  std::string text;
  for (size_t i = 0; i < pieces; ++i) {
    const TestRule& rule = rules[random() % rules.size()];
    // Mostly pieces of one rule in a row: that is where matches come from.
    for (size_t j = 1 + random() % 4; j > 0; --j) text += rule.pieces[random() % rule.pieces.size()];
    if (random() % 2 == 0) text += " \n\t=x;"[random() % 6];
  }
  return text;
}

}  // namespace

TEST(EngineEqualsAPlainReference) {
  const std::vector<TestRule>& rules = TestRules();
  const auto engine = EngineOf(rules);
  std::mt19937 random(17);
  std::set<std::string> rules_seen;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = RandomText(random, rules, 1 + random() % 30);
    Found expected;
    for (const TestRule& rule : rules) expected.merge(Reference(rule, text));
    for (const auto& [rule, begin, end] : expected) rules_seen.insert(rule);
    if (EngineFinds(*engine, text) != expected) EXPECT_EQ(text, "found as the reference finds it");
  }
  EXPECT_EQ(rules_seen.size(), rules.size());
}

// However the bytes are cut into windows and texts, the same is found.
TEST(EngineFindsTheSameWhateverTheCut) {
  const std::vector<TestRule>& rules = TestRules();
  const auto engine = EngineOf(rules);
  const std::vector<uint8_t> enabled(rules.size(), 1);
  auto scratch = engine->NewScratch(enabled).value();
  std::mt19937 random(23);
  for (int round = 0; round < 60; ++round) {
    const std::string text = RandomText(random, rules, 40);
    const Found whole = EngineFinds(*engine, text);
    for (const size_t window : {7, 16, 31, 64, 150}) {
      Found cut;
      const size_t overlap = engine->max_literal_bytes() - 1;
      for (size_t begin = 0; begin < text.size(); begin += window) {
        // Candidates from a window that overlaps the one before it; confirmed in a text that has just the context.
        const size_t first = begin - std::min(begin, overlap);
        const size_t last = std::min(text.size(), begin + window);
        for (size_t at = begin - first; at < last - first;) {
          at = engine->FindCandidates(*scratch, text.data() + first, last - first, at);
          for (const Candidate& c : engine->candidates(*scratch)) {
            const size_t end = first + c.end;
            const size_t context = engine->max_context_bytes();
            const size_t text_begin = end - std::min(end, context);
            MemoryText around(std::string_view(text).substr(text_begin, end + context - text_begin));
            auto file = engine->NewFileContext("file", enabled, Confidence::kLow);
            std::vector<Match> matches;
            engine->Confirm(*scratch, *file, around, c, end - text_begin, matches);
            for (const Match& match : matches) {
              cut.insert({rules[match.rule].id, text_begin + match.secret_begin, text_begin + match.secret_end});
            }
          }
        }
      }
      if (cut != whole) EXPECT_EQ(text, "found alike in windows of " + std::to_string(window));
    }
  }
}

TEST(EngineConfirmsInATextThatShrinks) {
  // A text that is cut short while it is read answers less than it was asked for, down to nothing.
  class Shrinking final : public Text {
   public:
    Shrinking(std::string_view bytes, size_t left) : bytes_(bytes), left_(left) {}
    uint64_t size() const override { return bytes_.size(); }
    std::string_view Slice(uint64_t begin, uint64_t end) override {
      end = std::min<uint64_t>(end, left_);
      return begin < end ? bytes_.substr(begin, end - begin) : std::string_view();
    }

   private:
    std::string_view bytes_;
    size_t left_;
  };
  const std::string token = "vk_0a1b2c";
  test::RuleSetBuilder builder;
  builder.Rule("plain", {"vk_"}, "vk_[0-9a-f]{6}")
      .Number(RuleField::flags, kRule_decode)
      .Number(RuleField::keyword_distance_bytes, 20)
      .List(RuleField::keywords_first, RuleField::keywords_count, {"near"})
      .Text(RuleField::pair_pattern, "(id[0-9])")
      .Number(RuleField::pair_distance_bytes, 20);
  const auto engine = builder.Compile();
  const std::string text = "near id1 " + token + " dmtfMGExYjJj ";
  const std::vector<uint8_t> enabled = {1};
  auto scratch = engine->NewScratch(enabled).value();
  EXPECT_EQ(engine->FindCandidates(*scratch, text.data(), text.size(), 0), text.size());
  EXPECT(engine->candidates(*scratch).size() >= 2);
  for (const Candidate& c : engine->candidates(*scratch)) {
    for (size_t left = 0; left <= text.size(); ++left) {
      Shrinking shrinking(text, left);
      auto file = engine->NewFileContext("file", enabled, Confidence::kLow);
      std::vector<Match> matches;
      engine->Confirm(*scratch, *file, shrinking, c, c.end, matches);
      for (const Match& match : matches) EXPECT(match.end <= left);
    }
  }
}

}  // namespace veil
