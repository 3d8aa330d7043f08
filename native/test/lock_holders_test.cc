#include "lock/lock_holders.h"

#include <sys/sysmacros.h>

#include "test/test.h"

namespace veil {
namespace {

std::string Pids(std::string_view proc_locks) {
  std::string text;
  for (const pid_t pid : ParseProcLocks(proc_locks, makedev(0xfe, 0x1), 567)) text += std::to_string(pid) + " ";
  return text;
}

}  // namespace

TEST(LockHoldersAreThoseOfTheDeviceAndInode) {
  EXPECT_EQ(Pids("1: FLOCK  ADVISORY  WRITE 1234 fe:01:567 0 EOF\n"), "1234 ");
  EXPECT_EQ(Pids("1: FLOCK  ADVISORY  READ 12 fe:01:567 0 EOF\n2: FLOCK  ADVISORY  READ 13 fe:01:567 0 EOF\n"),
            "12 13 ");
  EXPECT_EQ(Pids("1: FLOCK  ADVISORY  READ 12 fe:01:567 0 EOF\n2: FLOCK  ADVISORY  READ 12 fe:01:567 0 EOF\n"), "12 ");
  EXPECT_EQ(Pids("1: FLOCK  ADVISORY  WRITE 12 fe:02:567 0 EOF\n1: FLOCK  ADVISORY  WRITE 13 fe:01:5670 0 EOF\n"), "");
}

TEST(LockHoldersLeaveOutWaitersOtherKindsAndOtherNamespaces) {
  EXPECT_EQ(Pids("1: -> FLOCK  ADVISORY  WRITE 1234 fe:01:567 0 EOF\n"), "");
  EXPECT_EQ(Pids("1: POSIX  ADVISORY  WRITE 1234 fe:01:567 0 EOF\n"), "");
  EXPECT_EQ(Pids("1: FLOCK  ADVISORY  WRITE 0 fe:01:567 0 EOF\n"), "");
  EXPECT_EQ(Pids("1: FLOCK  ADVISORY  WRITE -1 fe:01:567 0 EOF\n"), "");
}

TEST(LockHoldersOfDamagedTextAreNone) {
  for (const char* text :
       {"", "\n", "1:", "1: FLOCK", "1: FLOCK  ADVISORY  WRITE", "1: FLOCK  ADVISORY  WRITE x fe:01:567 0 EOF",
        "1: FLOCK  ADVISORY  WRITE 12 fe:01 0 EOF", "1: FLOCK  ADVISORY  WRITE 12 fe:01: 0 EOF",
        "1: FLOCK  ADVISORY  WRITE 12 :::567", "1: FLOCK  ADVISORY  WRITE 99999999999999999999 fe:01:567"}) {
    EXPECT_EQ(Pids(text), "");
  }
}

TEST(LockHoldersHaveABound) {
  std::string text;
  for (int pid = 1; pid <= 20; ++pid) text += "1: FLOCK  ADVISORY  READ " + std::to_string(pid) + " fe:01:567 0 EOF\n";
  EXPECT_EQ(Pids(text), "1 2 3 4 5 6 7 8 ");
}

TEST(LockHoldersOfAMissingFileAreNone) { EXPECT(FindLockHolders("/no/such/file.lock").empty()); }

TEST(LockHoldersCommandsCannotForgeALine) {
  EXPECT_EQ(EscapeControlBytes("a\nb\x1b[31m\x7f\\n"), "a\\x0ab\\x1b[31m\\x7f\\x5cn");
  EXPECT_EQ(EscapeControlBytes("veil scan \xc3\xa4"), "veil scan \xc3\xa4");
}

}  // namespace veil
