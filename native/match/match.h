// A match: a rule's full pattern, boundaries, checksum and filters agree at a place.
#pragma once

#include <cstdint>
#include <string>

#include "match/checksums/checksum.h"
#include "match/rule_set.h"

namespace veil {

enum class Confidence : uint8_t { kLow, kMedium, kHigh };  // kLow is shown only on request

struct Match {
  uint32_t rule = 0;
  Severity severity = Severity::low;  // the rule's, lowered or raised by what was seen at this place
  ChecksumVerdict checksum = ChecksumVerdict::kNone;
  Confidence confidence = Confidence::kHigh;
  uint32_t entropy_milli = 0;                 // of the secret
  uint64_t begin = 0, end = 0;                // the whole match, in the text
  uint64_t secret_begin = 0, secret_end = 0;  // within [begin, end)
  uint64_t pair_begin = 0, pair_end = 0;      // the other half of a two-part credential; empty = none
  std::string decoded;  // the secret itself where it lay under an encoding; else empty, and the text holds it
  std::string note;     // a short fact for people ("alg RS256, expired 2024-01-01"); never holds the secret

  bool operator==(const Match&) const = default;
};

}  // namespace veil
