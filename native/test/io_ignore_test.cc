#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "io/git_config.h"
#include "io/ignore.h"
#include "test/io_tree.h"
#include "test/test.h"

namespace veil::io {

using test::RunCommand;
using test::SplitNul;
using test::TempTree;
using test::WalkAll;
using test::Walked;

namespace {

std::string Files(const TempTree& tree, const std::string& below = "", WalkOptions options = {}) {
  const Walked walked = WalkAll(below.empty() ? tree.path() : tree.At(below), std::move(options));
  for (const Error& error : walked.failures) test::Fail(__FILE__, __LINE__, "no failure, got " + error.message);
  std::string text;
  for (const std::string& file : walked.files) {
    if (!file.ends_with(".gitignore")) text += (text.empty() ? "" : " ") + file;
  }
  return text;
}

void InitRepository(const TempTree& tree, const std::string& below = ".") {
  tree.MakeFolder(below);
  RunCommand({"git", "init", "-q", "--template=", below}, tree.path());
}

}  // namespace

TEST(PatternsMatchAsInGit) {
  struct Case {
    const char* pattern;
    const char* path;
    bool is_folder;
    bool matches;
  };
  const Case cases[] = {
      {"*.o", "a/b.o", false, true},
      {"*.o", "a/b.O", false, false},
      {"/*.o", "a/b.o", false, false},
      {"b.o", "a/b.o", false, true},
      {"a/b.o", "a/b.o", false, true},
      {"a/b.o", "x/a/b.o", false, false},
      {"a/", "a", true, true},
      {"a/", "a", false, false},
      {"**/b", "b", false, true},
      {"**/b", "x/y/b", false, true},
      {"a/**/b", "a/b", false, true},
      {"a/**/b", "a/x/y/b", false, true},
      {"a/**/b", "ab", false, false},
      {"a/**", "a/x/y", false, true},
      {"a/**", "a", true, false},
      {"a/*", "a/x/y", false, false},
      {"a*c", "abbc", false, true},
      {"x/a*c", "x/ab/c", false, false},
      {"[a-c]", "b", false, true},
      {"[!a-c]", "b", false, false},
      {"x[!a]y", "x/y", false, false},
      {"?", "ab", false, false},
      {"\\#a", "#a", false, true},
      {"a ", "a", false, true},
      {"a\\ ", "a ", false, true},
      {"a\t", "a", false, false},
      {"a[", "a[", false, false},
      {"[[:digit:]]x", "7x", false, true},
      {"*a*b*c*", "xxaxxbxxcxx", false, true},
      {"*a*b*c*", "xxaxxcxxbxx", false, false},
      {"a/**/b*/**/c", "a/x/b1/y/b2/c", false, true},
  };
  for (const Case& one : cases) {
    const std::string_view path(one.path);
    const auto pattern = Pattern::Parse(one.pattern, false);
    const bool matches = pattern && pattern->Matches(path, path.substr(path.rfind('/') + 1), one.is_folder);
    if (matches != one.matches) {
      test::Fail(__FILE__, __LINE__,
                 std::string(one.pattern) + (one.matches ? " to match " : " not to match ") + one.path);
    }
  }
  for (const char* nothing : {"", "# comment", "   ", "/", "!", "\r"}) EXPECT(!Pattern::Parse(nothing, false));
}

// Matching by trying everything would take longer than the universe has.
TEST(HostilePatternsCostLittle) {
  std::string stars;
  std::string deep;
  for (int i = 0; i < 100; ++i) {
    stars += "*a";
    deep += "**/a*/";
  }
  const std::string name(250, 'a');
  std::string path;
  for (int i = 0; i < 100; ++i) path += "aaaa/";
  path += "x";
  EXPECT(!Pattern::Parse(stars + "b", false)->Matches(name, name, false));
  EXPECT(!Pattern::Parse(deep + "b", false)->Matches(path, "x", false));
}

TEST(IgnoreRulesHoldInsideAWorkTreeOnly) {
  const TempTree tree;
  tree.Write(".gitignore", "*.log\n");
  tree.Write("plain/a.log", "x");
  tree.Write("repository/.gitignore", "*.txt\n");
  tree.Write("repository/a.log", "x");
  tree.Write("repository/a.txt", "x");
  tree.Write("fake/.git/HEAD", "no objects: not a repository\n");
  tree.Write("fake/.gitignore", "*.log\n");
  tree.Write("fake/a.log", "x");
  InitRepository(tree, "repository");
  EXPECT_EQ(Files(tree), "fake/a.log plain/a.log repository/a.log");
  WalkOptions options;
  options.use_ignore_rules = false;
  EXPECT_EQ(Files(tree, "", options), "fake/a.log plain/a.log repository/a.log repository/a.txt");
}

TEST(ANestedRepositoryHasItsOwnRules) {
  const TempTree tree;
  tree.Write(".gitignore", "*.log\nskipped/\n");
  tree.Write("nested/a.log", "x");
  tree.Write("nested/a.txt", "x");
  tree.Write("nested/.gitignore", "*.txt\n");
  tree.Write("skipped/inner/a.c", "x");
  InitRepository(tree);
  InitRepository(tree, "nested");
  InitRepository(tree, "skipped/inner");
  EXPECT_EQ(Files(tree), "nested/a.log");
  // Named on the command line, a folder is scanned even when a rule leaves it out.
  EXPECT_EQ(Files(tree, "skipped"), "inner/a.c");
}

TEST(TrackedFilesAreNeverSkipped) {
  const TempTree tree;
  tree.Write(".gitignore", "secret*\nout/\n");
  tree.Write("secret.env", "x");
  tree.Write("secret.txt", "x");
  tree.Write("out/deep/kept.c", "x");
  tree.Write("out/deep/other.c", "x");
  tree.Write("out/untracked/other.c", "x");
  InitRepository(tree);
  RunCommand({"git", "add", "-f", "secret.env", "out/deep/kept.c"}, tree.path());
  EXPECT_EQ(Files(tree), "out/deep/kept.c secret.env");
}

TEST(LinkedWorkTreesShareExcludesAndHaveTheirOwnIndex) {
  const TempTree tree;
  InitRepository(tree, "main");
  tree.Write("main/a.txt", "x");
  RunCommand({"git", "-C", "main", "add", "."}, tree.path());
  RunCommand({"git", "-C", "main", "-c", "user.name=n", "-c", "user.email=e@example.invalid", "commit", "-qm", "first"},
             tree.path());
  RunCommand({"git", "-C", "main", "worktree", "add", "-q", "../linked"}, tree.path());
  tree.Write("main/.git/info/exclude", "*.log\n");
  tree.Write("linked/a.log", "x");
  tree.Write("linked/b.log", "x");
  RunCommand({"git", "-C", "linked", "add", "-f", "b.log"}, tree.path());
  EXPECT_EQ(Files(tree, "linked"), "a.txt b.log");
}

TEST(ASubmoduleThatARuleMatchesIsEntered) {
  const TempTree tree;
  InitRepository(tree, "library");
  tree.Write("library/a.c", "x");
  tree.Write("library/a.o", "x");
  tree.Write("library/.gitignore", "*.o\n");
  RunCommand({"git", "-C", "library", "add", "."}, tree.path());
  RunCommand({"git", "-C", "library", "-c", "user.name=n", "-c", "user.email=e@example.invalid", "commit", "-qm", "1"},
             tree.path());
  InitRepository(tree, "main");
  RunCommand(
      {"git", "-C", "main", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "sub"},
      tree.path());
  tree.Write("main/.gitignore", "sub\n");
  tree.Write("main/sub/b.o", "x");
  EXPECT_EQ(Files(tree, "main"), ".gitmodules sub/a.c");
}

TEST(ExcludesOfTheUserAreFoundAsGitFindsThem) {
  const TempTree tree;
  tree.Write("home/.config/git/ignore", "*.def\n");
  tree.Write("home/.gitconfig", "[core]\n  excludesfile = ~/mine\n");
  tree.Write("home/mine", "*.mine\n");
  tree.Write("work/a.def", "x");
  tree.Write("work/a.mine", "x");
  tree.Write("work/a.c", "x");
  InitRepository(tree, "work");
  WalkOptions options;
  EXPECT_EQ(Files(tree, "work", options), "a.c a.def a.mine");
  options.git.home = tree.At("home");
  options.git.default_ignore = tree.At("home/.config/git/ignore");
  EXPECT_EQ(Files(tree, "work", options), "a.c a.mine");
  options.git.user_config = tree.At("home/.gitconfig");
  EXPECT_EQ(Files(tree, "work", options), "a.c a.def");
  RunCommand({"git", "-C", "work", "config", "core.excludesFile", "../home/none"}, tree.path());
  EXPECT_EQ(Files(tree, "work", options), "a.c a.def a.mine");
}

TEST(ADamagedIndexIsReportedOnceAndNothingIsSkipped) {
  const TempTree tree;
  tree.Write(".gitignore", "*.log\n");
  tree.Write("a.log", "x");
  tree.Write("b/c.log", "x");
  InitRepository(tree);
  tree.Write(".git/index", "DIRC and then something else");
  const Walked walked = WalkAll(tree.path());
  EXPECT(walked.files.contains("a.log") && walked.files.contains("b/c.log"));
  EXPECT_EQ(walked.failures.size(), 1u);
  EXPECT_EQ(walked.failures.at(0).code, "BAD_GIT_INDEX");
  EXPECT_EQ(walked.failures.at(0).path, ".git/index");
}

TEST(IgnoreFilesThatAreNoFilesOrTooLargeDoNoHarm) {
  const TempTree tree;
  InitRepository(tree);
  tree.Write("a.log", "x");
  tree.Write("elsewhere", "*.log\n");
  tree.Link("elsewhere", ".gitignore");
  EXPECT_EQ(Files(tree), "a.log elsewhere");
  unlink(tree.At(".gitignore").c_str());
  EXPECT_EQ(mkfifo(tree.At(".gitignore").c_str(), 0600), 0);
  EXPECT_EQ(Files(tree), "a.log elsewhere");
  unlink(tree.At(".gitignore").c_str());
  tree.Write(".gitignore", "*.log\n");
  EXPECT_EQ(truncate(tree.At(".gitignore").c_str(), kIgnoreFileMaxBytes + 1), 0);
  const Walked walked = WalkAll(tree.path());
  EXPECT(walked.files.contains("a.log"));
  EXPECT_EQ(walked.failures.size(), 1u);
  EXPECT_EQ(walked.failures.at(0).code, "EFBIG");
  EXPECT_EQ(walked.failures.at(0).path, ".gitignore");
}

TEST(GitConfigIsReadAsGitReadsIt) {
  struct Case {
    const char* text;
    const char* excludes_file;
    bool ignore_case;
  };
  const Case cases[] = {
      {"[core]\nexcludesFile = /a/b # c\nignorecase = yes\n", "/a/b", true},
      {"[CORE] EXCLUDESFILE=\"/a b\"\n\tignorecase\n", "/a b", true},
      {"[core]\nexcludesfile = ~/x\nignorecase = 0", "/home/me/x", false},
      {"[core]\nexcludesfile = a\\\nb\\tc \n", "ab\tc", false},
      {"[core \"sub\"]\nexcludesfile = wrong\n[other]\nignorecase = true\n", "", false},
      {"[core]\r\nexcludesfile = one\r\nexcludesfile = two\r\n", "two", false},
      {"[core]\nignorecase = true\n[core]\nignorecase = false\n", "", false},
      {"excludesfile = no section\n[core\nexcludesfile = broken\n= \n[]\n\"", "", false},
  };
  for (const Case& one : cases) {
    GitConfig config;
    ParseGitConfig(one.text, "/home/me", &config);
    EXPECT_EQ(config.excludes_file.value_or(""), one.excludes_file);
    EXPECT_EQ(config.ignore_case, one.ignore_case);
  }
}

TEST(GitConfigThatIncludesItselfIsReadToAnEnd) {
  const TempTree tree;
  std::string config;
  for (int i = 0; i < 50; ++i) config += "[include]\npath = config\n";
  tree.Write("config", config + "[core]\nignorecase = true\n");
  GitConfig read;
  ReadGitConfig(AT_FDCWD, tree.At("config"), "", &read);
  EXPECT(read.ignore_case);
}

TEST(GitIndexRefusesEveryCutAndNoise) {
  const TempTree tree;
  InitRepository(tree);
  for (const char* name : {"a", "folder/b", "folder/longer name", "z"}) tree.Write(name, "x");
  for (const char* version : {"2", "4"}) {
    RunCommand({"git", "add", "."}, tree.path());
    RunCommand({"git", "update-index", "--index-version", version}, tree.path());
    const std::string index = RunCommand({"cat", ".git/index"}, tree.path());
    const auto whole = GitIndex::Parse(index, 20, false);
    EXPECT(whole.ok() && whole.value().Holds("folder/b") && whole.value().HoldsBelow("folder"));
    EXPECT(!whole.value().Holds("folder") && !whole.value().HoldsBelow("fold") && !whole.value().Holds("b"));
    for (size_t size = 0; size < index.size(); ++size) {
      // What is left may end where a checksum would fit; but never with the names in doubt.
      const auto cut = GitIndex::Parse(index.substr(0, size), 20, false);
      EXPECT(!cut.ok() || cut.value().Holds("z"));
    }
    test::Random random(7);
    for (int i = 0; i < 2000; ++i) {
      std::string noisy = index;
      for (int flips = 1 + static_cast<int>(random.Below(4)); flips > 0; --flips) {
        noisy[random.Below(noisy.size())] = static_cast<char>(random.Below(256));
      }
      // Any answer, but no crash (ASan runs this).
      const auto parsed = GitIndex::Parse(noisy, 20, false);
      if (parsed.ok()) (void)parsed.value().HoldsBelow("folder");
    }
  }
}

// The real repository that this program was built in, when it is one.
TEST(IgnoreRulesEqualGitsOnThisRepository) {
  if (access(".git", F_OK) != 0) return;
  std::set<std::string> expected =
      SplitNul(RunCommand({"git", "ls-files", "-z", "-o", "-c", "--exclude-standard"}, "."));
  std::set<std::string> present;
  for (const std::string& path : expected) {
    struct stat about {};
    if (lstat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode)) present.insert(path);
  }
  const Walked walked = WalkAll(".");
  std::string difference;
  for (const std::string& path : present) difference += walked.files.contains(path) ? "" : " -" + path;
  for (const std::string& path : walked.files) difference += present.contains(path) ? "" : " +" + path;
  EXPECT_EQ(difference, "");
}

}  // namespace veil::io
