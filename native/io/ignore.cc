#include "io/ignore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/small_file.h"

namespace veil::io {

std::shared_ptr<const IgnoreScope> IgnoreScope::WithFile(std::string_view content) const {
  auto file = std::make_shared<IgnoreFile>();
  file->patterns = PatternList::Parse(content, work_tree->ignore_case());
  file->folder_path_size = folder_path.size();
  file->outer = innermost;
  auto scope = std::make_shared<IgnoreScope>(*this);
  if (!file->patterns.empty()) scope->innermost = std::move(file);
  return scope;
}

std::shared_ptr<const IgnoreScope> IgnoreScope::Below(std::string_view name, bool is_ignored) const {
  auto scope = std::make_shared<IgnoreScope>();
  scope->work_tree = work_tree;
  scope->innermost = innermost;
  scope->folder_path.reserve(folder_path.size() + name.size() + 1);
  scope->folder_path.append(folder_path).append(name).append("/");
  scope->inside_ignored = inside_ignored || is_ignored;
  return scope;
}

void IgnoreMatcher::Enter(const IgnoreScope* scope) {
  scope_ = scope;
  path_ = scope->folder_path;
}

namespace {

bool IsIgnored(const IgnoreScope& scope, std::string_view path, std::string_view name, bool is_folder) {
  if (scope.inside_ignored) return true;
  for (const IgnoreFile* file = scope.innermost.get(); file != nullptr; file = file->outer.get()) {
    const Verdict verdict = file->patterns.Match(path.substr(file->folder_path_size), name, is_folder);
    if (verdict != Verdict::kNone) return verdict == Verdict::kIgnored;
  }
  return scope.work_tree->Match(path, name, is_folder) == Verdict::kIgnored;
}

}  // namespace

IgnoreAnswer IgnoreMatcher::Ask(std::string_view name, bool is_folder, std::vector<Error>* failures) {
  path_.resize(scope_->folder_path.size());
  path_.append(name);
  if (!IsIgnored(*scope_, path_, name, is_folder)) return IgnoreAnswer::kTake;
  const GitIndex* index = scope_->work_tree->Index(failures);
  if (index == nullptr) return IgnoreAnswer::kTake;
  if (!is_folder) return index->Holds(path_) ? IgnoreAnswer::kTake : IgnoreAnswer::kSkip;
  // A folder is held itself when it is a submodule.
  return index->Holds(path_) || index->HoldsBelow(path_) ? IgnoreAnswer::kTakeTrackedOnly : IgnoreAnswer::kSkip;
}

std::optional<std::string> ReadIgnoreFile(int folder_fd, const std::string& folder_path, std::vector<Error>* failures) {
  auto content = ReadSmallFile(folder_fd, ".gitignore", kIgnoreFileMaxBytes, O_NOFOLLOW);
  if (content) return std::move(content).value();
  if (content.error().errno_value == EFBIG) {
    Error error = std::move(content).error();
    error.path = folder_path + (folder_path.empty() || folder_path.ends_with('/') ? "" : "/") + ".gitignore";
    error.message += "; its rules are not applied";
    failures->push_back(std::move(error));
  }
  return std::nullopt;
}

namespace {

// The absolute path of an open folder; empty when the kernel cannot tell (it was deleted, or lies outside of our root).
std::string PathOfFd(int fd) {
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  std::string path(4096, '\0');
  while (true) {
    const ssize_t size = readlink(link.c_str(), path.data(), path.size());
    if (size < 0) return "";
    if (static_cast<size_t>(size) < path.size()) {
      path.resize(static_cast<size_t>(size));
      return path.starts_with('/') ? path : "";
    }
    path.resize(path.size() * 2);
  }
}

}  // namespace

std::shared_ptr<const IgnoreScope> ScopeFromAbove(int folder_fd, const GitEnvironment& environment) {
  const std::string path = PathOfFd(folder_fd);
  if (path.empty() || WorkTree::Open(folder_fd, path, environment) != nullptr) return nullptr;
  // Names of the folders between the work tree and the root of the walk, innermost first.
  std::vector<std::string> names;
  std::string above = path;
  UniqueFd folder(openat(folder_fd, ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
  while (above.size() > 1) {
    const size_t slash = above.rfind('/');
    names.push_back(above.substr(slash + 1));
    above.resize(std::max<size_t>(slash, 1));
    // Inside a `.git` there is no work tree.
    if (names.back() == ".git") return nullptr;
    folder.reset(openat(folder.get(), "..", O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder.valid()) return nullptr;
    struct stat about {};
    if (fstatat(folder.get(), ".git", &about, AT_SYMLINK_NOFOLLOW) != 0) continue;
    auto tree = WorkTree::Open(folder.get(), above, environment);
    if (tree == nullptr) continue;

    auto top = std::make_shared<IgnoreScope>();
    top->work_tree = std::move(tree);
    std::shared_ptr<const IgnoreScope> scope = std::move(top);
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      // A failure here is no row of the walk: the file lies outside of what is scanned.
      std::vector<Error> outside;
      if (const auto content = ReadIgnoreFile(folder.get(), above, &outside)) scope = scope->WithFile(*content);
      scope = scope->Below(*name, false);
      folder.reset(openat(folder.get(), name->c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
      if (!folder.valid()) return nullptr;
    }
    return scope;
  }
  return nullptr;
}

}  // namespace veil::io
