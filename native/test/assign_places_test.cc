// Values that no operator ties to a telling word: beside a provider's name, below comments, headings and elements; and
// the passwords and names that only real trees taught to tell apart.
#include "match/assign/assign.h"
#include "match/assign/chosen.h"
#include "match/assign/vendor.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::AssignCase;
using test::CheckFinds;
using test::CheckSilent;

const AssignCase kBesideProvider[] = {
    {"a.md", "our mixpanel account: @X"},
    {"a.txt", "Datadog (shared) @T"},
    {"a.yml", "heroku: @U"},
    {"a.txt", "nexmo api: @U"},
    {"a.go", "client, err := datadog.NewClient(\"@T\")"},
    {"a.cs", "var client = new FastlyRestClient(\"@X\");"},
    {"a.js", "const helpscout = require('helpscout')('@T');"},
    {"a.csv", "1,rollbar,@X,active"},
    {"a.txt", "finnhub:\n@X"},
    {"a.md", "# Pusher\n\n    @X"},
    {"a.yml", "eventbrite:\n  enabled: true\n  prod: @X"},
    {"a.js", "// Intercom account\nrun('@T')"},
    {"a.py", "requests.get(\"https://plivo.com/api/items\", params={\"k\": \"@T\"})"},
};

// Random text near a provider that is an id, a hash or a part of a URL.
const AssignCase kSilentBesideProvider[] = {
    {"a.txt", "rollbar trace @X span 1"},
    {"a.txt", "md5 of rollbar.tar.gz: @X"},
    {"a.json", "{\"rollbar\": {\"siteId\": \"@U\"}}"},
    {"a.html", "<a href=\"https://rollbar.com/share?id=@X\">x</a>"},
    {"a.html", "<script src=\"https://cdn.rollbar.com/js/@X.js\"></script>"},
    {"a.html", "<div class=\"recaptcha\" data-sitekey=\"@T\"></div>"},
    {"a.yml", "uses: rollbar/upload@@X"},
    {"a.go", "x := rollbar.New(@T)"},
    {"a.js", "import rollbar from './vendor/rollbar.@X.js';"},
    {"a.min.js", "rollbar.start(x, y, \"@T\")"},
    {"a.txt", "unrollbared @X"},
    {"a.env", "ROLLBAR_ACCOUNT_SID=@X"},
    {"a.txt", "rollbar @X..."},
};

const AssignCase kBelow[] = {
    {"a.sh", "# api token\nX=@T"},
    {"a.py", "# shared secret of the gateway\nGATEWAY = \"@T\""},
    {"a.txt", "Password\n\n@P\n\nend"},
    {"a.txt", "staging login / password: sysop / @P"},
    {"a.xml", "<item>\n  <key>proxy.password</key>\n  <type>string</type>\n  <value>@P</value>\n</item>"},
    {"a.xml", "<param-name>secretKey</param-name>\n<param-value>@T</param-value>"},
    {"a.html", "<th>API key</th>\n<td>@T</td>"},
    {"a.html", "<b>Password</b><br>\n<span>@P</span>"},
    {"a.json", "{\n  \"title\": \"FTP password\",\n  \"content\": \"@P\"\n}"},
    {"a.java", "static final String TOKEN\n    = \"@T\";"},
    {"a.rb", "  password:\n    '@P'"},
    {"a.pl", "$dbh = DBI->connect($dsn, \"olga\", \"@P\");"},
    {"a.js", "auth: { user: 'bob', pass: '@P' },"},
};

const AssignCase kSilentBelow[] = {
    {"a.py", "# the secret of the gateway\nid = \"@T\""},
    {"a.md", "Merge of @X@X: password form"},
    {"a.md5sums", "@X  /etc/pam.d/common-password"},
    {"a.tsv", "bob\tpassword\t1\nfenster-gardine\tjim\t2"},
    {"a.txt", "passord\nspa5tr\nspa5zi\n"},
    {"passwd", "passwd: elevated-privileges 2755 root/shadow"},
    {"a.txt", "apt\tpasswd\t1:4.13+dfsg1-1+deb12u1"},
    {"a.def", "FUNCTION_PASS(\"winter-garden\", WinterPass, ())"},
    {"a.js", "return signer.sign(privateKey, 'base64');"},
    {"a.ts", "export type FilterKey = \"Target\"|\"TunnelSpider\"|string; // secret"},
    {"a.json", "\"ARN\": \"arn:aws:secretsmanager:us-west-2:123:secret:MySecret-1a2b3c\","},
    {"a.js", " * compute('', 'test_secret') => '@X@X'"},
    {"a.js", "const c = new SASCredential(\"signature1\");"},
    {"a.yml", "token: \"@T...\""},
    {"a.policy", "<x>auth_admin</x>\n<annotate key=\"org.kit.owner\">unix-user:systemd-network</annotate>"},
};

}  // namespace

TEST(AssignFindsRandomTextBesideAProvider) {
  CheckFinds(kBesideProvider);
  CheckSilent(kSilentBesideProvider);
}

TEST(AssignFindsWhatStandsBelow) {
  CheckFinds(kBelow);
  CheckSilent(kSilentBelow);
}

TEST(AssignKnowsProvidersAsWordsOfTheirOwn) {
  const auto is_vendor = [](std::string_view text, size_t begin, size_t size) {
    return IsVendorWord(text, {begin, begin + size});
  };
  EXPECT(is_vendor("datadog", 0, 7));
  EXPECT(is_vendor("new DatadogClient(", 4, 7));
  EXPECT(is_vendor("DATADOG_PROD", 0, 7));
  EXPECT(!is_vendor("undatadog", 2, 7));
  EXPECT(!is_vendor("datadogs", 0, 7));
  EXPECT(!is_vendor("DATADOGS", 0, 7));
  EXPECT(!is_vendor("token", 0, 5));
  EXPECT(!is_vendor("", 0, 0));
}

TEST(AssignTellsChosenLettersFromNames) {
  for (const char* text :
       {"mateuszandlukas", "fiocco-gattino", "arrow-mango-walnut", "wjkqzvx", "7VR6WTU", "QWRTZPK"}) {
    if (!LooksChosen(text)) std::fprintf(stderr, "  value: %s\n", text);
    EXPECT(LooksChosen(text));
  }
  for (const char* text : {"", "abc", "password", "newpassword", "usernamepassword", "keyboardinteractive", "SHA256",
                           "HS512", "wachtwoord", "login-form", "redis-password", "datadog-agent", "btn-primary",
                           "minLength", "kerberos", "a-b", "two words here"}) {
    if (LooksChosen(text)) std::fprintf(stderr, "  value: %s\n", text);
    EXPECT(!LooksChosen(text));
  }
  EXPECT(!LooksChosen(std::string(5000, 'q')));
  EXPECT(IsNumberedName("signature1"));
  EXPECT(!IsNumberedName("dragon1977"));
}

}  // namespace veil::assign
