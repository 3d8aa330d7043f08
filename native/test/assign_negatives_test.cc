// What blind negatives cried wolf about (bench/results/2026-11-27/held-out-13-blind.md), by class, and what stands
// beside each class and is a secret.
#include "match/assign/base58_address.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kSilent[] = {
    // Keys of what a page shows to everybody, and of sheets, folders and films: ids.
    {"config.ts", "  recaptchaSiteKey: '6L@T',"},
    {"config.ts", "  hcaptchaSiteKey: '@U',"},
    {"settings.py", "RECAPTCHA_SITE_KEY = \"@T\""},
    {"dump.json", "{\"spreadsheet_key\": \"@T\"}"},
    {"a.js", "const folderKey = '@T';"},
    // Where a coin is made.
    {"constants.ts", "export const TOKEN_MINT = \"@T\";"},
    {"constants.ts", "const usdcTokenMint = '@T';"},
    // A macro of Nagios and its relatives.
    {"commands.cfg", "command_line  $USER1$/check_mysql -u $USER3$ --password=$ARG1$"},
    {"a.cfg", "password=$_HOSTMYSQLPASS$"},
    // A digest in the middle of words.
    {"cache.rb", "key: \"session:@X:lock\""},
    {"cache.py", "key = \"user-profile/@X/avatar\""},
    // What stands below a word that ends an element or a path has a name of its own.
    {"Info.plist",
     "\t<string>Unlock the app without typing your "
     "password</string>\n\t<key>SUPublicEDKey</key>\n\t<string>@B</string>"},
    {"app.service", "Environment=PASSWORD_FILE=%d/db-password\nSetCredentialEncrypted=token: @B"},
};

// The second batch.
const AssignCase kSecondSilent[] = {
    // Ids of what a payment service sells and whom it knows; a token that every page holds that is measured.
    {"billing.ts", "export const PRICE_KEY_PRO = 'price_1DLE6sDbQlsW9rReook0MDRv';"},
    {"billing.ts", "const productKey = 'prod_OSjIOlYp5Qkfwi';"},
    {"billing.py", "CUSTOMER_KEY = \"cus_Nf3kPq8ZrTyW2x\""},
    {"rum.ts", "datadogRum.init({ applicationId: '@U', clientToken: 'pub@X', site: 'datadoghq.eu' });"},
    // The secrets that standards and handbooks of one-time passwords show, in base32.
    {"2fa.md", "Scan `otpauth://totp/Acme:bob@acme.io?secret=JBSWY3DPEHPK3PXP&issuer=Acme`."},
    {"a.py", "TOTP_SECRET = \"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\""},
    {"a.js", "const secret = 'JBSWY3DPEB3W64TM';"},
    // A public key's object.
    {"genesis.json", "{\"consensus_pubkey\": {\"@type\": \"/cosmos.crypto.ed25519.PubKey\", \"key\": \"@B\"}}"},
    {"a.yaml", "publicKey:\n  algorithm: ed25519\n  key: @B"},
    // What a domain's owner shows to a service.
    {"zone.tf", "  records = [\"google-site-verification=@T\", \"docusign=@U\"]"},
    // What a sheet's protection is hashed with.
    {"settings.xml", "<w:documentProtection w:cryptSpinCount=\"100000\" w:hash=\"@B\" w:salt=\"@B\"/>"},
    {"workbook.xml", "<sheetProtection hashValue=\"@B\" saltValue=\"@B\" spinCount=\"100000\" sheet=\"1\"/>"},
    // A number that is used once.
    {"page.har", "{\"name\": \"sec-websocket-key\", \"value\": \"@B\"}"},
};

// The third batch.
const AssignCase kThirdSilent[] = {
    // What programs call the constraints and indices that they make.
    {"V12__keys.sql",
     "alter table refresh_token add constraint FK2cvjpnbv2gtcvuqwhf8hoykh7 foreign key (user_id) references users;"},
    {"V12__keys.sql", "create index IDX8d477d7ea6d98 on token (password_version);"},
    {"a.ts",
     "await q.query(`ALTER TABLE \"token\" ADD CONSTRAINT \"PK_28fcbada56ab3d5bfc77945299f\" PRIMARY KEY (\"id\")`);"},
    {"a.php", "$this->addSql('CREATE UNIQUE INDEX UNIQ_5F37A13B5F37A13B ON access_token (token)');"},
    {"a.java", "@JoinColumn(name = \"token\", foreignKey = @ForeignKey(name = \"FKk3ndxg5xp6v7wd4gjyusp15gq\"))"},
    // Addresses and numbers of chains: no token is written as a number.
    {"Anchor.toml", "token_vault = \"GnytcoXeJtvH7yyWFLsybYCLrZFQ7hRapBe1fC75HAtS\""},
    {"Anchor.toml", "key_registry = \"8hWTuc3CqB8eskUoQS5XmFXWGffEhuVaWcP2gev8asM\""},
    {"Move.toml", "token_vault = \"0x2d80c8c670035fd7d7bade435c57ec66ae67f223829f1b07ee52fc4c54492a33\""},
    // A file called by its digest, below.
    {"t.json",
     "\"ApiKeySecret3F2A11BC\": {\"GenerateSecretString\": {\"ExcludePunctuation\": true}},\n\"S3Key\": "
     "\"3766bc89172de175d4cfced6f97ffa6e0cfbf277224d131c0dad975735c178da.zip\""},
    // The value of another name, whose words are joined by hyphens.
    {"t.json", "{\"routing_key\": \"auth.token.refreshed.v2\", \"x-dead-letter-routing-key\": \"dlq.token-6b494a\"}"},
};

// The fourth batch: the option that follows a program's name.
const AssignCase kFourthSilent[] = {
    {"crontab", "*/5 * * * * /opt/token-refresh.sh --key-id=@U >/dev/null"},
    {"a.sh", "rotate-secret --request-id=@X"},
};

// The fifth batch: weak names before ids.
const AssignCase kFifthSilent[] = {
    // Names of runs, experiments, places in a stream or an order, of parts of drawings and forms.
    {"exp.py", "experiment_key = \"@X\""},
    {"run.yaml", "run_token: @U"},
    {"msg.json", "{\"orderingKey\": \"@T\"}"},
    {"a.js", "resumeAfter: { _data: '@X' }, resumeToken: null,"},
    {"tokens.json", "{\"variableKey\": \"@X\"}"},
    {"figma.ts", "const componentKey = '@T';"},
    // Beside a provider's name, too.
    {"tokens.json", "{\"com.figma\": {\"variableKey\": \"@X\"}}"},
    {"figma.ts", "const fileKey = '@T';"},
    {"form.html", "<input name=\"form_key\" type=\"hidden\" value=\"@T\">"},
    {"delta.json", "{\"deltaToken\": \"@T\", \"skipToken\": \"@T\"}"},
    // The name of a secret that a chart is to use.
    {"values.yaml", "existingSecret: app-db-bhtkwdjgbg"},
    // What AWS knows a request by when it comes again.
    {"run.json", "{\"ClientToken\": \"@U\", \"InstanceType\": \"t3.micro\"}"},
    {"run.py", "ec2.run_instances(ClientToken=\"@T\", MinCount=1)"},
    // Where a phone's messages go: only who has the key of the app can send there.
    {"push.json", "{\"deviceToken\": \"a0ae1a5770b3fc0a465af6619dc233dd58b162cf3eb27b47a44acb9a851310b8\"}"},
    {"users.json", "{\"fcmToken\": \"@T:APA91b@T@T@T\"}"},
    // A function of CQL; cells of a globe.
    {"q.cql", "SELECT token('@U') FROM t;"},
    {"geo.py", "cell_token = \"89c2598b538156\""},
    {"geo.csv", "geo_key,tile_token,pass\nu4pruydqqvj,89c25419e4d97a,1\nu4pruydqqvm,89c25f873ffa03,2\n"},
    {"geo.py", "x = CellId.from_token(\"47989ceb23af\")"},
    // Keys of caches, messages and objects.
    {".github/workflows/ci.yml",
     "      - uses: actions/cache@v4\n        with:\n          key: node-83c69f80a7af702a5f5b18c3-v3"},
    {".circleci/config.yml", "      - save_cache: { key: v1-kVLziVJQ8FyvlcEU-4827993467 }"},
    {".gitlab-ci.yml", "  cache:\n    key: \"v1-@T\""},
    {"memo.py", "cache.set(key=\"@T\", value=rows)"},
    {"bundle.rb", "key: \"webpack-@X-v2\""},
    {"rec.json", "{\"topic\": \"orders\", \"key\": \"@B\", \"headers\": [], \"value\": \"e30=\"}"},
    {"rec.json", "{\"topic\": \"orders\", \"partition\": 3, \"offset\": 221, \"key\": \"@T\"}"},
    {"listing.xml", "<Contents><Key>@X</Key><ETag>&quot;@X&quot;</ETag><Size>434</Size></Contents>"},
    // Stamps of builds, hardware's addresses, the form of a link to a map.
    {"version.go", "var BuildKey = \"g20717410d4b1-dirty\""},
    {"version.properties", "build.key=REL-20240301-83c6960"},
    {"report.json", "{\"load_key\": \"nightly-20240301-d93521\"}"},
    {"devices.yaml", "device_key: 66-74-E1-13-CA-A6"},
    {"maps.js", "const key = '!1m18!1m12!1m3!1d2519.7503485494!2d4.35!3d50.85';"},
    // Addresses of Tron and of Substrate's chains.
    {"addr.yaml", "token: TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"},
    {"spec.json", "{\"session\": {\"keys\": [[\"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY\", 1]]}}"},
    // Ids of accounts.
    {"sessions.sql", "INSERT INTO s (session_id, user_key) VALUES ('@U', 'usr_cc34rbJ5bhBGHV');"},
};

// The sixth batch.
const AssignCase kSixthSilent[] = {
    // Keys of records that programs keep.
    {"a.json", "{\"entity_key\": \"@X\"}"},
    {"a.json", "{\"replay_key\": \"@X\", \"bookmarkToken\": \"@T\", \"snapshot_key\": \"@B\"}"},
    {"a.json", "{\"incident_key\": \"srv01-@X\", \"cardKey\": \"@X\"}"},
    {"task.py", "lock_key = \"lock:b9becdb7abff423c\""},
    {"ccache.log", "Manifest key: @T"},
    {"lock.xml", "<D:locktoken><D:href>opaquelocktoken:@U</D:href></D:locktoken>"},
    {"dep.json", "{\"withdrawal_credentials\": \"0059@X\"}"},
    // Ids by their form: MongoDB's, Airtable's, Feishu's, ULIDs; what IPFS calls a file; addresses.
    {"fix.js", "sessionKey: new ObjectId('@X'),"},
    {"at.json", "{\"Key\": \"flduC4NfbYvjeXZPO\", \"Token\": \"sel40VZoZHQATCCpt\"}"},
    {"wiki.yaml", "obj_token: shtcnlKFIW0sAT2tO5QIyu61D59\nwiki_token: wikcnCNM85sNn1ZsQgF6R3aVQma"},
    {"a.json", "{\"item_ref_key\": \"01H5D19FF37C2EFB6E9D530998\", \"key\": \"01HZX4W8J0N5T3QK7VYB2MRD6C\"}"},
    {"ipns.json", "{\"Key\": \"QmkCz4a5J7VfP9iXTPBUZ1qPbJPKkvs2tD1FYs4qHVnBop\"}"},
    {"btc.yaml", "token: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"},
    {"btc.yaml", "auth: bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
    {"cert.txt", "Authority key: keyid=C5A22FF94E084B5AA4BDD7E3975DE42ECFE924F3"},
};

// Beside the sixth batch: nouns that name no record.
const AssignCase kSixthFound[] = {
    {"a.py", "drm_key = \"@X\""},
    {"env.R", "Sys.setenv(CENSUS_KEY = \"@T\")"},
    {"zigbee.yaml", "advanced:\n  network_key: \"@X\""},
    {"conf.js", "mailerKey: '@T',"},
    {"line.py", "CHANNEL_TOKEN = \"@T\""},
    {"conf.yaml", "wiki_token: @T"},
    // Azure's services of these names have keys.
    {".env", "AZURE_BATCH_KEY=@T"},
    {".env", "SERVICEBUS_NAMESPACE_KEY=@T"},
};

// Beside the fifth batch.
const AssignCase kFifthFound[] = {
    {"conf.yaml", "device_token: @T"},
    {"conf.json", "{\"client_token\": \"@T\"}"},
    {"conf.json", "{\"key\": \"@T\", \"topic\": \"devices/one\"}"},
    {"conf.yaml", "cache: redis\nurl: \"redis://a\"\nkey: @T"},
    {"conf.yaml", "cache:\n  api_key: @T"},
    {"client.py", "c = Client.from_token(\"@T\")"},
    {"form.html", "<input name=\"api_key\" type=\"hidden\" value=\"@T\">"},
    {"values.yaml", "existingPassword: @T"},
    {"a.js", "const variableApiKey = '@T';"},
    {"a.go", "\tBuildToken: \"@T\","},
    {"config.xml", "<Key>@T</Key><Region>eu</Region>"},
};

const AssignCase kFound[] = {
    {"a.sh", "rotate-secret --client-secret=@T"},
    {"V12.sql", "insert into refresh_token values ('@T');"},
    {"a.json", "\"api_token\": \"@T\""},
    {"genesis.json", "{\"validator\": {\"@type\": \"/x.PrivKey\", \"private_key\": \"@B\"}}"},
    {"a.yaml", "publicHost: a\nserver:\n  api_key: @T"},
    {"2fa.md", "otpauth://totp/Acme:bob@acme.io?secret=@T&issuer=Acme"},
    {"billing.ts", "const stripeKey = '@T';"},
    {"page.har", "{\"name\": \"x-api-key\", \"value\": \"@T\"}"},
    {"a.tf", "  docusign_key = \"@T\""},
    {"settings.py", "RECAPTCHA_SECRET_KEY = \"@T\""},
    {"a.js", "const siteSecret = '@T';"},
    {"a.js", "const apiToken = '@T';"},
    {"commands.cfg", "command_line check --password=@P"},
    {"a.rb", "secret_key: \"@X\""},
    {"Info.plist", "\t<key>Password</key>\n\t<string>@T</string>"},
};

}  // namespace

TEST(AssignIsSilentAboutBlindNegatives) { CheckSilent(kSilent); }
TEST(AssignIsSilentAboutTheSecondBlindNegatives) { CheckSilent(kSecondSilent); }
TEST(AssignIsSilentAboutTheThirdBlindNegatives) { CheckSilent(kThirdSilent); }
TEST(AssignIsSilentAboutTheFourthBlindNegatives) { CheckSilent(kFourthSilent); }
TEST(AssignIsSilentAboutTheFifthBlindNegatives) { CheckSilent(kFifthSilent); }
TEST(AssignIsSilentAboutTheSixthBlindNegatives) { CheckSilent(kSixthSilent); }
TEST(AssignFindsBesideBlindNegatives) { CheckFinds(kFound); }
TEST(AssignFindsBesideTheFifthBlindNegatives) { CheckFinds(kFifthFound); }
TEST(AssignFindsBesideTheSixthBlindNegatives) { CheckFinds(kSixthFound); }

// Of 34 characters both; only of the first are the bytes those of an account on Tron.
TEST(Base58AddressIsToldByItsBytes) {
  EXPECT(IsBase58Address("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"));
  EXPECT(!IsBase58Address("TzzzHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"));
  EXPECT(!IsBase58Address("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj60"));
}

}  // namespace veil::assign
