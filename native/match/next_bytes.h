// Which bytes may follow a literal where one of its patterns matches: "EAA" of a token goes on with letters and digits,
// that of a source map does not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "match/byte_set.h"
#include "match/compiled_rule.h"
#include "match/literal_table.h"

namespace veil {

// Immutable, thread-safe.
class NextBytes {
 public:
  static constexpr size_t kBytes = 4;

  // `serialized`: what Serialize() gave for the same literals and patterns, which spares reading every pattern;
  // anything else is ignored.
  NextBytes(const LiteralTable& table, const std::deque<CompiledRule>& rules, std::string_view serialized);

  std::string Serialize() const;

  // Whether a pattern that holds in every file may match where the literal stands (LiteralTable::anywhere_uses).
  // `next`: the kBytes behind it. False is certain.
  bool Allow(uint32_t literal, const char* next) const {
    return Allow(literals_[literal].anywhere[next[0] == ' ' ? 1 : 0], next);
  }
  // The same of the patterns that hold in files of certain names (LiteralTable::named_uses).
  bool AllowNamed(uint32_t literal, const char* next) const { return Allow(literals_[literal].named, next); }

 private:
  // Of sets_, for each of the next bytes.
  using Indices = std::array<uint16_t, kBytes>;
  struct ByUse {
    // The second where a space follows: "password = x" may go on so, "password for root" may not, which the sets of the
    // single offsets do not tell. Logs are full of the latter.
    std::array<Indices, 2> anywhere{};
    Indices named{};
  };

  bool Allow(const Indices& indices, const char* next) const {
    for (size_t i = 0; i < kBytes; ++i) {
      if (!sets_[indices[i]].Has(next[i])) return false;
    }
    return true;
  }

  // Over the literals and the patterns.
  static uint64_t Fingerprint(const LiteralTable& table, const std::deque<CompiledRule>& rules);
  bool Read(std::string_view serialized);
  void Find(const LiteralTable& table, const std::deque<CompiledRule>& rules);
  uint16_t IndexOf(const ByteSet& set);

  const uint64_t fingerprint_;
  std::vector<ByteSet> sets_;  // distinct; the first has every byte
  std::vector<ByUse> literals_;
};

}  // namespace veil
