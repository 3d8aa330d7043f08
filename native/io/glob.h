// --include, --exclude and their like in the configuration: gitignore-style globs on paths relative to one folder.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace veil::io {

class PatternList;

// An immutable set of globs, cheap to copy, thread-safe. A default-made set is empty and matches nothing.
// The globs read as the lines of a .gitignore in that folder do: `*.pem` matches at any level, `/a/b` or `a/b` from the
// folder, `src/` folders only, `**` any number of folders, and `!x` takes back what an earlier glob matched.
// Always case-sensitive.
class GlobSet {
 public:
  GlobSet() = default;

  // Error "BAD_GLOB" with the glob in `path` when one is empty, holds a NUL, or is only a slash or a `!`.
  static Result<GlobSet> Compile(const std::vector<std::string>& globs);

  bool empty() const { return list_ == nullptr; }

  // What the last glob that matches the entry at `path` (no leading or trailing slash) says: true, or false for a
  // `!x`; nothing when none does. Whether a parent folder is matched is the caller's to ask, once, for that folder.
  // Allocates nothing.
  std::optional<bool> Ask(std::string_view path, bool is_folder) const;
  bool Matches(std::string_view path, bool is_folder) const { return Ask(path, is_folder).value_or(false); }

 private:
  std::shared_ptr<const PatternList> list_;
};

}  // namespace veil::io
