// Forms that held-out-11 was the first to show, each with what looks like it and is none.
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kForms[] = {
    // Names that are glued together out of two.
    {"a.sas", "options emailid=\"bob@corp.net\" emailpw=\"@P\";"},
    {".env", "SMTPPW=@P"},
    {"a.ino", "#define STAPSK  \"@P\""},
    {"a.py", "wifipsk = '@P'"},
    // Numbers of a stated width.
    {"a.v", "localparam [127:0] SECRET_KEY = 128'h@X;"},
    {"a.sv", "parameter MASTER_SECRET = 256'h@X;"},
    // Zabbix's macros.
    {"a.xml", "<macro>\n  <macro>{$MYSQL_PASSWORD}</macro>\n  <value>@P</value>\n</macro>"},
    // A switch of Windows in a script whose bare words are expressions.
    {"a.ps1", "cmdkey /generic:srv1 /user:bob /pass:@P"},
    {"a.ps1", "tool.exe /user:bob /password:@P"},
    // Bazel's language is a program's.
    {"defs.bzl", "# deploy token of the artifact registry\n_REGISTRY = \"@T\""},
    // A name that is a path.
    {"a.json", "[{ \"Name\": \"/prod/db/password\", \"Type\": \"SecureString\", \"Value\": \"@P\" }]"},
    {"a.yml", "- name: /prod/db/password\n  value: @P"},
    {"a.hs", "info { connectPassword = Just \"@P\" }"},
    {"a.java", "String[] creds = {\"bob\", \"@P\"};"},
    {"a.py", "archive.setpassword(b'@P')"},
    {"a.yml", "mysql_user: { name: bob, password: @P }"},
    {"a.ps1", "$Password = '@P' | ConvertTo-SecureString -AsPlainText -Force"},
    {"a.pl", "%c = (password => q{@P}, x => 1);"},
    {"a.tcl", "set password @P"},
    {"a.sh", "curl -s \\\n  -u bob:@P \\\n  http://x"},
    {"a.sh", "curl -X POST \\\n--user \"bob:@P\" http://x"},
    {"a.html", "<input type=\"password\"\n  value=\"@P\">"},
    {"a.js", "module.exports = {\n  password: {\n    dev: '@P',\n  },\n};"},
    {"a.md", "Password\n: @P"},
    // Sentences.
    {"a.json", "{\"text\": \"new root password for db1.corp: @P\"}"},
    {"a.txt", "new root pw for db1.corp: @P"},
    {"a.txt", "la password è @P"},
    {"a.txt", "a senha é @P"},
    {"chat.txt", "12/03/2023, 18:21 - Marco: what's the password for the router?\n12/03/2023, 18:22 - Sophie: @P"},
    {"chat.txt", "[12:01:44] Ann: can someone send me the vpn password?\n[12:02:10] Bob: @P"},
    {"a.md", "Q: What is the password of the demo account?\nA: @P"},
    {"a.txt", "2. Enter bob@corp.net / @P as user name and password"},
    {"a.md", "Log in as `bob` / `@P` (user / password)."},
    {"a.txt", "gmail - bob@corp.net - password @P"},
    {"a.txt", "did someone write down the pw?\nshare it please, what is the pw?\nBob: @P"},
    {"a.md", "Das neue Passwort für den Server ist @P"},
    {"a.md", "a senha do banco é @P"},
    {"a.md", "Пароль от базы: @P"},
    {"a.md", "The password has been changed to @P."},
    {"a.txt", "Password of the router = @P"},
    {"a.txt", "密码为 @P"},
    {"a.txt", "パスワードは @P です"},
    {"a.txt", "le mot de passe c'est @P"},
    {"a.md", "**password** @P"},
    {"a.md", "password → @P"},
    {"a.txt", "Password (admin): @P"},
    {"a.txt", "PW (admin): @P"},
    {"a.txt", "Password [bob]: @P"},
    {"a.txt", "Password......: @P"},
    {"a.txt", "PASSWORD>> @P"},
    {"a.txt", "Password\n--------\n@P"},
    {"a.md", "Use `@P` as the password."},
    {"a.md", "Sign in as bob with @P as password."},
    {"a.txt", "Bob, @P is the new root password"},
    {"a.html", "<p><b>Password:</b> @P<br>"},
    {"a.html", "<li><strong>Passwort</strong>: @P</li>"},
    {"a.txt", "jelszó: @P"},
    {"a.txt", "adgangskode: @P"},
    {"a.txt", "κωδικός: @P"},
    {"a.txt", "סיסמה: @P"},
    {"a.txt", "ssh bob@10.0.0.3 pw @P"},
    {"a.txt", "router pw @P"},
    {"a.txt", "PS C:\\> $plain = '@P' # password of the service"},
    {"a.java", "/*\n * Test credentials for QA\n *   bob@corp.net\n *   @P\n */"},
    {"a.txt", "VPN credentials:\nbob@corp.net\n@P"},
    {"a.php", "<!-- phpmyadmin login: bob / password: @P -->"},
    {"a.sh", "psql -c \"create role bob login password '@P'\""},
};

const AssignCase kSilentForms[] = {
    {"a.py", "risk = 'BrickHouse48'\nhttpw = 'BrickHouse48'"},
    {"a.xml", "<macro>{$MYSQL_PASSWORD}</macro><description>of the database server</description>"},
    {"a.conf", "        set passwd ENC @B"},
    {"a.v", "localparam [127:0] KEY_INIT = 128'h@X;"},
    {"a.txt", "Is the password field optional?\nNo: validation-3.2 needs it"},
    {"a.txt", "did you change the password?\nann: yesterday"},
    {"a.sh", "curl http://x\nls -u bob:@P"},
    {"a.html", "<input type=\"password\"\n  name=\"x\">\n<input value=\"BrickHouse48\">"},
    {"a.txt", "Password (optional): see RFC2617"},
    {"a.txt", "Password [y/n]: y"},
    {"a.xml", "<password encrypted=\"true\">@B</password>"},
    {"a.txt", "MD5 (password.txt) = @X"},
    {"a.ldif", "userPassword:: e1NTSEF9@B"},
    {"a.eml", "List-Unsubscribe: <https://corp.net/u?token=@T>"},
    {"a.md", "[![CI](https://ci.corp.net/a/b.svg?style=flat&circle-token=@X)](x)"},
    {"a.json", "{\"ResumptionToken\": \"@X\"}"},
    {"a.c", "/* as it was */ password = @T;"},
    {"a.md", "a URL with `fo%20o` and `ba%20r` as user and password"},
    {"a.txt", "Password...... line42"},
    {"a.md", "password → argon2id"},
    {"a.md", "The password has been changed to a token."},
    {"a.txt", "Passwords......: 3 of 12"},
    {"a.md", "Use `--stdin` as the password source."},
    {"a.html", "<p><b>Password:</b> at least 8 characters<br>"},
    {"a.txt", "Password\n--------\nThe password of the account."},
    {"a.md", "RFC2617 is the password digest's standard"},
    {"a.md", "What is the token for?\nA: oauth2-proxy"},
    {"a.txt", "Pick bob / alice2 as reviewers of the password form"},
    {"a.json", "{\"text\": \"the password for db1.corp: see the vault\"}"},
    {"a.java", "/*\n * Credentials\n *   bob@corp.net\n *   see BrickHouse48\n */ class A {}"},
    {"a.yml", "- path: /api/v1/password\n  value: BrickHouse48x"},
};

TEST(AssignReadsWhatUnseenCasesShowed) { CheckFinds(kForms); }
TEST(AssignLeavesWhatLooksLikeUnseenCases) { CheckSilent(kSilentForms); }

}  // namespace
}  // namespace veil::assign
