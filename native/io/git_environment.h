// Where git's configuration of the user and the system lies.
#pragma once

#include <string>

namespace veil::io {

// File names; an empty one is not read. All fields empty: only what a repository holds itself counts.
struct GitEnvironment {
  std::string home;            // for `~/` in core.excludesFile and include.path
  std::string system_config;   // /etc/gitconfig
  std::string xdg_config;      // $XDG_CONFIG_HOME/git/config
  std::string user_config;     // ~/.gitconfig
  std::string default_ignore;  // $XDG_CONFIG_HOME/git/ignore, used when core.excludesFile is not set
};

// As git reads them: HOME, XDG_CONFIG_HOME, GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM, GIT_CONFIG_NOSYSTEM.
// Reads the process's environment: call it on the main thread.
GitEnvironment GitEnvironmentOfProcess();

}  // namespace veil::io
