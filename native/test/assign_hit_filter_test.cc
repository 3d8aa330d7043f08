#include <string>

#include "match/assign/hit_filter.h"
#include "test/test.h"

namespace veil::assign {

TEST(HitFilterKeepsWhatMayBeAnAssignment) {
  const struct {
    const char* literal;
    const char* behind;  // the literal, in text
    bool passes;
  } cases[] = {
      {"pass", "ed a buffer", false},
      {"pass", "es", false},
      {"pass", "word = x", true},
      {"pass", "wd; foo", true},
      {"pass", "phrase:", true},
      {"pass", " = x", true},
      {"pass", "->x", false},
      {"pass", ";", false},
      {"key", "s = ", true},
      {"key", "stone", false},
      {"key", "ring", false},
      {"key", "_id\": 1", true},
      {"key", ".objectid + 1", true},
      {"key", "->objectid", false},
      {"auth", "or: me", false},
      {"auth", "orization: Basic", true},
      {"auth", "Key: x", true},
      {"token", "value = x", true},
      {"token", "izer = x", false},
      {"_pin", "ctrl = 1234", false},
      {"_pin", " = 1234", true},
      {"_pin", " = 123", false},
      {"_pin", "(1, 2)", false},
      {"mailgun", "s: x", false},
      {"mailgun", ": x", true},
      {"mailgun", ";", true},
      {"пароль", "x", true},
      {"no such word", "x;", true},
  };
  for (const auto& c : cases) {
    for (const bool upper : {false, true}) {
      std::string text = std::string(c.literal) + c.behind;
      if (upper) {
        for (char& byte : text) byte = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 32) : byte;
      }
      const size_t end = std::string(c.literal).size();
      const HitFilter filter = HitFilter::For(c.literal);
      EXPECT_EQ(filter.MayTell(text + std::string(HitFilter::kReachBytes, ' '), end), c.passes);
      EXPECT_EQ(filter.MayTell(text, end), true);
    }
  }
}

// IsCommandWord and IsVendorWord are not asked about these.
TEST(HitFilterKnowsWordsOfNames) {
  for (const char* name : {"key", "token", "pass", "jwt", "auth", "_pin"}) EXPECT(HitFilter::For(name).is_name());
  for (const char* other : {"mailgun", "curl ", "authenticate(", "no such word"}) {
    EXPECT(!HitFilter::For(other).is_name());
  }
}

}  // namespace veil::assign
