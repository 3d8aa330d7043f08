// Runs another program and gathers what it says. Node's own way of it loads streams and sockets, and copies the page
// tables of a process of 100 MB for each program: together a third of what a commit hook waits for.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "support/result.h"
#include "support/unique_fd.h"

namespace veil {

// What a program may write to each of its outputs. One that goes on is killed ("TOO_LARGE").
inline constexpr size_t kProgramOutputLimitBytes = size_t{1} << 30;

struct Command {
  std::vector<std::string> words;        // the first is looked for on this process's PATH
  std::vector<std::string> environment;  // NAME=value
  std::string folder;                    // where it runs
};

struct ProgramAnswer {
  int status = 0;  // what it exited with; -1: a signal ended it
  std::string output;
  std::string errors;
};

// Used by one thread at a time.
class Program {
 public:
  // Its standard input is empty; signals are as a shell leaves them, whatever this process ignores. Errors: the
  // system's, of syscall "spawn" (ENOENT: no such program, or no such folder).
  static Result<std::unique_ptr<Program>> Start(const Command& command);

  ~Program();  // stops it
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Its answer once it has ended; nothing when it still runs after `timeout_ms`, or when a signal came first. It must
  // be called for the program to get on: a pipe holds 64 KB. Not again after an answer or an error. Errors: the
  // system's; "TOO_LARGE".
  Result<std::optional<ProgramAnswer>> Wait(int timeout_ms);

  // Kills it, unless it has ended.
  void Stop();

 private:
  Program(pid_t pid, UniqueFd output, UniqueFd errors)
      : pid_(pid), output_(std::move(output)), errors_(std::move(errors)) {}

  pid_t pid_;  // 0: it was waited for
  UniqueFd output_;
  UniqueFd errors_;
  ProgramAnswer answer_;
};

}  // namespace veil
