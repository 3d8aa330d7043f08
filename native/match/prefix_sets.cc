#include "match/prefix_sets.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "match/ascii.h"

namespace veil {
namespace {

using Kind = PatternPart::Kind;

// Goes through the parts of a pattern and gathers the bytes that may stand at each of a match's first offsets. A bit of
// a number is an offset: one where what was read so far may end.
class Gatherer {
 public:
  explicit Gatherer(std::string_view literal) : literal_(literal) {}

  // Where `part` may end when it begins at one of `begins`. Offsets from kMaxPrefixBytes on are left out.
  uint32_t EndsOf(const PatternPart& part, uint32_t begins) {
    switch (part.kind) {
      case Kind::kSet:
        return Behind(part.set, begins);
      case Kind::kSequence:
        for (const PatternPart& next : part.parts) {
          if (begins == 0) break;
          begins = EndsOf(next, begins);
        }
        return begins;
      case Kind::kAlternatives: {
        uint32_t ends = 0;
        for (const PatternPart& alternative : part.parts) ends |= EndsOf(alternative, begins);
        return ends;
      }
      case Kind::kRepeated:
        break;
    }
    uint32_t ends = part.least == 0 ? begins : 0;
    for (size_t times = 1; times <= part.most && begins != 0; ++times) {
      begins = EndsOf(part.parts.front(), begins);
      if (times < part.least) continue;
      if ((begins & ~ends) == 0) break;
      ends |= begins;
    }
    return ends;
  }

  // The sets of what was read, of which a match has at least `count` bytes.
  std::vector<ByteSet> TakeSets(size_t count) {
    sets_.resize(std::min(count, kMaxPrefixBytes));
    return std::move(sets_);
  }

 private:
  uint32_t Behind(const ByteSet& set, uint32_t begins) {
    uint32_t ends = 0;
    for (uint32_t left = begins; left != 0; left &= left - 1) {
      const auto at = static_cast<size_t>(std::countr_zero(left));
      if (at < literal_.size() && !HasInAnyCase(set, literal_[at])) continue;
      sets_[at].AddAll(set);
      ends |= uint32_t{2} << at;
    }
    return ends & kAllOffsets;
  }

  static bool HasInAnyCase(const ByteSet& set, char c) { return set.Has(AsciiLower(c)) || set.Has(AsciiUpper(c)); }

  static constexpr uint32_t kAllOffsets = (uint32_t{1} << kMaxPrefixBytes) - 1;
  const std::string_view literal_;
  std::vector<ByteSet> sets_ = std::vector<ByteSet>(kMaxPrefixBytes);
};

}  // namespace

std::vector<ByteSet> PrefixSets(const PatternPart& pattern, std::string_view literal) {
  Gatherer gatherer(literal);
  const uint32_t ends = gatherer.EndsOf(pattern, 1);
  // The shortest match ends at the lowest bit; without one, all end behind what is looked at.
  return gatherer.TakeSets(static_cast<size_t>(std::countr_zero(ends)));
}

}  // namespace veil
