// --include and --exclude: gitignore-style globs on the path relative to the root that is scanned.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace veil::io {

class PatternList;

// An immutable set of globs, cheap to copy, thread-safe. A default-made set is empty and matches nothing.
// The globs read as the lines of a .gitignore in the root do: `*.pem` matches at any level, `/a/b` or `a/b` from the
// root, `src/` folders only, `**` any number of folders, and `!x` takes back what an earlier glob matched.
// Always case-sensitive.
class GlobSet {
 public:
  GlobSet() = default;

  // Error "BAD_GLOB" with the glob in `path` when one is empty, holds a NUL, or is only a slash or a `!`.
  static Result<GlobSet> Compile(const std::vector<std::string>& globs);

  bool empty() const { return list_ == nullptr; }

  // True when the entry at `path` (relative to the root, no leading or trailing slash) is matched itself.
  // Whether a parent folder is matched is the caller's to ask, once, for that folder. Allocates nothing.
  bool Matches(std::string_view path, bool is_folder) const;

 private:
  std::shared_ptr<const PatternList> list_;
};

}  // namespace veil::io
