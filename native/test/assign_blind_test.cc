// Forms and values that held-out-8 and held-out-9 were the first to show, by the file of the reader that takes them.
#include <cstdio>

#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;
using test::ReadAssignment;

const AssignCase kForms[] = {
    // One-line bodies, and calls in calls.
    {"a.java", "public String getPassword() { return \"@P\"; }"},
    {"a.kt", "var password by remember { mutableStateOf(\"@P\") }"},
    {"a.py", "get_token = lambda: '@T'"},
    {"a.pm", "our $password = q(@P);"},
    {"a.java", "m.setCipherKey(Base64.decode(\n        \"@T\"));"},
    {"a.py", "SECRET = os.environ.get(\n    \"SIGNING\",\n    \"@X\",\n)"},
    {"a.py", "LICENSE_KEY = (\n    # renewed\n    \"@T\"\n)"},
    {"a.vb", "Private Const DbPassword As String = _\n    \"@P\""},
    {"sys.config", "[{rabbit, [\n  {default_pass,\n    <<\"@P\">>}\n]}]."},
    // A header that a variable is joined to.
    {"a.go", "s := \"@T\"\nreq.Header.Set(\"Authorization\", \"Bearer \"+s)"},
    {"a.py", "t = '@T'\nheaders = {'Authorization': f'Bearer {t}'}"},
    // Lists and tables.
    {"a.yml", "  command:\n    - redis-server\n    - --requirepass\n    - @P"},
    {"a.yml", "params:\n  - name: registry-token\n    default: @T"},
    {"a.csv", "Name;Login;Password;Note\nbob;b;@P;new"},
    {"a.csv", "\"name\",\"api_key\",\"scopes\"\n\"mobile\",\"@T\",\"read,write\""},
    {"a.sql", "INSERT INTO t (path, value) VALUES\n('payment/gateway/secret_key', '@T');"},
    {"a.yml", "args: [--password, @P]"},
    {"a.js", "const url = 'https://api.x.com/v1?api_key=' + '@T';"},
    {"a.java", "new UsernamePasswordToken(\"bob\", \"@P\")"},
    // Sentences and comments.
    {"a.md", "The password of the user **student** is `@P`; sudo is allowed."},
    {"a.rst", "Bind with the password ``@P`` and search::"},
    {"a.md", "> leo: pw is @P"},
    {"a.rb", "# FIXME: prod db pass is @P, move it"},
    {"a.md", "Set `ADMIN_TOKEN` to `@X` and restart."},
    {"a.py", "# merchant 1007, secret key @T\nMERCHANT = 1"},
    {"a.py", "# 数据库密码\nDB_P = '@P'"},
    {"a.md", "パスワード: @P"},
    {"a.txt", "密码是 @P"},
    {"a.rc", "  user \"bob\" with pass \"@P\" is \"otto\" here ssl"},
    {"a.yml", "# todoist (team account)\nanalytics: @X"},
    // Only a provider's name: its calls, and what opens the library that was imported.
    {"a.java", "SendBird.init(\"@U\", this);"},
    {"a.py", "deepl_client = deepl.DeepLClient(\"@U\")"},
    {"a.js", "const { Client } = require('discord.js');\nconst c = new Client({ intents: [1] });\nc.login('@T');"},
    {"a.ts", "import { createClient } from 'contentful';\nexport const cms = createClient('space', '@T');"},
    {"a.py", "# Docusign, account of the marketing team\nVALUE_A = \"@X\""},
    // Fields that are tapped or cleared before they are filled.
    {"a.swift", "let secure = app.secureTextFields[\"Password\"]\nsecure.tap()\nsecure.typeText(\"@P\")"},
    {"a.py", "field = driver.find_element(By.NAME, \"password\")\nfield.clear()\nfield.send_keys(\"@P\")"},
    // A UUID whose name is a constant's.
    {"a.ts", "const INGESTION_KEY = '@U';"},
};

const AssignCase kSilentForms[] = {
    {"a.py", "# one of 'password', 'keytab' and '@P'"},
    {"a.ts", "const CACHE_KEY = '@U';"},
    {"a.ts", "const rowKey = '@U';"},
    {"a.yml", "  command:\n    - app\n    - --password-file\n    - --verbose"},
    {"a.c", "return password;\nfree(x);"},
    {"a.sql", "INSERT INTO files (name, sha256) VALUES ('keys.zip', '@X@X');"},
    {"a.js", "db.tokens.insert({ _id: ObjectId(\"09c195a10d16ab63d58a7c08\"), kind: \"a\" });"},
    {"a.js", "mixpanel.identify('@U');"},
    {"a.js", "amplitude.setUserId('@U');"},
    {"a.js", "import { createClient } from 'contentful';\nconst entry = load();\nget('@T');"},
    {"a.js", "const url = 'https://api.x.com/v1?api_key=' + key + '@P';"},
    {"a.yml", "args: [--password, --verbose]"},
    {"a.py", "# secret key rotation is described below"},
    {"a.java", "m.setCipherKey(lookup(\"cipher.key\"));"},
};

// Apart from their places, so that this file holds no secrets.
struct ValueCase {
  const char* path;
  const char* before;
  const char* value;
  const char* after;
};
const ValueCase kValues[] = {
    {"a.js", "const password = '", "BrickHouse48!x", "';"},
    {"a.tf", "password = \"", "mail_l1ve_2019^", "\""},
    {"a.py", "pwd = \"", "TheSuperGuitar336&", "\""},
    {"a.json", "{\"password\": \"", "ilovehazels8", "\"}"},
    {"a.yml", "password: ", "wmqle_482", ""},
    {"a.yml", "password: ", "qzvkxe.plmroa", ""},
    {"a.js",
     "get('/x?user=bob&pass"
     "word=",
     "617017", "')"},
    {"a.yml", "password: ", "ForestWindow", ""},
    {"a.xml", "<password>", "arrow_walnut59", "</password>"},
    {"a.md", "the db password is ", "BrickHouse48!x", ", ok"},
};

const AssignCase kSilentValues[] = {
    {"a.js", "const password = 'MainWindow';"},
    {"a.js", "const password = 'CloseButton';"},
    {"a.py", "password = \"%s1!%d\""},
    {"a.js", "const secret = field(\"processNext\");"},
    {"a.json", "{\"password\": \"SomeKindOfPassword123!@\"}"},
};

bool Finds(const ValueCase& one) {
  const std::string text = std::string(one.before) + one.value + one.after + "\n";
  for (const Hit& hit : test::FindHits(text)) {
    Assignment out;
    if (!ReadAssignment(text, hit, ClassifyPath(one.path), {}, &out)) continue;
    if (text.substr(out.value_begin, out.value_end - out.value_begin) == one.value) return true;
  }
  return false;
}

TEST(AssignReadsWhatBlindCasesShowed) { CheckFinds(kForms); }
TEST(AssignLeavesWhatLooksLikeBlindCases) { CheckSilent(kSilentForms); }
TEST(AssignTakesPasswordsOfBlindCases) {
  for (const ValueCase& one : kValues) {
    if (!Finds(one)) std::fprintf(stderr, "  not found: %s%s\n", one.before, one.value);
    EXPECT(Finds(one));
  }
}
TEST(AssignTakesNoNamesForPasswords) { CheckSilent(kSilentValues); }

}  // namespace
}  // namespace veil::assign
