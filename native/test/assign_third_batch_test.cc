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

// The fourth batch.
const AssignCase kFourthSilent[] = {
    // A field's name behind its label, in tables.
    {"a.c", "      { \"CSD bearer\", \"gsm_sim.tp.bip.csd\", FT_BOOLEAN, 8, 0x01, NULL },"},
    {"a.c", "      { \"qPSK\", \"rnsap.qPSK\", FT_UINT32, BASE_DEC, NULL, 0 },"},
    {"a.c", "      { \"CV_BEP_8PSK\",        \"gsm_rlcmac.ul.prr_cv_bep_8psk\", FT_UINT8 },"},
    {"a.c", "      { \"Crypt Key\", \"r3.mfgsetcryptkey\", FT_BYTES },"},
    // What stands below has a name of its own.
    {"a.rs", "\"passphrase\": {\n  \"algorithm\": \"m.pbkdf2\",\n  \"salt\": \"@T\",\n  \"iterations\": 10\n}"},
    {"a.replay", "\"X-Goog-Encryption-Key\": [\n  \"CLEARED\"\n],\n\"X-Goog-Encryption-Key-Sha256\": [\n  \"@B\"\n]"},
    {"a.snap", "\"master_keys\": {\n  \"@bob:localhost\": {\n    \"keys\": {\n      \"ed25519:@T\": \"@T\"\n    },"},
    // Public by what takes it, by what stands beside it, by its form.
    {"a.rs", "let master_key = Ed25519PublicKey::from_base64(\"@T\").unwrap();"},
    {"a.go",
     "check(\"Coinbase\", block.Coinbase(), common.HexToAddress(\"8888f1f195afa192cfee860698584c030f4c9db1\"))"},
    {"a.js", "docsearch({ apiKey: '@X', indexName: 'docs' })"},
    {"a.pl", "fields => { PrivateKey => 'F0CB3B482CFA485680A4A0BDD328035D84881F1B' },"},
    {"a.pl", "fields => { PrivateKey => 'C798591AA831DBFB' },"},
    {"a.cpp", "// Reconstruct public and private key for Alice\nByteString ec = \"06082a8648ce3d030107\";"},
    {"a.cpp", "// Reconstruct public and private key #1\nByteString n1 = \"@X\";"},
    {"a.go", "<SubjectFromWebIdentityToken>amzn1.account.AF6RHO7KZU5XRVQJGXK6HB56KR2A</SubjectFromWebIdentityToken>"},
    {"a.js", "deposit_uri: 'solana:5xjPKeAXpn?spl-token=@T',"},
    {"a.yaml", "S3Bucket: artifacts\nS3Key: @X"},
    // Text of programs.
    {"a.rst", "export CRASH_TOKEN=\"hw/usb/hcd-xhci.c:1865\""},
    {"a.sh", "token=\"$(grep 'codecov_token=\"' | sed -e 's/codecov_token=\"//' | sed -e 's/\"\\.*//')\""},
    {"a.rst", "\"access_token\": \"eyJ0eXAiOiJK<deleted>HE\","},
    {"a.toml", "gssapi-auth = [\n    \"dep:cross-krb5\",\n    \"dep:windows-sys\",\n]"},
};

// The fifth batch.
const AssignCase kFifthSilent[] = {
    {"a.xml", "<test assoc_type=\"HMAC-SHA1\" mac_key=\"k\" sig=\"SpL3p1sXu5OLpR2dFau95j+0DrA=\">"},
    {"a.py", "_special_secret_sig = \"@X\""},
    {"a.ldif", "userpassword:: c2VjcmV0"},
    {"a.test", "# break the probed key.\nsed -e 's/bp0KIK3J3/b00KIK0J0/' < root.key"},
    {"a.conf", "tls-session-ticket-keys: \"ticket1.dat\""},
    {"a.py", "# passwd    = 1*SAFE ; MUST accept up to 255 octets"},
};

// The sixth batch.
const AssignCase kSixthSilent[] = {
    {"tests/kats/handshake.py", "\"ec_shared_secret\": \"@X\","},
    {"a.xml", "<op id=\"start\" transition-key=\"11:7:0:@U\" transition-magic=\"0:0;11:7:0:@U\"/>"},
    {"split_test.go", "splittest.ExpectToken(\"log1\\r\\nlog2\\r\\n\"),"},
    {"a.py", "    >>> dump_tokens(\"x = 1//1*1/5*12%0x12\")"},
    {"a.py", "    >>> dump_tokens(\"if 1 < 1 > 1 == 1 >= 5 <= 0x15 <= 0x12 != \")"},
    {"CHANGES", "by a user with read-only credentials:\n  - CVE-2022-24805 A buffer overflow"},
    {"AUTH.md", "Signing Keys: OC5LYPBJEEYGKPDDF4E4X7DCRS2URYSS77IER3UDXSIY3QUNREBLPALE"},
};

// The seventh batch.
const AssignCase kSeventhSilent[] = {
    {"a.dsc",
     "Files:\n @X 84195 libcrypt-jwt-perl_0.034.orig.tar.gz\n @X 2180 libcrypt-jwt-perl_0.034-1.debian.tar.xz"},
    {"a.rs", "/// Load the chunk before the one identified by `tall_walnut_lamp`"},
    {"a.go", "// Could be of several types identified by \"tall_walnut_lamp\" field."},
    {"a.c", "else if (sscanf(token, \"tpak_save=%4095s\", save_path) == 1)"},
    {"sysobject.ids", "119.1.111\tNEC\tNETWORKING\tQX-S5224GT-4X-PW\n119.1.112\tNEC\tNETWORKING\tQX-S5248GT-4X-PW\n"},
    {"a.cpp", "{ \"password\", \"NaCl\", 1024, 8, 16, \"@X\"},"},
    {"longline.txt", "VEcgPf}RY<6kqs2y&&`B\"T!h?OE9~wPv+{K<v=){pw:MPjr99sB=lk*FwlRWpv0ajb.D~@o{,hxGrP )6BR!Kvf7EUl"},
    {"a.ps",
     "%>0lC#`p_mTgGD\"_G6tA=\"!\\>$h]UI1&ptu\"Dlt;1DgSBb>q2#C=+U%L;36Kk\"32nj%V%)[>u\"2PW=7_+4!L*+j^^h%ieBT+):T:JS:eI"},
};

// What stands beside these is a secret.
const AssignCase kFound[] = {
    {"a.conf", "master_secret = @X"},
    {"a.properties", "session.cookie: JSESSIONID=@X"},
    {"a.js", "url = \"/files/a.png?sv=2020&sig=@B\""},
    {"a.py", "signing_key = \"@X\""},
    {"a.ldif", "userpassword:: @B"},
    {"a.json", "{\"id\":\"1\",\"u\":\"x\",\"on\":true,\"v\":[1,2],\"w\":null,\"pw\":\"@P\"}"},
    {"a.sh", "x=${1:-a}; y=$(id -u); [ \"$y\" = 0 ] && pw='@P'"},
    {"a.php", "$c = ['h' => 'x', 'u' => 'y', 'password' => '@P'];"},
    {"a.txt", "https://example.com/file?expires=1&sig=@X"},
    {"a.json", "\"secret\": {\"value\": \"@X\"}"},
    {"a.json", "\"storageKey\": \"@B\""},
    {"a.js", "const secretKey = '@X'"},
    {"a.c", "{ \"db password\", \"@P\" },"},
    {"a.go", "key := crypto.ToPrivateKey(\"private key\", \"@X\")"},
    {"a.py", "load_private_key(secret_key=bytes.fromhex(\"@X\"))"},
    {"a.js", "algolia({ apiKey: '@X', appId: 'A' })"},
    {"a.json", "\"passphrase\": {\n  \"value\": \"@P\"\n}"},
    {"a.sh", "token=\"@T\" | sed -e 's/x//'"},
};

}  // namespace

TEST(AssignIsSilentAboutTheThirdBatch) { CheckSilent(kSilent); }
TEST(AssignIsSilentAboutTheFourthBatch) { CheckSilent(kFourthSilent); }
TEST(AssignIsSilentAboutTheFifthBatch) { CheckSilent(kFifthSilent); }
TEST(AssignIsSilentAboutTheSixthBatch) { CheckSilent(kSixthSilent); }
TEST(AssignIsSilentAboutTheSeventhBatch) { CheckSilent(kSeventhSilent); }
// Nearly the name, and what people set.
TEST(AssignFindsPasswordsLikeTheirName) {
  const std::string text =
      "user: derek\npass"
      "word: passw"
      "0rd\n";
  Assignment found;
  const size_t at = text.find("password");
  EXPECT(test::ReadAssignment(text, {at, at + 8}, ClassifyPath("a.conf"), {}, &found));
}
TEST(AssignFindsBesideTheThirdBatch) { CheckFinds(kFound); }

}  // namespace veil::assign
