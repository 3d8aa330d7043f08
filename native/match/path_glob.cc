#include "match/path_glob.h"

#include <algorithm>
#include <cstring>

#include "match/ascii.h"

namespace veil {
namespace {

constexpr std::string_view kSpecial = "*?[]\\";

// Matches one byte against the set that begins at glob[at] == '['. Answers the offset after its ']', or npos when the
// bracket is never closed: then '[' is an ordinary byte.
size_t MatchSet(std::string_view glob, size_t at, char c, bool* matched) {
  size_t i = at + 1;
  const bool negated = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (negated) ++i;
  bool in_set = false;
  for (bool first = true; i < glob.size() && (first || glob[i] != ']'); first = false) {
    const char low = glob[i];
    char high = low;
    if (i + 2 < glob.size() && glob[i + 1] == '-' && glob[i + 2] != ']') {
      high = glob[i + 2];
      i += 2;
    }
    if (c >= low && c <= high) in_set = true;
    ++i;
  }
  if (i >= glob.size()) return std::string_view::npos;
  *matched = in_set != negated && c != '/';
  return i + 1;
}

// Iterative, with one point of return for the last `*` and one for the last `**`: no exponential case.
bool MatchGlob(std::string_view glob, std::string_view text) {
  constexpr size_t kNone = std::string_view::npos;
  size_t g = 0, t = 0;
  size_t star_g = kNone, star_t = 0;      // after a `*`
  size_t double_g = kNone, double_t = 0;  // after a `**`
  bool whole_folders = false;             // that `**` was a `**/`: it ends at a '/' only, or takes nothing
  while (true) {
    if (g < glob.size() && glob[g] == '*') {
      if (g + 1 < glob.size() && glob[g + 1] == '*') {
        const bool at_folder = t == 0 || text[t - 1] == '/';
        g += 2;
        whole_folders = at_folder && g < glob.size() && glob[g] == '/';
        if (whole_folders) ++g;
        double_g = g;
        double_t = t;
        star_g = kNone;
      } else {
        star_g = ++g;
        star_t = t;
      }
      continue;
    }
    if (g == glob.size() && t == text.size()) return true;
    if (g < glob.size() && t < text.size()) {
      bool matched = false;
      size_t next = g + 1;
      if (glob[g] == '?') {
        matched = text[t] != '/';
      } else if (glob[g] == '[') {
        next = MatchSet(glob, g, text[t], &matched);
        if (next == kNone) {
          next = g + 1;
          matched = text[t] == '[';
        }
      } else if (glob[g] == '\\' && g + 1 < glob.size()) {
        matched = text[t] == glob[g + 1];
        next = g + 2;
      } else {
        matched = text[t] == glob[g];
      }
      if (matched) {
        g = next;
        ++t;
        continue;
      }
    }
    if (star_g != kNone && star_t < text.size() && text[star_t] != '/') {
      g = star_g;
      t = ++star_t;
    } else if (double_g != kNone && double_t < text.size()) {
      do {
        ++double_t;
      } while (whole_folders && double_t < text.size() && text[double_t - 1] != '/');
      g = double_g;
      t = double_t;
      star_g = kNone;
    } else {
      return false;
    }
  }
}

}  // namespace

PathGlob::PathGlob(std::string_view glob) : glob_(AsciiLower(glob)) {
  if (glob_.starts_with('/')) glob_.erase(0, 1);
  const size_t special = glob_.find_last_of(kSpecial);
  literal_ = special == std::string::npos;
  tail_begin_ = literal_ ? 0 : special + 1;
  // `**/` may stand for nothing, so its slash is no certain part of the tail.
  if (tail_begin_ < glob_.size() && glob_[tail_begin_] == '/') ++tail_begin_;
}

std::string_view PathGlob::certain_text() const {
  const std::string_view glob = glob_;
  if (glob.find_first_of("[]\\") != std::string_view::npos) return {};
  std::string_view longest;
  for (size_t begin = 0; begin < glob.size();) {
    // `**/` may stand for nothing, so its slash is not certain.
    if (glob[begin] == '/' && begin >= 2 && glob.substr(begin - 2, 2) == "**") ++begin;
    const size_t end = std::min(glob.find_first_of("*?", begin), glob.size());
    if (end - begin > longest.size()) longest = glob.substr(begin, end - begin);
    begin = end + 1;
  }
  return longest;
}

bool PathGlob::Matches(std::string_view lower_path) const {
  const std::string_view tail = ending();
  if (!lower_path.ends_with(tail)) return false;
  if (literal_) return lower_path.size() == tail.size() || lower_path[lower_path.size() - tail.size() - 1] == '/';
  for (size_t begin = 0;;) {
    if (MatchGlob(glob_, lower_path.substr(begin))) return true;
    const size_t slash = lower_path.find('/', begin);
    if (slash == std::string_view::npos) return false;
    begin = slash + 1;
  }
}

namespace {

// Longer texts are looked for by their end, which is the name's own.
constexpr size_t kMinInside = 3;
constexpr size_t kMaxInside = 4;

}  // namespace

void PathHints::Add(const PathGlob& glob, Kinds kinds) {
  const std::string_view ending = glob.ending();
  const std::string_view inside = glob.certain_text();
  if (ending.size() >= 2) {
    endings_[Number(ending[ending.size() - 2], ending.back())] |= kinds;
  } else if (inside.size() >= kMinInside) {
    inside_.push_back({std::string(inside.substr(inside.size() - std::min(inside.size(), kMaxInside))), kinds});
    inside_begins_.set(Number(inside_.back().text[0], inside_.back().text[1]));
  } else {
    any_ |= kinds;
  }
}

PathHints::Kinds PathHints::KindsOf(std::string_view path) const {
  if (path.size() < 2) return any_;
  Kinds kinds = any_;
  for (size_t at = 0; at + 1 < path.size(); ++at) {
    if (inside_begins_[Number(path[at], path[at + 1])]) kinds |= KindsInside(path.substr(at));
  }
  return kinds | endings_[Number(path[path.size() - 2], path.back())];
}

PathHints::Kinds PathHints::KindsInside(std::string_view path) const {
  Kinds kinds = 0;
  for (const Inside& inside : inside_) {
    if (StartsWithCaseless(path, inside.text)) kinds |= inside.kinds;
  }
  return kinds;
}

}  // namespace veil
