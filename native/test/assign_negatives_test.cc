// What blind negatives cried wolf about (bench/results/2026-11-27/held-out-13-blind.md), by class, and what stands
// beside each class and is a secret.
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

const AssignCase kFound[] = {
    {"settings.py", "RECAPTCHA_SECRET_KEY = \"@T\""},
    {"a.js", "const siteSecret = '@T';"},
    {"a.js", "const apiToken = '@T';"},
    {"commands.cfg", "command_line check --password=@P"},
    {"a.rb", "secret_key: \"@X\""},
    {"Info.plist", "\t<key>Password</key>\n\t<string>@T</string>"},
};

}  // namespace

TEST(AssignIsSilentAboutBlindNegatives) { CheckSilent(kSilent); }
TEST(AssignFindsBesideBlindNegatives) { CheckFinds(kFound); }

}  // namespace veil::assign
