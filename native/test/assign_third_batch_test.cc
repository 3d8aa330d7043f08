// What the third batch of trees cried wolf about (bench/results/2026-11-27/findings-third-batch.md).
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kSilent[] = {
    // Vectors of algorithms, by their names or folders.
    {"cases/tls.fax", "master_secret = @X"},
    {"gtests/kat/prf.txt", "pre_master_secret = @X"},
    {"tests/suites/test_suite_psa.data", "derive:INPUT_SEED:\"@X\":KEY_DERIVATION_INPUT_SECRET:\"@X\":INPUT_LABEL:"},
    {"tests/suites/test_suite_ecp.data", "lib_ecp_check_privkey:LIB_ECP_DP_SECP192R1:\"00\":LIB_ERR_ECP_INVALID"},
    // Signatures: 64 or 65 bytes and more.
    {"a.go",
     "\"enrtree-root:v1 e=JWXYDB l=C7HRFP seq=1 "
     "sig=o908WmNp7LibOfPsr4btQwatZJ5URBr2ZAuxvK4UWHlsB9sUOTJQaGAlLPVAhM__XJesCHxLISo94z5Z2a463gA\""},
    // The session that a link carries.
    {"a.html",
     "<a href=\"http://citeseerx.example.org/viewdoc/summary;jsessionid=5F2472BC3443736B94200AFDCECAC3C8?doi=1\">"},
    {"a.html",
     "rft_id=http%3A%2F%2Fciteseerx.example.org%2Fsummary%3Bjsessionid%3D5F2472BC3443736B94200AFDCECAC3C8%3Fdoi%3D"},
    // A JWT's head alone.
    {"hmac.rs", "let token = \"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\";"},
    {"oauth.md", "{\"access_token\":\"eyJhbGciOiJFUzI1NiIsInR5\",\"expires_in\":900}"},
    // Ids and hashes.
    {"a.scm", "(gpg-with-colons '(--list-secret-keys \"2D727CC768697734\"))"},
    {"a.c", "     Signing-Key: 68A638998DFABAC510EA645CE34F9686B2EDF7EA"},
    {"a.json", "\"storageKeys\": [\n\"0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421\"\n]"},
    {"a.go", "\"secret2\": {\n  Iv: Hex2Bytes(\"afb8a7579bf971db\"),\n  CipherText: Hex2Bytes(\"@X\"),\n},"},
    {"a.html", "data-cf-beacon='{\"rayId\":\"7397dc73ad2ac256\",\"token\":\"@X\",\"version\":\"2022.6.0\"}'"},
};

// What stands beside these is a secret.
const AssignCase kFound[] = {
    {"a.conf", "master_secret = @X"},
    {"a.properties", "session.cookie: JSESSIONID=@X"},
    {"a.js", "url = \"/files/a.png?sv=2020&sig=@B\""},
    {"a.py", "signing_key = \"@X\""},
    {"a.json", "\"secret\": {\"value\": \"@X\"}"},
    {"a.json", "\"storageKey\": \"@B\""},
    {"a.js", "const secretKey = '@X'"},
};

}  // namespace

TEST(AssignIsSilentAboutTheThirdBatch) { CheckSilent(kSilent); }
TEST(AssignFindsBesideTheThirdBatch) { CheckFinds(kFound); }

}  // namespace veil::assign
