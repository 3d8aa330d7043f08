#include <re2/re2.h>

#include <random>

#include "match/prefix_sets.h"
#include "test/random_pattern.h"
#include "test/test.h"

namespace veil {
namespace {

// The sets as text, '?' for more than 9 bytes.
std::string Show(const std::vector<ByteSet>& sets) {
  std::string text;
  for (const ByteSet& set : sets) {
    std::string bytes;
    for (int c = 0; c < 256; ++c) {
      if (set.Has(static_cast<char>(c))) bytes += static_cast<char>(c);
    }
    text += bytes.size() > 9 ? "?" : bytes.size() == 1 ? bytes : "[" + bytes + "]";
  }
  return text;
}

}  // namespace

TEST(PrefixSetsReadWhatIsCertain) {
  const struct {
    const char* pattern;
    const char* sets;
  } cases[] = {
      {"abc", "abc"},
      {R"(\babc\.[0-3]{2})", "abc.[0123][0123]"},
      {"ab[0-9]{3,5}c", "ab????"},
      {"ab[0-9]+c", "ab??"},
      {"ab*c", "a[bc]"},
      {"ab?c", "a[bc]"},
      {"a(bc)d", "abcd"},
      {"a(?P<secret>bc)d", "abcd"},
      {"a(b|c)d", "a"},
      {"a(?:b(?:c|d)e)f", "ab"},
      {"(abc(def)?xyz|qq)", ""},
      {"(abc(def)?xyz)q", "abc"},
      {"(ab)+c", ""},
      {"ab|cd", ""},
      {"a[|]b", "a|b"},
      {"a[]|]b", "a[]|]b"},
      {R"(a\|b)", "a|b"},
      {"(?i)aB1", "[Aa][Bb]1"},
      {"(?i:a)b", "[Aa]b"},
      {"a(?i)b", "a[Bb]"},
      {"(?i:a(?-i)b)c", "[Aa]bc"},
      {R"(\d\x41)", "?A"},
      {R"((?i)\x41[\x42-\x44])", "[Aa][BCDbcd]"},
      {R"([\x5d\x2d]\x{41})", "[-]]"},
      {R"(a\x4)", "a"},
      {R"(a\Qb|c\E)", ""},
      {"[[:alpha:]]a", ""},
      {"a[b-]c", "a[-b]c"},
      {"a.c", "a?c"},
      {"a{2}b", "aab"},
      {"a{0,2}b", "[ab]"},
      {"a{0,2}?b*c+d", "[abc]"},
      {"xa*(b|c)", "x"},
      {"xa*(bc)d", "x[ab]"},
      {"xa*", "x"},
      {"a{2,}b", "aa[ab]"},
      {"a{2,", "aa"},
      {"a{,2}b", ""},
      {"a+?b", "a[ab]"},
      {"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnop"},
      {"[0-9]{1000}", "????????????????"},
      {"^a$b", "ab"},
      {"(((a)))b", "ab"},
      {"ab(?s)*", ""},
      {"", ""},
      {"(", ""},
      {"a[", "a"},
      {"a\\", "a"},
  };
  for (const auto& c : cases) EXPECT_EQ(Show(PrefixSets(c.pattern)), c.sets);
}

// Random patterns of every construct: whatever RE2 matches, the sets allow.
TEST(PrefixSetsNeverRefuseAMatch) {
  std::mt19937 random(11);
  size_t patterns = 0, matches = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string pattern = test::RandomPattern(random);
    const re2::RE2 compiled(pattern, test::PatternOptions());
    if (!compiled.ok()) continue;
    ++patterns;
    const std::vector<ByteSet> sets = PrefixSets(pattern);
    if (sets.empty()) continue;
    for (int i = 0; i < 40; ++i) {
      const std::string text = test::RandomPatternText(random);
      if (!compiled.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, nullptr, 0)) continue;
      ++matches;
      bool allowed = text.size() >= sets.size();
      for (size_t j = 0; allowed && j < sets.size(); ++j) allowed = sets[j].Has(text[j]);
      if (!allowed) EXPECT_EQ("sets of " + pattern + " refuse " + text, "");
    }
  }
  EXPECT(patterns > 10000);
  EXPECT(matches > 10000);
}

}  // namespace veil
