#include "match/resolve.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace veil {
namespace {

// Disjoint ranges of a text.
class Ranges {
 public:
  bool Overlaps(uint64_t begin, uint64_t end) const {
    auto next = ranges_.lower_bound(end);  // the first that begins at or after `end`
    return next != ranges_.begin() && std::prev(next)->second > begin;
  }

  void Add(uint64_t begin, uint64_t end) {
    auto at = ranges_.upper_bound(end);
    while (at != ranges_.begin() && std::prev(at)->second >= begin) {
      at = std::prev(at);
      begin = std::min(begin, at->first);
      end = std::max(end, at->second);
      at = ranges_.erase(at);
    }
    ranges_[begin] = end;
  }

 private:
  std::map<uint64_t, uint64_t> ranges_;  // begin → end
};

bool HasSecret(const Match& match) { return match.secret_begin < match.secret_end; }

// Every field, so that the order is total whatever the matches are.
auto AllFields(const Match& m) {
  return std::tie(m.rule, m.secret_begin, m.secret_end, m.begin, m.end, m.pair_begin, m.pair_end, m.severity,
                  m.checksum, m.confidence, m.entropy_milli, m.decoded, m.note);
}

}  // namespace

void ResolveMatches(std::vector<Match>& matches, std::span<const uint32_t> specificity) {
  std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
    // Higher first where the operands are swapped.
    const auto rank = [&](const Match& m) {
      return std::tuple(specificity[m.rule], m.checksum == ChecksumVerdict::kValid, m.secret_end - m.secret_begin,
                        m.pair_begin < m.pair_end);
    };
    if (rank(a) != rank(b)) return rank(b) < rank(a);
    return AllFields(a) < AllFields(b);
  });

  Ranges taken;
  bool path_taken = false;
  std::vector<Match> kept;
  for (Match& match : matches) {
    if (HasSecret(match)) {
      if (taken.Overlaps(match.secret_begin, match.secret_end)) continue;
      taken.Add(match.secret_begin, match.secret_end);
      if (match.pair_begin < match.pair_end) taken.Add(match.pair_begin, match.pair_end);
    } else if (std::exchange(path_taken, true)) {
      continue;
    }
    kept.push_back(std::move(match));
  }
  std::sort(kept.begin(), kept.end(), [](const Match& a, const Match& b) {
    return std::tie(a.secret_begin, a.secret_end, a.rule) < std::tie(b.secret_begin, b.secret_end, b.rule);
  });
  matches = std::move(kept);
}

}  // namespace veil
