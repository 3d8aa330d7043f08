// A regular expression over bytes, compiled when it is first asked. RE2: the time is linear whoever wrote the pattern.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "match/pattern_outline.h"

namespace re2 {
class RE2;
}

namespace veil {

// A range of a text, half-open. `begin` is npos for a group that took no part.
struct Range {
  size_t begin = std::string_view::npos;
  size_t end = std::string_view::npos;
  bool found() const { return begin != std::string_view::npos; }
};

// Memory for one pattern's program and its automata, at most; an automaton that would need more starts over, and at
// last gives way to a slower one that needs little.
inline constexpr size_t kMaxPatternMemoryBytes = 8 * 1024 * 1024;

// Thread-safe. Syntax is RE2's; a byte is a character (Latin-1), `.` does not match a newline unless (?s) says so,
// `^` and `$` are the text's ends unless (?m) says lines, the leftmost match is preferred, and its first alternative.
class Pattern {
 public:
  explicit Pattern(std::string_view source);
  ~Pattern();

  std::string_view source() const { return source_; }

  // Why the pattern is wrong, or empty. Compiles it.
  std::string Error() const;

  // The capture groups of the pattern; 0 when it is wrong. Compiles it.
  size_t group_count() const;

  // Matches within text[begin, end); what lies outside is context for `^ $ \b`. Group 0 is the whole match; `groups`
  // beyond the pattern's own stay not found. A wrong pattern matches nowhere.
  bool MatchAt(std::string_view text, size_t begin, size_t end, std::span<Range> groups) const;  // begins at `begin`
  bool Search(std::string_view text, size_t begin, size_t end, std::span<Range> groups) const;   // leftmost
  // The leftmost that begins in text[begin, last]. The faster, the fewer of these are like a match's beginning.
  bool SearchUntil(std::string_view text, size_t begin, size_t last, size_t end, std::span<Range> groups) const;

 private:
  const re2::RE2& compiled() const;
  // Whether a match can begin at the text's begin: false is certain, true is not.
  bool CanBegin(std::string_view text) const;
  bool Match(std::string_view text, size_t begin, size_t end, bool anchored, std::span<Range> groups) const;

  const std::string source_;
  // Most candidates fail here, so that most patterns are never compiled.
  mutable std::once_flag outline_once_;
  mutable std::optional<PatternOutline> outline_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> compiled_;
};

}  // namespace veil
