// What real trees cried wolf about when each finding was read (bench/results/2026-11-27/findings-judged.md), and tokens
// of known formats that are none of theirs.
#include "match/assign/known_forms.h"
#include "match/assign/not_secret.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kSilentInTrees[] = {
    {"a.py",
     "OVERRIDES = {\n    'kms-key': '--topic-encryption-key',\n    'kms-keyring': '--topic-encryption-key-ring',\n}"},
    {"a.py", "'password': [\n    r\"[A-Za-z0-9+/]{40,}={0,2}\",\n]"},
    {"a.txt", "instance=\"pod=a, container=external-secrets\" t=2024-05-29T13:44:15.650759574Z level=debug"},
    {"a.go", "\t\"encryptionKey\": \"encryptionKey1024\","},
    {"a.go", "// Reads the Secret in FIPS mode.\nvar tlssha1 = godebug.New(\"tls9sha1\")"},
    // The id of an access key, a date and a place.
    {"a.py", "'&X-Amz-Expires=900&X-Amz-Credential=akid%2F20161107%2F'"},
    {"a.go", "\"X-Amz-Credential\": \"BQKDIGPVXGKTS4RA2R5J/20161107/us-east-1/s3/aws4_request\","},
    // The name of a file in a cache.
    {"a.py", "self.session_cache_key = '@X'"},
    {"a.md", "\"secret_access_key\": \"kqrFNYvVHWVzUmTGb***\","},
    {"a.yml", "tokens:\n  brand:\n    \"50\": { \"value\": \"oklch(0.971 0.013 17.38)\" },"},
    {"a.json", "\"token\": { \"value\": \"rgba(12, 0, 17.3, 0.5)\" }"},
    // The code of a country.
    {"Names.java", "    { \"PT\", \"Portugal\" },\n    { \"PW\", \"Palawu\" },"},
    {"countries.php", "    'PW' => 'Palaosz',"},
    {"countries.json", "  \"PW\": \"Palaosz\","},
    // A module of that name.
    {"a.py", "with patch.object(pwd, \"getpwnam\", mock):"},
    {"a.env", "NEXT_PUBLIC_ALGOLIA_SEARCH_ONLY_API_KEY=@X"},
    {"a.yml",
     "kind: Secret\ndata:\n  tls.key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCi0tLS0tRU5EIFBSSVZBVEUgS0VZLS0tLS0="},
    {"secrets.go", "\tv1 \"k8s.io/api/core/v1\"\n"},
};

// What stands beside these is a secret.
const AssignCase kFoundInTrees[] = {
    {"a.py", "check(password, \"@P\")"},
    {"a.cpp", "set(PASSWORD, \"@P\")"},
    {"a.json", "\"PW\": \"@P\""},
    {"a.py", "session_key = '@X'"},
};

std::string Letters(size_t size) {
  constexpr std::string_view kAlphabet = "kT3vQz81LmWp5RxBn0YdGs7HcJ2fUe9AiKo4Vt6N";
  std::string text;
  for (size_t i = 0; i < size; ++i) text += kAlphabet[(i * i + 7 * i) % kAlphabet.size()];
  return text;
}

}  // namespace

TEST(AssignIsSilentAboutWhatTreesHold) {
  CheckSilent(kSilentInTrees);
  CheckFinds(kFoundInTrees);
}

TEST(AssignTellsBrokenTokensOfKnownForms) {
  const std::string ghp = std::string("gh") + "p_";
  for (const std::string& value :
       {ghp + Letters(36), ghp + Letters(35), ghp + Letters(37), "npm" + ("_" + Letters(36)),
        "AIz" + ("a" + Letters(34)), "glpat" + ("-" + Letters(19)),
        std::string("SG.") + Letters(22) + "." + Letters(42), std::string("shpat") + "_" + std::string(31, 'b'),
        std::string("eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.") + Letters(20)}) {
    EXPECT(IsBrokenForm(value));
    const std::string text = "api_token = \"" + value + "\"";
    CheckSilent(std::vector<AssignCase>{{"a.py", text.c_str()}});
  }
  for (const std::string& value :
       {std::string(), Letters(40), std::string("gh") + "p" + Letters(30), "AIz" + ("a" + Letters(35)),
        "glpat" + ("-" + Letters(20)), "glpat" + ("-" + Letters(44)), "gho" + ("_" + Letters(36)),
        std::string("eyJpdiI6IjEyMyJ9.") + Letters(6) + "." + Letters(27),
        std::string("eyJhbGciOiJIUzI1NiJ9.") + "eyJzdWIiOiJib2IifQ." + Letters(43)}) {
    EXPECT(!IsBrokenForm(value));
  }
}

TEST(AssignKnowsTheSampleOfJwtIo) {
  const std::string sample = std::string("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9") +
                             ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ" +
                             ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
  EXPECT(WhyNotSecret(sample) == NotSecret::kStandIn);
}

}  // namespace veil::assign
