#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "io/reader.h"
#include "io/sigbus_guard.h"
#include "test/io_tree.h"
#include "test/test.h"

namespace veil::io {

using test::TempTree;

namespace {

constexpr size_t kPages = 64;

size_t PageBytes() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

// A mapping of a file that has been cut to nothing: every touch faults.
class CutMapping {
 public:
  explicit CutMapping(const TempTree& tree) : size_bytes_(kPages * PageBytes()) {
    tree.Write("cut", std::string(size_bytes_, 'x'));
    const UniqueFd fd(open(tree.At("cut").c_str(), O_RDWR | O_CLOEXEC));
    start_ = static_cast<const char*>(mmap(nullptr, size_bytes_, PROT_READ, MAP_PRIVATE, fd.get(), 0));
    EXPECT_EQ(ftruncate(fd.get(), 0), 0);
  }
  ~CutMapping() { munmap(const_cast<char*>(start_), size_bytes_); }
  CutMapping(const CutMapping&) = delete;
  CutMapping& operator=(const CutMapping&) = delete;

  const char* start() const { return start_; }
  size_t size_bytes() const { return size_bytes_; }

 private:
  const size_t size_bytes_;
  const char* start_ = nullptr;
};

struct Sum {
  const char* start = nullptr;
  size_t size_bytes = 0;
  size_t total = 0;
};

void AddUp(void* context) {
  auto* sum = static_cast<Sum*>(context);
  size_t total = 0;
  // Volatile: the touch is what matters, and it must not be optimised away.
  const volatile char* bytes = sum->start;
  for (size_t i = 0; i < sum->size_bytes; i += 64) total += static_cast<unsigned char>(bytes[i]);
  sum->total = total;
}

}  // namespace

TEST(GuardTurnsAFaultIntoAnAnswer) {
  const TempTree tree;
  const CutMapping cut(tree);
  // More than once: the signal must not stay blocked after the first.
  for (int i = 0; i < 3; ++i) {
    Sum sum{cut.start(), cut.size_bytes()};
    EXPECT(!RunGuarded(cut.start(), cut.size_bytes(), AddUp, &sum));
  }
  const std::string whole(1000, 'a');
  Sum sum{whole.data(), whole.size()};
  EXPECT(RunGuarded(whole.data(), whole.size(), AddUp, &sum));
  EXPECT_EQ(sum.total, 16u * 'a');
}

TEST(GuardsNest) {
  struct Nested {
    const CutMapping* cut;
    bool inner_answer = true;
    bool reached_end = false;
  };
  const TempTree tree;
  const CutMapping cut(tree);
  // The inner guard is for another range: the outer one takes the fault, and the inner is left.
  Nested nested{&cut};
  EXPECT(!RunGuarded(
      cut.start(), cut.size_bytes(),
      [](void* context) {
        auto* self = static_cast<Nested*>(context);
        Sum sum{self->cut->start(), self->cut->size_bytes()};
        self->inner_answer = RunGuarded("elsewhere", 9, AddUp, &sum);
        self->reached_end = true;
      },
      &nested));
  EXPECT(nested.inner_answer && !nested.reached_end);
  // For the same range the inner one takes it, and the outer function goes on.
  EXPECT(RunGuarded(
      cut.start(), cut.size_bytes(),
      [](void* context) {
        auto* self = static_cast<Nested*>(context);
        Sum sum{self->cut->start(), self->cut->size_bytes()};
        self->inner_answer = RunGuarded(self->cut->start(), self->cut->size_bytes(), AddUp, &sum);
        self->reached_end = true;
      },
      &nested));
  EXPECT(!nested.inner_answer && nested.reached_end);
}

TEST(GuardBelongsToItsThread) {
  const TempTree tree;
  const CutMapping cut(tree);
  std::vector<int> answers(4, -1);
  {
    std::vector<std::jthread> threads;
    for (size_t i = 0; i < answers.size(); ++i) {
      threads.emplace_back([&cut, answer = &answers[i]] {
        *answer = 0;
        for (int round = 0; round < 200; ++round) {
          Sum sum{cut.start(), cut.size_bytes()};
          *answer += RunGuarded(cut.start(), cut.size_bytes(), AddUp, &sum) ? 1 : 0;
        }
      });
    }
  }
  EXPECT(answers == std::vector<int>(4, 0));
}

// In processes of their own, which run this test alone: there, nothing has installed the guard yet.
TEST(AFaultThatIsNotGuardedGoesWhereItWentBefore) {
  if (const char* before = std::getenv("VEIL_TEST_SIGBUS_BEFORE")) {
    const rlimit no_core{};
    setrlimit(RLIMIT_CORE, &no_core);
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    if (before == std::string("simple")) action.sa_handler = [](int) { _exit(41); };
    if (before == std::string("with-info")) {
      action.sa_flags = SA_SIGINFO;
      action.sa_sigaction = [](int, siginfo_t* info, void*) { _exit(info->si_addr != nullptr ? 42 : 1); };
    }
    sigaction(SIGBUS, &action, nullptr);
    const TempTree tree;
    const CutMapping cut(tree);
    Sum sum{cut.start(), cut.size_bytes()};
    if (RunGuarded(cut.start(), cut.size_bytes(), AddUp, &sum)) _exit(2);
    // The process may not get to it.
    unlink(tree.At("cut").c_str());
    rmdir(tree.path().c_str());
    AddUp(&sum);
    _exit(3);
  }
  struct Case {
    const char* before;
    int exit_code;
    int signal;
  };
  for (const Case& one : {Case{"simple", 41, 0}, Case{"with-info", 42, 0}, Case{"default", 0, SIGBUS}}) {
    const pid_t child = fork();
    if (child == 0) {
      setenv("VEIL_TEST_SIGBUS_BEFORE", one.before, 1);
      execl("/proc/self/exe", "tests", "AFaultThatIsNotGuarded", nullptr);
      _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : 0, one.exit_code);
    EXPECT_EQ(WIFSIGNALED(status) ? WTERMSIG(status) : 0, one.signal);
  }
}

// Another process truncates and rewrites the file all the time, while this one maps and reads it 1,000 times.
TEST(AFileThatIsTruncatedAgainAndAgainNeverEndsTheProcess) {
  const TempTree tree;
  const std::string path = tree.At("file");
  const std::string content(256 * 1024, 'y');
  tree.Write("file", content);
  const pid_t writer = fork();
  if (writer == 0) {
    const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    while (getppid() != 1) {
      if (ftruncate(fd, 0) != 0) _exit(1);
      if (pwrite(fd, content.data(), content.size(), 0) < 0) _exit(1);
    }
    _exit(0);
  }
  Reader reader({.large_file_bytes = 4096, .map_threshold_bytes = 4096});
  ReadRequest request;
  request.folder_fd = AT_FDCWD;
  request.name = path.c_str();
  int mapped = 0;
  int faults = 0;
  int changed = 0;
  // On a busy machine the writer may not get a turn for long.
  for (int pass = 0; pass < 1000 || (faults == 0 && pass < 200000); ++pass) {
    if (pass >= 1000) sched_yield();
    const auto read = reader.Read(request);
    EXPECT(read.ok());
    if (!read.ok() || read.value().large == nullptr) continue;
    const LargeFile& file = *read.value().large;
    if (!file.mapped()) continue;
    ++mapped;
    Sum sum{file.map().data(), file.map().size()};
    if (!RunGuarded(sum.start, sum.size_bytes, AddUp, &sum)) ++faults;
    changed += file.ChangedSinceOpened() ? 1 : 0;
    // Nothing may be left mapped for the bytes that are not there.
    file.ReleaseBehind(0, file.size_bytes());
  }
  kill(writer, SIGKILL);
  waitpid(writer, nullptr, 0);
  EXPECT(mapped > 0);
  EXPECT(changed > 0);
  // How many depends on the machine; that there are some shows that the test bites.
  EXPECT(faults > 0);
}

}  // namespace veil::io
