#include "io/scan_globs.h"

namespace veil::io {
namespace {

bool Matches(const GlobSet& typed, const GlobSet& configured, std::string_view path, size_t root_size, bool is_folder) {
  if (const auto said = typed.Ask(path.substr(root_size), is_folder)) return *said;
  return configured.Matches(path, is_folder);
}

}  // namespace

bool ScanGlobs::Includes(std::string_view path, size_t root_size, bool is_folder) const {
  return Matches(includes, config_includes, path, root_size, is_folder);
}

bool ScanGlobs::Excludes(std::string_view path, size_t root_size, bool is_folder) const {
  return Matches(excludes, config_excludes, path, root_size, is_folder);
}

ScanGlobs::FoldersVerdict ScanGlobs::ConfigOnFolders(std::string_view folders) const {
  FoldersVerdict verdict;
  for (size_t slash = folders.find('/'); slash != std::string_view::npos; slash = folders.find('/', slash + 1)) {
    const std::string_view folder = folders.substr(0, slash);
    verdict.excluded = verdict.excluded || config_excludes.Matches(folder, true);
    verdict.included = verdict.included || config_includes.Matches(folder, true);
  }
  return verdict;
}

std::optional<SkipReason> ScanGlobs::ConfigOnFile(std::string_view path) const {
  const FoldersVerdict folders = ConfigOnFolders(path);
  if (folders.excluded || config_excludes.Matches(path, false)) return SkipReason::kExcluded;
  const bool is_included = config_includes.empty() || folders.included || config_includes.Matches(path, false);
  if (!is_included) return SkipReason::kNotIncluded;
  return std::nullopt;
}

}  // namespace veil::io
