#include <algorithm>
#include <array>
#include <thread>

#include "match/engine.h"
#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

using test::Describe;
using test::RuleSetBuilder;
using test::ScanAndDescribe;
using test::ScanText;

struct Row {
  const char* text;
  const char* found;
};

void ExpectRows(const Engine& engine, std::initializer_list<Row> rows) {
  for (const Row& row : rows) EXPECT_EQ(ScanAndDescribe(engine, row.text), row.found);
}

// By value: EXPECT_EQ holds on to what it is given.
Match FirstMatch(const Engine& engine, std::string_view text) {
  std::vector<Match> matches = ScanText(engine, text);
  return matches.empty() ? Match{} : matches[0];
}

}  // namespace

TEST(EngineFindsAPatternAtItsLiteral) {
  RuleSetBuilder rules;
  rules.Rule("tok", {"tok_"}, R"(tok_[0-9]{4}\b)");
  ExpectRows(*rules.Compile(), {{"", ""},
                                {"tok_", ""},
                                {"tok_1234", "tok:tok_1234\n"},
                                {"a tok_1234, tok_567 tok_5678", "tok:tok_1234\ntok:tok_5678\n"},
                                {"TOK_1234", ""},
                                {"tok_12345", ""}});
}

TEST(EngineSeesTheTrueEdgesAroundAWindow) {
  RuleSetBuilder rules;
  rules.Rule("word", {"abc"}, R"(\babc[0-9]+\b)").Number(RuleField::after_bytes, 6);
  rules.Rule("line", {"lin"}, R"((?m)^lin[0-9]$)").Number(RuleField::after_bytes, 4);
  rules.Rule("file", {"fil"}, R"(^fil[0-9])");
  ExpectRows(*rules.Compile(), {{"abc123", "word:abc123\n"},
                                {"xabc123", ""},
                                {"abc123x", ""},
                                {" abc123 ", "word:abc123\n"},
                                {"lin1", "line:lin1\n"},
                                {"x\nlin1\ny", "line:lin1\n"},
                                {" lin1", ""},
                                {"lin1 ", ""},
                                {"fil1", "file:fil1\n"},
                                {"\nfil1", ""}});
}

TEST(EngineLooksBeforeTheLiteralWhenTheRuleSaysSo) {
  RuleSetBuilder rules;
  rules.Rule("host", {".example-vault"}, R"([a-z0-9]{4,8}\.example-vault)").Number(RuleField::before_bytes, 8);
  ExpectRows(*rules.Compile(), {{"ab12.example-vault", "host:ab12.example-vault\n"},
                                {"a.example-vault", ""},
                                {"zz zz zz ab12cd34.example-vault", "host:ab12cd34.example-vault\n"},
                                {"abcd1234.example-vault.example-vault", "host:abcd1234.example-vault\n"}});
}

TEST(EngineGivesUpBeforeALiteralThatManyMatchesPrecede) {
  RuleSetBuilder rules;
  rules.Rule("many", {"literal"}, "x literal|x").Number(RuleField::before_bytes, 200);
  const auto engine = rules.Compile();
  const auto text = [](size_t matches) {
    std::string before;
    for (size_t i = 0; i < matches; ++i) before += "x ";
    return before + "literal";
  };
  EXPECT_EQ(ScanAndDescribe(*engine, text(32)), "many:x literal\n");
  EXPECT_EQ(ScanAndDescribe(*engine, text(33)), "");
}

// Patterns are compiled when they are first asked, by whichever thread it is; so is the second literal database.
TEST(EngineServesManyThreads) {
  RuleSetBuilder rules;
  for (int i = 0; i < 20; ++i) {
    const std::string id = "rule-" + std::to_string(i), literal = "tok" + std::to_string(i) + "_";
    rules.Rule(id, {literal}, literal + "[a-z]{4}")
        .Number(RuleField::flags, i % 2 == 0 ? uint32_t{kRule_off_by_default} : 0);
  }
  const auto engine = Engine::Compile(rules.Load().value(), "", {}).value();
  std::string text, expected;
  for (int i = 0; i < 20; ++i) {
    text += "tok" + std::to_string(i) + "_abcd ";
    expected += "rule-" + std::to_string(i) + ":tok" + std::to_string(i) + "_abcd\n";
  }
  std::array<std::string, 4> found;
  {
    std::vector<std::jthread> threads;
    for (std::string& lines : found) {
      threads.emplace_back([&] { lines = ScanAndDescribe(*engine, text); });
    }
  }
  for (const std::string& lines : found) EXPECT_EQ(lines, expected);
}

TEST(EngineReportsTheSecretGroup) {
  RuleSetBuilder rules;
  rules.Rule("group", {"key="}, R"(key=("?)([a-z]+)("?))").Number(RuleField::secret_group, 2);
  ExpectRows(*rules.Compile(), {{R"(key="abc")", "group:abc\n"}, {"key=", ""}, {"key=abc", "group:abc\n"}});
}

TEST(EngineMatchesBytesThatAreNoUtf8) {
  RuleSetBuilder rules;
  rules.Rule("bytes", {"\xff\xfe\xfd"}, "\\xff\\xfe\\xfd[\\x80-\\xff]{2}");
  EXPECT_EQ(ScanAndDescribe(*rules.Compile(), "a\xff\xfe\xfd\x80\xc3z"), "bytes:\xff\xfe\xfd\x80\xc3\n");
}

TEST(EngineFindsLiteralsInTheCaseThatEachRuleWants) {
  RuleSetBuilder rules;
  rules.Rule("any", {"AbC"}, "(?i)abc1").Number(RuleField::flags, kRule_literals_caseless);
  rules.Rule("exact", {"ABC"}, "(?i)abc2");
  rules.Rule("two", {"xyz", "XYZ"}, "(?i)xyz");
  ExpectRows(*rules.Compile(), {{"abc1 ABC1 aBc1", "any:abc1\nany:ABC1\nany:aBc1\n"},
                                {"abc2 ABC2", "exact:ABC2\n"},
                                {"xyz XYZ xYz", "two:xyz\ntwo:XYZ\n"}});
}

TEST(EngineAsksForWhatStandsAroundTheSecret) {
  RuleSetBuilder rules;
  rules.Rule("edge", {"tok"}, "tok[0-9]{3}")
      .Text(RuleField::not_before, "ab-")
      .Text(RuleField::not_after, "0123456789");
  ExpectRows(
      *rules.Compile(),
      {{"tok123", "edge:tok123\n"}, {"atok123", ""}, {"-tok123", ""}, {"ctok123", "edge:tok123\n"}, {"tok1234", ""}});
}

TEST(EngineFiltersByEntropy) {
  RuleSetBuilder rules;
  rules.Rule("ent", {"tok"}, "tok([0-9a-f]{16})")
      .Number(RuleField::secret_group, 1)
      .Number(RuleField::entropy_min_milli, 3000);
  ExpectRows(*rules.Compile(), {{"tok0123456789abcdef", "ent:0123456789abcdef\n"}, {"tok0000111100001111", ""}});
  EXPECT_EQ(FirstMatch(*rules.Compile(), "tok0123456789abcdef").entropy_milli, 4000u);
}

TEST(EngineAsksForAKeywordWithinItsDistance) {
  RuleSetBuilder rules;
  rules.Rule("near", {"tok"}, "tok[0-9]{3}")
      .List(RuleField::keywords_first, RuleField::keywords_count, {"Vendor", "other"})
      .Number(RuleField::keyword_distance_bytes, 8);
  ExpectRows(*rules.Compile(), {{"tok123", ""},
                                {"VENDOR: tok123", "near:tok123\n"},
                                {"vendor:   tok123", ""},
                                {"tok123 OTHER", "near:tok123\n"},
                                {"tok123    OTHER", ""}});
}

TEST(EngineNeverReportsAllowedValues) {
  RuleSetBuilder rules;
  rules.Rule("allow", {"tok"}, "tok[0-9]{3}")
      .List(RuleField::allow_values_first, RuleField::allow_values_count, {"tok111", "tok222"})
      .List(RuleField::allow_patterns_first, RuleField::allow_patterns_count, {"^tok9", "0$"});
  ExpectRows(*rules.Compile(), {{"tok111 tok222 tok333 tok912 tok120", "allow:tok333\n"}});
}

TEST(EngineHoldsRulesToTheirPaths) {
  RuleSetBuilder rules;
  rules.Rule("path", {"tok"}, "tok1")
      .List(RuleField::paths_first, RuleField::paths_count, {"*.env", "conf/**"})
      .List(RuleField::not_paths_first, RuleField::not_paths_count, {"test/**"});
  rules.PathRule("key-file", {"id_rsa", "*.p12"});
  const auto engine = rules.Compile();
  EXPECT_EQ(ScanAndDescribe(*engine, "tok1", "a/b.env"), "path:tok1\n");
  EXPECT_EQ(ScanAndDescribe(*engine, "tok1", "a/conf/x/y"), "path:tok1\n");
  EXPECT_EQ(ScanAndDescribe(*engine, "tok1", "test/b.env"), "");
  EXPECT_EQ(ScanAndDescribe(*engine, "tok1", "b.txt"), "");
  EXPECT_EQ(ScanAndDescribe(*engine, "\0\1", ".ssh/id_rsa"), "key-file:\n");
  EXPECT_EQ(ScanAndDescribe(*engine, "", "x/A.P12"), "key-file:\n");
}

TEST(EngineFindsTheOtherHalfOfAPair) {
  RuleSetBuilder rules;
  rules.Rule("pair", {"sec_"}, "sec_[0-9]{3}")
      .Text(RuleField::pair_pattern, R"(\b(id[0-9]+)\b)")
      .Number(RuleField::pair_distance_bytes, 20);
  const auto engine = rules.Compile();
  ExpectRows(*engine, {{"id1 sec_123", "pair:sec_123+id1\n"},
                       {"sec_123 id2", "pair:sec_123+id2\n"},
                       {"id1   sec_123 id2", "pair:sec_123+id2\n"},
                       {"id0 id1 sec_123   id2", "pair:sec_123+id1\n"},
                       {"id1                    sec_123", "pair:sec_123\n"}});
  EXPECT_EQ(FirstMatch(*engine, "id1 sec_123").severity, Severity::high);
  EXPECT_EQ(FirstMatch(*engine, "sec_123").severity, Severity::medium);
  EXPECT_EQ(FirstMatch(*engine, "sec_123").confidence, Confidence::kMedium);
  rules.Number(RuleField::pair_missing, static_cast<uint32_t>(PairMissing::drop));
  EXPECT_EQ(ScanAndDescribe(*rules.Compile(), "sec_123"), "");
}

TEST(EngineUsesAChecksumAsTheRuleSays) {
  // A made-up body, and the digits that its CRC-32 gives.
  const std::string body = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5";
  const std::string good = std::string("gh") + "p_" + body + "0Zb5Hm";
  const std::string bad = std::string("gh") + "p_" + body + "0Zb5Hn";
  RuleSetBuilder rules;
  rules.Rule("sum", {"ghp_"}, "ghp_[A-Za-z0-9]{36}").Checksum("crc32-base62");
  EXPECT_EQ(FirstMatch(*rules.Compile(), good).checksum, ChecksumVerdict::kValid);
  EXPECT_EQ(FirstMatch(*rules.Compile(), bad).checksum, ChecksumVerdict::kInvalid);
  EXPECT_EQ(FirstMatch(*rules.Compile(), bad).severity, Severity::high);
  rules.Number(RuleField::checksum_failure, static_cast<uint32_t>(OnChecksumFailure::lower));
  EXPECT_EQ(FirstMatch(*rules.Compile(), bad).severity, Severity::medium);
  rules.Number(RuleField::checksum_failure, static_cast<uint32_t>(OnChecksumFailure::suppress));
  EXPECT_EQ(ScanText(*rules.Compile(), bad).size(), 0u);
  EXPECT_EQ(ScanText(*rules.Compile(), good).size(), 1u);
}

TEST(EngineLeavesDisabledRulesOut) {
  RuleSetBuilder rules;
  rules.Rule("one", {"tok"}, "tok1");
  rules.Rule("two", {"tok"}, "tok[12]").Number(RuleField::specificity, 1);
  const auto engine = rules.Compile();
  const std::vector<uint8_t> enabled = {1, 0};
  auto scratch = engine->NewScratch(enabled).value();
  MemoryText text("tok1");
  auto file = engine->NewFileContext("f", enabled, Confidence::kLow);
  std::vector<Match> matches;
  EXPECT_EQ(engine->FindCandidates(*scratch, "tok1", 4, 0), 4u);
  for (const Candidate& c : engine->candidates(*scratch)) {
    engine->Confirm(*scratch, *file, text, c, c.end, matches);
  }
  EXPECT_EQ(Describe(*engine, "tok1", matches), "one:tok1\n");
}

TEST(EngineLooksForRulesThatAreOffByDefaultOnlyWhenOneIsEnabled) {
  RuleSetBuilder rules;
  rules.Rule("on", {"first", "both"}, "first|both");
  rules.Rule("off", {"second", "both"}, "second|both").Number(RuleField::flags, kRule_off_by_default);
  const auto engine = rules.Compile();
  const std::string text = "first second both";
  const struct {
    std::vector<uint8_t> enabled;
    const char* found;
  } cases[] = {{{1, 0}, "on:first\non:both\n"},
               {{1, 1}, "on:first\noff:second\non:both\n"},
               {{0, 1}, "off:second\noff:both\n"},
               {{0, 0}, ""}};
  for (const auto& c : cases) {
    auto scratch = engine->NewScratch(c.enabled).value();
    auto file = engine->NewFileContext("f", c.enabled, Confidence::kLow);
    MemoryText memory(text);
    std::vector<Match> matches;
    EXPECT_EQ(engine->FindCandidates(*scratch, text.data(), text.size(), 0), text.size());
    for (const Candidate& candidate : engine->candidates(*scratch)) {
      engine->Confirm(*scratch, *file, memory, candidate, candidate.end, matches);
    }
    engine->Resolve(matches);
    EXPECT_EQ(Describe(*engine, text, matches), c.found);
  }
}

TEST(EngineResumesWhereItsBufferWasFull) {
  RuleSetBuilder rules;
  rules.Rule("short", {"aaa"}, "aaa");
  rules.Rule("long", {"aaaaaaaa"}, "aaaaaaaa");
  rules.Rule("caseless", {"AAAA"}, "(?i)aaaa").Number(RuleField::flags, kRule_literals_caseless);
  const auto engine = rules.Compile();
  const std::vector<uint8_t> enabled(3, 1);
  auto scratch = engine->NewScratch(enabled).value();
  const std::string text(3 * kMaxCandidates, 'a');
  std::vector<std::pair<uint32_t, uint32_t>> all;
  size_t calls = 0;
  for (size_t at = 0; at < text.size(); ++calls) {
    const size_t next = engine->FindCandidates(*scratch, text.data(), text.size(), at);
    EXPECT(next > at);
    for (const Candidate& c : engine->candidates(*scratch)) {
      EXPECT(c.end > at && c.end <= next);
      EXPECT(all.empty() || all.back().first <= c.end);
      all.push_back({c.end, c.literal});
    }
    at = next;
  }
  EXPECT(calls > 3);
  std::sort(all.begin(), all.end());
  EXPECT(std::adjacent_find(all.begin(), all.end()) == all.end());
  EXPECT_EQ(all.size(), (text.size() - 2) + (text.size() - 3) + (text.size() - 7));
}

TEST(EngineKeepsItsDatabaseOnlyForTheSameLiterals) {
  RuleSetBuilder one, other;
  one.Rule("one", {"first-literal"}, "first-literal");
  other.Rule("other", {"second-literal"}, "second-literal");
  const std::string database = one.Compile()->Serialize().value();
  for (const std::string& given :
       {database, database.substr(0, database.size() / 2), std::string("x"), other.Compile()->Serialize().value()}) {
    auto engine = Engine::Compile(one.Load().value(), given, {});
    EXPECT(engine.ok());
    EXPECT_EQ(ScanAndDescribe(*engine.value(), "a first-literal"), "one:first-literal\n");
  }
}

TEST(EngineReadsTheBytesBehindALiteralOnlyOfTheSamePatterns) {
  RuleSetBuilder one, other;
  one.Rule("one", {"tok_"}, "tok_[0-9]+");
  other.Rule("one", {"tok_"}, "tok_[a-z]+");
  auto engine = Engine::Compile(one.Load().value(), other.Compile()->Serialize().value(), {});
  EXPECT(engine.ok());
  EXPECT_EQ(ScanAndDescribe(*engine.value(), "tok_abcdef tok_123456"), "one:tok_123456\n");
}

TEST(EngineDropsASentenceBehindALiteral) {
  RuleSetBuilder rules;
  rules.Rule("setting", {"password"}, R"(password\s?=\s?[a-z0-9]{4,})");
  const auto engine = rules.Compile();
  const auto scratch = engine->NewScratch(std::vector<uint8_t>{1}).value();
  const auto count = [&](std::string text) {
    text.insert(0, Engine::kFilterBytesBefore, ' ').append(Engine::kFilterBytesAfter, ' ');
    engine->FindCandidates(*scratch, text.data(), text.size(), 0);
    return engine->candidates(*scratch).size();
  };
  EXPECT_EQ(count("password for root"), 0U);
  EXPECT_EQ(count("password=abcd, password =abcd, password = abcd"), 3U);
  ExpectRows(*engine, {{"password = abcd", "setting:password = abcd\n"}, {"password for abcd", ""}});
}

TEST(EngineTellsRulesOfNamedFilesApart) {
  RuleSetBuilder rules;
  rules.Rule("named", {"tok"}, "tok [0-9]+").List(RuleField::paths_first, RuleField::paths_count, {"*.env", "*.d/*"});
  rules.Rule("anywhere", {"tok"}, "tok=[0-9]+");
  const auto engine = rules.Compile();
  EXPECT_EQ(ScanAndDescribe(*engine, "tok 1, tok=2", "a.txt"), "anywhere:tok=2\n");
  EXPECT_EQ(ScanAndDescribe(*engine, "tok 1, tok=2", "a.env"), "named:tok 1\nanywhere:tok=2\n");
  EXPECT_EQ(ScanAndDescribe(*engine, "tok 1, tok=2", "etc/x.D/y"), "named:tok 1\nanywhere:tok=2\n");
}

TEST(EngineDropsNothingForBytesThatItDoesNotSee) {
  RuleSetBuilder rules;
  rules.Rule("two", {"tok_"}, "tok_(?:[0-9]{2}|x)");
  rules.Rule("long", {"tok_"}, "tok_[0-9]{6}");
  ExpectRows(*rules.Compile(), {{"tok_x", "two:tok_x\n"},
                                {"tok_12", "two:tok_12\n"},
                                {"tok_1", ""},
                                {"tok_y", ""},
                                {"tok_123456", "long:tok_123456\n"}});
}

TEST(EngineRefusesAWrongPatternByItsRulesId) {
  const auto message_of = [](const RuleSetBuilder& rules) {
    EngineOptions options;
    options.compile_patterns_now = true;
    auto engine = Engine::Compile(rules.Load().value(), "", options);
    return engine.ok() ? std::string() : engine.error().code + " " + engine.error().message;
  };
  RuleSetBuilder open_group, no_group, empty, allow;
  open_group.Rule("open", {"tok"}, "tok(");
  no_group.Rule("group", {"tok"}, "tok").Number(RuleField::secret_group, 1);
  empty.Rule("empty", {"tok"}, "(tok)?");
  allow.Rule("allow", {"tok"}, "tok").List(RuleField::allow_patterns_first, RuleField::allow_patterns_count, {"["});
  EXPECT(message_of(open_group).starts_with("BAD_RULE open: pattern: "));
  EXPECT_EQ(message_of(no_group), "BAD_RULE group: secret_group: the pattern has no such group");
  EXPECT_EQ(message_of(empty), "BAD_RULE empty: pattern: it matches the empty string");
  EXPECT(message_of(allow).starts_with("BAD_RULE allow: allow pattern: "));
  EXPECT(Engine::Compile(open_group.Load().value(), "", {}).ok());
  EXPECT_EQ(ScanAndDescribe(*Engine::Compile(open_group.Load().value(), "", {}).value(), "tok("), "");
}

TEST(EngineWorksWithoutAnyLiteral) {
  RuleSetBuilder none, paths;
  paths.PathRule("key-file", {"*.p12"});
  EXPECT_EQ(ScanAndDescribe(*none.Compile(), "anything"), "");
  EXPECT_EQ(ScanAndDescribe(*paths.Compile(), "anything", "a.p12"), "key-file:\n");
}

}  // namespace veil
