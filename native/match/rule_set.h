// The rule set as it crosses the border and as it lies in the prebuilt file: flat arrays, no parsing.
//
// TypeScript (src/rules) reads and checks the TOML files and writes these arrays; the field numbers below are exported
// to it (native/napi/layout.cc), never copied by hand. A rule set is immutable once loaded.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace veil {

// One row of kRuleFieldCount numbers for each rule. A "string" is an index into the string table, where string 0 is
// the empty one and means "none"; a "list" is first + count: consecutive strings of the table.
#define VEIL_RULE_FIELDS(X)                                                                                        \
  X(id)             /* string: the rule's id, "github-pat" */                                                      \
  X(severity)       /* Severity */                                                                                 \
  X(flags)          /* RuleFlag bits */                                                                            \
  X(reader)         /* Reader: what confirms a candidate */                                                        \
  X(specificity)    /* where secrets of two rules overlap the higher stays; ties: the lower rule index */          \
  X(literals_first) /* list: literals for the prefilter, 3 or more bytes each; any one makes a candidate */        \
  X(literals_count)                                                                                                \
  X(pattern)           /* string: RE2 pattern */                                                                   \
  X(secret_group)      /* the capture group that holds the secret; 0 = the whole match */                          \
  X(before_bytes)      /* how far before the literal a match can begin; 0 = the match begins at the literal */     \
  X(after_bytes)       /* how far after the literal's first byte a match can end */                                \
  X(not_before)        /* string: a set of bytes that must not stand before the secret; none = no check */         \
  X(not_after)         /* string: a set of bytes that must not stand after the secret */                           \
  X(entropy_min_milli) /* Shannon entropy of the secret in 1/1000 bit a byte, at least; 0 = no check */            \
  X(checksum)          /* index into the checksum table (match/checksums); 0 = none */                             \
  X(checksum_failure)  /* OnChecksumFailure */                                                                     \
  X(value_filter)      /* ValueFilter */                                                                           \
  X(paths_first) /* list: globs (path_glob.h); the rule holds only in files that match one; empty = everywhere */  \
  X(paths_count)                                                                                                   \
  X(not_paths_first) /* list: globs of files where the rule does not hold */                                       \
  X(not_paths_count)                                                                                               \
  X(keywords_first) /* list: one must stand within keyword_distance_bytes, in any case; empty = no check */        \
  X(keywords_count)                                                                                                \
  X(keyword_distance_bytes)                                                                                        \
  X(allow_values_first) /* list: secrets that are never reported, by exact value */                                \
  X(allow_values_count)                                                                                            \
  X(allow_patterns_first) /* list: RE2 patterns over the secret; a match means: not reported */                    \
  X(allow_patterns_count)                                                                                          \
  X(pair_pattern)        /* string: RE2 pattern of the other half of a two-part credential, group 1 = that half */ \
  X(pair_distance_bytes) /* how far before or after the match the other half may stand */                          \
  X(pair_missing)        /* PairMissing: what becomes of half a pair */                                            \
  X(assign_kind)         /* for Reader::assignment: which kind of assignment this rule reports */

enum class RuleField : uint32_t {
#define X(name) name,
  VEIL_RULE_FIELDS(X)
#undef X
};
#define X(name) +1
inline constexpr uint32_t kRuleFieldCount = 0 VEIL_RULE_FIELDS(X);
#undef X

#define VEIL_SEVERITIES(X) X(low) X(medium) X(high) X(critical)
#define VEIL_READERS(X)                                                      \
  X(pattern)    /* the RE2 pattern, near the literal */                      \
  X(assignment) /* match/assign: the telling word's key and value, judged */ \
  X(path)       /* the file's path alone (paths), binary files included */
#define VEIL_VALUE_FILTERS(X)                                                                   \
  X(none)        /* fixed prefix or checksum: the shape says enough */                          \
  X(placeholder) /* drop stand-ins, templates, sequences, documentation values, by the value */ \
  X(random)      /* placeholder, and the value must look random, not like words */              \
  X(password)    /* no stand-in, reference or word: something that a person would choose */
#define VEIL_ON_CHECKSUM_FAILURE(X) X(keep) X(lower) X(suppress)
#define VEIL_PAIR_MISSING(X) X(lower) X(drop)

#define X(name) name,
enum class Severity : uint32_t { VEIL_SEVERITIES(X) };
enum class Reader : uint32_t { VEIL_READERS(X) };
enum class ValueFilter : uint32_t { VEIL_VALUE_FILTERS(X) };
enum class OnChecksumFailure : uint32_t { VEIL_ON_CHECKSUM_FAILURE(X) };
enum class PairMissing : uint32_t { VEIL_PAIR_MISSING(X) };
#undef X

// Bits of the `flags` field.
#define VEIL_RULE_FLAGS(X)                                                                       \
  X(literals_caseless, 1) /* the literals are found in any case (ASCII) */                       \
  X(off_by_default, 2)    /* holds only when enabled by name or by pack */                       \
  X(decode, 4)            /* also look under base64, hex, percent and \u layers, base64 twice */ \
  X(decode_once, 8)       /* also look under one layer of base64 or \/: a fifth of the literals */
enum RuleFlag : uint32_t {
#define X(name, bit) kRule_##name = bit,
  VEIL_RULE_FLAGS(X)
#undef X
};

// Named bounds. The loader in TypeScript reads them through the border and rejects what exceeds them.
inline constexpr uint32_t kMinLiteralBytes = 3;
inline constexpr uint32_t kMaxLiteralBytes = 128;
inline constexpr uint32_t kMaxRules = 20'000;
inline constexpr uint32_t kMaxBeforeBytes = 4 * 1024;
inline constexpr uint32_t kMaxAfterBytes = 64 * 1024;  // a private key and its armour
inline constexpr uint32_t kMaxKeywordDistanceBytes = 4 * 1024;
inline constexpr uint32_t kMaxPairDistanceBytes = 16 * 1024;
inline constexpr uint32_t kMaxSecretGroup = 15;

// Owns the arrays. Thread-safe after Load, as nothing changes.
class RuleSet {
 public:
  // `rows`: a multiple of kRuleFieldCount numbers. `strings`: offset and length pairs into `bytes`; pair 0 is empty.
  // Every index, enum value and bound is checked: after Load the accessors below cannot go wrong.
  // Errors: code "BAD_RULE_SET", the message names the rule's index and the field.
  static Result<std::shared_ptr<const RuleSet>> Load(std::vector<uint32_t> rows, std::vector<uint32_t> strings,
                                                     std::vector<char> bytes);

  uint32_t size() const { return static_cast<uint32_t>(rows_.size() / kRuleFieldCount); }
  uint32_t get(uint32_t rule, RuleField field) const {
    return rows_[rule * kRuleFieldCount + static_cast<uint32_t>(field)];
  }
  // The bytes live as long as the rule set.
  std::string_view string(uint32_t index) const {
    return {bytes_.data() + strings_[2 * index], strings_[2 * index + 1]};
  }
  std::string_view text(uint32_t rule, RuleField field) const { return string(get(rule, field)); }

 private:
  RuleSet() = default;
  std::vector<uint32_t> rows_;
  std::vector<uint32_t> strings_;
  std::vector<char> bytes_;
};

}  // namespace veil
