#include "support/result.h"

#include "test/test.h"

namespace veil {

TEST(SystemErrorKeepsCodeErrnoSyscallAndPath) {
  const Error error = SystemError("openat", "some/file", EACCES);
  EXPECT_EQ(error.code, "EACCES");
  EXPECT_EQ(error.errno_value, EACCES);
  EXPECT_EQ(error.syscall, "openat");
  EXPECT_EQ(error.path, "some/file");
  EXPECT(!error.message.empty());
}

TEST(AnErrnoThatDoesNotExistHasAName) { EXPECT_EQ(std::string(ErrnoName(99999)), "EUNKNOWN"); }

}  // namespace veil
