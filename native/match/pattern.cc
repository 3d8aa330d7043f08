#include "match/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "match/rule_set.h"

namespace veil {

Pattern::Pattern(std::string_view source) : source_(source) {}
Pattern::~Pattern() = default;

const re2::RE2& Pattern::compiled() const {
  std::call_once(once_, [this] {
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_max_mem(kMaxPatternMemoryBytes);
    options.set_log_errors(false);
    compiled_ = std::make_unique<re2::RE2>(source_, options);
  });
  return *compiled_;
}

std::string Pattern::Error() const { return compiled().error(); }

size_t Pattern::group_count() const {
  return compiled().ok() ? static_cast<size_t>(compiled().NumberOfCapturingGroups()) : 0;
}

bool Pattern::CanBegin(std::string_view text) const {
  std::call_once(outline_once_, [this] { outline_.emplace(source_); });
  return outline_->MayMatch(text);
}

bool Pattern::MatchAt(std::string_view text, size_t begin, size_t end, std::span<Range> groups) const {
  return begin <= end && end <= text.size() && CanBegin(text.substr(begin, end - begin)) &&
         Match(text, begin, end, true, groups);
}

bool Pattern::SearchUntil(std::string_view text, size_t begin, size_t last, size_t end, std::span<Range> groups) const {
  // A match whose begin is known needs no second automaton, which runs back to it from the end: for a private key in
  // Base64 that one took 50 ms. More beginnings than these are left to a single search.
  constexpr size_t kMaxLooks = 256;
  constexpr int kMaxMatches = 32;
  const size_t looks_end = std::min(last + 1, begin + kMaxLooks);
  for (int matches = 0; begin < looks_end && matches < kMaxMatches; ++begin) {
    if (!CanBegin(text.substr(begin, end - begin))) continue;
    if (Match(text, begin, end, true, groups)) return true;
    ++matches;
  }
  return begin <= last && Search(text, begin, end, groups) && groups[0].begin <= last;
}

bool Pattern::Search(std::string_view text, size_t begin, size_t end, std::span<Range> groups) const {
  return Match(text, begin, end, false, groups);
}

bool Pattern::Match(std::string_view text, size_t begin, size_t end, bool anchored, std::span<Range> groups) const {
  const re2::RE2& pattern = compiled();
  if (!pattern.ok() || begin > end || end > text.size()) return false;
  std::array<re2::StringPiece, kMaxSecretGroup + 1> found;
  const size_t count = std::min({groups.size(), found.size(), group_count() + 1});
  const auto anchor = anchored ? re2::RE2::ANCHOR_START : re2::RE2::UNANCHORED;
  const re2::StringPiece in(text.data(), text.size());
  // Asked for groups at once, RE2 runs the automaton that finds them; the one that says yes or no is five times as
  // fast, and nearly all answers are no.
  if (count > 1 && !pattern.Match(in, begin, end, anchor, nullptr, 0)) return false;
  if (!pattern.Match(in, begin, end, anchor, found.data(), static_cast<int>(count))) return false;
  for (size_t i = 0; i < groups.size(); ++i) {
    groups[i] = {};
    if (i >= count || found[i].data() == nullptr) continue;
    groups[i].begin = static_cast<size_t>(found[i].data() - text.data());
    groups[i].end = groups[i].begin + found[i].size();
  }
  return true;
}

}  // namespace veil
