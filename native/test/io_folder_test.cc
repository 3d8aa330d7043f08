#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <mutex>
#include <thread>

#include "io/folder.h"
#include "test/io_tree.h"
#include "test/test.h"

namespace veil::io {

using test::RunCommand;
using test::TempTree;
using test::WalkAll;
using test::Walked;

namespace {

std::string Joined(const std::set<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

std::string ReasonOf(const Walked& walked, const std::string& path) {
  const auto found = walked.skipped.find(path);
  return found == walked.skipped.end() ? "" : std::string(SkipReasonName(found->second));
}

}  // namespace

TEST(WalkListsFilesAtAllLevels) {
  const TempTree tree;
  tree.Write("a.txt", "a");
  tree.Write(".hidden", "h");
  tree.Write("sub/deeper/b.txt", "b");
  tree.Write("sub/.git/config", "not entered");
  tree.MakeFolder("empty");
  const Walked walked = WalkAll(tree.path());
  EXPECT_EQ(Joined(walked.files), ".hidden a.txt sub/deeper/b.txt");
  EXPECT_EQ(ReasonOf(walked, "sub/.git"), "git-metadata");
  EXPECT_EQ(walked.folders, 4u);
  EXPECT(walked.failures.empty());
}

TEST(WalkNamesAreBytes) {
  const TempTree tree;
  const std::set<std::string> names = {"new\nline",
                                       "caf\xE9",
                                       "\x01\x1B[31m",
                                       "\xE2\x80\xAE"
                                       "evil",
                                       "-rf",
                                       " "};
  for (const std::string& name : names) tree.Write(name, "x");
  EXPECT(WalkAll(tree.path()).files == names);
}

TEST(WalkSkipsWhatIsNoFile) {
  const TempTree tree;
  tree.Write("folder/file", "x");
  EXPECT_EQ(mkfifo(tree.At("fifo").c_str(), 0600), 0);
  const UniqueFd socket_fd(socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  tree.At("socket").copy(address.sun_path, sizeof address.sun_path - 1);
  EXPECT_EQ(bind(socket_fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  tree.Link("folder", "link");
  tree.Link(".", "loop");
  tree.Link("nowhere", "dangling");
  const bool has_device = mknod(tree.At("device").c_str(), S_IFCHR | 0600, makedev(1, 3)) == 0;
  const Walked walked = WalkAll(tree.path());
  EXPECT_EQ(Joined(walked.files), "folder/file");
  EXPECT_EQ(ReasonOf(walked, "fifo"), "fifo");
  EXPECT_EQ(ReasonOf(walked, "socket"), "socket");
  EXPECT_EQ(ReasonOf(walked, "link"), "symlink");
  EXPECT_EQ(ReasonOf(walked, "loop"), "symlink");
  EXPECT_EQ(ReasonOf(walked, "dangling"), "symlink");
  if (has_device) EXPECT_EQ(ReasonOf(walked, "device"), "device");
}

TEST(WalkFollowsLinksWhenAskedAndStopsAtLoops) {
  const TempTree tree;
  tree.Write("top/folder/file", "x");
  tree.Write("outside/other", "x");
  tree.Link("folder", "top/link");
  tree.Link("folder/file", "top/file-link");
  tree.Link("..", "top/folder/loop");
  tree.Link("self", "top/self");
  tree.Link("nowhere", "top/dangling");
  tree.Link("../outside", "top/out");
  WalkOptions options;
  options.follow_symlinks = true;
  const Walked walked = WalkAll(tree.At("top"), options);
  EXPECT_EQ(Joined(walked.files), "file-link folder/file link/file out/other");
  EXPECT_EQ(ReasonOf(walked, "folder/loop"), "symlink-loop");
  EXPECT_EQ(ReasonOf(walked, "link/loop"), "symlink-loop");
  EXPECT_EQ(ReasonOf(walked, "self"), "symlink-loop");
  EXPECT_EQ(ReasonOf(walked, "dangling"), "symlink-dangling");
}

TEST(RootIsFollowedAndShownAsGiven) {
  const TempTree tree;
  tree.Write("folder/file", "x");
  tree.Link("folder", "link");
  tree.Link("folder/file", "file-link");
  EXPECT_EQ(Joined(WalkAll(tree.At("link")).files), "file");
  const auto walk = Walk::Create({});
  auto root = OpenRoot(walk, tree.At("folder") + "//");
  EXPECT(root.ok());
  EXPECT_EQ(root.value().path, tree.At("folder"));
  EXPECT_EQ(root.value().folder->PathOf("x"), tree.At("folder/x"));
  EXPECT_EQ(root.value().folder->PathFromRoot("x"), "x");
  auto file = OpenRoot(walk, tree.At("file-link"));
  EXPECT(file.ok() && file.value().folder == nullptr && !file.value().skipped);
  auto device = OpenRoot(walk, "/dev/null");
  EXPECT(device.ok() && device.value().skipped == SkipReason::kDevice);
  auto missing = OpenRoot(walk, tree.At("missing"));
  EXPECT(!missing.ok());
  EXPECT_EQ(missing.error().code, "ENOENT");
  EXPECT_EQ(missing.error().path, tree.At("missing"));
  auto slash = OpenRoot(walk, "/");
  EXPECT_EQ(slash.value().folder->PathOf("etc"), "/etc");
  auto here = OpenRoot(walk, ".");
  EXPECT_EQ(here.value().folder->PathOf("etc"), "etc");
  EXPECT_EQ(here.value().folder->Path(), ".");
}

// Root reads everything, so a child process gives its rights up.
TEST(WalkReportsAFolderThatCannotBeRead) {
  const TempTree tree;
  tree.Write("closed/file", "x");
  tree.Write("open/file", "x");
  chmod(tree.path().c_str(), 0755);
  chmod(tree.At("closed").c_str(), 0);
  const pid_t child = fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (geteuid() == 0 && setuid(kNobody) != 0) _exit(1);
    const Walked walked = WalkAll(tree.path());
    if (Joined(walked.files) != "open/file" || walked.failures.size() != 1) _exit(2);
    const Error& error = walked.failures[0];
    _exit(error.code == "EACCES" && error.syscall == "openat" && error.path == "closed" ? 0 : 3);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  chmod(tree.At("closed").c_str(), 0755);
}

TEST(WalkReportsAFolderThatVanished) {
  const TempTree tree;
  tree.Write("gone/file", "x");
  auto root = OpenRoot(Walk::Create({}), tree.path());
  Lister lister;
  Listing listing;
  lister.List(root.value().folder, &listing);
  EXPECT_EQ(listing.folders.size(), 1u);
  unlink(tree.At("gone/file").c_str());
  rmdir(tree.At("gone").c_str());
  const std::shared_ptr<Folder> gone = listing.folders.at(0);
  lister.List(gone, &listing);
  EXPECT_EQ(listing.failures.size(), 1u);
  EXPECT_EQ(listing.failures.at(0).code, "ENOENT");
  EXPECT_EQ(listing.failures.at(0).path, tree.At("gone"));
}

// Folders are opened, dropped and found again by several threads at once.
TEST(WalkByManyThreadsListsTheSame) {
  const TempTree tree;
  tree.Write(".gitignore", "*.o\n");
  RunCommand({"git", "init", "-q", "--template="}, tree.path());
  for (const char* top : {"a", "b", "c"}) {
    for (const char* middle : {"d", "e/f", "g/h/i/j"}) {
      for (const char* file : {"k.c", "l.o", "m/n.c", "o/p/q.c"}) {
        tree.Write(std::string(top) + "/" + middle + "/" + file, "x");
      }
    }
  }
  const std::set<std::string> expected = WalkAll(tree.path()).files;
  EXPECT_EQ(expected.size(), 28u);
  for (int round = 0; round < 20; ++round) {
    WalkOptions options;
    options.max_open_folders = 1 + round % 4;
    auto root = OpenRoot(Walk::Create(options), tree.path());
    std::mutex mutex;
    std::vector<std::shared_ptr<Folder>> stack = {std::move(root.value().folder)};
    int busy = 0;
    std::set<std::string> files;
    size_t failures = 0;
    const auto work = [&] {
      Lister lister;
      Listing listing;
      std::unique_lock lock(mutex);
      while (!stack.empty() || busy > 0) {
        if (stack.empty()) {
          lock.unlock();
          std::this_thread::yield();
          lock.lock();
          continue;
        }
        std::shared_ptr<Folder> folder = std::move(stack.back());
        stack.pop_back();
        ++busy;
        lock.unlock();
        lister.List(folder, &listing);
        std::vector<std::string> paths;
        for (const FileEntry& file : listing.files) paths.push_back(folder->PathFromRoot(listing.NameOf(file)));
        folder.reset();
        lock.lock();
        failures += listing.failures.size();
        for (auto& found : listing.folders) stack.push_back(std::move(found));
        files.insert(paths.begin(), paths.end());
        --busy;
      }
    };
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) threads.emplace_back(work);
    }
    EXPECT(files == expected);
    EXPECT_EQ(failures, 0u);
  }
}

// 300 levels of 200 bytes: many times PATH_MAX. With few descriptors allowed, folders are found again from above.
TEST(WalkGoesDeeperThanPathMax) {
  const TempTree tree;
  const std::string name(200, 'd');
  UniqueFd at(open(tree.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  for (int level = 0; level < 300; ++level) {
    EXPECT_EQ(mkdirat(at.get(), name.c_str(), 0755), 0);
    EXPECT_EQ(mkdirat(at.get(), "side", 0755), 0);
    UniqueFd file(openat(at.get(), "side/file", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    UniqueFd below(openat(at.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    at = std::move(below);
  }
  for (const int max_open_folders : {0, 1, 7}) {
    WalkOptions options;
    options.max_open_folders = max_open_folders;
    const Walked walked = WalkAll(tree.path(), options);
    EXPECT_EQ(walked.files.size(), 300u);
    EXPECT_EQ(walked.folders, 601u);
    EXPECT(walked.failures.empty());
  }
}

TEST(WalkOfAFolderWithManyFiles) {
  const TempTree tree;
  const UniqueFd folder(open(tree.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  constexpr size_t kFiles = 6000;
  for (size_t i = 0; i < kFiles; ++i) {
    EXPECT_EQ(mknodat(folder.get(), ("file" + std::to_string(i)).c_str(), S_IFREG | 0644, 0), 0);
  }
  EXPECT_EQ(WalkAll(tree.path()).files.size(), kFiles);
}

TEST(WalkAppliesGlobs) {
  const TempTree tree;
  for (const char* path : {"a.pem", "b.txt", "src/c.pem", "src/d.txt", "src/gen/e.txt", "vendor/f.pem", "#odd"}) {
    tree.Write(path, "x");
  }
  struct Case {
    std::vector<std::string> includes;
    std::vector<std::string> excludes;
    const char* files;
  };
  const Case cases[] = {
      {{}, {"vendor"}, "#odd a.pem b.txt src/c.pem src/d.txt src/gen/e.txt"},
      {{}, {"vendor/", "*.txt", "#odd"}, "a.pem src/c.pem"},
      {{"*.pem"}, {}, "a.pem src/c.pem vendor/f.pem"},
      {{"*.pem"}, {"/vendor"}, "a.pem src/c.pem"},
      {{"src/"}, {}, "src/c.pem src/d.txt src/gen/e.txt"},
      {{"src/**/*.txt"}, {}, "src/d.txt src/gen/e.txt"},
      {{"/*.txt"}, {}, "b.txt"},
      {{}, {"*", "!*.pem", "!src"}, "a.pem src/c.pem"},
      {{"*.PEM"}, {}, ""},
  };
  for (const Case& one : cases) {
    WalkOptions options;
    options.globs.includes = GlobSet::Compile(one.includes).value();
    options.globs.excludes = GlobSet::Compile(one.excludes).value();
    EXPECT_EQ(Joined(WalkAll(tree.path(), options).files), one.files);
    // The configuration's mean the same where the root is its folder.
    WalkOptions configured;
    configured.globs.config_includes = options.globs.includes;
    configured.globs.config_excludes = options.globs.excludes;
    EXPECT_EQ(Joined(WalkAll(tree.path(), configured).files), one.files);
  }
}

TEST(GlobsOfTheConfigurationAreRelativeToItsFolder) {
  const TempTree tree;
  for (const char* path : {"a.c", "a.h", "gen/b.c", "gen/deep/c.c"}) tree.Write(path, "x");
  struct Case {
    const char* config_path;
    std::vector<std::string> config_includes;
    std::vector<std::string> config_excludes;
    std::vector<std::string> includes;
    std::vector<std::string> excludes;
    const char* files;
  };
  const Case cases[] = {
      {"", {}, {"/gen"}, {}, {}, "a.c a.h"},
      {"src/", {}, {"/gen"}, {}, {}, "a.c a.h gen/b.c gen/deep/c.c"},
      {"src/", {}, {"src/gen"}, {}, {}, "a.c a.h"},
      {"src/", {}, {"src/gen/**"}, {}, {}, "a.c a.h"},
      {"src/", {}, {"src/*/*.c"}, {}, {}, "a.c a.h gen/deep/c.c"},
      {"src/", {}, {"*.h"}, {}, {}, "a.c gen/b.c gen/deep/c.c"},
      {"x/src/", {}, {"x/*/gen/"}, {}, {}, "a.c a.h"},
      // A folder above the root, or the root itself: nothing below is taken back.
      {"x/src/", {}, {"x"}, {}, {}, ""},
      {"x/src/", {}, {"src/"}, {}, {}, ""},
      {"x/src/", {}, {"x/**"}, {}, {}, ""},
      {"x/src/", {}, {"x", "!*.c"}, {}, {"!*.c"}, ""},
      {"x/src/", {}, {"/src"}, {}, {}, "a.c a.h gen/b.c gen/deep/c.c"},
      {"x/src/", {"x"}, {}, {}, {}, "a.c a.h gen/b.c gen/deep/c.c"},
      {"x/src/", {"/src"}, {}, {}, {}, ""},
      {"src/", {"src/gen"}, {}, {}, {}, "gen/b.c gen/deep/c.c"},
      {"src/", {"src/gen"}, {"deep"}, {}, {}, "gen/b.c"},
      // Those of the command line are relative to the root and come last.
      {"src/", {}, {"src/gen"}, {}, {"/a.c"}, "a.h"},
      {"src/", {}, {"src/gen"}, {}, {"!/gen"}, "a.c a.h gen/b.c gen/deep/c.c"},
      {"src/", {}, {"*.c"}, {}, {"!/gen/*.c"}, "a.h gen/b.c"},
      {"src/", {}, {}, {}, {"src/gen"}, "a.c a.h gen/b.c gen/deep/c.c"},
      {"src/", {"*.h"}, {}, {"/gen/*.c"}, {}, "a.h gen/b.c"},
  };
  for (const Case& one : cases) {
    WalkOptions options;
    options.globs = {.includes = GlobSet::Compile(one.includes).value(),
                     .excludes = GlobSet::Compile(one.excludes).value(),
                     .config_includes = GlobSet::Compile(one.config_includes).value(),
                     .config_excludes = GlobSet::Compile(one.config_excludes).value()};
    EXPECT_EQ(Joined(WalkAll(tree.path(), options, one.config_path).files), one.files);
  }
}

TEST(WalkSaysThatTheConfigurationExcludesTheRoot) {
  const TempTree tree;
  tree.Write("a.c", "x");
  WalkOptions options;
  options.globs.config_excludes = GlobSet::Compile({"src"}).value();
  EXPECT_EQ(ReasonOf(WalkAll(tree.path(), options, "src/"), ""), "excluded");
  // A file that is named itself is scanned.
  EXPECT(!OpenRoot(Walk::Create(options), tree.At("a.c"), "src/").value().skipped);
}

TEST(GlobsOfTheConfigurationJudgeAFileByItsFoldersToo) {
  struct Case {
    std::vector<std::string> includes;
    std::vector<std::string> excludes;
    const char* path;
    const char* reason;
  };
  const Case cases[] = {
      {{}, {}, "a/b.c", ""},
      {{}, {"a"}, "a/b.c", "excluded"},
      {{}, {"a/**"}, "a/b/c/d.c", "excluded"},
      {{}, {"c/"}, "a/b/c/d.c", "excluded"},
      {{}, {"d.c/"}, "a/b/c/d.c", ""},
      {{}, {"*.c", "!d.c"}, "a/d.c", ""},
      {{}, {"a", "!d.c"}, "a/d.c", "excluded"},
      {{"a"}, {}, "a/b.c", ""},
      {{"a"}, {}, "b/c.c", "not-included"},
      {{"a"}, {"*.c"}, "a/b.c", "excluded"},
      {{"*.c"}, {}, "b.c", ""},
  };
  for (const Case& one : cases) {
    ScanGlobs globs;
    globs.config_includes = GlobSet::Compile(one.includes).value();
    globs.config_excludes = GlobSet::Compile(one.excludes).value();
    const auto reason = globs.ConfigOnFile(one.path);
    EXPECT_EQ(reason ? SkipReasonName(*reason) : "", one.reason);
  }
}

TEST(GlobSetRefusesWhatCanMatchNothing) {
  for (const std::string& glob : {std::string(""), std::string("/"), std::string("!"), std::string("a[b"),
                                  std::string("a\\"), std::string("a\0b", 3)}) {
    const auto set = GlobSet::Compile({"*.c", glob});
    EXPECT(!set.ok());
    if (set.ok()) continue;
    EXPECT_EQ(set.error().code, "BAD_GLOB");
    EXPECT_EQ(set.error().path, glob);
  }
}

}  // namespace veil::io
