// The few keys of git's configuration that decide what is ignored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/git_environment.h"

namespace veil::io {

struct GitConfig {
  // core.excludesFile, as written but for `~/`; relative to the work tree's root.
  std::optional<std::string> excludes_file;
  bool ignore_case = false;      // core.ignoreCase
  bool sha256 = false;           // extensions.objectFormat
  bool worktree_config = false;  // extensions.worktreeConfig
};

// Reads a configuration file, later values over earlier ones, into `config`, with those that it includes (include.path,
// ten deep, a hundred in all; includeIf is not asked). What cannot be read or understood is passed over: git's own commands complain of
// it. `path` may be absolute, or relative to `folder_fd`; `home` stands for `~`.
void ReadGitConfig(int folder_fd, const std::string& path, const std::string& home, GitConfig* config);

// The same for the text of a file, without includes. Any bytes may come.
void ParseGitConfig(std::string_view text, const std::string& home, GitConfig* config);

}  // namespace veil::io
