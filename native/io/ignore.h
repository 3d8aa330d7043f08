// git's ignore rules, folder by folder. Rules hold inside a work tree only, and never skip what git tracks.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/git_environment.h"
#include "io/git_index.h"
#include "io/pattern_list.h"
#include "support/result.h"
#include "support/unique_fd.h"

namespace veil::io {

// A larger ignore file is not read; that is reported, and nothing is ignored for it. Each file's name may have to be
// tried on each pattern, so this bounds the time that a hostile one costs.
inline constexpr size_t kIgnoreFileMaxBytes = 1024 * 1024;

// One git work tree: its rules that are not in .gitignore files, and its index. Thread-safe.
class WorkTree {
 public:
  // Opens the work tree whose root is `folder_fd`. Null when its `.git` is no repository (as git decides it: a folder,
  // or a file that names one, with HEAD, objects and refs). `path` is the root's path to show, for errors.
  static std::shared_ptr<WorkTree> Open(int folder_fd, std::string path, const GitEnvironment& environment);

  bool ignore_case() const { return ignore_case_; }

  // What info/exclude and core.excludesFile say. `path` is relative to the work tree's root.
  Verdict Match(std::string_view path, std::string_view name, bool is_folder) const;

  // The index, read on first use; null when it is damaged: then nothing may be ignored here. Whoever is first gets the
  // error appended to `failures`.
  const GitIndex* Index(std::vector<Error>* failures) const;

 private:
  WorkTree() = default;

  std::string path_;
  UniqueFd git_folder_;
  size_t hash_size_bytes_ = 20;
  bool ignore_case_ = false;
  PatternList info_exclude_;
  PatternList excludes_file_;
  mutable std::once_flag index_read_;
  mutable std::optional<GitIndex> index_;
};

// The patterns of a .gitignore, and of those above it in the work tree. Immutable.
struct IgnoreFile {
  PatternList patterns;
  // Size of the path, from the work tree's root, of the folder it stands in, with a trailing slash (0 for the root).
  size_t folder_path_size = 0;
  std::shared_ptr<const IgnoreFile> outer;
};

// What holds for the entries of one folder. Immutable.
struct IgnoreScope {
  std::shared_ptr<const WorkTree> work_tree;
  std::shared_ptr<const IgnoreFile> innermost;
  // From the work tree's root, with a trailing slash; empty for the root.
  std::string folder_path;
  // The folder is ignored, and was entered for the tracked files in it: nothing else in it counts.
  bool inside_ignored = false;

  // The scope for a folder in which a .gitignore with this content stands.
  std::shared_ptr<const IgnoreScope> WithFile(std::string_view content) const;
  // The scope of a sub-folder, before its own .gitignore is read.
  std::shared_ptr<const IgnoreScope> Below(std::string_view name, bool is_ignored) const;
};

enum class IgnoreAnswer : uint8_t {
  kTake,
  kSkip,
  // An ignored folder with tracked files in it.
  kTakeTrackedOnly,
};

// Asks the rules, and the index when they would ignore. Not thread-safe: one a thread, for its buffer.
class IgnoreMatcher {
 public:
  // The folder whose entries are asked about from now on. `scope` must outlive the questions.
  void Enter(const IgnoreScope* scope);

  // Errors of reading the index are appended to `failures`.
  IgnoreAnswer Ask(std::string_view name, bool is_folder, std::vector<Error>* failures);

 private:
  const IgnoreScope* scope_ = nullptr;
  std::string path_;
};

// The scope that holds in the folder `folder_fd` from above, when it is the root of a walk: that of the nearest work
// tree upward, with the .gitignore files between that and the folder, which itself is not looked at. Null outside work
// trees, and when the folder is the root of one (its own `.git` is seen when it is listed).
std::shared_ptr<const IgnoreScope> ScopeFromAbove(int folder_fd, const GitEnvironment& environment);

// Reads the `.gitignore` of a folder. Empty when there is none that git would read (it follows no link there).
// EFBIG is appended to `failures`; other errors are left to the scan of the file itself.
std::optional<std::string> ReadIgnoreFile(int folder_fd, const std::string& folder_path, std::vector<Error>* failures);

}  // namespace veil::io
