// Worked values: bodies are made up, the checksums were worked out by hand from the published steps or come from the
// standards' own examples.
#include <string>

#include "match/base64.h"
#include "match/checksums/bech32.h"
#include "match/checksums/checksum.h"
#include "match/checksums/crc32.h"
#include "match/checksums/sha256.h"
#include "match/json_field.h"
#include "test/encode.h"
#include "test/test.h"

namespace veil {
namespace {

const std::string kBody30 = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5";

ChecksumResult Verify(std::string_view name, std::string_view secret) {
  for (uint32_t i = 0; i < ChecksumNames().size(); ++i) {
    if (ChecksumNames()[i] == name) return VerifyChecksum(i, secret);
  }
  test::Fail(__FILE__, __LINE__, "a checksum named " + std::string(name));
  return {};
}

std::string VerdictOf(std::string_view name, std::string_view secret) {
  switch (Verify(name, secret).verdict) {
    case ChecksumVerdict::kNone:
      return "none";
    case ChecksumVerdict::kValid:
      return "valid";
    case ChecksumVerdict::kInvalid:
      return "invalid";
  }
  return "";
}

}  // namespace

TEST(Crc32IsThatOfZlib) {
  EXPECT_EQ(Crc32("123456789"), 0xcbf43926u);
  EXPECT_EQ(Crc32(kBody30), 0x1f5a476au);
  EXPECT_EQ(Hex32(0x1dc921b0), "1dc921b0");
  EXPECT_EQ(ByteSwap32(0x1dc921b0), 0xb021c91du);
}

TEST(Sha256IsThatOfTheStandard) {
  const auto hex = [](std::string_view bytes) {
    std::string text;
    const auto digest = Sha256(bytes);
    for (size_t i = 0; i < 4; ++i)
      text += Hex32(uint32_t{digest[i]} << 24)[0], text += Hex32(uint32_t{digest[i]} << 24)[1];
    return text;
  };
  EXPECT_EQ(hex("abc"), "ba7816bf");
  EXPECT_EQ(hex(""), "e3b0c442");
  EXPECT_EQ(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "248d6a61");
}

TEST(Bech32IsThatOfTheStandard) {
  for (const char* valid : {"A12UEL5L", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                            "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"}) {
    EXPECT(IsBech32(valid));
  }
  for (const char* wrong : {"A12UEL5K", "", "1", "10a06t8", "A1G7SGD8", "a12uel5", "split1cheo2y9e2w",
                            "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx"}) {
    EXPECT(!IsBech32(wrong));
  }
}

TEST(ChecksumsOfWorkedValues) {
  // Made at run time: a scan of this repository stays clean.
  std::string made_up;
  for (const char c : {'k', '7', 'R', 'q', '-', 'p', 'W', '2', 'x', 'z'}) made_up += c;
  const struct {
    const char* name;
    std::string secret;
    const char* verdict;
  } cases[] = {
      {"", "anything", "none"},
      {"crc32-base62", "ghx_" + kBody30 + "0Zb5Hm", "valid"},
      {"crc32-base62", "npx_" + kBody30 + "0Zb5Hm", "valid"},
      {"crc32-base62", "ghx_" + kBody30 + "0Zb5Hn", "invalid"},
      {"crc32-base62", "ghx_B" + kBody30.substr(1) + "0Zb5Hm", "invalid"},
      {"crc32-base62", "ghx_" + kBody30 + "0Zb5Hm0", "none"},
      {"crc32-base62", "", "none"},
      {"grafana-service-account", std::string("gl") + "sa_" + kBody30 + "P6_b021c91d", "valid"},
      {"grafana-service-account", std::string("gl") + "sa_" + kBody30 + "P6_1dc921b0", "invalid"},
      {"grafana-service-account", std::string("gl") + "sa_" + kBody30, "none"},
      {"zuplo", std::string("zp") + "ka_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6_689b0b3a", "valid"},
      {"zuplo", std::string("zp") + "ka_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p7_689b0b3a", "invalid"},
      {"cloudflare", "cfxt_" + kBody30 + "q6R7s8T9u0f308de6c", "valid"},
      {"cloudflare", "cfxt_" + kBody30 + "q6R7s8T9u0f308de6d", "invalid"},
      {"cloudflare", "cfxt_" + kBody30 + "q6R7s8T9u0", "none"},
      {"confluent", std::string("cf") + "lt" + kBody30 + "q6R7s8T9u0V1w2X3y4Z5a6B7W4xcWA", "valid"},
      {"confluent", std::string("cf") + "lt" + kBody30 + "q6R7s8T9u0V1w2X3y4Z5a6B7W4xcWB", "invalid"},
      {"atlassian", std::string("ATA") + "TT3xMADEUPbody0123456789=0986A1FE", "valid"},
      {"atlassian", std::string("ATA") + "TT3xMADEUPbody0123456789=0986A1FF", "invalid"},
      {"atlassian", std::string("ATA") + "TT3xMADEUPbody0123456789=0986a1fe", "invalid"},
      {"my-number", "123456789018", "valid"},
      {"my-number", "1234-5678-9018", "valid"},
      {"my-number", "123456789019", "invalid"},
      {"my-number", "12345678901", "invalid"},
      {"corporate-number", "7000012050002", "valid"},
      {"corporate-number", "6000012050002", "invalid"},
      {"luhn", "4242 4242 4242 4242", "valid"},
      {"luhn", "378282246310005", "valid"},
      {"luhn", "4242424242424241", "invalid"},
      {"luhn", "0000000000000000", "invalid"},
      {"luhn", "4242x", "invalid"},
      {"iban", "GB82 WEST 1234 5698 7654 32", "valid"},
      {"iban", "DE89370400440532013000", "valid"},
      {"iban", "DE88370400440532013000", "invalid"},
      {"iban", "DE89", "invalid"},
      // The address of the first Bitcoin block: the same encoding as a wallet's key.
      {"base58check", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "valid"},
      {"base58check", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "invalid"},
      {"base58check", "0OIl", "invalid"},
      {"base58check", std::string(200, '2'), "invalid"},
      {"jfrog-reference", test::Base64("reftkn:01:0000000000:abcdefgh"), "valid"},
      {"jfrog-reference", test::Base64("reftok:01:0000000000:abcdefgh"), "invalid"},
      {"basic-auth", test::Base64("user:" + made_up), "valid"},
      {"basic-auth", test::Base64("user:password"), "invalid"},
      {"basic-auth", test::Base64("user:xxxxxxxx"), "invalid"},
      {"base64-secret", test::Base64(made_up), "valid"},
      {"base64-secret", test::Base64(made_up + "\n"), "valid"},
      {"base64-secret", test::Base64("\x01\x8f\xfe\x03 sixteen bytes"), "valid"},
      {"base64-secret", "database", "invalid"},
      {"base64-secret", test::Base64("changeme"), "invalid"},
      {"base64-secret", test::Base64("${PASSWORD}"), "invalid"},
      {"base64-secret", "not*base64", "invalid"},
      {"base64-secret", "VerifyClientCertIfGiven", "invalid"},
      {"base64-secret", test::Base64(std::string("-----BEGIN ") + "PRIVATE KEY-----\n-----END PRIVATE KEY-----"),
       "invalid"},
      {"basic-auth", test::Base64("user:"), "invalid"},
      {"basic-auth", test::Base64("user pass"), "invalid"},
      {"basic-auth", test::Base64("us\x01r:pass"), "invalid"},
      {"discord-bot", test::Base64("123456789012345678") + ".abc", "valid"},
      {"discord-bot", test::Base64("12345678901234567x") + ".abc", "invalid"},
      {"grafana-cloud", "glc_" + test::Base64(R"({"o":"1","n":"x","k":"y"})"), "valid"},
      {"grafana-cloud", "glc_" + test::Base64(R"({"n":"x","k":"y"})"), "invalid"},
      {"sentry-org", "sntrys_" + test::Base64(R"({"iat":1.5,"url":"https://x"})") + "_tail", "valid"},
      {"sentry-org", "sntrys_" + test::Base64(R"({"iot":1.5})") + "_tail", "invalid"},
      {"pypi", "pypi-" + test::Base64(std::string("\2\1\10pypi.org\2", 12)), "valid"},
      {"pypi", "pypi-" + test::Base64(std::string("\2\1\10pypi.com\2", 12)), "invalid"},
  };
  for (const auto& c : cases) {
    if (VerdictOf(c.name, c.secret) != c.verdict)
      EXPECT_EQ(std::string(c.name) + ": " + VerdictOf(c.name, c.secret), c.verdict);
  }
}

TEST(ChecksumsTakeAnyBytes) {
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  for (uint32_t i = 0; i < ChecksumNames().size(); ++i) {
    for (size_t begin = 0; begin < every.size(); begin += 7) {
      for (const size_t size : {0, 1, 3, 4, 12, 13, 40, 64}) VerifyChecksum(i, every.substr(begin, size));
    }
    for (const char* odd :
         {".", "..", "_", "-----BEGIN", "-----BEGIN X-----", "-----BEGIN OPENSSH PRIVATE KEY-----\\", "1"}) {
      VerifyChecksum(i, odd);
    }
  }
}

TEST(JwtIsReadAndNoted) {
  const auto token = [](std::string_view header, std::string_view payload) {
    return test::Base64(header) + "." + test::Base64(payload) + ".c2ln";
  };
  const struct {
    std::string token;
    const char* verdict;
    const char* note;
  } cases[] = {
      {token(R"({"alg":"HS256"})", R"({"sub":"1"})"), "valid", "alg HS256"},
      {token(R"({"typ":"JWT","alg":"RS256"})", R"({"iss":"https://a.example","exp":1704067200})"), "valid",
       "alg RS256, expires 2024-01-01, issuer https://a.example"},
      {token(R"({"alg":"HS256"})", R"({"exp":951782400})"), "valid", "alg HS256, expires 2000-02-29"},
      {token(R"({"alg":"HS256"})", R"({"exp":"soon"})"), "valid", "alg HS256"},
      {token(R"({"alg":"dir","enc":"A256GCM"})", "noise"), "valid", "alg dir"},
      {token(R"({"alg":"HS256"})", "noise"), "invalid", ""},
      {token(R"({"typ":"JWT"})", R"({"sub":"1"})"), "invalid", ""},
      {token(R"(["alg"])", R"({})"), "invalid", ""},
      {"abc", "invalid", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(VerdictOf("jwt", c.token), c.verdict);
    EXPECT_EQ(Verify("jwt", c.token).note, c.note);
  }
}

TEST(PemKeysNeedABodyThatLooksLikeOne) {
  const std::string der = test::Base64(std::string("\x30\x82\x01\x0a") + std::string(60, '\x17'));
  const std::string noise = test::Base64(std::string(60, '\x55'));
  const std::string ssh = test::Base64(std::string("openssh-key-v1\0\0\0\0\4none", 23) + std::string(40, 'x'));
  const std::string locked =
      test::Base64(std::string("openssh-key-v1\0\0\0\0\12aes256-ctr", 29) + std::string(40, 'x'));
  const auto pem = [](std::string_view label, const std::string& body) {
    return "-----BEGIN " + std::string(label) + "-----" + body + "-----END " + std::string(label) + "-----";
  };
  const std::string half = der.substr(0, 40), rest = der.substr(40);
  const struct {
    std::string text;
    const char* verdict;
    bool encrypted;
  } cases[] = {
      {pem("PRIVATE KEY", "\n" + der + "\n"), "valid", false},
      {pem("RSA PRIVATE KEY", "\r\n" + half + "\r\n" + rest + "\r\n"), "valid", false},
      {pem("EC PRIVATE KEY", "\\n" + half + "\\n" + rest + "\\n"), "valid", false},
      {pem("PRIVATE KEY", "\\n\" +\n    \"" + half + "\\n\" +\n    \"" + rest + "\\n\" +\n    \""), "valid", false},
      {pem("PRIVATE KEY", "\n    " + half + "\n    " + rest + "\n    "), "valid", false},
      {pem("PRIVATE KEY", "\n// " + half + "\n// " + rest + "\n// "), "valid", false},
      {"-----BEGIN PRIVATE KEY-----\n" + half, "valid", false},
      {pem("ENCRYPTED PRIVATE KEY", "\n" + der + "\n"), "valid", true},
      {pem("RSA PRIVATE KEY", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n" + noise + "\n"), "valid",
       true},
      {pem("OPENSSH PRIVATE KEY", "\n" + ssh + "\n"), "valid", false},
      {pem("OPENSSH PRIVATE KEY", "\n" + locked + "\n"), "valid", true},
      {pem("OPENSSH PRIVATE KEY", "\n" + der + "\n"), "invalid", false},
      {pem("PGP PRIVATE KEY BLOCK", "\nVersion: x 1\n\n" + noise + "\n"), "valid", false},
      {pem("PRIVATE KEY", "\n" + noise + "\n"), "invalid", false},
      {pem("PRIVATE KEY", "\n...\n"), "invalid", false},
      {"-----BEGIN PRIVATE KEY-----", "invalid", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(VerdictOf("pem", c.text), c.verdict);
    EXPECT_EQ(Verify("pem", c.text).encrypted, c.encrypted);
  }
}

TEST(JsonFieldsAreReadFromWellFormedObjectsOnly) {
  EXPECT_EQ(JsonStringField(R"({"a":{"b":"no"},"b":"yes"})", "b").value_or("-"), "yes");
  EXPECT_EQ(JsonField(R"( {"n" : -1.5e3 , "x":[1,{"y":null}]} )", "n").value_or("-"), "-1.5e3");
  EXPECT_EQ(JsonStringField(R"({"a":"q\"uote"})", "a").value_or("-"), "-");
  for (const char* wrong : {"", "{", "{}x", "[]", "\"a\"", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{'a':1}",
                            "{\"a\":\"x}", "{\"a\":\"\n\"}", "{\"a\":\"\\"}) {
    EXPECT(!IsJsonObject(wrong));
  }
  EXPECT(!IsJsonObject("{\"a\":" + std::string(100000, '[')));
  EXPECT(IsJsonObject("{}"));
}

TEST(Base64IsDecodedInBothAlphabets) {
  EXPECT_EQ(DecodeBase64("aGk_").value_or("-"), "hi?");
  EXPECT_EQ(DecodeBase64("aGk/").value_or("-"), "hi?");
  EXPECT_EQ(DecodeBase64("aGk=").value_or("-"), "hi");
  EXPECT_EQ(DecodeBase64("aGk").value_or("-"), "hi");
  EXPECT_EQ(DecodeBase64("").value_or("-"), "");
  EXPECT(!DecodeBase64("a").has_value());
  EXPECT(!DecodeBase64("a=b=").has_value());
  EXPECT(!DecodeBase64("aG k").has_value());
}

}  // namespace veil
