// The globs of a rule's path conditions.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veil {

// `*` any bytes but '/', `?` one byte but '/', `[abc]`, `[a-z]`, `[!a]` one byte, `**` any bytes, `/**/` any number of
// folders, `\x` the byte x.
// The glob is matched against the whole path and against each tail of it that begins after a '/': `id_rsa` means a file
// of that name anywhere, `.aws/credentials` that file in any folder of that name. ASCII letters match in any case.
// A glob that begins with '/' is the same without it. Immutable, thread-safe.
class PathGlob {
 public:
  explicit PathGlob(std::string_view glob);

  // `lower_path` is in lower case. O(path × wildcards).
  bool Matches(std::string_view lower_path) const;

  // What every matching path ends with, in lower case; may be empty.
  std::string_view ending() const { return std::string_view(glob_).substr(tail_begin_); }

  // The longest text without wildcards that every matching path has somewhere, in lower case; may be empty.
  std::string_view certain_text() const;

 private:
  std::string glob_;       // in lower case
  size_t tail_begin_ = 0;  // where the literal end of glob_ begins, after its last wildcard: what is compared first
  bool literal_ = false;   // no wildcard at all
};

// Which kinds of many globs may match a path, by the path's last two bytes, or by three or four bytes anywhere for
// globs that end in a wildcard: asked for every file of a tree.
class PathHints {
 public:
  // Bits of a number, up to eight.
  using Kinds = uint8_t;
  void Add(const PathGlob& glob, Kinds kinds);

  // The kinds of which a glob may match: those that are not answered do not. The path may be in any case.
  Kinds KindsOf(std::string_view path) const;

 private:
  struct Inside {
    std::string text;  // in lower case
    Kinds kinds = 0;
  };

  // Five bits of each tell letters apart, but for their case: a table for every pair would be out of the first-level
  // cache at each file.
  static constexpr size_t kPairs = 1024;
  static size_t Number(char first, char second) { return static_cast<size_t>((first & 31) << 5 | (second & 31)); }
  // Of the texts that begin here.
  Kinds KindsInside(std::string_view path) const;

  std::array<Kinds, kPairs> endings_{};  // by the last two bytes
  std::vector<Inside> inside_;
  std::bitset<kPairs> inside_begins_;  // their first two bytes
  Kinds any_ = 0;                      // those with a glob that says nothing certain
};

}  // namespace veil
