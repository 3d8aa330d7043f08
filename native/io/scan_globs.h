// Which files the globs of a scan let through: those of the configuration, and those of the command line.
#pragma once

#include <optional>
#include <string_view>

#include "io/glob.h"
#include "io/skip_reason.h"

namespace veil::io {

// Immutable once the scan runs, thread-safe; cheap to copy.
//
// Globs of the configuration are relative to the folder of its file, those of the command line to the root that is
// scanned. So paths are given as the first want them ("sub/src/a.c"), with the size of what lies above the root
// ("sub/"). A glob that matches a folder holds for all below it, which is the caller's to remember.
struct ScanGlobs {
  GlobSet includes;
  GlobSet excludes;
  GlobSet config_includes;
  GlobSet config_excludes;

  bool empty() const {
    return includes.empty() && excludes.empty() && config_includes.empty() && config_excludes.empty();
  }
  // Only what an include glob matches is scanned.
  bool wants_includes() const { return !includes.empty() || !config_includes.empty(); }

  // The command line has the last word. Neither allocates.
  bool Includes(std::string_view path, size_t root_size, bool is_folder) const;
  bool Excludes(std::string_view path, size_t root_size, bool is_folder) const;

  // What the configuration says of the folders of a path: "a/b/" is asked for "a" and "a/b".
  struct FoldersVerdict {
    bool excluded = false;
    bool included = false;
  };
  FoldersVerdict ConfigOnFolders(std::string_view folders) const;

  // Why the configuration leaves the file at `path` out, by itself or by a folder above it; nothing when it does not.
  std::optional<SkipReason> ConfigOnFile(std::string_view path) const;
};

}  // namespace veil::io
