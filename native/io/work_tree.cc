#include <fcntl.h>
#include <sys/stat.h>

#include "io/git_config.h"
#include "io/ignore.h"
#include "io/small_file.h"

namespace veil::io {
namespace {

constexpr size_t kGitFileMaxBytes = 64 * 1024;
constexpr std::string_view kGitFilePrefix = "gitdir: ";

std::string FirstLine(std::string text) {
  text.resize(std::min(text.size(), text.find_first_of("\r\n")));
  return text;
}

UniqueFd OpenFolder(int folder_fd, const std::string& path) {
  return UniqueFd(openat(folder_fd, path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool Exists(int folder_fd, const char* name, int flags) {
  struct stat about {};
  return fstatat(folder_fd, name, &about, flags) == 0;
}

// `.git` is a folder (or a link to one), or a file that holds "gitdir: PATH", as in linked work trees and submodules.
UniqueFd OpenGitFolder(int folder_fd) {
  UniqueFd git_folder = OpenFolder(folder_fd, ".git");
  if (git_folder.valid() || errno != ENOTDIR) return git_folder;
  auto text = ReadSmallFile(folder_fd, ".git", kGitFileMaxBytes);
  if (!text || !text.value().starts_with(kGitFilePrefix)) return UniqueFd();
  return OpenFolder(folder_fd, FirstLine(text.value().substr(kGitFilePrefix.size())));
}

// What the linked work trees of a repository share, which is the git folder itself without a `commondir` in it.
UniqueFd OpenCommonFolder(int git_folder_fd) {
  auto text = ReadSmallFile(git_folder_fd, "commondir", kGitFileMaxBytes);
  return OpenFolder(git_folder_fd, text ? FirstLine(std::move(text).value()) : ".");
}

PatternList ReadPatterns(int folder_fd, const std::string& path, bool ignore_case) {
  auto text = ReadSmallFile(folder_fd, path, kIgnoreFileMaxBytes);
  return text ? PatternList::Parse(text.value(), ignore_case) : PatternList();
}

}  // namespace

std::shared_ptr<WorkTree> WorkTree::Open(int folder_fd, std::string path, const GitEnvironment& environment) {
  std::shared_ptr<WorkTree> tree(new WorkTree);
  tree->path_ = std::move(path);
  tree->git_folder_ = OpenGitFolder(folder_fd);
  if (!tree->git_folder_.valid()) return nullptr;
  const UniqueFd common = OpenCommonFolder(tree->git_folder_.get());
  // HEAD may be a link to a branch without a commit, so it is not followed.
  if (!common.valid() || !Exists(tree->git_folder_.get(), "HEAD", AT_SYMLINK_NOFOLLOW) ||
      !Exists(common.get(), "objects", 0) || !Exists(common.get(), "refs", 0)) {
    return nullptr;
  }

  GitConfig config;
  for (const std::string* file : {&environment.system_config, &environment.xdg_config, &environment.user_config}) {
    if (!file->empty()) ReadGitConfig(folder_fd, *file, environment.home, &config);
  }
  ReadGitConfig(common.get(), "config", environment.home, &config);
  if (config.worktree_config) {
    ReadGitConfig(tree->git_folder_.get(), "config.worktree", environment.home, &config);
  }

  tree->ignore_case_ = config.ignore_case;
  tree->hash_size_bytes_ = config.sha256 ? 32 : 20;
  tree->info_exclude_ = ReadPatterns(common.get(), "info/exclude", config.ignore_case);
  const std::string excludes_file = config.excludes_file.value_or(environment.default_ignore);
  if (!excludes_file.empty()) tree->excludes_file_ = ReadPatterns(folder_fd, excludes_file, config.ignore_case);
  return tree;
}

Verdict WorkTree::Match(std::string_view path, std::string_view name, bool is_folder) const {
  const Verdict verdict = info_exclude_.Match(path, name, is_folder);
  return verdict != Verdict::kNone ? verdict : excludes_file_.Match(path, name, is_folder);
}

const GitIndex* WorkTree::Index(std::vector<Error>* failures) const {
  std::call_once(index_read_, [&] {
    auto index = GitIndex::Read(git_folder_.get(), hash_size_bytes_, ignore_case_);
    if (index) {
      index_ = std::move(index).value();
      return;
    }
    Error error = std::move(index).error();
    error.path = path_ + (path_.empty() || path_.ends_with('/') ? "" : "/") + ".git/" + error.path;
    error.message += "; no file of this work tree is left out by ignore rules";
    failures->push_back(std::move(error));
  });
  return index_ ? &*index_ : nullptr;
}

}  // namespace veil::io
