#include "support/result.h"

#include <cstring>

namespace veil {

const char* ErrnoName(int errno_value) {
  // glibc 2.32 and later; answers null for a number that is no errno.
  const char* name = strerrorname_np(errno_value);
  return name != nullptr ? name : "EUNKNOWN";
}

Error SystemError(std::string_view syscall, std::string_view path, int errno_value) {
  Error error;
  error.code = ErrnoName(errno_value);
  error.errno_value = errno_value;
  error.syscall = syscall;
  error.path = path;
  error.message = strerrordesc_np(errno_value) != nullptr ? strerrordesc_np(errno_value) : "unknown error";
  return error;
}

}  // namespace veil
