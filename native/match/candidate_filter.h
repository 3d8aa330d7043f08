// Drops candidates that cannot come to anything by the bytes right beside them, before rules, paths or the file are
// asked: in base64 "EAA" stands everywhere, in programs "key".
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "match/assign/hit_filter.h"
#include "match/boundary.h"
#include "match/byte_set.h"
#include "match/compiled_rule.h"
#include "match/literal_table.h"
#include "match/next_bytes.h"
#include "match/prefilter.h"

namespace veil {

// Immutable, thread-safe.
class CandidateFilter {
 public:
  // For each literal of the table; `rules` by their index. `serialized`: see NextBytes.
  CandidateFilter(const LiteralTable& table, const std::deque<CompiledRule>& rules, std::string_view serialized);

  std::string Serialize() const { return next_bytes_.Serialize(); }

  // Whether the candidate in `bytes` may come to anything: a pattern may match (may_match; may_match_named for those
  // that hold in files of certain names alone), or the assignment reader find something (may_tell). What the bytes end
  // before is unknown: then the answer is true, and is_asked is not set. False is certain.
  bool Ask(std::string_view bytes, Candidate& candidate) const {
    const Literal& literal = literals_[candidate.literal];
    const bool is_shut_out = IsShutOutIn(bytes, literal, candidate.end);
    const bool is_next_known = bytes.size() - candidate.end >= NextBytes::kBytes;
    const char* const next = bytes.data() + candidate.end;
    const bool may_match =
        literal.has_anywhere && !is_shut_out && (!is_next_known || next_bytes_.Allow(candidate.literal, next));
    const bool may_match_named =
        literal.has_named && !is_shut_out && (!is_next_known || next_bytes_.AllowNamed(candidate.literal, next));
    const bool may_tell = literal.has_assignments && literal.hits.MayTell(bytes, candidate.end);
    const bool reaches =
        candidate.end >= literal.size_bytes + kBytesBefore && bytes.size() - candidate.end >= kBytesAfter;
    candidate.may_match = may_match ? 1 : 0;
    candidate.may_match_named = may_match_named ? 1 : 0;
    candidate.may_tell = may_tell ? 1 : 0;
    candidate.is_asked = reaches ? 1 : 0;
    return may_match || may_match_named || may_tell;
  }

  // See assign::Hit.
  bool IsName(uint32_t literal) const { return literals_[literal].hits.is_name(); }

  // How far beside a candidate the bytes should reach for a full answer.
  static constexpr size_t kBytesBefore = kFrontBytes;
  static constexpr size_t kBytesAfter = assign::HitFilter::kReachBytes;

 private:
  struct Literal {
    uint32_t size_bytes = 0;
    bool has_anywhere = false;  // patterns that hold in every file
    bool has_named = false;     // patterns that hold in files of certain names
    bool has_assignments = false;
    bool has_not_before = false;
    ByteSet not_before;  // bytes that no pattern allows in front of the literal
    assign::HitFilter hits;
  };

  // Near the begin of `bytes` it is not known: an escape may begin ahead of them.
  static bool IsShutOutIn(std::string_view bytes, const Literal& literal, size_t end) {
    return literal.has_not_before && end >= literal.size_bytes + kBytesBefore &&
           IsShutOut(literal.not_before, bytes, end - literal.size_bytes);
  }

  std::vector<Literal> literals_;
  NextBytes next_bytes_;
};

}  // namespace veil
