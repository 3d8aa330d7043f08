// What trees that nobody had looked at cried wolf about (bench/results/2026-11-27/findings-more-trees.md).
#include "match/assign/method_names.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

// The value is something else.
const AssignCase kNoValues[] = {
    {"a.go", "\tVec     config.Secret `toml:\"init_vector\"`"},
    {"a.go", "\tPodIdentity *AuthPodIdentity `json:\"podIdentity,omitempty\"`"},
    {"a.cpp", "Botan::ECDSA_PrivateKey key(rng, Group(\"secp521r1\"));"},
    {"a.ex", "JOSE.block_encrypt(jwk_secret, \"{}\", %{ \"alg\" => \"PBES2-HS256+A128KW\" })"},
    {"a.mjs", "secret = await generateSecret('A256GCMKW')"},
    {"a.php", "$crypto->setPassword($this->password, 'pbkdf1', 'md5');"},
    {"a.erl", "to_binary(Password, 'EdDSA448PublicKey', Value)."},
    {"a.c", "wpa_printf(MSG_INFO, \"EAP-PSK: 16-octet pre-shared key not found\");"},
    {"a.texi", "@deftypefun {int} {lib_privkey_get} (lib_privkey_t @var{privkey}, lib_x509_spki_t @var{spki})"},
    {"a.py", "('authentication_otp', '0001_initial'),"},
    {"a.yaml", "- key: GHSA-5crp-9r3c-p9vr"},
    {"config.json", "\"Secret\":\"LA_kwDOCsUTCM75TTQL\""},
    {"a.js", "uri: 'spotify:track:4R6FV9NSzhPihHR0h4pI93',"},
    {"a.json", "\"root_config_key\": \"Shape.c1b51cfcee4bafa04a39110cb65b6e600e4d98d3\""},
    {"a.html", "<b>private key</b> material. <a href=\"#ga@X\">More</a>"},
    {"keyfile", "keyID: AWX2:I27X:WQFX:IOMK:CNAK:O7PW:VYNB:ZLKC:CVAE:YJP2:SI4A:XXAY"},
    {"a.cpp", "{\"steam\", Totp::SHORTNAME, \"23456789BCDFGHJKMNPQRTVWXY\", Totp::DIGITS}"},
    {"a.conf", "wpa-psk 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},
    {"a.c", "creds->password != NULL ? \"*SECRET*\" : \"NULL\","},
    {"a.pl", "sql_pass        = $sphinx_conf{'pass'}"},
    {"a.spec", "%{!?_with_eap_pwd: %global _without_eap_pwd --without}"},
    {"a.cc", "  log << \"' passwd: '\" << password << \"'\";\n#endif"},
    {"a.rst", "``DEFAULT:!EXP:!kDH:!DSS:!PSK:!SRP:!kRSA`` when"},
    {"a.txt", "gnutls-serv --priority NORMAL:+PSK:+SRP:+CTYPE-CLI-RAWPK:+CTYPE-SRV-RAWPK"},
    {"a.c", "\"NORMAL:+VERS-TLS1.3:+ECDHE-PSK:+PSK:%SERVER_PRECEDENCE\","},
    {"a.js", "keys: \"K_A|K_B|K_C|K_D|K_E|K_F|K_G|K_1\","},
    {"a.c", " * init password_hash=pbkdf2:sha256:414232…:100000:01757d53157c…,totp=1"},
    {"a.txt", "private key\n    fuzz/private_key_parser_fuzzer.in/@X"},
    {"key.asc", "BLOCK (\"KEY\")\n\nmQINBEtVvNgBEADNtkCqSEaFoGGAYR36TllgPuwMOfYbu7fubmVR1JDtozJrl4RI"},
    {"a.js", "token: \"markup.heading.1\","},
    {"go.txt", "github.com/dgrijalva/jwt-go v0.0.0-20160705203006-01aeca54ebda/go.mod h1:E3ru"},
    {"localization/ku.inc",
     "$labels['pass"
     "word'] = 'Nasnav';"},
    {"lang/hu.php",
     "$lang['btn_resend"
     "pwd'] = 'Jelszóváltoztatás';"},
    {"a.adoc", "sasl_password: <<irc_sasl_authentication,SASL authentication>>"},
    {"a.java", "testPBEonSecretKeyHmac(\"PBKDF2WithHmacSM3\", mac);"},
    {"a.java", "key = keyAgreement.generateSecret(\"Blowfish\");"},
    {"a.erl", "identity_pass_phrase('rsa-sha2-256') -> rsa_pass_phrase;"},
    {"a.js", "opts.password = buffer.toString(\"base64\");"},
    {"a.js", "var password = $(\"#connectPassword\").val();"},
    {"a.js", "\"pwd\": \"^a=ice-pwd:([\\\\w+/]*).*$\","},
    {"a.h", "static uint64_t _step_key = 0xcdb32970830fcaa1ULL;"},
    {"Dockerfile", "RUN key='3FA347D5E599BE4595CA2576FFA232EDBF21E25E' && gpg --recv-keys $key"},
    {"a.c", "token  = TSstrdup(\"d41d8cd98f00b204e9800998ecf8427e\");"},
    {"a.vdproj", "\"MsmKey\" = \"8:_092CBAA0A0914855A6FDE86CD482FD39\""},
    {"a.vec", "Key = @X"},
    {"ecdh.vec", "Secret = 0x@X"},
    {"tests/vectors/a.txt", "Secret = @X"},
};

// The name is none, or the value is another one's.
const AssignCase kOtherPlaces[] = {
    {"a.drawio", "style=\"shape=icon;prIcon=secret\" parent=\"@T\" vertex=\"1\""},
    {"a.wxs", "<Custom Action=\"FixPermissionsCreds\" After=\"InstallWinCollection\">"},
    {"metrics", "grpc_method=\"UserChangePassword\",grpc_service=\"etcdserverpb.Auth\",grpc_type=\"unary\""},
    {"a.xml", "<secret type='passphrase' uuid='@U'/>"},
    {"a.yaml", "value: 'Token={$TOKEN.ID}={$TOKEN.SECRET}'\ntags:\n  -\n    value: raw\n-\n  uuid: @X\n"},
    {"a.h", "#define GUID_DRS_USER_CHANGE_PASSWORD \"@U\""},
    {"a.wxs", "<?define GuidKpasswd=@U ?>"},
    {"a.yaml", "x-ratelimit-reset-tokens:\n- 27ms\nx-request-id:\n- @X\n"},
    {"a.go", "const TypeBasicCredentialTypeManagedIdentity TypeBasicCredential = \"ManagedIdentity\""},
    {"a.py",
     "@sensitive_post_parameters('pass"
     "word', 'credit_card')"},
    {"a.go", "return errors.New(\"exactly one of 'password', 'keytab' or 'ccacheName' must be provided\")"},
    {"a.js",
     "throw new SyntaxError(\"Astral mode required for Unicode to"
     "ken \"+b[0]);if(d){if(\"class\"===c)th"},
    {"a.js.map", "pass: (_this_input15 = this.input) == null"},
    {"a.sh",
     "COOKED_"
     "PASS = expect_failure ? \"XPASS\": \"PASS\";"},
    {"a.sigs", "wbcChangeUserPassword: wbcErr (const char *, const char *)"},
    {"LICENSE", "= vendor/github.com/x/gziphandler/LICENSE.md e30b94cbe70132b181f72f953fbb3c82"},
    {"MD5", "ad99b8f83d30e029a7d170bdc3653636 *demo/oauth2-vimeo.r"},
    {"Godeps", "github.com/dgrijalva/jwt-go 06ea1031745cb8b3dab3f6a236daf2b0aa468b7e"},
    {"a.json", "\"Secret to select from\"\n    },\n    \"io.k8s.api.core.v1.EnvVar\": {\n"},
    {"a.sql", "values ('1','/etc/passwd has changed on {HOST}','','0',NULL,'0','','@X')"},
    {"a.sql", "values ('32828','18','200','0','@X','CLOUDFLARE: TOTAL REQUESTS')"},
    {"rpc", "prpasswd\t300632\n"},
    {"a.def", "\thc_EVP_CIPHER_CTX_rand_key\n\thc_EVP_CIPHER_CTX_set\n\thc_EVP_hcrypto_rc2_cbc\n"},
    {"oid.txt", "oid\tbase\tGSS_C_NTLM_SESSION_KEY\t1.2.27\noid\tbase\tGSS_C_NTLM_FORCE_V1\t1.2.28\n"},
    {"dictionary.x", "ATTRIBUTE\tCrypt-Password\t\t1006\tstring\n#ATTRIBUTE\tConnect-Rate\t\t1007\tinteger\n"},
    {"a.yaml", "- SharedKey someaccount:uXSwoaHTAgfE25sSP246VqhN+Uz26SENNA+oab9Oojc="},
    {"a.json", "{\n  \"key\": \"37-ufi-q7u0ux-qv4kd\",\n  \"operator\": \"In\"\n}"},
    {"a.yaml", "- key: 8-t-4m7a-41-6j4m--4-r4p--w1k8\n  operator: NotIn\n"},
    {"a.yaml", "password: !encrypted/pkcs1-oaep\n  - @B\n"},
    {"a.t", "pass(\"cSVOPo_sv\");"},
    {"tokens.txt", "ICI8Pw== 105058\nIOC3g+C3kuC2pw== 112527\n"},
    {"a.ldf", "schemaIDGUID:: BLdpdLDtaEWlpVn0hix1pw==\nsystemOnly: FALSE\n\ndn: CN=ms-SPP-CSVLK-Pid,CN=Schema\n"},
    {"a.js", "const credentials = await this.getCredentials('gitlabOAuth2Api');"},
    {"a.py", "return keyring.get_password('openstacksdk', cache_id)"},
    {"a.c", "token = json_get_member(cred, \"signedConnector\");"},
    {"a.md", "Generates a model. Pass the model name, either CamelCased or\nunder_scored, and an optional list."},
    {"a.idl", "drs attributes are identified by uint32 values"},
    {"rules", "\tdh_installdocs -proundcube-mysql -proundcube-pgsql -proundcube-sqlite3"},
    {"a_test.go", "ids := SecretsSelectedRepoIDs{\"1296269\", \"1269280\"}"},
    {".drone.yml", "    password:\n      from_secret: x\n---\nkind: signature\nhmac: @X@X\n"},
    {"ChangeLog", "\t* utils/saslpasswd.c: Win32 perror() related patches"},
    {"ltmain.sh", "\tfi # $pass = dlpreopen"},
    {"a.asn1", "{PBEParameter IDENTIFIED BY pbeWithXyz2AndRot13} |"},
    {"a.c", "torture_tcase_add_test_creds(tcase, \"DatabaseSync2\", test_DatabaseSync2);"},
    {"soc.dtsi", "\t\tmdp: mdp@5100000 {"},
    {"a.rst", "cloudflare\n    < Age: 8184\n    < Cf-Ray: a17cf3b80eddf141-DME"},
    {"a.java", "headers.setSecWebSocketKey(\"82/ZS2YHjEnUN97HLL8tbw==\");"},
};

// What stands beside these is a secret.
const AssignCase kFound[] = {
    {"a.xml", "<input name=\"password\" value=\"@P\">"},
    {"a.py", "client.put(Name=\"db-password\", SecretString=\"@P\")"},
    {"a.py", "parser.add_argument(\"--password\", default=\"@P\")"},
    {"a.go", "const adminPassword string = \"@P\""},
    {"a.ts", "const token: TokenType = \"@T\""},
    {"a.sql", "CREATE USER bob IDENTIFIED BY @P DEFAULT TABLESPACE users;"},
    {"a.py", "api_key = os.environ.get(\"API_KEY\", \"@T\")"},
    {"a.yaml", "secret:\n  prod: @T\n"},
    {"a.conf", "password=@P"},
    {"a.js", "client.user(\"bob\").password(\"@P\")"},
    {"a.sh", "mysql -u root -p@P app"},
    {"a.json", "{\"key\": \"DB_PASSWORD\", \"value\": \"@P\"}"},
    {"a.txt", "PSK: \"@P\""},
    {"a.env", "dbpw=@P"},
    {"a.py", "REALM = \"\"\"\n[US]\napi_key = @X\n\"\"\""},
    {"strings.xml", "<string name=\"trello_api_key\" translatable=\"false\">@X</string>"},
    {"a.sql", "INSERT INTO `wp_options` VALUES (42,'mailserver_pass','@X','yes');"},
};

}  // namespace

TEST(AssignIsSilentAboutOtherValues) { CheckSilent(kNoValues); }

TEST(AssignIsSilentAboutOtherPlaces) { CheckSilent(kOtherPlaces); }

TEST(AssignFindsBesideThem) { CheckFinds(kFound); }

TEST(AssignHoldsStoredSaltsForLess) {
  const std::string hex = "9f86d081884c7d659a2feaa0c55ad015";
  const auto confidence_of = [&](const char* path, const std::string& text) {
    Assignment found;
    const size_t at = text.find("salt");
    const bool is_found = test::ReadAssignment(text, {at, at + 4}, ClassifyPath(path), {Confidence::kLow}, &found);
    return is_found ? static_cast<int>(found.confidence) : -1;
  };
  EXPECT_EQ(confidence_of("flags.json", "  \"salt\": \"" + hex + "\","), static_cast<int>(Confidence::kLow));
  EXPECT(confidence_of("a.py", "password_salt = '" + hex + "'") >= static_cast<int>(Confidence::kMedium));
}

TEST(AssignTellsNamesOfMethods) {
  for (const char* name : {"secp256r1", "AES-128", "A128GCMKW", "RSAES-PKCS1-V1_5", "pkcs12", "128-bit",
                           "PBKDF2WithHMacSM3", "ChaCha7539"}) {
    EXPECT(IsMethodName(name));
  }
  for (const char* name : {"", "alpha2024", "salsa20", "kT3vQz81", "Summer2024", "admin128", "rsa-hunter2", "12-34",
                           "gl4ci3rc0m3t", "fqCfbUYoDrNB"}) {
    EXPECT(!IsMethodName(name));
  }
}

}  // namespace veil::assign
