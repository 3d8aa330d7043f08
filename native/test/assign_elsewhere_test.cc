// Values in places of the outside world: words and arguments of commands, sentences, entries whose value stands in
// front of its name, dumps; and what stands in places like them and is no secret.
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;
using test::ReadAssignment;

const AssignCase kCommandsAndCalls[] = {
    {"a.sh", "echo '@P' | docker login -u bob --password-stdin"},
    {"a.sh", "mysqladmin -u root password @P"},
    {"a.sh", "lftp -u bob,@P sftp://db1"},
    {"a.sh", "vault login @U"},
    {"a.py", "run([\"mysqldump\", \"-u\", \"bob\", \"-p@P\", \"shop\"])"},
    {"a.js", "new Sequelize('shop', 'bob', '@P', { dialect: 'mysql' })"},
    {"a.ino", "WiFi.begin(\"attic\", \"@P\");"},
    {"a.php", "curl_setopt($ch, CURLOPT_USERPWD, \"bob:@P\");"},
    {"a.java", "return new PasswordAuthentication(\"bob\", \"@P\");"},
    {"a.go", "flag.StringVar(&p, \"password\", \"@P\", \"password of the database\")"},
    {"a.rs", "env::var(\"API_TOKEN\").unwrap_or_else(|_| \"@T\".to_string())"},
    {"a.rb", "ENV.fetch(\"API_TOKEN\") { \"@T\" }"},
    {"a.sh", "codecov \\\n  --token \\\n  @T"},
    {"a.sh", "twine upload -u bob -p @P dist/*"},
    {"a.sh", "openssl enc -aes-256-cbc -in a -out b -k @P"},
    {"a.sh", "nuget push a.nupkg -k @T -s https://nuget.internal"},
    {"a.sh", "ftp -n db1 <<END\nquote USER bob\nquote PASS @P\nEND"},
    {"a.bat", "net use Z: \\\\db1\\data @P /user:CORP\\bob"},
    {"a.java", "ks.load(new FileInputStream(\"a.jks\"), \"@P\".toCharArray());"},
    {"a.java", "private static final String KEY = \"@T\";"},
    {"A.java", "given().auth().preemptive().basic(\"bob\", \"@P\").get(\"/x\");"},
    {"a.lua", "wifi.sta.config(\"attic\", \"@P\")"},
    {"a.go", "key, err := hex.DecodeString(\"@X\")"},
    {"a.go", "var store = sessions.NewCookieStore([]byte(\"@T\"))"},
    {"a.go", "s, err := token.SignedString([]byte(\"@T\"))"},
    {"a.kt", "onView(withId(R.id.password)).perform(typeText(\"@P\"))"},
    {"a.py", "obj = AES.new('@T', AES.MODE_CBC, iv)"},
    {"a.py", "auth = OAuthHandler(\"attic\", \"@T\")"},
    {"a.py", "parser.add_argument('--password', default='@P')"},
    {"a.js", "const c = crypto.createCipher('aes-256-cbc', '@T');"},
    {"a.js", "CryptoJS.AES.encrypt(JSON.stringify(data), '@T')"},
    {"a.cls", "req.setHeader('Authorization', 'OAuth @T');"},
    {"a.cbl", "       01 WS-PASSWORD PIC X(12) VALUE \"@P\"."},
    {"a.abap", "DATA: lv_password TYPE string VALUE '@P'."},
    {"a.tf", "  user_data = <<-EOF\n    export MYSQL_PWD=@P\n  EOF"},
};

const AssignCase kSentencesAndEntries[] = {
    {"a.txt", "the new password for bob on db1 is @P - please rotate"},
    {"a.md", "API key\n=======\n\n`@T`"},
    {"a.md", "The password is\n\n> @P\n\nend"},
    {"a.yml", "- value: @T\n  name: API_TOKEN"},
    {"a.json", "{\n  \"value\": \"@T\",\n  \"name\": \"API_TOKEN\"\n}"},
    {"a.xml", "<!-- API token -->\n<value>@T</value>"},
    {"a.plist", "<key>apiSecret</key>\n<!-- production -->\n<string>@T</string>"},
    {"a.sql", "INSERT INTO clients\n  (id, client_secret)\nVALUES\n  (1, '@T');"},
    {"a.sql", "CREATE USER bob\n  IDENTIFIED BY\n  '@P';"},
    {"a.sql", "COPY tokens (id, token) FROM stdin;\n1\t@T\n\\."},
    {"a.sls", "mysql:\n  root_password: '@P'"},
    {"a.sql", "CREATE USER bob IDENTIFIED BY @P DEFAULT TABLESPACE users;"},
    {"a.yml", "- mysql_user: name=bob password=@P state=present"},
    {"a.txt", "Please use the following password to go on: @P"},
    {"a.md", "Demo account (user/pass): bob / @P"},
};

TEST(AssignFindsInCommandsAndCalls) { CheckFinds(kCommandsAndCalls); }
TEST(AssignFindsInSentencesAndEntries) { CheckFinds(kSentencesAndEntries); }

// A value that the marks of the tables do not make: its own text is what matters.
bool Finds(const std::string& path, const std::string& text) {
  for (const Hit hit : test::FindHits(text)) {
    Assignment out;
    if (ReadAssignment(text, hit, ClassifyPath(path), {}, &out)) return true;
  }
  return false;
}

TEST(AssignReadsBase64WithItsPadding) {
  // 16 bytes are 22 letters and two marks.
  const std::string body = test::MadeUp('T').substr(0, 22);
  EXPECT(Finds("a.env", "\nAPI_SECRET=" + body + "==\n"));
  EXPECT(Finds("a.yml", "\napp:\n  secret: " + body + "==\n"));
  EXPECT(!Finds("a.http", "\nSec-WebSocket-Key: " + body + "==\n"));
}

TEST(AssignTellsPrivateKeysFromDigestsInNotes) {
  const std::string half = test::MadeUp('X');
  const std::string hex = half + std::string(half.rbegin(), half.rend());
  EXPECT(Finds("a.txt", "\nprivate key: " + hex + "\n"));
  EXPECT(!Finds("a.txt", "\npublic key: " + hex + "\n"));
}

TEST(AssignReadsPasswordsWithLettersOfOtherScripts) {
  for (const char* word : {"Gr\xc3\xb6\xc3\x9f"
                           "e",
                           "\xc3\x89t\xc3\xa9", "Se\xc3\xb1or"}) {
    EXPECT(Finds("a.py", std::string("\ndb_password = \"") + word + "4817\"\n"));
    EXPECT(!Finds("a.py", std::string("\ndb_password = \"") + word + "\"\n"));
  }
}

TEST(AssignTellsLettersMadeDigitsFromVariables) {
  const std::string value = std::string("$") + "qu1rr" + "3lm0u" + "nt4in";
  EXPECT(Finds("a.php", "\n'password' => '" + value + "',\n"));
  EXPECT(!Finds("a.php", "\n'password' => '$password2',\n"));
  EXPECT(!Finds("a.sh", "\nPASSWORD=$i18n\n"));
}

const AssignCase kSilent[] = {
    {"a.xml", "<password>{@B}</password>"},
    {"a.json", "{\"key\": \"@X01234567\", \"name\": \"Lisbon\", \"token\": \"en-US\"}"},
    {"a.txt", "InChIKey=RYYVLZVUVIJVGH-UHFFFAOYSA-N"},
    {"a.sql", "CREATE USER bob IDENTIFIED BY VALUES;"},
    {"a.java", "for (char c : shuffle(\"@P\".toCharArray())) count(c);"},
    {"a.log", "Masking secret NPM_TOKEN\nCache key: node-modules-@X01234567"},
    {"a.yml", "db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  @X@X\n  @X@X"},
    {"a.eyaml", "db_password: >\n  ENC[PKCS7,@T@T]"},
    {"Podfile.lock", "  PusherAuth: @X01234567"},
    {"project.pbxproj", "@X /* AuthToken.swift in Sources */ = {"},
    {"go.txt", "github.com/pusher/go-client v1.2.0 h1:@T="},
    {"a.md", "- the token survives a restart, thanks bob (@X01234567)"},
    {"a.java", "{ \"Dialog.close.textAndMnemonic\", \"Ma&ximieren\" },"},
    {"sv.json", "\"access_token\": \"\\u00c5tkomstnyckel\","},
    {"a.py", "ret = salt_ssh_cli.run(\"test.ping\", \"--pre-flight9\")"},
    {"a.py", "salt '*' gpg.get_secret_key fingerprint=@X"},
    {"a.json", "\"clientSecret\":{\"shape\":\"SensitiveString2048\"}"},
    {"a.py", "assert token.id == \"msg_01@T\""},
    {"a.html", "<input name=\"authenticity_token\" type=\"hidden\" value=\"@T\">"},
    {"a.go", "Token: \"hmac-sha256:@X\","},
    {"a.py", "# id of the token\nx = \"@U\""},
    {"a.json", "\"pattern\":\"arn:aws:secretsmanager:[a-z0-9-]+:secret:[a-zA-Z0-9/_+=.@-]+\""},
    {"a.js", "debug('pw:adb:runCommand')(command);"},
    {"a.md", "The password is checked against the list."},
};

TEST(AssignIsSilentInTheOutsideWorld) { CheckSilent(kSilent); }

}  // namespace
}  // namespace veil::assign
