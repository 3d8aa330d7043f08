// Values apart from their names in programs and settings: what a function answers, a variable that was given the value
// above, rows of literals below the names of their columns, and the entries of a parent that is called by what it
// holds.
#include <set>
#include <string>
#include <vector>

#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kBodies[] = {
    {"a.py", "def get_api_key():\n    \"\"\"The key of the batch account.\"\"\"\n    return \"@T\""},
    {"a.ts", "export function getPassword(): string {\n  // FIXME\n  return \"@P\";\n}"},
    {"a.js", "function apiToken(env) {\n  switch (env) {\n    case 'prod':\n      return '@U';\n  }\n}"},
    {"a.go", "func secretKey() []byte {\n\treturn []byte(\n\t\t\"@X\",\n\t)\n}"},
    {"a.rs", "fn api_secret() -> &'static str {\n    \"@X\"\n}"},
    {"a.rs", "fn signing_key(env: Env) -> &'static str {\n    match env {\n        Env::Prod => \"@B\",\n    }\n}"},
    {"a.cs",
     "    public override string Password\n    {\n        get\n        {\n            return \"@P\";\n        }\n"},
    {"a.kt", "val accessToken: String by lazy {\n    \"@T\"\n}"},
    {"a.swift", "    var clientSecret: String {\n        return \"@T\"\n    }"},
    {"a.rb", "def auth_token\n  '@T'\nend"},
    {"a.scala", "  def password: String =\n    \"@P\""},
    {"a.sh", "get_token() {\n  case \"$1\" in\n    prod) echo \"@X\" ;;\n  esac\n}"},
};

const AssignCase kSilentBodies[] = {
    {"a.py", "if password:\n    return \"@P\""},
    {"a.js", "it('needs a token', function () {\n  return '@T';\n});"},
    {"a.py", "def token_type():\n    return \"@T\""},
    {"a.py", "def secret_names():\n    return [\n        \"@T\",\n    ]"},
    {"a.go", "for token := range tokens {\n\treturn \"@T\"\n}"},
    {"a.py", "def password(self):\n    pass\n\nx = f(\"@T\")"},
    {"a.js", "function getPassword() {\n  return \"Type your password\";\n}"},
};

const AssignCase kVariables[] = {
    {"a.js", "const k = '@X';\nclient.setApiKey(k);"},
    {"a.py", "x = '@P'\nconn = connect(host='db', password=x)"},
    {"a.java", "String s = \"@T\";\nconfig.setClientSecret(s);"},
    {"a.cs",
     "var k = Encoding.ASCII.GetBytes(\"@T\");\no = new P\n{\n  IssuerSigningKey = new SymmetricSecurityKey(k),\n};"},
    {"a.php", "$value = '@P';\n$options['password'] = $value;"},
    {"a.go", "v := \"@T\"\ncfg.Token = v\n"},
};

const AssignCase kSilentVariables[] = {
    {"a.js", "const k = '@X';\nk = read();\nclient.setApiKey(k);"},
    {"a.js", "const ok = '@X';\nclient.setApiKey(k);"},
    {"a.cc", "const auto s = \"@T\";\nEXPECT(WhyNotSecret(s));"},
    {"a.js", "const k = '@X';\nif (token === k) {}"},
    {"a.py", "x = 'the password is not set'\nconn = connect(host='db', password=x)"},
};

const AssignCase kTuples[] = {
    {"a.py", "ACCOUNTS = [\n    # user, password\n    (\"bob\", \"@P\"),\n]"},
    {"a.py", "# accounts: (login, password)\nACCOUNTS = [\n    (\"bob@acme.io\", \"@P\"),\n]"},
    {"a.go", "tests := []struct {\n\tuser, password string\n\twant int\n}{\n\t{\"ann\", \"@P\", 200},\n}"},
    {"a.java", "public enum Env {\n    // url, api key\n    PROD(\"https://db.internal\", \"@T\"),\n}"},
    {"a.c", "static const struct credential creds[] = {\n\t{ \"root\", \"@P\" },\n};"},
};

const AssignCase kSilentTuples[] = {
    {"a.py", "# user, password\nACCOUNTS = [\n    (\"bob\", read()),\n]"},
    {"a.py", "# password, user\nACCOUNTS = [\n    (None, \"@T\"),\n]"},
    {"a.py", "# reads the password\nACCOUNTS = [\n    (\"bob\", \"@P\"),\n]"},
};

const AssignCase kChildren[] = {
    {"a.toml", "[secrets]\nqueue = \"@T\"\n"},
    {"a.ini", "[passwords]\nbob = @P\n"},
    {"a.yml", "credentials:\n  bob: @P\n"},
    {"a.go", "var Tokens = map[string]string{\n\t\"staging\":    \"@T\",\n}"},
    {"a.hcl", "credentials \"db1\" {\n  a = \"@P\"\n}"},
};

const AssignCase kSilentChildren[] = {
    {"a.toml", "[secrets]\nprovider = \"vault\"\npath = \"@T\"\n"},
    {"a.yml", "tokens:\n  primary: \"#aabbcc\"\n  radius: 4px\n"},
    {"a.yml", "credentials:\n  id: @U\n  bob: ${BOB}\n"},
    {"a.go", "for k := range tokens {\n\tx = \"@T\"\n}"},
};

const AssignCase kDocuments[] = {
    {"a.rb", "API_SECRET = <<~TXT.strip\n  @T\nTXT"},
    {"a.php", "$apiKey = <<<EOT\n@T\nEOT;"},
    {"a.tf", "variable \"api_key\" {\n  default = <<EOF\n@T\nEOF\n}"},
    {"a.js", "const apiKey = `\n  @T\n`;"},
};

const AssignCase kSilentDocuments[] = {
    {"a.rb", "API_SECRET = <<~TXT\n  see the @T page\nTXT"},
    {"a.cc", "std::cout << token << \"@P\";"},
    {"a.rb", "token_help = <<~TXT\n  @T\nTXT"},
};

// Each with `%`, twice: a token.
const AssignCase kSeveral[] = {
    {"a.js", "const apiKeys = [\n  '%',\n  '%',\n];"},
    {"a.yml", "tokens:\n  - %\n  - %\n"},
    {"a.py", "SECRETS = {\n    'prod': '%',\n    'dev': '%',\n}"},
    {"a.json", "{\"tokens\": {\n  \"prod\": \"%\",\n  \"dev\": \"%\"\n}}"},
};

TEST(AssignReadsHereDocuments) { CheckFinds(kDocuments); }
TEST(AssignLeavesOtherDocuments) { CheckSilent(kSilentDocuments); }
TEST(AssignReadsEachOfSeveral) {
  for (const AssignCase& one : kSeveral) {
    std::string text = std::string(one.text) + "\n";
    size_t count = 0;
    for (size_t at = text.find('%'); at != std::string::npos; at = text.find('%')) {
      // Another one for each place, so that none is a double.
      text.replace(at, 1, test::MadeUp('T').substr(count) + test::MadeUp('X').substr(0, count));
      ++count;
    }
    std::set<size_t> found;
    for (const Hit& hit : test::FindHits(text)) {
      std::vector<Assignment> all;
      ReadAssignments(text, hit, ClassifyPath(one.path), {}, &all);
      for (const Assignment& each : all) found.insert(each.value_begin);
    }
    EXPECT_EQ(found.size(), count);
  }
}
TEST(AssignReadsWhatFunctionsAnswer) { CheckFinds(kBodies); }
TEST(AssignTakesNoOtherBlockForABody) { CheckSilent(kSilentBodies); }
TEST(AssignReadsWhatVariablesHandOn) { CheckFinds(kVariables); }
TEST(AssignLeavesOtherVariables) { CheckSilent(kSilentVariables); }
TEST(AssignReadsRowsOfLiterals) { CheckFinds(kTuples); }
TEST(AssignLeavesOtherRows) { CheckSilent(kSilentTuples); }
TEST(AssignReadsEntriesOfParents) { CheckFinds(kChildren); }
TEST(AssignLeavesOtherParents) { CheckSilent(kSilentChildren); }

}  // namespace
}  // namespace veil::assign
