// What names, paths and values say by themselves.
#include <string>

#include "match/assign/assign.h"
#include "match/assign/features.h"
#include "match/assign/key.h"
#include "match/assign/not_secret.h"
#include "match/assign/verdict.h"
#include "match/assign/words.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

Key Classify(const std::string& name) {
  Key key;
  key.end = name.size();
  ClassifyKey(name, {}, &key);
  return key;
}

struct NameCase {
  const char* name;
  Tell tell;
  Kind kind;
};

constexpr NameCase kNames[] = {
    {"password", Tell::kStrong, Kind::kPassword},
    {"db_password", Tell::kStrong, Kind::kPassword},
    {"DB_PASS", Tell::kStrong, Kind::kPassword},
    {"userPassword", Tell::kStrong, Kind::kPassword},
    {"dbpassword", Tell::kStrong, Kind::kPassword},
    {"PassWord", Tell::kStrong, Kind::kPassword},
    {"spring.datasource.password", Tell::kStrong, Kind::kPassword},
    {"senha", Tell::kStrong, Kind::kPassword},
    {"apiKey", Tell::kStrong, Kind::kApiKey},
    {"API_KEY_STAGING", Tell::kStrong, Kind::kApiKey},
    {"X-Auth-Token", Tell::kStrong, Kind::kToken},
    {"accessToken2", Tell::kStrong, Kind::kToken},
    {"client_secret", Tell::kStrong, Kind::kSecret},
    {"SECRET_KEY_BASE", Tell::kStrong, Kind::kSecret},
    {"jwtSigningKey", Tell::kStrong, Kind::kSecret},
    {"datadog_key", Tell::kStrong, Kind::kApiKey},
    {"key", Tell::kWeak, Kind::kKey},
    {"auth", Tell::kWeak, Kind::kKey},
};

constexpr const char* kNoNames[] = {"token_type",
                                    "keyboard",
                                    "password_field_id",
                                    "public_key",
                                    "key_name",
                                    "author",
                                    "passport",
                                    "monkey",
                                    "hotkey",
                                    "primary_key",
                                    "secret_name",
                                    "secretArn",
                                    "token_count",
                                    "max_tokens",
                                    "tokenizer",
                                    "passwordLength",
                                    "forgot_password",
                                    "csrf_token",
                                    "bypass",
                                    "compass",
                                    "keyCode",
                                    "cacheKey",
                                    "foreignKey",
                                    "sessionIdLength",
                                    "passwordReset",
                                    "authorName",
                                    "secretsManager",
                                    "nextPageToken",
                                    "keypress",
                                    "monkey_patch",
                                    "sort_key",
                                    "passive",
                                    "authentic",
                                    "tokens_per_minute",
                                    "keyword",
                                    "lpass"};

}  // namespace

TEST(AssignReadsNames) {
  for (const NameCase& one : kNames) {
    const Key key = Classify(one.name);
    if (key.tell != one.tell || key.kind != one.kind) std::fprintf(stderr, "  name: %s\n", one.name);
    EXPECT(key.tell == one.tell);
    EXPECT(key.kind == one.kind);
  }
}

TEST(AssignPassesOverNamesThatTellNothing) {
  for (const char* name : kNoNames) {
    const Key key = Classify(name);
    if (key.tell != Tell::kNone) std::fprintf(stderr, "  name: %s\n", name);
    EXPECT(key.tell == Tell::kNone);
  }
}

TEST(AssignSplitsNamesIntoWords) {
  Words words;
  SplitWords("HTTPToken_v2.apiKey", &words);
  EXPECT_EQ(words.count, size_t{6});
  const char* const expected[] = {"http", "token", "v", "2", "api", "key"};
  for (size_t i = 0; i < words.count && i < std::size(expected); ++i)
    EXPECT_EQ(std::string(words[i]), std::string(expected[i]));
  SplitWords(std::string(5000, 'a'), &words);
  EXPECT_EQ(words.count, size_t{1});
  SplitWords(test::Repeat("aB", 500), &words);
  EXPECT(words.count <= Words::kMaxWords);
}

TEST(AssignReadsPaths) {
  EXPECT(ClassifyPath("src/main.py").syntax == Syntax::kCode);
  EXPECT(ClassifyPath("deploy/values.YAML").syntax == Syntax::kYaml);
  EXPECT(ClassifyPath("web.config").syntax == Syntax::kMarkup);
  EXPECT(ClassifyPath("a/.env.production").syntax == Syntax::kConfig);
  EXPECT(ClassifyPath("a/.env.production").holds_credentials);
  EXPECT(ClassifyPath("Dockerfile.prod").syntax == Syntax::kShell);
  EXPECT(ClassifyPath("src/tests/a.py").is_test);
  EXPECT(ClassifyPath("a_test.go").is_test);
  EXPECT(ClassifyPath("src/App.tsx.snap").is_test);
  EXPECT(!ClassifyPath("snap/app.yaml").is_test);
  EXPECT(!ClassifyPath("src/latest/attest.go").is_test);
  EXPECT(ClassifyPath("locale/de.json").is_translation);
  EXPECT(ClassifyPath("docs/a.md").is_documentation);
  EXPECT(ClassifyPath("x/jquery.min.js").is_minified);
  EXPECT(ClassifyPath("package-lock.json").is_lockfile);
  EXPECT(ClassifyPath("").syntax == Syntax::kUnknown);
  EXPECT(ClassifyPath(std::string(100000, 'x')).syntax == Syntax::kUnknown);
}

TEST(AssignKnowsWhatIsNoSecret) {
  struct ValueCase {
    const char* value;
    NotSecret why;
  };
  const ValueCase cases[] = {
      {"${DB_PASSWORD}", NotSecret::kReference},
      {"{{ password }}", NotSecret::kReference},
      {"%PASSWORD%", NotSecret::kReference},
      {"$PASSWORD", NotSecret::kReference},
      {"<%= token %>", NotSecret::kReference},
      {"process.env.TOKEN", NotSecret::kReference},
      {"vault:secret/data#key", NotSecret::kReference},
      {"changeme", NotSecret::kStandIn},
      {"VERYLONGSECRET", NotSecret::kStandIn},
      {"your-api-key-here", NotSecret::kStandIn},
      {"xxxxxxxxxxxx", NotSecret::kStandIn},
      {"abcdefghijklmnop", NotSecret::kStandIn},
      {"1234567890", NotSecret::kStandIn},
      {"abcabcabcabc", NotSecret::kStandIn},
      {"user_password", NotSecret::kStandIn},
      {"string", NotSecret::kStandIn},
      {"/etc/ssl/server.key", NotSecret::kPath},
      {"server.pem", NotSecret::kPath},
      {"https://host.test/a", NotSecret::kUrl},
      {"bob@host.org", NotSecret::kEmail},
      {"10.1.2.3", NotSecret::kNumber},
      {"2024-01-02", NotSecret::kNumber},
      {"#ff00aa", NotSecret::kNumber},
      {"ENC[abc]", NotSecret::kReference},
      {"sha512-abc", NotSecret::kHash},
      {"ssh-rsa AAAA", NotSecret::kPublic},
      {"get_token()", NotSecret::kCode},
      {"two words", NotSecret::kText},
      {"^[a-z]+$", NotSecret::kPattern},
  };
  for (const ValueCase& one : cases) {
    const NotSecret why = WhyNotSecret(one.value);
    const bool is_right = why == one.why || (one.why == NotSecret::kReference && why == NotSecret::kEncrypted);
    if (!is_right) std::fprintf(stderr, "  value: %s\n", one.value);
    EXPECT(is_right);
  }
  for (const char mark : {'P', 'T', 'X', 'B'}) EXPECT(WhyNotSecret(test::MadeUp(mark)) == NotSecret::kNo);
  EXPECT(WhyNotSecret(test::MadeUp('U')) == NotSecret::kUuid);
  EXPECT(IsPasswordHash("$2y$10$" + test::MadeUp('T')));
  EXPECT(!IsPasswordHash(test::MadeUp('T')));
}

TEST(AssignModelsTellRandomFromWords) {
  const auto score = [](const std::string& value) {
    Features features;
    Measure(value, &features);
    return std::pair{MachineScore(features), HumanScore(features)};
  };
  EXPECT(score(test::MadeUp('T')).first > 2);
  EXPECT(score(test::MadeUp('X')).first > 2);
  EXPECT(score(test::MadeUp('B')).first > 2);
  EXPECT(score(test::MadeUp('P')).second > 0);
  for (const char* word : {"crypto_rfc4543_setkey", "OTX_CPT_AES_256_BIT", "keypad-col0-0-pins", "AccessTokenProvider",
                           "authentication_backend.ldap.password"}) {
    EXPECT(score(word).first < 0);
    EXPECT(score(word).second < 0);
  }
  EXPECT(std::pair(0.0F, 0.0F) != score(""));
}

}  // namespace veil::assign
