// The globs of a rule's path conditions.
#pragma once

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

// Whether any of many globs may match a path, by the path's last two bytes, or by four bytes or three anywhere for
// globs that end in a wildcard: asked for every file of a tree.
class PathHints {
 public:
  void Add(const PathGlob& glob);

  // False is certain. The path may be in any case.
  bool MayMatch(std::string_view path) const;

 private:
  static size_t Number(char first, char second) {
    return static_cast<size_t>(static_cast<uint8_t>(first)) << 8 | static_cast<uint8_t>(second);
  }

  // Whether one of inside_ begins the text.
  bool HasInsideAt(std::string_view path) const;

  std::bitset<65536> endings_;
  std::vector<std::string> inside_;   // in lower case
  std::bitset<65536> inside_begins_;  // their first two bytes
  bool any_ = false;                  // a glob says nothing certain
};

}  // namespace veil
