// Values in the surroundings of secrets that are none, class by class, and secrets that look like them.
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

// What a getter is asked for is a name, also where it belongs to an object.
const AssignCase kLookups[] = {
    {"a.py", "secret = keyring.get_password(\"acme-cli\", account)"},
    {"a.py", "pw = store.read_password(\"Winterbeere7\")"},
    {"a.js", "const t = vault.fetchToken('payments-eu1');"},
    {"a.rb", "token = client.find_token(\"billing-export-2\")"},
    {"a.java", "String pw = box.getPassword(\"ldap-bind-9x\");"},
};
const AssignCase kNoLookups[] = {
    {"a.js", "session.password(\"@P\");"},
    {"a.java", "source.setPassword(\"@P\");"},
    {"a.py", "getter.token = \"@T\""},
};

// Names of ids, of what has been hashed or encrypted, and of passes that one walks over.
const AssignCase kNames[] = {
    {"a.json", "{ \"subjectKeyIdentifier\": \"@X\" }"},
    {"a.yml", "authority_key_identifier: @X"},
    {"a.yaml", "    checksum/secret: @X@X"},
    {"a.yml", "podAnnotations:\n  sha256/credentials: @X@X"},
    {"a.service", "SetCredentialEncrypted=token: @B"},
    {"a.json", "{ \"password\": { \"encrypted_data\": \"@B\", \"iv\": \"@B\", \"version\": 3 } }"},
    {"a.json", "{ \"name\": \"api_token\", \"encrypted_value\": \"@B\" }"},
    {"a.json", "{\n  \"secret\": {\n    \"ciphertext\": \"@B\"\n  }\n}"},
    {"a.yml", "mountain_pass: Stilfserjoch"},
    {"a.json", "{ \"ski_pass\": \"Zillertal3000\", \"boarding_pass\": \"@P\" }"},
    {"a.json", "{ \"longPass\": \"Weber-Hofmann7\", \"through_pass\": \"@P\" }"},
    {"a.toml", "token_swap = \"@T\""},
};
const AssignCase kOtherNames[] = {
    {"a.yml", "root_pass: @P"},      {"a.yml", "guest_pass: @P"},
    {"a.sh", "export LAST_PASS=@P"}, {"a.json", "{ \"secret\": { \"value\": \"@T\" } }"},
    {"a.yml", "dev/secret: @T"},     {"a.service", "SetCredential=token: @T"},
};

// A bare "key" among what went into a cipher and came out of it, or beside what describes a file.
const AssignCase kCompany[] = {
    {"a.rsp", "COUNT = 0\nKEY = @X\nIV = @X\nPLAINTEXT = @X\nCIPHERTEXT = @X"},
    {"a.txt", "Key = @X\nNonce = @X\nCT = @X\nTag = @X"},
    {"a.json", "{ \"tcId\": 2, \"key\": \"@X\", \"msg\": \"\", \"tag\": \"@X\" }"},
    {"a.yml", "blob_1:\n  key: @T\n  filename: report.pdf\n  checksum: x"},
    {"a.json", "{ \"key_id\": \"568250167242549743\", \"key\": \"@B\", \"encrypted_value\": \"@B\" }"},
};
const AssignCase kEncrypted[] = {
    {"a.json", "{ \"encrypted\": { \"token\": \"@B\" } }"},
    {"a.json", "{\n  \"encryptedData\": {\n    \"user\": \"bob\",\n    \"password\": \"@B\"\n  }\n}"},
    {"a.yml", "spec:\n  encryptedData:\n    user: bob\n    api_key: @B"},
    {"a.yml", "sealed:\n  token: @B"},
    {"a.json", "{ \"token\": \"wcFMA@X@X@X@X\" }"},
};
const AssignCase kBesideEncrypted[] = {
    {"a.json", "{ \"encrypted\": { \"user\": \"x\" }, \"token\": \"@B\" }"},
    {"a.yml", "encrypted:\n  user: bob\napp:\n  api_key: @B"},
    {"a.yml", "encryption:\n  key: @B"},
    {"a.json", "{ \"encryption\": { \"secret\": \"@B\" } }"},
};
const AssignCase kOtherCompany[] = {
    {"a.json", "{ \"key\": \"@T\", \"url\": \"https://api.internal\" }"},
    {"a.py", "iv = b\"\\x00\" * 16\nkey = \"@X\"\nplaintext = input()"},
    {"a.json", "{ \"apiKey\": \"@T\", \"filename\": \"report.pdf\" }"},
};

// Values that a program made of names, or of texts.
const AssignCase kValues[] = {
    {"a.log", "  key: Linux-node-@X@X"},
    {"a.yml", "key: gems-cache-@X@X"},
    {"a.yml", "key: \"modules/web/@X\""},
    {"a.yml", "ssh_keys: [\"f8:2e:e5:94:91:2c:cb:37:75:23:e6:3e:f2:6f:e0:f7\"]"},
    {"a.js", "const file_auth = fileDesc(\"Cg9hdXRoL3YxL2F1dGgucHJvdG8SB2F1dGgudjEi@T\");"},
    {"a.json", "{ \"key\": \"new-checkout\", \"salt\": \"@X\", \"on\": true }"},
    {"a.json", "{ \"@X@X\": \"query ApiKeys { apiKeys { id } }\", \"@X\": \"mutation Reset($token: String!)\" }"},
    {"a.txt", "WWW-Authenticate: Digest realm=\"acme\", qop=\"auth\", nonce=\"@X\", opaque=\"@X\""},
    {"a.js", "mapboxgl.accessToken = 'pk.eyJ1Ijoi@T.@T';"},
    {"a.json", "{ \"database_password\": \"EJ[1:@B:@B:@B]\" }"},
    {"a.sql", "INSERT INTO t (id, secret) VALUES (1, 'eyJpdiI6I@B');"},
    {"a.yaml", "  stripe_secret: '%env(resolve:STRIPE_SECRET)%'"},
    {"a.ts", "export const authIcon = \"iVBORw0KGgoAAAANSUhEUg@T@B\";"},
    {"a.py", "LABELS = {\"password\": \"Wachtwoord\", \"passphrase\": \"Wachtwoordzin\"}"},
    {"a.go", "m := map[string]string{\"password\": \"Geheimwoordje\"}"},
    {"a.service", "LoadCredential=db-password:/etc/acme/db-password\nSetCredentialEncrypted=token: @B"},
    {"a.txt", "see /run/secrets/api_token\n@T"},
    {"a.tf", "  token = \"vpc-0a1b2c3d\"\n  auth_token = \"i-0123456789abcdef0\""},
    {"a.md", "Set `secret_key: GHSA-93f3-23rq-pjfp` first."},
    {"a.ts", "password: 'Uint8Array', passwd: \"txtPassword1\""},
    {"a.go", "Password: \"Innloggingskode\", Passphrase: \"Gizlianahtar\","},
    {"a.yml", "db_password: AuthKey_ABC123.p8"},
    {"a.rs", "#[cfg(all(feature = \"Win32_Security_Credentials\", feature = \"Win32_System_Threading\"))]"},
    {"a.kt", "@Tag(kind = \"token\", ident = \"@T\")"},
    {"a.rs", "pub const GUID_KEYS_CONTAINER: PCWSTR = w!(\"@X\");"},
    {"a.rs", "const TPM_SEAL_KEY: PCWSTR = w!(\"MICROSOFT_PCP_KSP_RSA_SEAL_KEY_@U\");"},
    {"a.txt", "//! Key = 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"},
    {"a.py", "secret_key = \"fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0\""},
    {"a.json", "{ \"password\": \"%60%7B%7D\" }"},
    {"a.json", "{ \"password\": \"%3A%40c\" }"},
    {"a.rs", "reordered_keys: \"hijklmnopuvwDEFqrABCxyzsHIJGPQRSTUVWXYZKLMNOgabctdfe\","},
    {"a.json", "{ \"ipns_key\": \"k51qzi5uqu5d@X@X\" }"},
};
const AssignCase kOtherValues[] = {
    {"a.yml", "api_key: @X"},
    {"a.js", "login({ type: 'auth', name: 'password', value: '@P' })"},
    {"a.php", "'salt' => '@X',"},
};

// Stand-ins in one run, and in other languages.
const AssignCase kStandIns[] = {
    {"a_test.go", "{name: \"no digits\", password: \"nodigitshere\", wantErr: true},"},
    {"a.py", "password = \"nouppercaseletters\""},
    {"a.js", "const secret = 'thisisaverylongsecret';"},
    {"a.env", "DB_PASSWORD=pleasechangethis"},
    {"a.yml", "password: someRandomString"},
    {"a.md", "token: \"sometoken123\""},
    {"a.env", "API_KEY=wpisz_tutaj_klucz"},
    {"a.env", "DB_PASSWORD=inserisci-la-tua-password1"},
    {"a.env", "API_KEY=votre-cle-ici-2024"},
    {"a.env", "DB_PASSWORT=hier_dein_passwort_eintragen"},
    {"a.env", "SECRET_KEY=vul-hier-je-sleutel-in"},
};
// Where no password is asked for, also one or two such words, with digits for letters or behind them.
const AssignCase kStandInTokens[] = {
    {"a.js", "const apiToken = 'testpass123';"},   {"a.env", "API_SECRET=mykey123"},
    {"a.py", "SECRET_KEY = \"p4ssw0rd\""},         {"a.toml", "api_key = \"s3cr3t-k3y\""},
    {"a.properties", "app.jwt.secret=letmein123"}, {"a.yaml", "auth_token: xoxb-123-456-abc"},
    {"a.yml", "db:\n  password: \"see-vault\""},   {"a.yml", "db:\n  password: \"mytoken123\""},
};
const AssignCase kNoStandIns[] = {
    {"a.env", "DB_PASSWORD=@P"},
    {"a.py", "password = \"@P\"  # change it here"},
};

// Algorithms, encodings and protocols.
const AssignCase kMethods[] = {
    {"a.js", "creds.password = Buffer.from(found, 'base64').toString('utf8')"},
    {"a.tsv", "name\tpassword\thash\nvault\tpbkdf2\tsha256"},
    {"a.yml", "password: SHA-512"},
    {"a.json", "{ \"password\": \"argon2id\", \"passwd\": \"sha512crypt\" }"},
    {"a.toml", "api_key = \"secp256k1\""},
    {"a.env", "AUTH_TOKEN=webauthn2\nDB_PASSWORD=TLSv1.3\nWIFI_PASSWORD=WPA3"},
    {"a.properties", "app.jwt.secret=PKCS#11"},
};
const AssignCase kNoMethods[] = {
    {"a.env", "DB_PASSWORD=@P"},
    {"a.yml", "password: @X"},
};
TEST(AssignKnowsNamesOfMethods) { CheckSilent(kMethods), CheckFinds(kNoMethods); }

// What people set as passwords although it is made of such words; the values themselves are what matters.
TEST(AssignKeepsWeakPasswords) {
  for (const char* word : {"admin", "tomato", "monkey"}) {
    const std::string text = std::string("\nDB_PASSWORD=") + word + "3495\n";
    Assignment out;
    bool found = false;
    for (const Hit hit : test::FindHits(text)) {
      found = found || test::ReadAssignment(text, hit, ClassifyPath("a.env"), {}, &out);
    }
    EXPECT(found);
  }
}

TEST(AssignKnowsLookups) { CheckSilent(kLookups), CheckFinds(kNoLookups); }
TEST(AssignKnowsNamesOfNoSecrets) { CheckSilent(kNames), CheckFinds(kOtherNames); }
TEST(AssignKnowsTheCompanyOfKeys) { CheckSilent(kCompany), CheckFinds(kOtherCompany); }
TEST(AssignKnowsWhatIsEncrypted) { CheckSilent(kEncrypted), CheckFinds(kBesideEncrypted); }
TEST(AssignKnowsValuesThatAreNoSecrets) { CheckSilent(kValues), CheckFinds(kOtherValues); }
TEST(AssignKnowsGluedAndForeignStandIns) {
  CheckSilent(kStandIns), CheckSilent(kStandInTokens), CheckFinds(kNoStandIns);
}

}  // namespace
}  // namespace veil::assign
