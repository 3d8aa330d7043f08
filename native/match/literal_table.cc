#include "match/literal_table.h"

#include <algorithm>
#include <memory_resource>

#include "match/ascii.h"

namespace veil {
namespace {

// Base64 in base64: shorter forms than this say too little to be looked for everywhere.
constexpr size_t kMinTwiceEncodedBytes = 6;

constexpr size_t kArenaBytes = size_t{64} << 10;
// Of the built-in rules; more cost a copy.
constexpr size_t kUsualWishCount = size_t{16} << 10;

// The layers that a credential of any kind is met under: base64, and the slashes of a URL in JSON. The others would
// make three times as many literals, for what somebody hid on purpose.
bool IsUsual(const EncodedForm& form) {
  if (form.layer.encoding == Encoding::kEscape) return form.bytes.find("\\/") != std::string::npos;
  return form.layer.encoding == Encoding::kBase64;
}

}  // namespace

// What the rules wish that the prefilter look for. Each start of veil makes this table: the bytes lie in one arena and
// the wishes in one vector, which took a map of strings half of the time that the whole engine did.
class LiteralTable::Wishes {
 public:
  struct Wish {
    std::string_view bytes;
    std::string_view lower;
    bool caseless = false;
    Use use;
  };
  // Wishes that are the same but for case, in the order of the rules: sorted, so that the table is the same on every
  // machine.
  using Group = std::span<Wish* const>;

  explicit Wishes(const RuleSet& rules) {
    wishes_.reserve(kUsualWishCount);
    for (uint32_t rule = 0; rule < rules.size(); ++rule) CollectFrom(rules, rule);
  }

  size_t size() const { return wishes_.size(); }

  template <typename Visit>
  void ForEachGroup(Visit visit) {
    const std::vector<Wish*> sorted = Sorted();
    for (size_t begin = 0; begin < sorted.size();) {
      size_t end = begin + 1;
      while (end < sorted.size() && sorted[end]->lower == sorted[begin]->lower) ++end;
      visit(Group(sorted).subspan(begin, end - begin));
      begin = end;
    }
  }

 private:
  void CollectFrom(const RuleSet& rules, uint32_t rule) {
    const uint32_t flags = rules.get(rule, RuleField::flags);
    const bool caseless = (flags & kRule_literals_caseless) != 0;
    const uint32_t first = rules.get(rule, RuleField::literals_first);
    for (uint32_t i = 0; i < rules.get(rule, RuleField::literals_count); ++i) {
      const std::string_view bytes = rules.string(first + i);
      Use use;
      use.rule = rule;
      use.literal_bytes = static_cast<uint32_t>(bytes.size());
      if ((flags & (kRule_decode | kRule_decode_once)) != 0) {
        AddEncoded(bytes, use, (flags & kRule_decode) == 0);
      }
      if (!caseless) use.exact = bytes;
      Add(bytes, caseless, use);
    }
  }

  void AddEncoded(std::string_view literal, Use use, bool once) {
    for (const EncodedForm& form : EncodedForms(literal)) {
      if (once && !IsUsual(form)) continue;
      use.layer_count = 1;
      use.layers[0] = form.layer;
      Add(Kept(form.bytes), false, use);
      if (once || form.layer.encoding != Encoding::kBase64) continue;
      use.layer_count = 2;
      use.layers[1] = form.layer;
      for (const EncodedForm& outer : EncodedForms(form.bytes)) {
        if (outer.layer.encoding != Encoding::kBase64 || outer.bytes.size() < kMinTwiceEncodedBytes) continue;
        use.layers[0] = outer.layer;
        Add(Kept(outer.bytes), false, use);
      }
      use.layers[1] = Layer{};
    }
  }

  // `bytes` outlive this.
  void Add(std::string_view bytes, bool caseless, const Use& use) {
    const bool is_lower = std::none_of(bytes.begin(), bytes.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    wishes_.push_back({bytes, is_lower ? bytes : Kept(AsciiLower(bytes)), caseless, use});
  }

  std::string_view Kept(std::string_view bytes) {
    char* copy = static_cast<char*>(arena_.allocate(bytes.size(), 1));
    std::copy(bytes.begin(), bytes.end(), copy);
    return {copy, bytes.size()};
  }

  std::vector<Wish*> Sorted() {
    struct Key {
      uint64_t begin;  // the first bytes, the first of them highest: most comparisons end there
      uint32_t index;
    };
    std::vector<Key> keys;
    keys.reserve(wishes_.size());
    for (uint32_t index = 0; index < wishes_.size(); ++index) keys.push_back({BeginOf(wishes_[index].lower), index});
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      const int order = wishes_[a.index].lower.compare(wishes_[b.index].lower);
      return order != 0 ? order < 0 : a.index < b.index;
    });
    std::vector<Wish*> sorted;
    sorted.reserve(keys.size());
    for (const Key& key : keys) sorted.push_back(&wishes_[key.index]);
    return sorted;
  }

  // Zeros stand where there are fewer bytes: what is shorter comes first, or is told apart by the whole.
  static uint64_t BeginOf(std::string_view bytes) {
    uint64_t begin = 0;
    for (size_t i = 0; i < sizeof(begin); ++i) {
      begin = begin << 8 | (i < bytes.size() ? static_cast<uint8_t>(bytes[i]) : 0);
    }
    return begin;
  }

  std::pmr::monotonic_buffer_resource arena_{kArenaBytes};
  std::vector<Wish> wishes_;
};

LiteralTable::LiteralTable(const RuleSet& rules) {
  Wishes wishes(rules);
  for (auto* table : {&first_use_, &first_named_use_, &first_assignment_use_}) table->reserve(wishes.size() + 1);
  literals_.reserve(wishes.size());
  uses_.reserve(wishes.size());
  wishes.ForEachGroup([&](Wishes::Group group) {
    using Wish = Wishes::Wish;
    if (std::any_of(group.begin(), group.end(), [](const Wish* wish) { return wish->caseless; })) {
      AddLiteral(group.front()->lower, true);
      for (const Wish* wish : group) AddUse(wish->use);
      return;
    }
    std::vector<Wish*> by_bytes(group.begin(), group.end());
    std::stable_sort(by_bytes.begin(), by_bytes.end(),
                     [](const Wish* a, const Wish* b) { return a->bytes < b->bytes; });
    for (size_t i = 0; i < by_bytes.size(); ++i) {
      if (i == 0 || by_bytes[i]->bytes != by_bytes[i - 1]->bytes) AddLiteral(by_bytes[i]->bytes, false);
      // The prefilter asks for the very bytes already.
      by_bytes[i]->use.exact = {};
      AddUse(by_bytes[i]->use);
    }
  });
  first_use_.push_back(static_cast<uint32_t>(uses_.size()));
  SortUses(rules);
}

void LiteralTable::SortUses(const RuleSet& rules) {
  const auto has_pattern = [&](const Use& use) {
    return static_cast<Reader>(rules.get(use.rule, RuleField::reader)) != Reader::assignment;
  };
  const auto holds_anywhere = [&](const Use& use) { return rules.get(use.rule, RuleField::paths_count) == 0; };
  for (size_t literal = 0; literal < literals_.size(); ++literal) {
    const auto begin = uses_.begin() + first_use_[literal];
    const auto end = uses_.begin() + first_use_[literal + 1];
    const auto assignments = std::stable_partition(begin, end, has_pattern);
    const auto named = std::stable_partition(begin, assignments, holds_anywhere);
    first_named_use_.push_back(static_cast<uint32_t>(named - uses_.begin()));
    first_assignment_use_.push_back(static_cast<uint32_t>(assignments - uses_.begin()));
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

void LiteralTable::AddLiteral(std::string_view bytes, bool caseless) {
  literals_.push_back({std::string(bytes), caseless});
  first_use_.push_back(static_cast<uint32_t>(uses_.size()));
}

// A rule may name the same literal twice; it is led to once.
void LiteralTable::AddUse(const Use& use) {
  const auto first = uses_.begin() + first_use_.back();
  if (std::find(first, uses_.end(), use) == uses_.end()) uses_.push_back(use);
}

}  // namespace veil
