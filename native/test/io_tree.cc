#include "test/io_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "support/unique_fd.h"
#include "test/test.h"

namespace veil::test {
namespace {

// Descends by descriptors, so that trees deeper than PATH_MAX go as well.
void RemoveBelow(int parent_fd, const std::string& name) {
  if (unlinkat(parent_fd, name.c_str(), 0) == 0 || errno == ENOENT) return;
  const UniqueFd folder(openat(parent_fd, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder.valid()) return;
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(dup(folder.get())), closedir);
  while (const dirent* entry = readdir(entries.get())) names.emplace_back(entry->d_name);
  for (const std::string& inner : names) {
    if (inner != "." && inner != "..") RemoveBelow(folder.get(), inner);
  }
  unlinkat(parent_fd, name.c_str(), AT_REMOVEDIR);
}

}  // namespace

TempTree::TempTree() {
  char pattern[] = "/tmp/veil-io-XXXXXX";
  path_ = mkdtemp(pattern);
}

TempTree::~TempTree() { RemoveBelow(AT_FDCWD, path_); }

void TempTree::Write(std::string_view relative, std::string_view content) const {
  const std::string path = At(relative);
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  const UniqueFd fd(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  EXPECT(fd.valid());
  EXPECT_EQ(write(fd.get(), content.data(), content.size()), static_cast<ssize_t>(content.size()));
}

void TempTree::MakeFolder(std::string_view relative) const { std::filesystem::create_directories(At(relative)); }

void TempTree::Link(std::string_view target, std::string_view relative) const {
  std::filesystem::create_directories(std::filesystem::path(At(relative)).parent_path());
  EXPECT_EQ(symlink(std::string(target).c_str(), At(relative).c_str()), 0);
}

Walked WalkAll(const std::string& root_path, io::WalkOptions options, std::string_view config_path) {
  Walked walked;
  auto root = io::OpenRoot(io::Walk::Create(std::move(options)), root_path, config_path);
  if (!root) {
    walked.failures.push_back(root.error());
    return walked;
  }
  const auto strip = [&](std::string path) {
    return path.starts_with(root_path + "/") ? path.substr(root_path.size() + 1) : path;
  };
  std::vector<std::shared_ptr<io::Folder>> stack;
  if (root.value().skipped) walked.skipped.emplace("", *root.value().skipped);
  if (root.value().folder != nullptr) stack.push_back(std::move(root.value().folder));
  io::Lister lister;
  io::Listing listing;
  while (!stack.empty()) {
    const std::shared_ptr<io::Folder> folder = std::move(stack.back());
    stack.pop_back();
    lister.List(folder, &listing);
    ++walked.folders;
    for (const auto& file : listing.files) walked.files.insert(strip(folder->PathOf(listing.NameOf(file))));
    for (const auto& entry : listing.skipped) {
      walked.skipped.emplace(strip(folder->PathOf(listing.NameOf(entry))), entry.reason);
    }
    for (Error& error : listing.failures) {
      error.path = strip(error.path);
      walked.failures.push_back(std::move(error));
    }
    for (auto& found : listing.folders) stack.push_back(std::move(found));
  }
  return walked;
}

std::string RunCommand(const std::vector<std::string>& command, const std::string& folder) {
  // Everything that allocates comes before the fork: other threads may hold the allocator's lock then.
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  std::vector<std::string> variables = {"HOME=/nonexistent", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
                                        "LC_ALL=C", std::string("PATH=") + std::getenv("PATH")};
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);

  int ends[2];
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  UniqueFd read_end(ends[0]);
  UniqueFd write_end(ends[1]);
  const pid_t child = fork();
  if (child == 0) {
    dup2(write_end.get(), STDOUT_FILENO);
    if (chdir(folder.c_str()) == 0) execvpe(arguments[0], arguments.data(), environment.data());
    _exit(127);
  }
  write_end.reset();
  std::string output;
  char buffer[64 * 1024];
  for (ssize_t size = 0; (size = read(read_end.get(), buffer, sizeof buffer)) > 0;) {
    output.append(buffer, static_cast<size_t>(size));
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) Fail(__FILE__, __LINE__, command[0] + " " + command[1] + " to succeed in " + folder);
  return output;
}

std::set<std::string> SplitNul(std::string_view text) {
  std::set<std::string> parts;
  while (!text.empty()) {
    const size_t end = text.find('\0');
    parts.emplace(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

}  // namespace veil::test
