// The patterns of one ignore file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/pattern.h"

namespace veil::io {

enum class Verdict : uint8_t { kNone, kIgnored, kKept };

// Immutable after Parse; thread-safe.
class PatternList {
 public:
  // Any bytes are a valid ignore file.
  static PatternList Parse(std::string_view content, bool ignore_case);

  // Appends one line; used by Parse and for globs. Answers false when the line holds no pattern.
  bool Add(std::string_view line, bool ignore_case);
  // To be called after the last Add and before the first Match.
  void Seal();

  bool empty() const { return patterns_.empty(); }

  // What the last pattern that matches says. `path` is relative to the file's folder, `name` its last component.
  // Allocates nothing.
  Verdict Match(std::string_view path, std::string_view name, bool is_folder) const;

 private:
  bool ignore_case_ = false;
  std::vector<Pattern> patterns_;
  // Patterns by the byte that their matches end with, last pattern first; and those that may end with any byte.
  // Most names are told apart by that byte alone, so a list of a hundred patterns costs a few comparisons.
  std::array<uint32_t, 257> bucket_starts_ = {};
  std::vector<uint32_t> buckets_;
  std::vector<uint32_t> any_ending_;
};

}  // namespace veil::io
