#include "match/confirm.h"

#include <algorithm>
#include <array>

#include "match/boundary.h"
#include "match/entropy.h"
#include "match/keywords.h"
#include "match/pair.h"
#include "match/placeholder.h"

namespace veil {
namespace {

// One byte behind a window lets `$ \b` see what really stands there; in front of it the boundary looks further.
constexpr uint64_t kEdgeBytes = 1;

uint64_t Before(uint64_t at, uint64_t bytes) { return at > bytes ? at - bytes : 0; }

// A rule that looks before its literal may match many times before a match covers the literal. A hostile rule would
// make each of them cost the whole window.
constexpr int kMaxSearches = 32;

// Finds the pattern so that it covers window[literal_begin, literal_end).
bool FindCovering(const CompiledRule& rule, std::string_view window, size_t search_begin, size_t literal_begin,
                  size_t literal_end, size_t search_end, std::span<Range> groups) {
  if (rule.before_bytes == 0) {
    return rule.pattern->MatchAt(window, literal_begin, search_end, groups) && groups[0].end >= literal_end;
  }
  size_t at = search_begin;
  for (int searches = 0; searches < kMaxSearches && at <= literal_begin; ++searches) {
    if (!rule.pattern->SearchUntil(window, at, literal_begin, search_end, groups)) return false;
    if (groups[0].end >= literal_end) return true;
    at = std::max(groups[0].end, groups[0].begin + 1);
  }
  return false;
}

bool IsAllowed(const CompiledRule& rule, std::string_view secret) {
  if (std::find(rule.allow_values.begin(), rule.allow_values.end(), secret) != rule.allow_values.end()) return true;
  return std::any_of(rule.allow_patterns.begin(), rule.allow_patterns.end(),
                     [&](const auto& pattern) { return pattern->Search(secret, 0, secret.size(), {}); });
}

void Lower(Match* match) {
  if (match->severity > Severity::low)
    match->severity = static_cast<Severity>(static_cast<uint32_t>(match->severity) - 1);
  match->confidence = std::min(match->confidence, Confidence::kMedium);
}

bool PassesChecksum(const CompiledRule& rule, std::string_view secret, Match* match) {
  if (rule.checksum == 0) return true;
  ChecksumResult result = VerifyChecksum(rule.checksum, secret);
  match->checksum = result.verdict;
  match->note = std::move(result.note);
  if (result.verdict == ChecksumVerdict::kValid) match->confidence = Confidence::kHigh;
  if (result.encrypted && match->severity > Severity::medium) match->severity = Severity::medium;
  if (result.verdict != ChecksumVerdict::kInvalid) return true;
  if (rule.checksum_failure == OnChecksumFailure::suppress) return false;
  if (rule.checksum_failure == OnChecksumFailure::lower) Lower(match);
  return true;
}

bool HasKeywordNear(const CompiledRule& rule, Text& text, const Match& match) {
  if (rule.keywords.empty()) return true;
  const std::string_view around =
      text.Slice(Before(match.begin, rule.keyword_distance_bytes), match.end + rule.keyword_distance_bytes);
  return HasKeyword(around, rule.keywords);
}

bool FindOtherHalf(const CompiledRule& rule, Text& text, Match* match) {
  if (rule.pair == nullptr || FindPair(*rule.pair, rule.pair_distance_bytes, text, match)) return true;
  if (rule.pair_missing == PairMissing::drop) return false;
  Lower(match);
  return true;
}

}  // namespace

bool ConfirmPattern(const CompiledRule& rule, Text& text, uint64_t literal_begin, uint64_t literal_end, Match* match) {
  const uint64_t search_begin = Before(literal_begin, rule.before_bytes);
  const uint64_t window_begin = Before(search_begin, kFrontBytes);
  const std::string_view window = text.Slice(window_begin, literal_begin + rule.after_bytes + kEdgeBytes);
  // A file that is cut short while it is read answers less than it was asked for.
  if (literal_end - window_begin > window.size()) return false;

  // Where the secret is the match and begins at the literal, what precedes it tells before the pattern is asked.
  if (rule.before_bytes == 0 && rule.secret_group == 0 &&
      IsShutOut(rule.not_before, window, literal_begin - window_begin)) {
    return false;
  }
  const size_t search_end = std::min<uint64_t>(window.size(), literal_begin + rule.after_bytes - window_begin);
  std::array<Range, kMaxSecretGroup + 1> groups;
  if (!FindCovering(rule, window, search_begin - window_begin, literal_begin - window_begin, literal_end - window_begin,
                    search_end, std::span(groups).first(rule.secret_group + 1))) {
    return false;
  }
  const Range secret = groups[rule.secret_group];
  if (!secret.found() || secret.begin == secret.end) return false;
  *match = Match{};
  match->rule = rule.index;
  match->severity = rule.severity;
  match->begin = window_begin + groups[0].begin;
  match->end = window_begin + groups[0].end;
  match->secret_begin = window_begin + secret.begin;
  match->secret_end = window_begin + secret.end;
  return FilterMatch(rule, text, window, window_begin, match);
}

bool FilterMatch(const CompiledRule& rule, Text& text, std::string_view window, uint64_t window_begin, Match* match) {
  const size_t begin = match->secret_begin - window_begin;
  const size_t end = match->secret_end - window_begin;
  if (IsShutOut(rule.not_before, window, begin)) return false;
  if (end < window.size() && rule.not_after.Has(window[end])) return false;
  const std::string_view secret = window.substr(begin, end - begin);
  // The cheapest first.
  if (!PassesValueFilter(rule.value_filter, secret)) return false;
  match->entropy_milli = EntropyMilli(secret);
  if (match->entropy_milli < rule.entropy_min_milli) return false;
  if (!PassesChecksum(rule, secret, match)) return false;
  if (IsAllowed(rule, secret)) return false;
  // From here on the text is sliced anew: `window` and `secret` are no longer valid.
  return HasKeywordNear(rule, text, *match) && FindOtherHalf(rule, text, match);
}

uint64_t ContextBeforeBytes(const CompiledRule& rule) {
  return rule.before_bytes + std::max(rule.keyword_distance_bytes, rule.pair_distance_bytes) + kFrontBytes;
}

uint64_t ContextAfterBytes(const CompiledRule& rule) {
  return rule.after_bytes + std::max(rule.keyword_distance_bytes, rule.pair_distance_bytes) + kEdgeBytes;
}

}  // namespace veil
