// Comments that take a finding back.
#include "scan/inline_ignore.h"

#include <string>

#include "test/test.h"

namespace veil {
namespace {

constexpr std::string_view kSecret = "SECRET";

InlineIgnore Find(const std::string& text, std::string_view rule = "some-rule") {
  MemoryText memory(text);
  const size_t begin = text.find(kSecret);
  return FindInlineIgnore(memory, io::Encoding::kText, begin, begin + kSecret.size(), rule);
}

}  // namespace

TEST(InlineIgnoreHoldsOnTheSecretsLine) {
  EXPECT(Find("a = SECRET # veil:ignore") == InlineIgnore::kVeil);
  EXPECT(Find("/* veil:ignore */ a = SECRET\nb") == InlineIgnore::kVeil);
  EXPECT(Find("x\na = SECRET // veil:ignore: a test value\r\n") == InlineIgnore::kVeil);
  EXPECT(Find("a = SECRET # gitleaks:allow") == InlineIgnore::kGitleaks);
  EXPECT(Find("a = SECRET") == InlineIgnore::kNone);
  EXPECT(Find("# veil:ignore\na = SECRET") == InlineIgnore::kNone);
  EXPECT(Find("# gitleaks:allow\na = SECRET\n# veil:ignore") == InlineIgnore::kNone);
}

TEST(InlineIgnoreIsAWholeWord) {
  for (const char* text : {"SECRET veil:ignored", "SECRET veil:ignore_x", "SECRET veil:ignore-me", "SECRET VEIL:IGNORE",
                           "SECRET veil: ignore"}) {
    EXPECT(Find(text) == InlineIgnore::kNone);
  }
  EXPECT(Find("SECRET veil:ignored veil:ignore") == InlineIgnore::kVeil);
}

TEST(InlineIgnoreOfARuleWantsItsExactId) {
  EXPECT(Find("SECRET veil:ignore=some-rule") == InlineIgnore::kVeil);
  EXPECT(Find("SECRET veil:ignore=other,some-rule") == InlineIgnore::kVeil);
  EXPECT(Find("SECRET veil:ignore=other, some-rule") == InlineIgnore::kNone);
  EXPECT(Find("SECRET veil:ignore=some") == InlineIgnore::kNone);
  EXPECT(Find("SECRET veil:ignore=some-rule-2") == InlineIgnore::kNone);
  EXPECT(Find("SECRET veil:ignore=Some-Rule") == InlineIgnore::kNone);
  EXPECT(Find("SECRET veil:ignore=") == InlineIgnore::kNone);
  EXPECT(Find("SECRET veil:ignore=", "") == InlineIgnore::kVeil);  // no rule is called ''
}

TEST(InlineIgnoreNextLineHoldsThereAlone) {
  EXPECT(Find("# veil:ignore-next-line\nSECRET") == InlineIgnore::kVeil);
  EXPECT(Find("a\n# veil:ignore-next-line=some-rule\r\n  SECRET") == InlineIgnore::kVeil);
  EXPECT(Find("# veil:ignore-next-line=other\nSECRET") == InlineIgnore::kNone);
  EXPECT(Find("# veil:ignore-next-line\n\nSECRET") == InlineIgnore::kNone);
  EXPECT(Find("SECRET # veil:ignore-next-line") == InlineIgnore::kNone);
}

TEST(InlineIgnoreLooksNotIntoTheSecretNorFarAway) {
  const std::string text = "SECRET";
  MemoryText inside("veil:ignore");
  EXPECT(FindInlineIgnore(inside, io::Encoding::kText, 0, 11, "r") == InlineIgnore::kNone);
  EXPECT(Find(text + std::string(kInlineIgnoreReachBytes, ' ') + "veil:ignore") == InlineIgnore::kNone);
  EXPECT(Find(text + std::string(kInlineIgnoreReachBytes - 11, ' ') + "veil:ignore") == InlineIgnore::kVeil);
}

TEST(InlineIgnoreIsReadInUtf16) {
  std::string wide;
  for (const char c : std::string("# veil:ignore-next-line\nSECRET")) wide += {c, '\0'};
  MemoryText memory(wide);
  EXPECT(FindInlineIgnore(memory, io::Encoding::kUtf16Le, wide.size() - 12, wide.size(), "r") == InlineIgnore::kVeil);
}

}  // namespace veil
