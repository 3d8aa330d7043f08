#include <re2/re2.h>

#include <random>
#include <string>

#include "match/pattern_outline.h"
#include "test/random_pattern.h"
#include "test/test.h"

namespace veil {

TEST(PatternOutlineTellsWhatCannotMatch) {
  const struct {
    const char* pattern;
    const char* text;
    bool may_match;
  } cases[] = {
      {"abc", "abcd", true},
      {"abc", "abd", false},
      {"abc", "ab", false},
      {"(?i:segment)[a-z_]{0,12}(?i:write)", "Segment_key_Write", true},
      {"(?i:segment)[a-z_]{0,12}(?i:write)", "segments of memory", false},
      {"https?://[^/:]{1,80}:[^/@]{3,200}@", "https://bob:secret@host", true},
      {"https?://[^/:]{1,80}:[^/@]{3,200}@", "https://host.net/a:b@c", false},
      {"(?:\"d\":\"|\"d\": \")[a-z]{4}", "\"d\": \"abcd", true},
      {"(?:\"d\":\"|\"d\": \")[a-z]{4}", "\"d\": \"ab\"", false},
      {"(?:ab|c)+d", "ababcd", true},
      {"(?:ab|c)+d", "ababc", false},
      {"(?:ab){2,3}c", "ababc", true},
      {"(?:ab){2,3}c", "abc", false},
      {"(?:ab){2,3}c", "ababababc", false},
      {"(?:a?){5}b", "aaab", true},
      {"a*?b+?c", "aabbc", true},
      {"a(?P<secret>b)c", "abc", true},
      {"a(?P<secret>b)c", "adc", false},
      {"a(?i)b|c", "C", true},
      {"a(?i)b|c", "AB", false},
      {"\\bab$", "ab", true},
      {"\\x41", "A", true},
      {"\\x41", "b", false},
      {"[\\x60'\"]", "`", true},
      {"[\\x60'\"]", "x", false},
      {"", "", true},
      // What goes on behind its reach may match.
      {"a{1,200}b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", true},
      {"a{1,200}b", "aaaaaaaaaaaaaaaaaaaac", false},
      // What is not understood may match anything.
      {"\\x{41}", "b", true},
      {"[[:alpha:]]", "1", true},
      {"a\\Qb|c\\E", "x", true},
      {"(a", "x", true},
      {"a)", "x", true},
      {"a{2", "x", true},
      {"a{2000}", "x", true},
      {"a**", "x", true},
      {"a\\", "x", true},
  };
  for (const auto& c : cases) {
    if (PatternOutline(c.pattern).MayMatch(c.text) != c.may_match) EXPECT_EQ(std::string(c.pattern), c.text);
  }
}

// A rule nested to cost time: its outline took two seconds for every candidate. Deeper than the bound, RE2 is left to.
TEST(PatternOutlineLeavesDeepNestingToRe2) {
  std::string pattern = "a+";
  for (int depth = 1; depth <= 24; ++depth) {
    pattern = "(" + pattern + "b?)+";
    EXPECT_EQ(PatternOutline(pattern).MayMatch("b"), depth > 12);
  }
  EXPECT(PatternOutline(pattern).MayMatch(std::string(60, 'a')));
}

// Random patterns of every construct: whatever RE2 matches may match.
TEST(PatternOutlineNeverRefusesAMatch) {
  std::mt19937 random(12);
  size_t matches = 0, refused = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string pattern = test::RandomPattern(random);
    const re2::RE2 compiled(pattern, test::PatternOptions());
    if (!compiled.ok()) continue;
    const PatternOutline outline(pattern);
    for (int i = 0; i < 40; ++i) {
      const std::string text = std::string(random() % 16 == 0 ? 60 : 0, 'a') + test::RandomPatternText(random);
      const bool is_match = compiled.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, nullptr, 0);
      const bool may_match = outline.MayMatch(text);
      matches += is_match;
      refused += !may_match;
      if (is_match && !may_match) EXPECT_EQ(pattern, text);
    }
  }
  EXPECT(matches > 100000);
  EXPECT(refused > 100000);
}

}  // namespace veil
