#include "match/pair.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace veil {

bool FindPair(const Pattern& pattern, uint64_t distance_bytes, Text& text, Match* match) {
  const uint64_t first = match->begin > distance_bytes ? match->begin - distance_bytes : 0;
  const uint64_t window_begin = first > 0 ? first - 1 : 0;  // a byte of context for ^ and \b
  const std::string_view window = text.Slice(window_begin, match->end + distance_bytes + 1);
  const size_t search_end = std::min<uint64_t>(window.size(), match->end + distance_bytes - window_begin);
  const size_t secret_begin = match->secret_begin - window_begin;
  const size_t secret_end = match->secret_end - window_begin;

  bool found = false;
  size_t least_gap = 0;
  std::array<Range, 2> groups;
  for (size_t at = first - window_begin; at < search_end && pattern.Search(window, at, search_end, groups);) {
    const Range half = groups[1];
    at = std::max(groups[0].end, groups[0].begin + 1);
    if (!half.found() || half.begin == half.end) continue;
    if (half.begin < secret_end && half.end > secret_begin) {
      // It ran into the secret: what comes after the secret is still to be looked at.
      at = std::max(groups[0].begin + 1, std::min(at, secret_end));
      continue;
    }
    const bool before = half.end <= secret_begin;
    const size_t gap = before ? secret_begin - half.end : half.begin - secret_end;
    if (found && gap >= least_gap) {
      if (!before) break;  // farther and farther from here on
      continue;
    }
    found = true;
    least_gap = gap;
    match->pair_begin = window_begin + half.begin;
    match->pair_end = window_begin + half.end;
  }
  return found;
}

}  // namespace veil
