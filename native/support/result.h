// Failure as a value. Every native function that can fail for a reason outside the program answers Result<T>.
#pragma once

#include <cassert>
#include <cerrno>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace veil {

// What went wrong, with everything a person needs to act on it.
// `code` is a stable symbolic name ("EACCES", "LOCK_BUSY", "BAD_RULE"); `errno_value` is 0 where no system call failed.
// `syscall` is the failing call ("openat"), `path` the file's name as bytes; either may be empty.
// `message` never holds bytes of scanned content.
struct Error {
  std::string code;
  int errno_value = 0;
  std::string syscall;
  std::string path;
  std::string message;
};

// The symbolic name of an errno ("ENOENT"), or "EUNKNOWN". The pointer is to a literal.
const char* ErrnoName(int errno_value);

// An Error for a failed system call. Call it before anything else can change errno.
Error SystemError(std::string_view syscall, std::string_view path, int errno_value = errno);

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  T& value() & { assert(ok()); return std::get<0>(state_); }
  const T& value() const& { assert(ok()); return std::get<0>(state_); }
  T&& value() && { assert(ok()); return std::get<0>(std::move(state_)); }

  // Only when !ok().
  const Error& error() const& { assert(!ok()); return std::get<1>(state_); }
  Error&& error() && { assert(!ok()); return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

// For functions that answer nothing but success.
struct Done {};
using Status = Result<Done>;

}  // namespace veil
