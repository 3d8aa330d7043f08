#include <algorithm>
#include <random>

#include "match/encoding.h"
#include "test/encode.h"
#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

using test::Base64;
using test::Percent;
using test::RuleSetBuilder;
using test::ScanText;

// Made up; the prefix belongs to nobody.
const std::string kSecret = "vtok/A1b2C3d4-E5f6";

std::shared_ptr<const Engine> TokenEngine() {
  RuleSetBuilder rules;
  rules.Rule("tok", {"vtok/"}, R"(\bvtok/([A-Za-z0-9]{8}-[A-Za-z0-9]{4})\b)")
      .Number(RuleField::secret_group, 1)
      .Number(RuleField::flags, kRule_decode);
  return rules.Compile();
}

}  // namespace

TEST(SecretsAreFoundUnderTheirEncodings) {
  const auto engine = TokenEngine();
  const std::string inner = "{\"token\": \"" + kSecret + "\", \"more\": 1}";
  std::string broken = Base64(inner);
  for (size_t at = 12; at < broken.size(); at += 26) broken.insert(at, "\r\n   ");
  std::string json_broken = Base64(inner);
  for (size_t at = 12; at < json_broken.size(); at += 20) json_broken.insert(at, "\\n");
  const std::string texts[] = {
      Base64(inner),
      Base64(" " + inner),
      Base64("  " + inner),
      "x = \"" + Base64(kSecret) + "\"",
      broken,
      json_broken,
      Base64(Base64(inner)),
      Base64("a" + Base64(" " + inner)),
      Base64("ab" + Base64("  " + inner)),
      test::Hex(inner, "0123456789abcdef"),
      "0x" + test::Hex(kSecret, "0123456789ABCDEF"),
      "url?t=" + Percent(kSecret, true) + "&x=1",
      "url?t=" + Percent(kSecret, false) + "&x=1",
      "\"" + test::UnicodeEscaped(kSecret) + "\"",
      R"("vtok\/A1b2C3d4-E5f6")",
      R"("vtok\u002fA1b2C3d4\u002dE5f6")",
  };
  for (const std::string& text : texts) {
    for (const std::string& around : {text, "\n\n " + text + "\n"}) {
      const std::vector<Match> matches = ScanText(*engine, around);
      EXPECT_EQ(matches.size(), 1u);
      if (matches.size() != 1) continue;
      EXPECT_EQ(matches[0].decoded, "A1b2C3d4-E5f6");
      EXPECT(matches[0].note.starts_with("under "));
      EXPECT(matches[0].begin <= matches[0].secret_begin && matches[0].secret_begin < matches[0].secret_end);
      EXPECT(matches[0].secret_end <= matches[0].end && matches[0].end <= around.size());
    }
  }
  EXPECT_EQ(ScanText(*engine, kSecret)[0].decoded.size(), 0u);
}

TEST(TheOffsetsOfADecodedSecretAreThoseOfItsEncodedText) {
  const auto engine = TokenEngine();
  const std::string text = "a %2F vtok%2FA1b2C3d4%2DE5f6 b";
  const std::vector<Match> matches = ScanText(*engine, text);
  EXPECT_EQ(matches.size(), 1u);
  EXPECT_EQ(text.substr(matches[0].begin, matches[0].end - matches[0].begin), "vtok%2FA1b2C3d4%2DE5f6");
  EXPECT_EQ(text.substr(matches[0].secret_begin, matches[0].secret_end - matches[0].secret_begin), "A1b2C3d4%2DE5f6");

  const std::string encoded = Base64("..." + kSecret + "...");
  const std::vector<Match> under = ScanText(*engine, encoded);
  EXPECT_EQ(under.size(), 1u);
  // The secret begins at byte 8: the group of three from byte 6, in the fourth character of which byte 8 ends.
  EXPECT_EQ(under[0].secret_begin, 10u);
  EXPECT_EQ(encoded.substr(under[0].begin, 4), Base64("...vto").substr(4));
}

TEST(ADecodedNearMissIsNoMatch) {
  const auto engine = TokenEngine();
  for (const char* near : {"vtok/A1b2C3d4-E5f", "vtok/A1b2C3d4-E5f67", "xvtok/A1b2C3d4-E5f6", "vtok/A1b2C3d4_E5f6"}) {
    EXPECT_EQ(ScanText(*engine, Base64(near)).size(), 0u);
    EXPECT_EQ(ScanText(*engine, Base64(Base64(near))).size(), 0u);
    EXPECT_EQ(ScanText(*engine, Percent(near, true)).size(), 0u);
  }
}

TEST(OnlyRulesThatSayDecodeLookUnderEncodings) {
  RuleSetBuilder rules;
  rules.Rule("tok", {"vtok/"}, "vtok/[A-Za-z0-9-]+");
  EXPECT_EQ(ScanText(*rules.Compile(), Base64(kSecret)).size(), 0u);
}

TEST(OneLayerIsWhatARuleOfOneLayerIsFoundUnder) {
  RuleSetBuilder rules;
  rules.Rule("tok", {"vtok/"}, R"(\bvtok/([A-Za-z0-9]{8}-[A-Za-z0-9]{4})\b)")
      .Number(RuleField::secret_group, 1)
      .Number(RuleField::flags, kRule_decode_once);
  const auto engine = rules.Compile();
  for (const std::string& text :
       {Base64(kSecret), Base64(" " + kSecret), Base64("  " + kSecret), std::string(R"("vtok\/A1b2C3d4-E5f6")")}) {
    EXPECT_EQ(ScanText(*engine, text).size(), 1u);
  }
  for (const std::string& text : {Base64(Base64(kSecret)), test::Hex(kSecret, "0123456789abcdef"),
                                  Percent(kSecret, true), test::UnicodeEscaped(kSecret)}) {
    EXPECT_EQ(ScanText(*engine, text).size(), 0u);
  }
}

// What Confirm looks at lies within ReachOf, under layers, too: a window that is cut there finds the same.
TEST(AnEncodedSecretIsWithinTheReachOfItsLiteral) {
  RuleSetBuilder rules;
  rules.Rule("long", {"vtok/"}, R"(vtok/[A-Za-z0-9]{300})")
      .Number(RuleField::after_bytes, 305)
      .Number(RuleField::flags, kRule_decode);
  const auto engine = rules.Compile();
  const std::string secret = "vtok/" + std::string(150, 'a') + std::string(150, 'B');
  const std::vector<uint8_t> enabled = {1};
  auto scratch = engine->NewScratch(enabled).value();
  for (const std::string& encoded : {Base64(secret), Base64(Base64(secret)), test::UnicodeEscaped(secret)}) {
    const std::string text = std::string(3000, '.') + " " + encoded + " " + std::string(3000, '.');
    size_t found = 0;
    EXPECT_EQ(engine->FindCandidates(*scratch, text.data(), text.size(), 0), text.size());
    for (const Candidate& c : engine->candidates(*scratch)) {
      const Engine::Reach reach = engine->ReachOf(c.literal);
      const size_t literal_begin = c.end - engine->LiteralSizeBytes(c.literal);
      const size_t begin = literal_begin - std::min<size_t>(literal_begin, reach.before_bytes);
      EXPECT(reach.before_bytes <= engine->max_context_bytes() && reach.after_bytes <= engine->max_context_bytes());
      MemoryText cut(std::string_view(text).substr(begin, c.end + reach.after_bytes - begin));
      auto file = engine->NewFileContext("file", enabled, Confidence::kLow);
      std::vector<Match> matches;
      engine->Confirm(*scratch, *file, cut, c, c.end - begin, matches);
      found += matches.size();
    }
    EXPECT(found >= 1);
  }
}

TEST(EncodedFormsStandWhereverTheLiteralIsEncoded) {
  std::mt19937 random(3);
  for (const std::string literal : {"abc", "vtok_", "https://hooks.example/", "-----BEGIN"}) {
    const std::vector<EncodedForm> forms = EncodedForms(literal);
    for (size_t before = 0; before < 6; ++before) {
      std::string plain;
      for (size_t i = 0; i < before; ++i) plain += static_cast<char>(random() % 256);
      plain += literal;
      for (size_t i = 0; i < 5; ++i) plain += static_cast<char>(random() % 256);
      size_t seen = 0;
      for (const EncodedForm& form : forms) {
        if (form.layer.encoding != Encoding::kBase64) continue;
        const std::string encoded = Base64(plain);
        const size_t at = encoded.find(form.bytes);
        if (at == std::string::npos || form.layer.phase != before % 3) continue;
        ++seen;
        DecodedText decoded;
        EXPECT(DecodeAround(encoded, at, form.layer, 100, 100, &decoded));
        EXPECT_EQ(decoded.bytes, plain);
        EXPECT_EQ(decoded.literal_begin, before);
      }
      // Three bytes leave no four whole characters unless a group begins with them.
      EXPECT(seen > 0 || (literal.size() == 3 && before % 3 != 0));
    }
  }
}

TEST(DecodingTakesAnyBytesAndKeepsItsBounds) {
  std::mt19937 random(5);
  const std::string alphabet = "AaZ09+/=-_%\\u0xnF \n\r\"";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t i = random() % 60; i > 0; --i) text += alphabet[random() % alphabet.size()];
    const size_t at = text.empty() ? 0 : random() % text.size();
    const size_t before = random() % 10, after = random() % 10;
    for (const Encoding encoding : {Encoding::kBase64, Encoding::kHex, Encoding::kPercent, Encoding::kEscape}) {
      for (uint8_t phase = 0; phase < 3; ++phase) {
        DecodedText decoded;
        const bool any = DecodeAround(text, at, {encoding, phase}, before, after, &decoded);
        if (!any) continue;
        EXPECT(decoded.literal_begin < decoded.bytes.size());
        EXPECT(decoded.literal_begin <= before + 2);
        EXPECT(decoded.bytes.size() - decoded.literal_begin <= after + 1);
        EXPECT_EQ(decoded.bytes.size(), decoded.begins.size());
        EXPECT_EQ(decoded.bytes.size(), decoded.ends.size());
        for (size_t i = 0; i < decoded.bytes.size(); ++i) {
          EXPECT(decoded.begins[i] < decoded.ends[i] && decoded.ends[i] <= text.size());
        }
      }
    }
  }
}

}  // namespace veil
