#include "match/pattern_outline.h"

#include <algorithm>
#include <bit>

#include "match/prefix_sets.h"

namespace veil {
namespace {

using Kind = PatternPart::Kind;

// Follows the parts through a text. Places are offsets in it, a bit each: where what was read so far may end.
class Follower {
 public:
  explicit Follower(std::string_view text) : text_(text) {}

  // Where `part` may end when it begins at one of `begins`.
  uint64_t EndsOf(const PatternPart& part, uint64_t begins) {
    switch (part.kind) {
      case Kind::kSet:
        return Behind(part.set, begins, 1, 1);
      case Kind::kSequence:
        for (const PatternPart& next : part.parts) {
          if (begins == 0 || left_text_) break;
          begins = next.kind == Kind::kSet ? Behind(next.set, begins, 1, 1) : EndsOf(next, begins);
        }
        return begins;
      case Kind::kAlternatives: {
        uint64_t ends = 0;
        for (const PatternPart& alternative : part.parts) ends |= EndsOf(alternative, begins);
        return ends;
      }
      case Kind::kRepeated:
        break;
    }
    const PatternPart& repeated = part.parts.front();
    if (repeated.kind == Kind::kSet) return Behind(repeated.set, begins, part.least, part.most);
    uint64_t ends = part.least == 0 ? begins : 0;
    for (size_t times = 1; times <= part.most && begins != 0 && !left_text_; ++times) {
      begins = EndsOf(repeated, begins);
      if (times < part.least) continue;
      if ((begins & ~ends) == 0) break;
      ends |= begins;
    }
    return ends;
  }

  // Whether some way led out of what is looked at: then nothing is certain.
  bool left_text() const { return left_text_; }

 private:
  // The places behind `least` to `most` bytes of the set.
  uint64_t Behind(const ByteSet& set, uint64_t begins, size_t least, size_t most) {
    if (begins == 0) return 0;
    // Not std::has_single_bit: without an instruction that counts bits it is a call.
    if ((begins & (begins - 1)) == 0) return BehindOne(set, begins, least, most);
    const uint64_t in_set = InSet(set, begins);
    uint64_t ends = least == 0 ? begins : 0;
    for (size_t times = 1; times <= most && begins != 0; ++times) {
      const uint64_t stepping = begins & in_set;
      left_text_ |= stepping >> (PatternOutline::kReachBytes - 1) != 0;
      begins = stepping << 1;
      if (times >= least) ends |= begins;
    }
    return ends;
  }

  // The same for a single place, as most are: without a step for each byte and place.
  uint64_t BehindOne(const ByteSet& set, uint64_t begins, size_t least, size_t most) {
    const auto begin = static_cast<size_t>(std::countr_zero(begins));
    const size_t end = std::min(text_.size(), PatternOutline::kReachBytes);
    size_t bytes = 0;
    while (bytes < most && begin + bytes < end && set.Has(text_[begin + bytes])) ++bytes;
    if (begin + bytes == PatternOutline::kReachBytes) left_text_ = true;
    if (bytes < least) return 0;
    // From the least end to the greatest, each a bit.
    const uint64_t ends =
        bytes - least >= PatternOutline::kReachBytes - 1 ? ~uint64_t{0} : (uint64_t{2} << (bytes - least)) - 1;
    return least < PatternOutline::kReachBytes ? ends << least << begin : 0;
  }

  // The places of bytes of the set, as far as they can be come to from `begins`.
  uint64_t InSet(const ByteSet& set, uint64_t begins) const {
    const auto last_begin = static_cast<size_t>(std::bit_width(begins)) - 1;
    const size_t end = std::min(text_.size(), PatternOutline::kReachBytes);
    uint64_t in_set = 0;
    for (auto at = static_cast<size_t>(std::countr_zero(begins)); at < end; ++at) {
      const bool is_in = set.Has(text_[at]);
      in_set |= uint64_t{is_in} << at;
      if (!is_in && at >= last_begin) break;
    }
    return in_set;
  }

  const std::string_view text_;
  bool left_text_ = false;
};

}  // namespace

PatternOutline::PatternOutline(std::string_view pattern) : pattern_(ReadPattern(pattern)) {
  if (!pattern_.has_value()) return;
  const std::vector<ByteSet> sets = PrefixSets(*pattern_, "");
  if (sets.empty()) {
    first_.Invert();
  } else {
    first_ = sets.front();
  }
}

bool PatternOutline::MayMatch(std::string_view text) const {
  if (!pattern_.has_value()) return true;
  if (!text.empty() && !first_.Has(text.front())) return false;
  Follower follower(text);
  return follower.EndsOf(*pattern_, 1) != 0 || follower.left_text();
}

}  // namespace veil
