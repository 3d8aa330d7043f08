// The ignore rules against git itself: generated trees, and what `git ls-files` says of them.
#include <unistd.h>

#include <cstdlib>

#include "test/io_tree.h"
#include "test/test.h"

namespace veil::io {

using test::Random;
using test::RunCommand;
using test::SplitNul;
using test::TempTree;
using test::WalkAll;
using test::Walked;

namespace {

// Few names, so that patterns hit.
const std::vector<std::string> kFolderNames = {"a", "b", "foo", "bar", "Foo", "build", "x y", "d[1]", "foo.d", "a*"};
const std::vector<std::string> kFileNames = {
    "a",    "b",    "foo",    "bar", "a.o", "B.O", "foo.txt", "bar.c", "a~",    "#x",   "!y",         "x y", "tail ",
    "z\\w", "[ab]", "foobar", "A",   "q?",  "-",   "a-b",     "1.log", "2.log", ".env", "\xC3\xA9.o", "a]b", "build"};
const std::vector<std::string> kPieces = {
    "a",  "b",    "foo", "bar",   "*",  "?",    "**",   "[ab]",   "[!a]",    "[^b-z]",
    ".o", ".txt", "/",   "/",     "*.", "**/",  "/**",  "\\*",    "\\ ",     "[[:alpha:]]",
    "[",  "]",    "x y", "build", "~",  "\\",   "!",    "#",      "[]a]",    "[[:upper:]]*",
    "A",  "Foo",  " ",   "[A-Z]", "-",  "\xC3", ".log", "[a\\]]", "[[:x:]]", "/**/"};
const std::vector<std::string> kWholeLines = {
    "*.o",   "/build",   "build/", "!foo",  "!*.txt",    "*",  "!*/",  "**/foo", "foo/**", "a/**/b",
    "foo/*", "!foo/bar", "/*",     "!/foo", "# comment", "",   "   ",  "\\#x",   "\\!y",   "tail\\ ",
    "tail ", "*.log\r",  "**",     "/",     "foo**/bar", "*[", "a**b", "***",    "foo//",  "b/ "};

std::string RandomPattern(Random* random) {
  if (random->Below(3) == 0) return random->Pick(kWholeLines);
  std::string pattern = random->Below(6) == 0 ? "!" : "";
  if (random->Below(5) == 0) pattern += "/";
  for (size_t pieces = 1 + random->Below(4); pieces > 0; --pieces) pattern += random->Pick(kPieces);
  if (random->Below(6) == 0) pattern += "/";
  return pattern;
}

std::string RandomIgnoreFile(Random* random) {
  std::string content = random->Below(10) == 0 ? "\xEF\xBB\xBF" : "";
  for (size_t lines = 1 + random->Below(5); lines > 0; --lines) {
    content += RandomPattern(random) + (random->Below(10) == 0 ? "\r\n" : "\n");
  }
  if (random->Below(4) == 0) content.pop_back();
  return content;
}

std::string LowerCase(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

struct Generated {
  std::vector<std::string> files;
  std::set<std::string> links;
  // With core.ignoreCase, git takes `Foo/x` and `foo/x` for one file: then no two paths differ by case alone.
  bool ignore_case = false;
  std::set<std::string> taken;

  bool Take(const std::string& path) { return taken.insert(ignore_case ? LowerCase(path) : path).second; }
};

void FillFolder(const TempTree& tree, const std::string& folder, int depth, Random* random, Generated* made) {
  for (size_t count = 1 + random->Below(5); count > 0; --count) {
    const std::string path = folder + random->Pick(kFileNames);
    if (!made->Take(path)) continue;
    if (random->Below(20) == 0) {
      tree.Link("no/where", path);
      made->links.insert(path);
      continue;
    }
    tree.Write(path, "x");
    made->files.push_back(path);
  }
  if (random->Below(3) == 0) tree.Write(folder + ".gitignore", RandomIgnoreFile(random));
  if (depth == 0) return;
  for (size_t count = random->Below(4); count > 0; --count) {
    const std::string path = folder + random->Pick(kFolderNames);
    if (made->Take(path)) FillFolder(tree, path + "/", depth - 1, random, made);
  }
}

std::string Difference(const std::set<std::string>& ours, const std::set<std::string>& gits) {
  std::string text;
  for (const std::string& path : ours) text += gits.contains(path) ? "" : "\n  only we list: " + path;
  for (const std::string& path : gits) text += ours.contains(path) ? "" : "\n  only git lists: " + path;
  return text;
}

// One tree, made from the seed alone.
void CompareOnGeneratedTree(uint64_t seed) {
  Random random(seed);
  const TempTree tree;
  Generated made;
  made.ignore_case = random.Below(4) == 0;
  tree.Write(".gitignore", RandomIgnoreFile(&random));
  FillFolder(tree, "", 3, &random, &made);
  const bool sha256 = random.Below(4) == 0;
  RunCommand({"git", "init", "-q", "--template=", sha256 ? "--object-format=sha256" : "--object-format=sha1"},
             tree.path());
  if (random.Below(2) == 0) tree.Write(".git/info/exclude", RandomIgnoreFile(&random));
  std::string config;
  if (random.Below(3) == 0) {
    tree.Write(".git/my excludes", RandomIgnoreFile(&random));
    config += "[Core]\n\texcludesFile = \"" + tree.At(".git/my excludes") + "\" ; comment\n";
  }
  if (made.ignore_case) config += "[core] ignoreCase\n";
  if (!config.empty()) {
    tree.Write(".git/extra", config);
    RunCommand({"git", "config", "include.path", "extra"}, tree.path());
  }
  const std::vector<std::vector<std::string>> index_forms = {{}, {}, {"--index-version=4"}, {"--split-index"}};
  for (const auto& form : {random.Pick(index_forms), random.Pick(index_forms)}) {
    std::vector<std::string> add = {"git", "add", "-f", "--"};
    for (const std::string& file : made.files) {
      if (random.Below(6) == 0) add.push_back(":(literal)" + file);
    }
    if (add.size() > 4) RunCommand(add, tree.path());
    if (random.Below(5) == 0 && !made.files.empty())
      RunCommand({"git", "add", "-N", "-f", "--", ":(literal)" + made.files.back()}, tree.path());
    if (!form.empty()) RunCommand({"git", "update-index", form[0]}, tree.path());
  }

  const auto git_lists = [&](const char* kind) {
    std::set<std::string> listed =
        SplitNul(RunCommand({"git", "ls-files", "-z", kind, "--exclude-standard"}, tree.path()));
    for (const std::string& link : made.links) listed.erase(link);
    return listed;
  };
  const std::set<std::string> others = git_lists("-o");
  std::set<std::string> expected = git_lists("-c");
  expected.insert(others.begin(), others.end());
  const Walked walked = WalkAll(tree.path());
  const std::string difference = Difference(walked.files, expected);
  if (!difference.empty()) test::Fail(__FILE__, __LINE__, "git's list for seed " + std::to_string(seed) + difference);
  EXPECT(walked.failures.empty());

  // The same from a folder below: rules from above hold there. (Where the folder itself is ignored we differ on
  // purpose.)
  for (const std::string& other : others) {
    const size_t slash = other.find('/');
    if (slash == std::string::npos) continue;
    const std::string folder = other.substr(0, slash);
    std::set<std::string> expected_below;
    for (const std::string& path : expected) {
      if (path.starts_with(folder + "/")) expected_below.insert(path.substr(slash + 1));
    }
    const std::string below = Difference(WalkAll(tree.At(folder)).files, expected_below);
    if (!below.empty()) test::Fail(__FILE__, __LINE__, "git's list below, seed " + std::to_string(seed) + below);
    break;
  }
}

}  // namespace

TEST(IgnoreRulesEqualGitsOnGeneratedTrees) {
  // VEIL_IGNORE_SEEDS=first:count runs others.
  uint64_t first = 1;
  uint64_t count = 120;
  if (const char* wanted = std::getenv("VEIL_IGNORE_SEEDS")) {
    char* rest = nullptr;
    first = std::strtoull(wanted, &rest, 10);
    count = *rest == ':' ? std::strtoull(rest + 1, nullptr, 10) : 1;
  }
  for (uint64_t seed = first; seed < first + count; ++seed) CompareOnGeneratedTree(seed);
}

}  // namespace veil::io
