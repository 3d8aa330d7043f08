// What the eighth batch of trees cried wolf about (bench/results/2026-11-27/findings-seventh-batch.md).
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

// What the value's form says.
const AssignCase kForms[] = {
    // One of a program's options.
    {"a.py", "[\"--upload\", \"/etc/passwd:/tmp/passwd\", \"--run-command\", \"echo hello\"]"},
    // Counters, not a random text.
    {"a.js", "// the historical token (ex. `t12-13_0_0_0_0_0_0_0_0`)"},
    {"a.py", "    # a token like `s2633508_17_338_6732159_1082514_541479_274711`"},
    // What a drawing's pen does.
    {"a.svg", "<glyph glyph-name=\"gist-secret\" unicode=\"&#xf08c;\" d=\"M193 128l128-192h-256l-65 256z\"/>"},
    // A pattern, an object that is named with its address, a hash by its own word.
    {"a.go", "\tVALID_VERBS = \"(C)|(R)|(U)|(D)|(A)\"\n\t// empty roles\n)\n\nvar secretKey = authorization.Viewer"},
    {"a.csv",
     "2016-09-14,GENERATE_CONSOLE_SESSION_TOKEN 'CaaS-QA[10-209-120-14_e772c8c0-ee55-4e8f-82f9-22576b494a62]'"},
    {"a.go", "want := `{env=\"prod\",username=\"bearer_token:hash:44BC2CF5AD770999\"}`"},
    // Ids: of a query, of a layer, an address on a blockchain.
    {"a.json", "\"instant\": true,\n\"key\": \"Q-@U-0\",\n\"range\": false"},
    {"a.qgs", "<property key=\"pdfLayerOrder\" value=\"multiple_pks_67787984_68b5_423c_bc5e_ce92d8d74d70\"/>"},
    {"a_test.go",
     "priv := New(TestMnemonic)\nrequire.Equal(t, \"cosmos1w34k53py5v5xyluazqpq65agyajavep2rflq6h\", addr)"},
    // OpenPGP's public keys in their new form.
    {"a.asc", "Comment: Bob (signing key) <bob@example.com>\n\nxsDNBGC7eIUBDAC5xWztdYHAHMraJcy555udPgGyw36KOIH0"},
};

// What the name says.
const AssignCase kNames[] = {
    {"a.go", "{\"adduser\", \"--gecos\", \"my gecos\", \"--disabled-password\", \"karl.sagan\"},"},
    {"a.js", "exports.REDACTED_CREDENTIAL_VALUE = '_BLANK_@U'"},
    {".travis.yml", "echo '   root-keys: @X' >> config"},
    {"a.hs", "defaultRemoteRepoKeys :: [String]\ndefaultRemoteRepoKeys =\n    [ \"@X\","},
    {"a.cpp", "static const char* const key_images_202612[] =\n{\n  \"@X\","},
};

// Where it stands.
const AssignCase kPlaces[] = {
    // A row of numbers.
    {"tests.txt", "derive_secret_key @X 2363 @X @X"},
    {"tests.txt", "derive_secret_key @X @X"},
    // The value of a name of its own.
    {"a.yaml", "known account-key public-key-sha3-384=x1Tnl94nkgb-rMDs_l63gvgkLYGjXKfpkCCIQZwJ72-LR6X6OrSvNS9z2WS1l"},
    {"a.py", "token = self.login(user, \"pass\", device_id=\"device1\")"},
    // Compared with a lexer's word.
    {"a.c", "if(!strcmp(token, \"mqttv311\")){"},
    {"a.c", "else if (!xstrcasecmp(token, \"wait4switch\"))"},
    // The name of a member, which a call gives an object.
    {"a.c", "json_object_string_add(json_pw, \"lastFailureReason\", pw_error_code(pw->reason));"},
    {"a.js", "const author = await mapAuthorWithDBKey('mapper2author', authorMapper);"},
    {"a.hs", "end_pass \"StgCse\" binds'"},
    // Another statement.
    {"a.cpp",
     "settings.setValue( \"password\", uri.password() );\nsettings.setValue( \"estimatedMetadata\", uri.useEstimated() "
     ");"},
    // Elements of the same name list things; what is replaceable is none.
    {"a.ui", "<tabstop>lePkiPkcs12KeyPass</tabstop>\n<tabstop>chkPkiPkcs12PassShow</tabstop>"},
    {"a.ui", "<tabstop>lePassword</tabstop>\n<tabstop>buttonBox</tabstop>"},
    {"a.1.xml",
     "<option>-P</option> <replaceable>password</replaceable>\n<option>-t</option> "
     "<replaceable>message-topic</replaceable>"},
    // The element below has a name of its own.
    {"a.xml", "<act:description>Passe-temps</act:description>\n<act:parent type=\"new\">@X</act:parent>"},
    // Ids in a list.
    {"a.excalidraw", "\"groupIds\": [\n  \"ThStj8147sdwRM8Qd03pw\",\n  \"wW-GQS2ZjWBwrk4qRVgGH\",\n  \"x\"\n]"},
    // Public by what stands beside it.
    {"a.json", "{\"@type\":\"/cosmos.crypto.ed25519.PubKey\",\"key\":\"@T\"}"},
    {"a.go", "pubkey '{\"@type\":\"/cosmos.crypto.secp256k1.PubKey\",\"key\":\"@T\"}'"},
    {"a.json", "\"pub_key\": {\"type\": \"tendermint/PubKeyEd25519\", \"value\": \"@T\"}"},
    {"a.js", "algolia: {\n  appId: \"QLS2QSP47E\",\n  apiKey: \"@X\",\n  indexName: \"docs\",\n}"},
    {"a.md", "signs against this key (e.g. `\"ed25519:my_old_key XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI\"`)"},
    // Declarations of TypeScript.
    {"crypto.d.cts",
     "    pass"
     "word: BinaryLike,"},
};

// Earlier batches' last ones.
const AssignCase kEarlier[] = {
    {"a.wxs", "<RegistryKey Id=\"reg4D2C6A9E10F84B7B\" Root=\"HKLM\" Key=\"Software\\Vendor\\Program\">"},
    {"a.c", "{\"PV\",\"power-valve\"},\n{\"PW\",\"power-connector\"},\n{\"RL\",\"relay\"}"},
    {"a.wxs", "<RegistryKey Id=\"regPw8F3KJ2L4\" Key=\"x\" />"},
    {"A.java", "byte[] pwd = password.getBytes( \"UnicodeLittleUnmarked\" );"},
    {"A.java", "byte[] b = password.getBytes(\"UnicodeLittleUnmarked\");"},
    {"a.xsl", "<xsl:with-param name=\"pass\">TRIGGER-MSG</xsl:with-param>"},
    {"a.xsl", "<xsl:if test=\"$key = 'TRIGGER-MSG'\">"},
};

// The ninth batch.
const AssignCase kNinth[] = {
    {"ws.rs", ".header(\"sec-websocket-key\", \"6D69KGBOr4Re+Nj6zx9aQA==\")"},
    {"ws.txt", "sec-websocket-key: 6D69KGBOr4Re+Nj6zx9aQA=="},
    {"a.cpp",
     "//param_W *p"
     "w = (param_W*)params;"},
    {"a.cpp", "    conn_t *passwd = (struct conn_ctx_W2*) ctx;"},
    {"a.zone", "x.\t86400\tIN\tRRSIG\tDS 8 1 86400 20140207 20140130 33655 . @B 8kSDPE1A0qXQuR6noq HPw=\nx.\t1\tIN"},
    {"a.zone", "floep.example.\t600\tIN\tRRSIG\tA 5 3 600 20070912 18182 example. @B aSa9tl+TdP3pxuGG0MG 6pw="},
    {"plans.go", "\" │   ├─ keys: [nhmxw.SYPKF:12!null]\\n\" +"},
    {"plans.go", "\" │   ├─ keys: [ct.FZ2R5:3!null]\\n\" +"},
};

// What stands beside these is a secret.
const AssignCase kFound[] = {
    // OAuth 1 in MAAS' files.
    {"a.cfg", "token_secret: @T\nmetadata_url: x\ntoken_key: @T"},
    {"a.py", "[\"--user\", \"bob\", \"--password\", \"@P\"]"},
    {"a.c", "if (!strcmp(password, \"@P\"))"},
    {"a.c", "if (strcmp(token, \"@T\") == 0)"},
    {"a.txt", "secret_key @X"},
    {"a.json", "{\"@type\":\"PrivKeyEd25519\",\"private_key\":\"@T\"}"},
    {"a.js", "algolia: { appId: \"A\", adminApiKey: \"@X\" }"},
    {"a.xml", "<td>password</td><td>@P</td>"},
    {"a.plist", "<key>password</key>\n<string>@P</string>"},
    {"a.xml", "<name>password</name>\n<value type=\"new\">@P</value>"},
    {"a.py", "token = self.login(user, password=\"@P\")"},
    {"a.cpp", "settings.setValue( \"password\", \"@P\" );"},
    {"a.c", "set_string(password, \"@P\", 12);"},
    {"A.java", "byte[] b = new Password(\"@P\").getBytes(\"UTF-8\");"},
    // A name and a value of one length; texts of JMeter, told apart by their attributes.
    {"a.sql", "INSERT INTO s VALUES ('the_old_internal_app_license_key', '@X');"},
    {"a.jmx", "<prop name=\"Argument.name\">password</prop><prop name=\"Argument.value\">@P</prop>"},
    {"a.go", "socket_key: \"@B\", secret: \"@X\""},
    {"a.txt", "RRSIG password: @P"},
    {"a.json", "\"priv_key\": {\"type\": \"tendermint/PrivKeyEd25519\", \"value\": \"@T\"}"},
    {".env", "BACK_END_PASS=@P"},
    {"a.py", "wandb.login(key='@X')"},
    {"a.cs", "var k = Encoding.ASCII.GetBytes(\"@T\");\no.IssuerSigningKey = new SymmetricSecurityKey(k);"},
    {"a.sh", "curl https://x.example.org/?private=1 --api-key @X"},
};

}  // namespace

// Missed in the eighth batch: a passphrase of made-up words and a number.
TEST(AssignFindsNumberedPassphrases) {
  const std::string text =
      "set_val(\"pass"
      "phrase\", \"qovdu-remka-tolsa-kirvo-8\")";
  Assignment found;
  const size_t at = text.find("passphrase");
  EXPECT(test::ReadAssignment(text, {at, at + 10}, ClassifyPath("a.py"), {}, &found));
}

TEST(AssignIsSilentAboutTheEighthBatchesForms) { CheckSilent(kForms); }
TEST(AssignIsSilentAboutTheEighthBatchesNames) { CheckSilent(kNames); }
TEST(AssignIsSilentAboutTheEighthBatchesPlaces) { CheckSilent(kPlaces); }
TEST(AssignIsSilentAboutTheNinthBatch) { CheckSilent(kNinth); }
TEST(AssignIsSilentAboutEarlierBatchesLast) { CheckSilent(kEarlier); }
TEST(AssignFindsBesideTheEighthBatch) { CheckFinds(kFound); }

}  // namespace veil::assign
