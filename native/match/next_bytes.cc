#include "match/next_bytes.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>
#include <utility>

#include "match/pattern_bytes.h"
#include "match/pattern_parts.h"
#include "match/prefix_sets.h"

namespace veil {
namespace {

constexpr size_t kMaxSets = 4096;

}  // namespace

NextBytes::NextBytes(const LiteralTable& table, const std::deque<CompiledRule>& rules, std::string_view serialized)
    : fingerprint_(Fingerprint(table, rules)), sets_{EveryByte()}, literals_(table.literals().size()) {
  if (!Read(serialized)) Find(table, rules);
}

uint64_t NextBytes::Fingerprint(const LiteralTable& table, const std::deque<CompiledRule>& rules) {
  uint64_t print = 0;
  const auto add = [&](std::string_view text) {
    // 2^64 divided by the golden ratio.
    print = (print ^ std::hash<std::string_view>{}(text)) * 0x9e3779b97f4a7c15;
  };
  for (const auto& literal : table.literals()) add(literal.bytes);
  for (const CompiledRule& rule : rules) {
    add(rule.pattern == nullptr ? std::string_view() : rule.pattern->source());
    add(rule.paths.empty() ? "anywhere" : "named");
  }
  return print;
}

void NextBytes::Find(const LiteralTable& table, const std::deque<CompiledRule>& rules) {
  // Where the literal does not stand at the pattern's begin, nothing is known.
  std::vector<std::optional<PatternPart>> patterns(rules.size());
  for (const CompiledRule& rule : rules) {
    if (rule.before_bytes == 0 && rule.pattern != nullptr) patterns[rule.index] = ReadPattern(rule.pattern->source());
  }
  // `known`: the literal, and what is known to follow it.
  const auto find = [&](std::string_view bytes, std::string_view known, std::span<const LiteralTable::Use> uses) {
    std::array<ByteSet, kBytes> allowed;
    for (const LiteralTable::Use& use : uses) {
      const std::optional<PatternPart>& pattern = patterns[use.rule];
      std::vector<ByteSet> prefix;
      if (use.layer_count == 0 && pattern.has_value()) prefix = PrefixSets(*pattern, known);
      for (size_t i = 0; i < kBytes; ++i) {
        const size_t at = bytes.size() + i;
        allowed[i].AddAll(at < prefix.size() ? prefix[at] : sets_[0]);
      }
    }
    Indices indices{};
    if (uses.empty()) return indices;
    for (size_t i = 0; i < kBytes; ++i) indices[i] = IndexOf(allowed[i]);
    return indices;
  };
  for (uint32_t literal = 0; literal < literals_.size(); ++literal) {
    const std::string& bytes = table.literals()[literal].bytes;
    const std::span<const LiteralTable::Use> anywhere = table.anywhere_uses(literal);
    literals_[literal].anywhere = {find(bytes, bytes, anywhere), find(bytes, bytes + ' ', anywhere)};
    literals_[literal].named = find(bytes, bytes, table.named_uses(literal));
  }
}

uint16_t NextBytes::IndexOf(const ByteSet& set) {
  const auto at = std::find(sets_.begin(), sets_.end(), set);
  if (at != sets_.end()) return static_cast<uint16_t>(at - sets_.begin());
  if (sets_.size() == kMaxSets) return 0;
  sets_.push_back(set);
  return static_cast<uint16_t>(sets_.size() - 1);
}

// The fingerprint, the number of sets, the sets, then the indices: all as they are in memory, for the machine that
// builds the rules.
std::string NextBytes::Serialize() const {
  const uint64_t count = sets_.size();
  std::string bytes(2 * sizeof count + sets_.size() * sizeof(ByteSet) + literals_.size() * sizeof(ByUse), '\0');
  char* at = bytes.data();
  const auto put = [&](const void* data, size_t size) { at = static_cast<char*>(std::memcpy(at, data, size)) + size; };
  put(&fingerprint_, sizeof fingerprint_);
  put(&count, sizeof count);
  put(sets_.data(), sets_.size() * sizeof(ByteSet));
  put(literals_.data(), literals_.size() * sizeof(ByUse));
  return bytes;
}

bool NextBytes::Read(std::string_view serialized) {
  uint64_t head[2];  // fingerprint, count
  if (serialized.size() < sizeof head) return false;
  std::memcpy(head, serialized.data(), sizeof head);
  const auto [fingerprint, count] = head;
  if (fingerprint != fingerprint_ || count == 0 || count > kMaxSets) return false;
  const size_t sets_bytes = count * sizeof(ByteSet);
  if (serialized.size() != sizeof head + sets_bytes + literals_.size() * sizeof(ByUse)) return false;
  std::vector<ByteSet> sets(count);
  std::vector<ByUse> literals(literals_.size());
  std::memcpy(sets.data(), serialized.data() + sizeof head, sets_bytes);
  std::memcpy(literals.data(), serialized.data() + sizeof head + sets_bytes, literals.size() * sizeof(ByUse));
  for (const ByUse& literal : literals) {
    for (const Indices& indices : {literal.anywhere[0], literal.anywhere[1], literal.named}) {
      if (std::any_of(indices.begin(), indices.end(), [&](uint16_t index) { return index >= count; })) return false;
    }
  }
  sets_ = std::move(sets);
  literals_ = std::move(literals);
  return true;
}

}  // namespace veil
