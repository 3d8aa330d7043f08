#include "support/program.h"

#include <signal.h>
#include <unistd.h>

#include <chrono>

#include "test/test.h"

namespace veil {
namespace {

Command Shell(const std::string& line) {
  return {.words = {"sh", "-c", line}, .environment = {"A=a b", "PATH=/usr/bin:/bin"}, .folder = "/"};
}

// The answer of a program that ends by itself.
ProgramAnswer Run(const Command& command) {
  auto program = Program::Start(command);
  EXPECT(program.ok());
  if (!program) return {};
  for (;;) {
    auto answer = program.value()->Wait(1000);
    EXPECT(answer.ok());
    if (!answer) return {};
    if (answer.value()) return *answer.value();
  }
}

}  // namespace

TEST(AProgramAnswersWithItsOutputsAndStatus) {
  const ProgramAnswer answer = Run(Shell("echo out; echo wrong >&2; exit 3"));
  EXPECT_EQ(answer.output, "out\n");
  EXPECT_EQ(answer.errors, "wrong\n");
  EXPECT_EQ(answer.status, 3);
}

TEST(AProgramGetsItsFolderEnvironmentAndNoInput) {
  const ProgramAnswer answer = Run(Shell("pwd; echo \"$A\"; cat; echo \"${HOME-none}\""));
  EXPECT_EQ(answer.output, "/\na b\nnone\n");
  EXPECT_EQ(answer.status, 0);
}

TEST(AProgramMayWriteMoreThanAPipeHoldsToBothOutputs) {
  const ProgramAnswer answer = Run(Shell("head -c 300000 /dev/zero >&2; head -c 500000 /dev/zero"));
  EXPECT_EQ(answer.output.size(), 500000u);
  EXPECT_EQ(answer.errors.size(), 300000u);
}

TEST(AProgramThatASignalEndsHasNoStatus) {
  const ProgramAnswer answer = Run(Shell("echo half; kill -9 $$"));
  EXPECT_EQ(answer.output, "half\n");
  EXPECT_EQ(answer.status, -1);
}

TEST(AProgramThatClosesItsOutputsIsWaitedFor) { EXPECT_EQ(Run(Shell("exec >&- 2>&-; sleep 0.2; exit 7")).status, 7); }

TEST(WaitingForAProgramEndsInTimeAndItIsKilledWithItsOwner) {
  auto program = Program::Start(Shell("echo $$; exec sleep 61.7371"));
  EXPECT(program.ok());
  const auto answer = program.value()->Wait(50);
  EXPECT(answer.ok() && !answer.value());
  program.value().reset();
  const ProgramAnswer left = Run(Shell("ps -eo args | grep -c '^sleep 61[.]7371$'"));
  EXPECT_EQ(left.output, "0\n");
}

TEST(AProgramOrFolderThatIsNotThereIsAnError) {
  Command command = Shell("true");
  command.words = {"no-such-program-of-veil"};
  auto program = Program::Start(command);
  EXPECT(!program && program.error().errno_value == ENOENT && program.error().syscall == "spawn");
  command = Shell("true");
  command.folder = "/no/such/folder";
  EXPECT(!Program::Start(command));
}

// Node ignores SIGPIPE; a program that inherits that goes on writing to nobody.
TEST(AProgramHasTheSignalsOfAShell) {
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  EXPECT_EQ(Run(Shell("kill -PIPE $$; echo ignored")).output, "");
  ::signal(SIGPIPE, before);
}

}  // namespace veil
