#include <string>

#include "match/boundary.h"
#include "match/engine.h"
#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

constexpr std::string_view kWordBytes = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

struct Row {
  std::string_view front;
  int escaped;
};

// Fronts that are no escapes, and a secret behind each of them is a part of a word.
constexpr std::string_view kWords[] = {"n",   "a",       "\\q",  "\\d",    "3D",  "u003d",   "x3d",   "%3",
                                       "%zz", "=4D",     "\\x4", "\\u03d", "32m", "[32k",    "[3a2m", "[m",
                                       "a[K", "\\u00e9", "%C3",  "\\xe9",  "%41", "\\u0041", "\\x5f"};

constexpr Row kEscapes[] = {{"\\n", '\n'},         {"\\r", '\r'},
                            {"\\t", '\t'},         {"\\r\\n", '\n'},
                            {"\\\\n", '\n'},       {"\\\\\\n", '\n'},
                            {"\\x3d", '='},        {"\\x3D", '='},
                            {"\\u003d", '='},      {"\\\\u003d", '='},
                            {"\\\\x3d", '='},      {"\\u0026", '&'},
                            {"%3D", '='},          {"%3d", '='},
                            {"%253D", '='},        {"%20", ' '},
                            {"=3D", '='},          {"\x1b[32m", '\x1b'},
                            {"\x1b[0;1m", '\x1b'}, {"\x1b[m", '\x1b'},
                            {"\x1b[K", '\x1b'},    {"\x1b[m\x1b[K", '\x1b'},
                            {"\\u001b[32m", 27},   {"\\033[1;31m", 27},
                            {"[38;5;208m", 27},    {"[01;31m", 27}};

}  // namespace

TEST(EscapeInFrontReadsWhatEndsThere) {
  for (const Row& row : kEscapes) {
    EXPECT_EQ(EscapeInFront(row.front, row.front.size()), row.escaped);
    const std::string within = "some text" + std::string(row.front) + "secret";
    EXPECT_EQ(EscapeInFront(within, within.size() - 6), row.escaped);
  }
  EXPECT_EQ(EscapeInFront("", 0), -1);
  EXPECT_EQ(EscapeInFront("m", 1), -1);
  EXPECT_EQ(EscapeInFront("%41", 3), 'A');
}

TEST(ASecretBehindAnEscapeIsNoPartOfAWord) {
  test::RuleSetBuilder rules;
  // One that begins at its literal, one whose secret is a group, one with bytes before its literal.
  rules.Rule("plain", {"tok_"}, "tok_[0-9]{4}").Text(RuleField::not_before, kWordBytes);
  rules.Rule("group", {"gro_"}, "(gro_[0-9]{4})")
      .Number(RuleField::secret_group, 1)
      .Text(RuleField::not_before, kWordBytes);
  rules.Rule("before", {"_mid_"}, "[xyz]{2}_mid_[0-9]{4}")
      .Number(RuleField::before_bytes, 8)
      .Text(RuleField::not_before, kWordBytes);
  const auto engine = rules.Compile();
  // The front at the text's begin, and behind more than a window of other bytes.
  for (const std::string& far : {std::string(), std::string(" "), std::string(400, ' ')}) {
    for (const std::string_view secret : {"tok_1234", "gro_1234", "xy_mid_1234"}) {
      const std::string rule = secret[0] == 't' ? "plain:" : secret[0] == 'g' ? "group:" : "before:";
      for (const Row& row : kEscapes) {
        EXPECT_EQ(test::ScanAndDescribe(*engine, far + std::string(row.front) + std::string(secret)),
                  rule + std::string(secret) + "\n");
      }
      for (const std::string_view front : kWords) {
        EXPECT_EQ(test::ScanAndDescribe(*engine, far + std::string(front) + std::string(secret)), "");
      }
    }
  }
}

TEST(WhatAnEscapeStandsForMayShutOutASecret) {
  test::RuleSetBuilder rules;
  rules.Rule("base64", {"tok"}, "tok[0-9]{4}").Text(RuleField::not_before, "D+B");
  const auto engine = rules.Compile();
  EXPECT_EQ(test::ScanAndDescribe(*engine, "a=%3Dtok1234"), "base64:tok1234\n");
  EXPECT_EQ(test::ScanAndDescribe(*engine, "a=%2Btok1234"), "");
}

TEST(ASecretUnderAnEncodingMayStandBehindAnEscape) {
  test::RuleSetBuilder rules;
  rules.Rule("deep", {"tok_"}, "tok_[0-9]{4}")
      .Text(RuleField::not_before, kWordBytes)
      .Number(RuleField::flags, kRule_decode);
  const auto engine = rules.Compile();
  // echo -n 'log start\ntok_1234 and more' | base64
  EXPECT_EQ(test::ScanAndDescribe(*engine, "x: bG9nIHN0YXJ0XG50b2tfMTIzNCBhbmQgbW9yZQ=="), "deep:50b2tfMTIzNC\n");
}

// The engine is asked over pieces that begin anywhere: what it drops must not depend on where.
TEST(NoCutInFrontOfASecretChangesWhatIsFound) {
  test::RuleSetBuilder rules;
  rules.Rule("plain", {"tok_"}, "tok_[0-9]{4}").Text(RuleField::not_before, kWordBytes);
  const auto engine = rules.Compile();
  const std::vector<uint8_t> enabled(1, 1);
  const auto find_from = [&](const std::string& text, size_t begin) {
    auto scratch = engine->NewScratch(enabled).value();
    auto file = engine->NewFileContext("f", enabled, Confidence::kLow);
    MemoryText memory(text);
    std::vector<Match> matches;
    (void)engine->FindCandidates(*scratch, text.data() + begin, text.size() - begin, 0);
    for (const Candidate& c : engine->candidates(*scratch)) {
      engine->Confirm(*scratch, *file, memory, c, begin + c.end, matches);
    }
    return test::Describe(*engine, text, matches);
  };
  const auto expect_same = [&](std::string_view front) {
    const std::string text = std::string(40, '.') + std::string(front) + "tok_1234" + std::string(200, '.');
    const std::string whole = find_from(text, 0);
    for (size_t begin = 1; begin <= 40 + front.size(); ++begin) EXPECT_EQ(find_from(text, begin), whole);
  };
  for (const Row& row : kEscapes) expect_same(row.front);
  for (const std::string_view front : kWords) expect_same(front);
}

}  // namespace veil
