#include "io/git_environment.h"

#include <cstdlib>
#include <string_view>

namespace veil::io {
namespace {

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

}  // namespace

GitEnvironment GitEnvironmentOfProcess() {
  GitEnvironment environment;
  environment.home = FromEnvironment("HOME");
  const std::string no_system = FromEnvironment("GIT_CONFIG_NOSYSTEM");
  if (no_system.empty() || no_system == "0" || no_system == "false") {
    environment.system_config = FromEnvironment("GIT_CONFIG_SYSTEM");
    if (environment.system_config.empty()) environment.system_config = "/etc/gitconfig";
  }
  std::string xdg = FromEnvironment("XDG_CONFIG_HOME");
  if (xdg.empty() && !environment.home.empty()) xdg = environment.home + "/.config";
  if (!xdg.empty()) environment.default_ignore = xdg + "/git/ignore";
  if (std::getenv("GIT_CONFIG_GLOBAL") != nullptr) {
    // Stands for both of the user's files; empty means none.
    environment.user_config = FromEnvironment("GIT_CONFIG_GLOBAL");
  } else {
    if (!xdg.empty()) environment.xdg_config = xdg + "/git/config";
    if (!environment.home.empty()) environment.user_config = environment.home + "/.gitconfig";
  }
  return environment;
}

}  // namespace veil::io
