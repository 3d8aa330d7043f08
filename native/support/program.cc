#include "support/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <thread>

namespace veil {
namespace {

constexpr size_t kReadBytes = 64 * 1024;
// A program that has closed its outputs ends at once, or else seldom looked at does no harm.
constexpr std::chrono::microseconds kEndPause{50};

struct Pipe {
  UniqueFd read;
  UniqueFd write;
};

Result<Pipe> OpenPipe() {
  int fds[2];
  if (::pipe2(fds, O_CLOEXEC) != 0) return SystemError("pipe2", "");
  return Pipe{UniqueFd(fds[0]), UniqueFd(fds[1])};
}

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// What posix_spawn is told besides the words. It fails for lack of memory only, and then the program is not started.
class SpawnSettings {
 public:
  SpawnSettings(const Command& command, const Pipe& output, const Pipe& errors) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t every_signal;
    sigset_t no_signal;
    sigfillset(&every_signal);
    sigemptyset(&no_signal);
    const bool is_set = ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
                        ::posix_spawn_file_actions_adddup2(&actions_, output.write.get(), STDOUT_FILENO) == 0 &&
                        ::posix_spawn_file_actions_adddup2(&actions_, errors.write.get(), STDERR_FILENO) == 0 &&
                        ::posix_spawn_file_actions_addchdir_np(&actions_, command.folder.c_str()) == 0 &&
                        ::posix_spawnattr_setsigdefault(&attributes_, &every_signal) == 0 &&
                        ::posix_spawnattr_setsigmask(&attributes_, &no_signal) == 0 &&
                        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) == 0;
    is_complete_ = is_set;
  }
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  bool is_complete() const { return is_complete_; }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
  bool is_complete_ = false;
};

// Reads what there is, once. Closes `fd` at the end of the stream.
Status ReadSome(UniqueFd* fd, std::string* into) {
  const size_t had_bytes = into->size();
  if (had_bytes > kProgramOutputLimitBytes) {
    return Error{.code = "TOO_LARGE", .message = "a program writes without end"};
  }
  into->resize(had_bytes + kReadBytes);
  const ssize_t count = ::read(fd->get(), into->data() + had_bytes, kReadBytes);
  const int read_errno = errno;
  into->resize(had_bytes + static_cast<size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0 && read_errno != EINTR) return SystemError("read", "", read_errno);
  if (count == 0) fd->reset();
  return Done{};
}

}  // namespace

Result<std::unique_ptr<Program>> Program::Start(const Command& command) {
  Result<Pipe> output = OpenPipe();
  if (!output) return std::move(output).error();
  Result<Pipe> errors = OpenPipe();
  if (!errors) return std::move(errors).error();
  const SpawnSettings settings(command, output.value(), errors.value());
  if (!settings.is_complete()) return SystemError("spawn", command.words.front(), ENOMEM);
  pid_t pid = 0;
  const int failed = ::posix_spawnp(&pid, command.words.front().c_str(), settings.actions(), settings.attributes(),
                                    Pointers(command.words).data(), Pointers(command.environment).data());
  if (failed != 0) return SystemError("spawn", command.words.front(), failed);
  return std::unique_ptr<Program>(new Program(pid, std::move(output.value().read), std::move(errors.value().read)));
}

Program::~Program() { Stop(); }

void Program::Stop() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
}

Result<std::optional<ProgramAnswer>> Program::Wait(int timeout_ms) {
  using Clock = std::chrono::steady_clock;
  if (pid_ == 0) return SystemError("waitpid", "", ECHILD);
  const auto deadline = Clock::now() + std::chrono::milliseconds(timeout_ms);
  const std::optional<ProgramAnswer> still_runs;
  while (output_.valid() || errors_.valid()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    // Of a negative descriptor poll says nothing.
    pollfd polled[] = {{output_.get(), POLLIN, 0}, {errors_.get(), POLLIN, 0}};
    const int ready = ::poll(polled, std::size(polled), static_cast<int>(std::max<long>(left, 0)));
    if (ready == 0 || (ready < 0 && errno == EINTR)) return still_runs;
    if (ready < 0) return SystemError("poll", "");
    if (polled[0].revents != 0) {
      if (Status read = ReadSome(&output_, &answer_.output); !read) return read.error();
    }
    if (polled[1].revents != 0) {
      if (Status read = ReadSome(&errors_, &answer_.errors); !read) return read.error();
    }
  }
  for (;;) {
    int status = 0;
    const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
    if (ended < 0 && errno != EINTR) return SystemError("waitpid", "");
    if (ended == pid_) {
      pid_ = 0;
      answer_.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      return std::optional(std::move(answer_));
    }
    if (Clock::now() >= deadline) return still_runs;
    std::this_thread::sleep_for(kEndPause);
  }
}

}  // namespace veil
