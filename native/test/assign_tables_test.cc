// Values in tables, in here-documents, behind prompts and over the lines of notebooks: forms that join a name and its
// value by their place alone.
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kTables[] = {
    {"a.rst", "====== ========\nuser   password\n====== ========\nbob    @P\n====== ========"},
    {"a.txt", "USER   PASSWORD\r\nbob    @P\r\n"},
    {"a.rst", "=======  =====\nService  API key\n=======  =====\nmail     ``@T``"},
    {"a.rst", "+-------+----------+\n| Login | Password |\n+=======+==========+\n| bob   | @P   |"},
    {"a.txt", "HOST    USER   PASSWORD\ndb-1    bob    @P"},
    {"a.html", "<tr><th>User</th><th>Password</th></tr>\n<tr><td>bob</td><td>@P</td></tr>"},
    {"a.html",
     "<thead><tr><th>API token</th><th>Owner</th></tr></thead><tbody><tr><td><code>@T</code></td><td>bob</td>"},
    {"a.html", "<tr>\n <th class=\"x\">Host</th>\n <th>Password</th>\n</tr>\n<tr>\n <td>db</td>\n <td>@P</td>\n</tr>"},
    {"a.html", "<tr><td><b>Password:</b></td><td>@P</td></tr>"},
};

const AssignCase kSilentTables[] = {
    {"a.rst", "====== ==========\nOption Password\n====== ==========\nhost   not needed\n====== =========="},
    {"a.txt", "Name    Password\nmain    @P"},  // no head without a rule or capitals
    {"a.rst", "=====  ===\nToken  commit\n=====  ===\nparser  @X"},
    {"a.html", "<tr><th>Role</th><th>Reset password</th></tr><tr><td>Editor</td><td>allowed</td></tr>"},
    {"a.html", "<tr><th>Password</th></tr>"},
};

// Tables whose column "password" holds so many secrets, `@P` each.
struct Rows {
  const char* path;
  const char* text;
  size_t secrets;
};
const Rows kRows[] = {
    {"a.csv", "login,password\nann,@P\nbob,@P\ncy,@P\n", 3},
    {"a.csv", "login,password\nann,\nbob,changeme\ncy,@P\n", 1},
    {"a.tsv", "login\tpassword\trole\nann\t@P\tadmin\nbob\t@P\tuser\n", 2},
    {"a.csv", "\"login\",\"password\"\n\"ann\",\"@P\"\n\"bob\",\"@P\"\n", 2},
    {"a.csv", "login,password\nann,@P\nbob,@P,too,many\ncy,@P\n", 1},
    {"a.sql", "INSERT INTO u (name, password) VALUES ('ann', '@P'), ('bob', '@P');", 2},
    {"a.sql", "INSERT INTO u (name, password, at) VALUES\n  ('ann (x)', '@P', NOW()),\n  ('b''b', '@P', NOW());\n", 2},
    {"a.sql", "INSERT INTO u (name, password) VALUES (1, NULL), (2, '@P');", 1},
    {"a.sql", "INSERT INTO u (name, password) VALUES ('ann', '@P'), ('bob', 'Password');", 1},
    {"a.sql", "COPY u (id, password) FROM stdin;\n1\t@P\n2\t\\N\n3\t@P\n\\.\n", 2},
    {"a.md", "| user | password |\n|---|---|\n| ann | @P |\n| bob | @P |\n\nText.\n", 2},
};

const AssignCase kBlobs[] = {
    {"a.txt", "4gcb8fJAKjHahjYwIoOn5L5T8UtxlMQI1fZq9RbW2TfJwt\n8QkUx3WmPbRn7VtZs1Yc5Ld0Hf6Gj2Ka4Me8Np9Qr\n"},
    {"a.csv", "id,e\n1,xk4gcb8fJAKj/ahjYwIoOn5L5T8Utx+MQI1fZq9RbW2TfPw=,@X\n"},
    {"a.pem", "pTnqx/8Lx4fJAKjHahjYwIoOn5L5T8UtxlMQI1fZq9RbW2T/Xx1/aJwt\n8QkUx3WmPbRn7VtZs1Yc5Ld0Hf6Gj2Ka4Me8Np9Qr\n"},
};

const AssignCase kAnswers[] = {
    {"a.exp", "expect \"Password:\"\nsend -- \"@P\\r\""},
    {"a.exp", "expect \"assword:\"\nsend \"@P\\r\""},
    {"a.exp", "expect \"*?assword:*\"\nsend \"@P\\r\""},
    {"a.py", "child.expect(\"[Pp]assword:\")\nchild.sendline(\"@P\")"},
    {"a.sh", "echo '@P' | sudo -S apt-get update"},
    {"a.js", "crypto.createHmac('sha256', '@T').update(body)"},
    {"a.py", "hmac.new(b\"@T\", body, hashlib.sha256)"},
    {"a.php", "hash_hmac('sha256', $body, '@T');"},
    {"a.rb", "OpenSSL::HMAC.hexdigest('SHA256', '@T', body)"},
    {"a.js", "app.use(cookieParser('@T'));"},
    {"a.java", ".signWith(SignatureAlgorithm.HS256, \"@T\")"},
    {"a.py", "child.expect('Password: ')\nchild.sendline('@P')"},
    {"a.py", "tn.read_until(b\"Password: \")\ntn.write(b\"@P\\n\")"},
    {"a.py", "pw = driver.find_element(By.ID, \"password\")\npw.send_keys(\"@P\")"},
    {"a.js", "cy.get('input[name=\"password\"]').type('@P')"},
    {"a.js", "cy.get('[data-cy=password]')\n  .type('@P');"},
    {"a.robot", "*** Variables ***\n${PASSWORD}      @P"},
    {"a.robot", "${DB_PASSWORD} =    @P"},
    {"a.robot", "    ${token}=    Set Variable    @T"},
    {"a.robot", "    Input Text    name=password    @P"},
    {"a.sh", "sudo passwd bob <<EOF\n@P\nEOF"},
    {"a.sh", "chpasswd << 'END'\nbob:@P\nEND"},
    {"a.sh", "chpasswd <<< \"bob:@P\""},
    {"a.sh", "printf '@P\\n@P\\n' | passwd bob"},
    {"a.js", "jwt.sign({ id: user.id },\n  '@T',\n  { expiresIn: '7d' });"},
    {"a.py", "jwt.decode(raw, '@T', algorithms=['HS256'])"},
    {"a.ipynb", "    \"api_key = (\\n\",\n    \"    \\\"@T\\\"\\n\","},
    {"a.ipynb", "    \"api_key = \\\\\\n\",\n    \"    '@T'\\n\","},
    {"a.txt", "wifi password - @P"},
    {"a.md", "Default credentials: `admin` / `@P`"},
    {"a.txt", "credentials: bob/@P"},
    {"a.md", "- **Username:** bob\n- **Password:** @P"},
    {"a.md", "| DB_PASSWORD | @P |"},
    {"a.php", "return array('key' => 'smtp_pass', 'value' => '@P');"},
    {"a.php", "$password = getenv('DB_PASS') ?: '@P';"},
    {"a.ex", "password: System.get_env(\"PW\") || \"@P\""},
    {"a.txt", "密码：@P"},
    {"a.txt", "パスワード：@P"},
    {"a.txt", "hasło: @P"},
    {"a.md", "* **Access token**\n  * @U"},
    {"a.txt", "Secret key\n----------\n@U"},
    {"a.yml", "command: [\"redis-server\", \"--requirepass\", \"@P\"]"},
    {"a.py", "run([\"x\", \"--password\", \"@P\"])"},
    {"a.yml", "db: {user: u, password: @P, host: h}"},
    {"a.yml", "admin_password: !unsafe \"@P\""},
    {"a.rb", "set :session_secret, '@T'"},
    {"a.py", "creds = (\"bob\", \"@P\")"},
    {"a.html", "<p>Password: <b>@P</b></p>"},
    {"a.py", "config.set(\"db\", \"password\", \"@P\")"},
    {"a.yml", "  - {name: DB_PASS, value: @P}"},
    {"a.go", "smtp.PlainAuth(\"\", \"bob\", \"@P\", \"h\")"},
    {"a.rs", ".basic_auth(\"bob\", Some(\"@P\"))"},
    {"a.rb", "http.basic_auth 'bob', '@P'"},
    {"a.php", "ftp_login($c, 'bob', '@P');"},
    {"a.ps1", "net user admin @P /add"},
    {"a.clj", "{:password \"@P\" :user \"bob\"}"},
    {"a.java", "Algorithm.HMAC256(\"@T\")"},
    {"a.abap", "lv_password = '@P'."},
    {"a.md", "Log in as `bob` with the password `@P`."},
    {"a.toml", "[api.token]\nvalue = \"@P\""},
    {"a.md", "db password -> @P"},
    {"a.md", "The password for the sandbox is:\n\n> @P\n"},
};

const AssignCase kSilentAnswers[] = {
    {"a.exp", "expect \"Password:\"\nsend \"$password\\r\"\nsend \"@P\\r\""},
    {"a.py", "child.expect('Password: ')\nchild.sendline(password)\nchild.sendline('@P')"},
    {"a.py", "log('no password')\nout.write('@P')"},
    {"a.ts", "await page.getByLabel('Password').click();\nawait page.getByLabel('Title').fill('@P');"},
    {"a.robot", "${PASSWORD}      %{APP_PASSWORD}"},
    {"a.robot", "${PASSWORD}    Get Environment Variable    @P"},
    {"a.robot", "    Wait Until Element Is Visible    id=password\n    Click    @P"},
    {"a.js", "x = `${password}  @P`"},
    {"a.sh", "passwd \"$USER\" <<EOF\n$NEW_PASSWORD\nEOF"},
    {"a.sh", "cat <<EOF\nusage: passwd [user]\nEOF"},
    {"a.js", "jwt.sign(payload, process.env.JWT_SECRET, { algorithm: 'HS256' });"},
    {"a.js", "jwt.sign(payload)"},
    {"a.js", "createHmac('sha256', key).update('@T')"},
    {"a.sh", "echo found | sudo -S tee log"},
    {"a.sh", "| sudo -s"},
    {"a.ipynb", "    \"api_key = (\\n\",\n    \"    os.environ['API_KEY']\\n\""},
    {"a.ipynb", "    \"api_key = (\\n\"\n   ]"},
    {"a.md", "- password - the password of the user"},
    {"a.md", "password -> hashed"},
    {"a.md", "Credentials: see /etc/vault/readme"},
    {"a.md", "credentials: read/write"},
    {"a.txt", "密码：请输入密码"},
    {"a.txt", "密码："},
    {"a.md", "| `password` | the password of the user |"},
    {"a.md", "| password | Passwort |"},
    {"a.php", "$password = getenv('DB_PASS');"},
    {"a.yml", "commands:\n  - pwd\nids:\n  - @U"},
    {"a.py", "run([\"x\", \"--password\", password, \"@P\"])"},
    {"a.py", "fields(\"name\", \"password\", \"@P\", \"role\")"},
    {"a.yml", "db: {password: , host: @P}"},
    {"a.ps1", "net user bob /delete"},
    {"a.php", "$password = 'BrickHouse'.$suffix;"},
    {"a.txt", "Password:\nrequired\n"},
    {"a.log", "rollbar trace_id=@X span=12"},
};

}  // namespace

TEST(AssignReadsTables) {
  CheckFinds(kTables);
  CheckSilent(kSilentTables);
}

TEST(AssignReadsEveryRowOfAColumn) {
  for (const Rows& rows : kRows) {
    std::string text = rows.text;
    const std::string password = test::MadeUp('P');
    char last = '1';  // each row has its own
    for (size_t at = text.find("@P"); at != std::string::npos; at = text.find("@P")) {
      text.replace(at, 2, password + last++);
    }
    const size_t name = text.find("password");
    std::vector<Assignment> found;
    ReadAssignments(text, {name, name + 4}, ClassifyPath(rows.path), {}, &found);
    EXPECT_EQ(found.size(), rows.secrets);
    for (const Assignment& one : found) {
      EXPECT_EQ(text.substr(one.value_begin, password.size()), password);
      EXPECT_EQ(one.value_end - one.value_begin, password.size() + 1);
    }
  }
}

TEST(AssignSeesNoNameInBase64) { CheckSilent(kBlobs); }

TEST(AssignReadsWhatAnswersAQuestion) {
  CheckFinds(kAnswers);
  CheckSilent(kSilentAnswers);
}

}  // namespace veil::assign
