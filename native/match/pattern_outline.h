// How a match of a pattern may go on from its first byte: a check of some ten nanoseconds that spares most candidates
// the regular expression, and most patterns their compilation, which takes milliseconds.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "match/byte_set.h"
#include "match/pattern_parts.h"

namespace veil {

// Immutable, thread-safe.
class PatternOutline {
 public:
  // `pattern`: RE2 syntax, Latin-1. Of one that is not understood for certain everything may be a match.
  explicit PatternOutline(std::string_view pattern);

  // Whether a match may begin at the text's begin and end within it. False is certain. Looks at the first kReachBytes;
  // whatever may go on behind them may be a match.
  bool MayMatch(std::string_view text) const;
  static constexpr size_t kReachBytes = 64;

 private:
  std::optional<PatternPart> pattern_;  // nothing: not understood
  ByteSet first_;                       // what a match may begin with
};

}  // namespace veil
