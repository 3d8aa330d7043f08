#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "lock/file_lock.h"
#include "lock/lock_holders.h"
#include "test/test.h"

namespace veil {
namespace {

class TempFolder {
 public:
  TempFolder() {
    char pattern[] = "/tmp/veil-lock-XXXXXX";
    path_ = ::mkdtemp(pattern);
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

std::string CodeOf(const Result<FileLock>& result) { return result ? "held" : result.error().code; }

Result<FileLock> Shared(const std::string& path) { return TryLock(path, LockMode::kShared, IfMissing::kCreate); }
Result<FileLock> Exclusive(const std::string& path) { return TryLock(path, LockMode::kExclusive, IfMissing::kCreate); }

}  // namespace

TEST(LockModesExcludeAsTheyShould) {
  const TempFolder folder;
  const std::string path = folder / "x.lock";
  {
    const auto first = Shared(path);
    EXPECT_EQ(CodeOf(Shared(path)), "held");
    EXPECT_EQ(CodeOf(Exclusive(path)), "EAGAIN");
  }
  {
    const auto first = Exclusive(path);
    EXPECT_EQ(CodeOf(first), "held");
    EXPECT_EQ(CodeOf(Shared(path)), "EAGAIN");
    const auto second = Exclusive(path);
    EXPECT_EQ(CodeOf(second), "EAGAIN");
    EXPECT_EQ(second.error().errno_value, EWOULDBLOCK);
    EXPECT_EQ(second.error().syscall, "flock");
    EXPECT_EQ(second.error().path, path);
  }
  EXPECT_EQ(CodeOf(Exclusive(path)), "held");
}

TEST(LockUnlockIsIdempotentAndFreesIt) {
  const TempFolder folder;
  auto lock = Exclusive(folder / "x.lock");
  EXPECT(lock.value().StillValid());
  lock.value().Unlock();
  lock.value().Unlock();
  EXPECT(!lock.value().held());
  EXPECT(!lock.value().StillValid());
  EXPECT_EQ(CodeOf(Exclusive(folder / "x.lock")), "held");
}

TEST(LockMovedFromHoldsNothing) {
  const TempFolder folder;
  auto lock = Exclusive(folder / "x.lock");
  FileLock moved = std::move(lock.value());
  EXPECT(moved.StillValid());
  EXPECT(!lock.value().held());
}

TEST(LockIsNotValidAfterItsFileWasDeletedOrReplaced) {
  const TempFolder folder;
  const std::string path = folder / "x.lock";
  const auto lock = Exclusive(path);
  ::unlink(path.c_str());
  EXPECT(!lock.value().StillValid());
  const auto successor = Exclusive(path);
  EXPECT_EQ(CodeOf(successor), "held");
  EXPECT(!lock.value().StillValid());
  EXPECT(successor.value().StillValid());
}

TEST(LockOfAMissingFileIsMadeOnlyOnDemand) {
  const TempFolder folder;
  const std::string path = folder / "x.lock";
  EXPECT_EQ(CodeOf(TryLock(path, LockMode::kShared, IfMissing::kFail)), "ENOENT");
  EXPECT_EQ(CodeOf(TryLock(path, LockMode::kExclusive, IfMissing::kFail)), "ENOENT");
  EXPECT(!std::filesystem::exists(path));
  EXPECT_EQ(CodeOf(Shared(path)), "held");
  EXPECT_EQ(CodeOf(TryLock(path, LockMode::kShared, IfMissing::kFail)), "held");
  EXPECT_EQ(CodeOf(Exclusive(folder / "no/such/folder.lock")), "ENOENT");
}

TEST(LockRefusesWhatIsNoRegularFile) {
  const TempFolder folder;
  ::mkfifo((folder / "fifo").c_str(), 0600);
  ::mkdir((folder / "folder").c_str(), 0700);
  std::ofstream(folder / "file") << "";
  ::symlink((folder / "file").c_str(), (folder / "link").c_str());
  ::symlink((folder / "gone").c_str(), (folder / "dangling").c_str());
  for (const LockMode mode : {LockMode::kShared, LockMode::kExclusive}) {
    EXPECT_EQ(CodeOf(TryLock(folder / "fifo", mode, IfMissing::kCreate)), "EINVAL");
    EXPECT_EQ(CodeOf(TryLock(folder / "folder", mode, IfMissing::kCreate)), "EISDIR");
    EXPECT_EQ(CodeOf(TryLock(folder / "link", mode, IfMissing::kCreate)), "ELOOP");
    EXPECT_EQ(CodeOf(TryLock(folder / "dangling", mode, IfMissing::kCreate)), "ELOOP");
    EXPECT_EQ(CodeOf(TryLock("/dev/null", mode, IfMissing::kCreate)), "EINVAL");
  }
  EXPECT(!std::filesystem::exists(folder / "gone"));
}

TEST(LockIsNotInheritedAcrossExec) {
  const TempFolder folder;
  auto lock = Exclusive(folder / "x.lock");
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl("/bin/sleep", "sleep", "30", nullptr);
    ::_exit(127);
  }
  // The child's exec has happened when its command line says so; only then has O_CLOEXEC had its chance.
  for (int i = 0; i < 500; ++i) {
    std::ifstream command("/proc/" + std::to_string(child) + "/cmdline");
    std::string word;
    std::getline(command, word, '\0');
    if (word == "sleep") break;
    ::usleep(10'000);
  }
  { const FileLock closed = std::move(lock.value()); }
  EXPECT_EQ(CodeOf(Exclusive(folder / "x.lock")), "held");
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(LockOfAKilledProcessIsFree) {
  const TempFolder folder;
  const std::string path = folder / "x.lock";
  int ready[2];
  EXPECT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = Exclusive(path);
    const char byte = lock ? '1' : '0';
    if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char byte = 0;
  EXPECT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, '1');
  EXPECT_EQ(CodeOf(Exclusive(path)), "EAGAIN");
  const std::vector<LockHolder> holders = FindLockHolders(path);
  EXPECT_EQ(holders.size(), size_t{1});
  if (!holders.empty()) {
    EXPECT_EQ(holders[0].pid, child);
    EXPECT(holders[0].command.find("veil_native_tests") != std::string::npos);
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(CodeOf(Exclusive(path)), "held");
  EXPECT(FindLockHolders(path).empty());
  ::close(ready[0]);
  ::close(ready[1]);
}

// Each holder deletes the lock file before it lets go, so that threads keep locking inodes that have no name any more.
// Without the inode check two threads get in within a few rounds; with it, never.
TEST(LockExcludesThreadsWhileHoldersDeleteItsFile) {
  const TempFolder folder;
  const std::string path = folder / "x.lock";
  constexpr int kThreadCount = 4;
  constexpr int kRoundCount = 2000;
  std::atomic<int> inside = 0;
  std::atomic<int> overlap_count = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreadCount; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < kRoundCount;) {
        const auto lock = Exclusive(path);
        if (!lock) {
          std::this_thread::yield();
          continue;
        }
        if (inside.fetch_add(1) != 0) overlap_count.fetch_add(1);
        std::this_thread::yield();
        inside.fetch_sub(1);
        ::unlink(path.c_str());
        ++round;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(overlap_count.load(), 0);
}

}  // namespace veil
