// For tests of io/: a temporary tree of files, and a whole walk of it.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/folder.h"

namespace veil::test {

// A folder below /tmp that is deleted with its content, however deep and unreadable.
class TempTree {
 public:
  TempTree();
  ~TempTree();
  TempTree(const TempTree&) = delete;
  TempTree& operator=(const TempTree&) = delete;

  const std::string& path() const { return path_; }
  std::string At(std::string_view relative) const { return path_ + "/" + std::string(relative); }

  // Makes the file, and the folders above it.
  void Write(std::string_view relative, std::string_view content) const;
  void MakeFolder(std::string_view relative) const;
  void Link(std::string_view target, std::string_view relative) const;

 private:
  std::string path_;
};

// Everything that a walk over one root listed. Paths are as shown, cut at `strip` when they begin with it.
struct Walked {
  std::set<std::string> files;
  std::map<std::string, io::SkipReason> skipped;
  std::vector<Error> failures;
  size_t folders = 0;
};

Walked WalkAll(const std::string& root, io::WalkOptions options = {}, std::string_view config_path = {});

// Runs a command with `folder` as its working folder and no user's git configuration; answers its standard output.
// The process's exit status must be 0, or the test fails.
std::string RunCommand(const std::vector<std::string>& command, const std::string& folder);

// Splits at NULs.
std::set<std::string> SplitNul(std::string_view text);

// A small seeded generator: the same sequence on every machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 2654435769u + 1) {}
  // [0, bound)
  size_t Below(size_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<size_t>(state_ >> 11) % bound;
  }
  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(from.size())];
  }

 private:
  uint64_t state_;
};

}  // namespace veil::test
