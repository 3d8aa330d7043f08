#include "match/ascii.h"
#include "match/path_glob.h"
#include "test/test.h"

namespace veil {

TEST(PathGlobsMatchTailsOfPaths) {
  const struct {
    const char* glob;
    const char* path;  // in lower case
    bool matches;
  } cases[] = {
      {"id_rsa", "id_rsa", true},
      {"id_rsa", "home/.ssh/id_rsa", true},
      {"id_rsa", "home/.ssh/xid_rsa", false},
      {"id_rsa", "id_rsa/x", false},
      {"/id_rsa", "a/id_rsa", true},
      {"ID_RSA", "a/id_rsa", true},
      {".aws/credentials", "home/me/.aws/credentials", true},
      {".aws/credentials", "home/me/x.aws/credentials", false},
      {"*.pem", "a/b.pem", true},
      {"*.pem", "a/b.pem/c", false},
      {"*.pem", ".pem", true},
      {"conf/*.yml", "conf/a.yml", true},
      {"conf/*.yml", "conf/a/b.yml", false},
      {"conf/**", "x/conf/a/b.yml", true},
      {"conf/**/b.yml", "conf/b.yml", true},
      {"conf/**/b.yml", "conf/a/c/b.yml", true},
      {"conf/**/b.yml", "conf/ab.yml", false},
      {"**/b.yml", "b.yml", true},
      {"**/b.yml", "x/b.yml", true},
      {"**/b.yml", "xb.yml", false},
      {"a**b", "a/x/b", true},
      {"id_[rd]sa", "id_dsa", true},
      {"id_[!r]sa", "id_rsa", false},
      {"id_[a-e]sa", "id_dsa", true},
      {"id_[", "id_[", true},
      {"[]]", "]", true},
      {"a?c", "abc", true},
      {"a?c", "a/c", false},
      {"a\\*c", "a*c", true},
      {"a\\*c", "abc", false},
      {"*a*a*a*a*a*a*a*ab", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
      {"", "a", false},
  };
  for (const auto& c : cases) {
    if (PathGlob(c.glob).Matches(c.path) != c.matches) EXPECT_EQ(std::string(c.glob) + " on " + c.path, "as said");
  }
}

TEST(PathHintsMissNoPathThatMatches) {
  const char* const globs[] = {"*.kdbx", "*.opvault/**", "keystore/utc--*", "**/a/*", "conf/**/b?", "id_[rd]*",
                               "x*",     "*.d/*"};
  const char* const paths[] = {"a/b.kdbx",
                               "Home/x.opVault/y/z",
                               "keystore/UTC--2020",
                               "a/b",
                               "q/a/b",
                               "conf/by",
                               "conf/q/bz",
                               "home/id_rsa",
                               "xyz",
                               "opvault",
                               "keystore/utc-",
                               "b",
                               "conf/b",
                               "id_q",
                               "nothing/here.txt",
                               "etc/a.D/b"};
  for (const char* glob : globs) {
    PathHints hints;
    hints.Add(PathGlob(glob), 1);
    for (const char* path : paths) {
      if (PathGlob(glob).Matches(AsciiLower(path)) && hints.KindsOf(path) != 1) EXPECT_EQ(std::string(path), glob);
    }
  }
  PathHints hints;
  for (const char* glob : {"*.kdbx", "*.opvault/**", "keystore/utc--*", ".gnupg/private-keys-v1.d/*"}) {
    hints.Add(PathGlob(glob), 1);
  }
  EXPECT(hints.KindsOf("drivers/net/ethernet/intel/e1000.c") == 0);
}

}  // namespace veil
