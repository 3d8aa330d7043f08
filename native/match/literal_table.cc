#include "match/literal_table.h"

#include <algorithm>
#include <utility>

#include "match/ascii.h"

namespace veil {
namespace {

// Base64 in base64: shorter forms than this say too little to be looked for everywhere.
constexpr size_t kMinTwiceEncodedBytes = 6;

// The layers that a credential of any kind is met under: base64, and the slashes of a URL in JSON. The others would
// make three times as many literals, for what somebody hid on purpose.
bool IsUsual(const EncodedForm& form) {
  if (form.layer.encoding == Encoding::kEscape) return form.bytes.find("\\/") != std::string::npos;
  return form.layer.encoding == Encoding::kBase64;
}

}  // namespace

LiteralTable::Wishes LiteralTable::CollectWishes(const RuleSet& rules) {
  Wishes wishes;
  for (uint32_t rule = 0; rule < rules.size(); ++rule) {
    const uint32_t flags = rules.get(rule, RuleField::flags);
    const bool caseless = (flags & kRule_literals_caseless) != 0;
    const uint32_t first = rules.get(rule, RuleField::literals_first);
    for (uint32_t i = 0; i < rules.get(rule, RuleField::literals_count); ++i) {
      const std::string_view bytes = rules.string(first + i);
      Use use;
      use.rule = rule;
      use.literal_bytes = static_cast<uint32_t>(bytes.size());
      if ((flags & (kRule_decode | kRule_decode_once)) != 0) {
        AddEncodedWishes(bytes, use, (flags & kRule_decode) == 0, &wishes);
      }
      if (!caseless) use.exact = bytes;
      wishes[AsciiLower(bytes)].push_back({std::string(bytes), caseless, use});
    }
  }
  return wishes;
}

void LiteralTable::AddEncodedWishes(std::string_view literal, Use use, bool once, Wishes* wishes) {
  for (const EncodedForm& form : EncodedForms(literal)) {
    if (once && !IsUsual(form)) continue;
    use.layer_count = 1;
    use.layers[0] = form.layer;
    (*wishes)[AsciiLower(form.bytes)].push_back({form.bytes, false, use});
    if (once || form.layer.encoding != Encoding::kBase64) continue;
    use.layer_count = 2;
    use.layers[1] = form.layer;
    for (const EncodedForm& outer : EncodedForms(form.bytes)) {
      if (outer.layer.encoding != Encoding::kBase64 || outer.bytes.size() < kMinTwiceEncodedBytes) continue;
      use.layers[0] = outer.layer;
      (*wishes)[AsciiLower(outer.bytes)].push_back({outer.bytes, false, use});
    }
    use.layers[1] = Layer{};
  }
}

LiteralTable::LiteralTable(const RuleSet& rules) {
  Wishes all = CollectWishes(rules);
  for (auto& [lower, wishes] : all) {
    if (std::any_of(wishes.begin(), wishes.end(), [](const Wish& wish) { return wish.caseless; })) {
      AddLiteral(lower, true);
      for (const Wish& wish : wishes) AddUse(wish.use);
      continue;
    }
    std::stable_sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) { return a.bytes < b.bytes; });
    for (size_t i = 0; i < wishes.size(); ++i) {
      if (i == 0 || wishes[i].bytes != wishes[i - 1].bytes) AddLiteral(wishes[i].bytes, false);
      // The prefilter asks for the very bytes already.
      wishes[i].use.exact = {};
      AddUse(wishes[i].use);
    }
  }
  first_use_.push_back(static_cast<uint32_t>(uses_.size()));
  SortUses(rules);
}

void LiteralTable::SortUses(const RuleSet& rules) {
  const auto has_pattern = [&](const Use& use) {
    return static_cast<Reader>(rules.get(use.rule, RuleField::reader)) != Reader::assignment;
  };
  for (size_t literal = 0; literal < literals_.size(); ++literal) {
    const auto begin = uses_.begin() + first_use_[literal];
    const auto end = uses_.begin() + first_use_[literal + 1];
    const auto middle = std::stable_partition(begin, end, has_pattern);
    first_assignment_use_.push_back(static_cast<uint32_t>(middle - uses_.begin()));
  }
}

std::vector<uint8_t> LiteralTable::OnByDefault(const RuleSet& rules) const {
  std::vector<uint8_t> on(literals_.size(), 0);
  for (uint32_t literal = 0; literal < literals_.size(); ++literal) {
    for (const Use& use : uses(literal)) {
      if ((rules.get(use.rule, RuleField::flags) & kRule_off_by_default) == 0) on[literal] = 1;
    }
  }
  return on;
}

void LiteralTable::AddLiteral(std::string bytes, bool caseless) {
  literals_.push_back({std::move(bytes), caseless});
  first_use_.push_back(static_cast<uint32_t>(uses_.size()));
}

// A rule may name the same literal twice; it is led to once.
void LiteralTable::AddUse(const Use& use) {
  const auto first = uses_.begin() + first_use_.back();
  if (std::find(first, uses_.end(), use) == uses_.end()) uses_.push_back(use);
}

}  // namespace veil
