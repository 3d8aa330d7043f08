#include "io/git_config.h"

#include <cstdlib>
#include <functional>

#include "io/small_file.h"

namespace veil::io {
namespace {

constexpr size_t kConfigMaxBytes = 4 * 1024 * 1024;
// As git itself has it.
constexpr int kIncludeDepth = 10;
// Depth alone does not bound it: a file may include itself a hundred times at each level.
constexpr int kIncludesMost = 100;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool IsKeyByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

// A reader of the syntax: calls `entry(key, value)` with the key in lower case ("core.excludesfile"); the value is
// empty where there is no `=` (which means true). Keys of sections with a sub-section are left out: none matters here.
class ConfigText {
 public:
  explicit ConfigText(std::string_view text) : text_(text) {}

  void Read(const std::function<void(const std::string& key, const std::optional<std::string>& value)>& entry) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (SkipToSomething()) {
      if (text_[at_] == '[') {
        ReadSection();
        continue;
      }
      const size_t start = at_;
      while (at_ < text_.size() && IsKeyByte(text_[at_])) ++at_;
      const std::string key = section_ + "." + Lower(text_.substr(start, at_ - start));
      SkipBlanks();
      std::optional<std::string> value;
      if (at_ < text_.size() && text_[at_] == '=') {
        ++at_;
        value = ReadValue();
      } else {
        SkipLine();
      }
      if (!section_.empty()) entry(key, value);
    }
  }

 private:
  bool SkipToSomething() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#' || c == ';') {
        SkipLine();
      } else if (c == '\n' || IsBlank(c)) {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  void SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  }

  void SkipLine() {
    const size_t end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
  }

  void ReadSection() {
    const size_t close = text_.find_first_of("]\n\"", at_);
    section_.clear();
    if (close == std::string_view::npos || text_[close] != ']') {
      SkipLine();
      return;
    }
    section_ = Lower(text_.substr(at_ + 1, close - at_ - 1));
    at_ = close + 1;
  }

  std::string ReadValue() {
    SkipBlanks();
    std::string value;
    // Blanks count when something follows them.
    size_t solid_size = 0;
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++at_;
        break;
      }
      if (!quoted && (c == '#' || c == ';')) {
        SkipLine();
        break;
      }
      if (c == '"') {
        quoted = !quoted;
        solid_size = value.size();
        continue;
      }
      if (c == '\\' && at_ + 1 < text_.size()) {
        const char escaped = text_[++at_];
        if (escaped == '\n') continue;
        value += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'b' ? '\b' : escaped;
        solid_size = value.size();
        continue;
      }
      value += c;
      if (quoted || !IsBlank(c)) solid_size = value.size();
    }
    value.resize(solid_size);
    return value;
  }

  const std::string_view text_;
  size_t at_ = 0;
  std::string section_;
};

bool IsTrue(const std::optional<std::string>& value) {
  if (!value) return true;
  const std::string lower = Lower(*value);
  return lower == "true" || lower == "yes" || lower == "on" || std::strtol(lower.c_str(), nullptr, 10) != 0;
}

std::string ExpandHome(const std::string& path, const std::string& home) {
  if (home.empty() || !(path == "~" || path.starts_with("~/"))) return path;
  return home + path.substr(1);
}

void TakeEntry(const std::string& key, const std::optional<std::string>& value, const std::string& home,
               GitConfig* config) {
  if (key == "core.excludesfile" && value) config->excludes_file = ExpandHome(*value, home);
  if (key == "core.ignorecase") config->ignore_case = IsTrue(value);
  if (key == "extensions.objectformat" && value) config->sha256 = Lower(*value) == "sha256";
  if (key == "extensions.worktreeconfig") config->worktree_config = IsTrue(value);
}

void ReadWithIncludes(int folder_fd, const std::string& path, const std::string& home, int depth, int* includes_left,
                      GitConfig* config) {
  auto text = ReadSmallFile(folder_fd, path, kConfigMaxBytes);
  if (!text) return;
  ConfigText(text.value()).Read([&](const std::string& key, const std::optional<std::string>& value) {
    TakeEntry(key, value, home, config);
    if (key != "include.path" || !value || depth >= kIncludeDepth || *includes_left == 0) return;
    --*includes_left;
    std::string included = ExpandHome(*value, home);
    // Relative to the file that includes it.
    if (!included.starts_with('/')) included.insert(0, path.substr(0, path.rfind('/') + 1));
    ReadWithIncludes(folder_fd, included, home, depth + 1, includes_left, config);
  });
}

}  // namespace

void ReadGitConfig(int folder_fd, const std::string& path, const std::string& home, GitConfig* config) {
  int includes_left = kIncludesMost;
  ReadWithIncludes(folder_fd, path, home, 0, &includes_left, config);
}

void ParseGitConfig(std::string_view text, const std::string& home, GitConfig* config) {
  ConfigText(text).Read(
      [&](const std::string& key, const std::optional<std::string>& value) { TakeEntry(key, value, home, config); });
}

}  // namespace veil::io
