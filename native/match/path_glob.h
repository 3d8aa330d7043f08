// The globs of a rule's path conditions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace veil {

// `*` any bytes but '/', `?` one byte but '/', `[abc]`, `[a-z]`, `[!a]` one byte, `**` any bytes, `/**/` any number of
// folders, `\x` the byte x.
// The glob is matched against the whole path and against each tail of it that begins after a '/': `id_rsa` means a file
// of that name anywhere, `.aws/credentials` that file in any folder of that name. ASCII letters match in any case.
// A glob that begins with '/' is the same without it. Immutable, thread-safe.
class PathGlob {
 public:
  explicit PathGlob(std::string_view glob);

  // `lower_path` is in lower case. O(path × wildcards).
  bool Matches(std::string_view lower_path) const;

 private:
  std::string glob_;       // in lower case
  size_t tail_begin_ = 0;  // where the literal end of glob_ begins, after its last wildcard: what is compared first
  bool literal_ = false;   // no wildcard at all
};

}  // namespace veil
