// A pattern taken to its parts, for those who follow patterns without RE2: groups, alternatives and repetitions over
// sets of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "match/byte_set.h"

namespace veil {

// The parts match whatever the pattern does, and may match more: what has no width (`^ $ \b`) is left out.
struct PatternPart {
  enum class Kind : uint8_t { kSet, kSequence, kAlternatives, kRepeated };
  Kind kind = Kind::kSequence;
  ByteSet set;                     // kSet
  std::vector<PatternPart> parts;  // all others; kRepeated has one
  size_t least = 1;                // kRepeated
  size_t most = 1;
};

// `pattern`: RE2 syntax, Latin-1. Nothing for one that is not understood for certain.
std::optional<PatternPart> ReadPattern(std::string_view pattern);

}  // namespace veil
