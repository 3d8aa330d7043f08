#include <re2/re2.h>

#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "match/ascii.h"
#include "match/pattern_parts.h"
#include "match/prefix_sets.h"
#include "test/random_pattern.h"
#include "test/test.h"

namespace veil {
namespace {

std::vector<ByteSet> SetsOf(std::string_view pattern, std::string_view literal = "") {
  const std::optional<PatternPart> parts = ReadPattern(pattern);
  return parts.has_value() ? PrefixSets(*parts, literal) : std::vector<ByteSet>();
}

bool Allow(const std::vector<ByteSet>& sets, std::string_view text) {
  if (text.size() < sets.size()) return false;
  for (size_t i = 0; i < sets.size(); ++i) {
    if (!sets[i].Has(text[i])) return false;
  }
  return true;
}

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
      {"a(b|c)d", "a[bc]d"},
      {"a(?:b(?:c|d)e)f", "ab[cd]ef"},
      {"(abc(def)?xyz|qq)", "[aq][bq]"},
      {"(abc(def)?xyz)q", "abc[dx][ey][fz][qx]"},
      {"(ab)+c", "ab[ac]"},
      {"ab|cd", "[ac][bd]"},
      {"a[|]b", "a|b"},
      {"a[]|]b", "a[]|]b"},
      {R"(a\|b)", "a|b"},
      {"(?i)aB1", "[Aa][Bb]1"},
      {"(?i:a)b", "[Aa]b"},
      {"a(?i)b", "a[Bb]"},
      {"(?i:a(?-i)b)c", "[Aa]bc"},
      {R"(\d\x41)", "?A"},
      {R"((?i)\x41[\x42-\x44])", "[Aa][BCDbcd]"},
      {R"([\x5d\x2d]a)", "[-]]a"},
      {"a[b-]c", "a[-b]c"},
      {"a.c", "a?c"},
      {"a{2}b", "aab"},
      {"a{0,2}b", "[ab]"},
      {"a{0,2}?b*c+d", "[abc][abcd]"},
      {"xa*(b|c)", "x[abc]"},
      {"xa*(bc)d", "x[ab][abc][abcd]"},
      {"xa*", "x"},
      {"a{2,}b", "aa[ab]"},
      {"a+?b", "a[ab]"},
      {"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnop"},
      {"[0-9]{1000}", "????????????????"},
      {"^a$b", "ab"},
      {"(((a)))b", "ab"},
      {"", ""},
      // Of a pattern that is not understood, or is none, nothing is certain.
      {R"([\x5d\x2d]\x{41})", ""},
      {R"(a\x4)", ""},
      {R"(a\Qb|c\E)", ""},
      {"[[:alpha:]]a", ""},
      {"a{2,", ""},
      {"a{,2}b", ""},
      {"ab(?s)*", ""},
      {"(", ""},
      {"a[", ""},
      {"a\\", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Show(SetsOf(c.pattern)), c.sets);
}

TEST(PrefixSetsFollowTheLiteral) {
  const struct {
    const char* pattern;
    const char* literal;
    const char* sets;
  } cases[] = {
      {"(alpha|beta)_[0-9]{4}", "beta", "beta_????"},
      {"(alpha|beta)_[0-9]{4}", "b", "beta_????"},
      {"(?i)key=[ab]", "key", "[Kk][Ee][Yy]=[ABab]"},
      {"(KEY|kit)=", "key", "[Kk]EY="},
      {"https?://a", "https", "https://a"},
      {"https?://a", "http", "http[:s][/:]/[/a]"},
      // The literal may end behind a match.
      {"ab|abc", "abc", "ab"},
  };
  for (const auto& c : cases) EXPECT_EQ(Show(SetsOf(c.pattern, c.literal)), c.sets);
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
    const std::vector<ByteSet> sets = SetsOf(pattern);
    if (sets.empty()) continue;
    for (int i = 0; i < 40; ++i) {
      const std::string text = test::RandomPatternText(random);
      if (!compiled.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, nullptr, 0)) continue;
      ++matches;
      if (!Allow(sets, text)) EXPECT_EQ("sets of " + pattern + " refuse " + text, "");
      const std::string literal = AsciiLower(text.substr(0, random() % (text.size() + 1)));
      if (!Allow(SetsOf(pattern, literal), text)) {
        EXPECT_EQ("sets of " + pattern + " with " + literal + " refuse " + text, "");
      }
    }
  }
  EXPECT(patterns > 10000);
  EXPECT(matches > 10000);
}

}  // namespace veil
