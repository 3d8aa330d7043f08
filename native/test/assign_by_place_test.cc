// Values that their place in a list, a call, a comparison or a whole string gives to their name; and what stands in the
// same places and is no secret.
#include "match/assign/assign.h"
#include "match/assign/chosen.h"
#include "match/assign/not_secret.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kLists[] = {
    {"a.py", "user, password = \"bob\", \"@P\""},
    {"a.go", "\tuser, pass := \"bob\", \"@P\""},
    {"a.rb", "host, user, password = 'db1', 'bob', '@P'"},
    {"a.pl", "my ($user, $pass) = ('bob', '@P');"},
    {"a.pl", "my ($user, $password) = qw(bob @P);"},
    {"a.java", "Map<String, String> m = Map.of(\"username\", \"bob\", \"password\", \"@P\");"},
    {"a.m", "o = weboptions('Username','bob','Password','@P');"},
    {"a.go", "gin.BasicAuth(gin.Accounts{\"bob\": \"@P\"})"},
    {"a.scala", "Credentials(\"Nexus Repository\", \"nexus.internal\", \"bob\", \"@P\")"},
    {"a.edn", "{:db {:user \"bob\" :pass \"@P\"}}"},
    {"a.jsonnet", "{ user:: 'bob', password:: '@P' }"},
    {"a.adoc", "* admin password:: `@P`"},
    {"a.json", "{ \"auth\": [\n  \"bob\",\n  \"@P\"\n] }"},
    {"a.hcl", "acl {\n  tokens {\n    master = \"@U\"\n  }\n}"},
};

const AssignCase kSilentLists[] = {
    {"a.py", "user, password = read(\"bob\"), getpass()"},
    {"a.py", "names = [\"username\", \"password\", \"email\", \"telephone2\"]"},
    {"a.py", "password, user = \"\", \"@P\""},
    {"a.py", "f(\"file:///etc/passwd\",\n  \"data:image/gif;base64,@T\")"},
    {"a.java", "Map.of(\"columns\", \"id2name\", \"password\", \"hashed2string\")"},
    {"a.hs", "password :: Text\npassword = undefined"},
    {"a.cc", "Token:: next2token(x);"},
    {"a.hcl", "secrets {\n  path = \"/run/secrets/tokens-of-the-day\"\n}"},
};

const AssignCase kCalls[] = {
    {"a.py", "db = MySQLdb.connect(\"db1.internal\", \"bob\", \"@P\", \"shop\")"},
    {"a.c", "mysql_real_connect(c, \"localhost\", \"bob\", \"@P\", \"shop\", 0, NULL, 0);"},
    {"a.cpp", "con = driver->connect(\"tcp://db1:3306\", \"bob\", \"@P\");"},
    {"a.lua", "con = env:connect(\"shop\", \"bob\", \"@P\", \"db1\")"},
    {"a.pl", "my $h = DBI->connect($source, \"bob\", \"@P\");"},
    {"a.R", "GET(url, authenticate(\"bob\", \"@P\"))"},
    {"a.rs", "Credentials::new(\"bob@corp.net\".to_owned(), \"@P\".to_owned())"},
    {"a.java", "new SecretKeySpec(\"@T\".getBytes(), \"AES\")"},
    {"a.php", "openssl_encrypt($data, 'AES-256-CBC', '@T', 0, $iv);"},
    {"a.js", "jwt.verify(req.cookies.t, \"@T\", (err, data) => { go(data); });"},
    {"a.py", "mgr.add_password(None, url, \"bob\", \"@P\")"},
    {"a.py", "client.username_pw_set(\"bob\", \"@P\")"},
    {"a.py", "smtp_password: str = Field(default=\"@P\", env=\"SMTP_PASSWORD\")"},
    {"a.py", "ap.add_argument(\n    \"--token\",\n    type=str,\n    help=\"of the bot\",\n    default=\"@T\",\n)"},
    {"a.py", "password = getpass.getpass() or \"@P\""},
    {"a.dart", "await t.enterText(find.byKey(Key('password')), '@P');"},
    {"a.rs", "EncodingKey::from_secret(b\"@T\")"},
    {"a.js", "cy.get('input[name=\"password\"]').type('@P{enter}');"},
    {"a.js", "client.login('@T');"},
    {"a.pl", "$ua->credentials(\"db1:80\", \"Realm\", \"bob\", \"@P\");"},
    {"a.bat", "net use Z: \\\\db1\\data @P /user:CORP\\bob"},
    {"map.bat", "net use Z: \\\\db1\\data @P /user:CORP\\bob"},
};

const AssignCase kSilentCalls[] = {
    {"a.py", "parse_www_authenticate(response, \"www-authenticate2\")"},
    {"a.js", "passport.authenticate('jwt', { session: false })"},
    {"a.cc", "connect(button, \"clicked2()\", \"close2()\");"},
    {"a.py", "self.connect(\"delete-event\", \"on_delete2\")"},
    {"a.py", "password = getpass.getpass(\"Password2: \")"},
    {"a.py", "ap.add_argument(\"--token\", type=str, help=\"default=none\")"},
    {"a.js", "jwt.verify(token, publicKey, (err, data) => { log(\"verified2data\"); });"},
    {"a.js", "cy.get('input[name=\"password\"]').type('{enter}');"},
    {"a.js", "client.login('the-name-of-a-user-of-this-service');"},
    {"app.js.map", "\"password\",\"@P\","},
    {"a.dart", "expect(find.byKey(Key('password')), findsOneWidget2);"},
};

const AssignCase kComparedAndTyped[] = {
    {"a.cs", "if (txtUser.Text == \"bob\" && txtPassword.Text == \"@P\")"},
    {"a.vb", "If txtPass.Text = \"@P\" Then"},
    {"a.java", "if (user.equals(\"bob\") && password.equals(\"@P\")) {"},
    {"a.html", "<script>if (prompt(\"Password?\") !== \"@P\") leave();</script>"},
    {"a.py", "if input(\"Password: \") == \"@P\":"},
    {"a.bas", ".Item(\"http://schemas.microsoft.com/cdo/configuration/sendpassword\") = \"@P\""},
    {"a.xml", "<member><name>password</name><value><string>@P</string></value></member>"},
    {"a.java", "@Value(\"${app.secret:@T}\")"},
};

const AssignCase kSilentComparedAndTyped[] = {
    {"a.cs", "lblPassword.Text = \"Password:\";"},
    {"a.cs", "txtPassword.Text = Resources.Password2Hint;"},
    {"a.html", "<script>if (prompt(\"Password?\") !== password) leave();</script>"},
    {"a.py", "assert page.title(\"Password\") == \"Reset2 password\""},
    {"a.java", "@Value(\"${app.secret:${other.secret}}\")"},
};

const AssignCase kStatements[] = {
    {"a.service", "Environment=\"DB_PASSWORD=@P\" \"DB_USER=bob\""},
    {"a.json", "\"Env\": [\"MYSQL_ROOT_PASSWORD=@P\"]"},
    {"a.txt", "\n+ password                     = \"@P\"\n+ port                         = 5432"},
    {"a.patch", "@@ -1,2 +1,2 @@\n+API_SECRET = \"@T\"\n+API_URL = url"},
    {"a.fish", "set -gx API_TOKEN @T"},
    {"a.csh", "setenv API_TOKEN @T"},
    {"a.cfg", " ikev2 local-authentication pre-shared-key @P"},
    {"a.rdp", "password:s:@P"},
    {"a.md", "Login/Password: bob/@P"},
    {"a.txt", "here you are: user bob pass @P"},
    {"a.sh", "sudo -S systemctl restart nginx <<< \"@P\""},
    {"a.sh", "echo '@P' | openconnect --user=bob --passwd-on-stdin vpn.internal"},
    {"a.sh", "SSHPASS='@P' sshpass -e scp a bob@db1:"},
    {"a.sh", "NEO4J_AUTH=neo4j/@P"},
    {"a.txt", "A random root password has been set: @P"},
    {"a.txt", "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c: @P"},
    {"a.rc", "remotepass = @P"},
    {"a.py", "WIFI_KEY = \"@P\""},
    {"network", "\toption password '@P'"},
};

const AssignCase kSilentStatements[] = {
    {"a.service", "Environment=\"DB_PASSWORD_FILE=/run/secrets/db2\" \"DB_USER=bob\""},
    {"a.txt", "the first pass took 12s, the next pass took 9s"},
    {"a.txt", "login is for bob; pass 2of3 follows"},
    {"a.md", "Login/Password: see the wiki"},
    {"a.sh", "sudo -S systemctl restart nginx <<< \"$PASS\""},
    {"a.py", "GRID_KEY = \"row2col\""},
    {"a.env", "NEO4J_AUTH=none"},
    {"a.js", "const url = base + \"?token=\" +\n  token2text;"},
};

TEST(AssignFindsInLists) { CheckFinds(kLists); }
TEST(AssignFindsInCallsOfAnyLibrary) { CheckFinds(kCalls); }
TEST(AssignFindsWhatIsComparedOrTyped) { CheckFinds(kComparedAndTyped); }
TEST(AssignFindsInStatements) { CheckFinds(kStatements); }
TEST(AssignIsSilentInLists) { CheckSilent(kSilentLists); }
TEST(AssignIsSilentInCallsOfAnyLibrary) { CheckSilent(kSilentCalls); }
TEST(AssignIsSilentAboutWhatIsComparedOrTyped) { CheckSilent(kSilentComparedAndTyped); }
TEST(AssignIsSilentInStatements) { CheckSilent(kSilentStatements); }

TEST(AssignTellsPasswordsFromFormats) {
  for (const char* password : {"x%i1lBt@e", "4^z%pHlqr1", "Lb#LYa*%.!O9"})
    EXPECT(WhyNotSecret(password) == NotSecret::kNo);
  for (const char* format : {"%s", "user%d", "SHA256:%s", "0x%02x", "%s:%s", "key-%lu"})
    EXPECT(WhyNotSecret(format) == NotSecret::kReference);
}

TEST(AssignTellsAppPasswordsFromText) {
  EXPECT(IsAppPassword("qjvz wmrk txpl hgdc"));
  for (const char* text : {"this must have four", "qjvz-wmrk-txpl-hgdc", "qjvz wmrk txpl hgd", "qjvz wmrk txpl hgdC"})
    EXPECT(!IsAppPassword(text));
}

TEST(AssignTellsPhrasesFromLabels) {
  EXPECT(IsSpacedPhrase("amber walnut comet"));
  EXPECT(IsSpacedPhrase("ivory thunder marcello lantern"));
  for (const char* label : {"enter your password", "minimum eight characters", "must not be empty", "mot de passe",
                            "new password here", "amber walnut", "invalid login name"})
    EXPECT(!IsSpacedPhrase(label));
}

TEST(AssignTellsNumberedWordsFromNames) {
  for (const char* password : {"globex-vpn-46", "nordea-it-07"}) EXPECT(LooksChosen(password));
  for (const char* name : {"server-node-01", "password-field-12", "test-user-42", "step-2"}) EXPECT(!LooksChosen(name));
}

TEST(AssignTellsShortPasswordsFromMethods) {
  for (const char* password : {"7Kq2", "t4Xw"}) EXPECT(LooksChosen(password));
  for (const char* name : {"Sha1", "Utf8", "word", "1234", "Win7"}) EXPECT(!LooksChosen(name));
}

}  // namespace
}  // namespace veil::assign
