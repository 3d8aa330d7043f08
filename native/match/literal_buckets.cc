#include "match/literal_buckets.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "match/byte_class.h"
#include "match/rule_set.h"
#include "match/text_model.h"

namespace veil {
namespace {

constexpr int kPasses = 2;
// What it costs that a window stands in text as it is and so passes the second step too, in offsets that pass the first
// step alone.
constexpr float kOwnWindowCost = 4;

using BySymbol = TextModel::BySymbol;
using Window = std::array<Symbols, kLookedUpBytes>;

// The chance that an offset passes for a bucket: over the symbols m of its middle place, the sum of the chance that one
// of its first place's symbols stands before m, times that m stands there and one of its last place's after it.
class Bucket {
 public:
  explicit Bucket(const TextModel& text) : text_(&text) {}

  void Add(const Window& window) { Count(window, 1); }
  void Remove(const Window& window) { Count(window, -1); }
  float Chance() const { return chance_; }

  float ChanceWith(const Window& window) const {
    // What stands behind the first two places is known: they have one symbol each.
    const size_t first = window[0].first(), m_new = window[1].first();
    const BySymbol& before = count_[0][first] == 0 ? text_->Before(first) : kNone;
    BySymbol sum;
    const BySymbol& after = After(window[2], sum);
    // Eight sums side by side, which the compiler may keep in vectors.
    std::array<float, 8> sums{};
    for (size_t m = 0; m < kMaxSymbolCount; m += sums.size()) {
      for (size_t i = 0; i < sums.size(); ++i) {
        sums[i] += middle_[m + i] * (before_[m + i] + before[m + i]) * (after_[m + i] + after[m + i]);
      }
    }
    const float of_new = (1 - middle_[m_new]) * (before_[m_new] + before[m_new]) * (after_[m_new] + after[m_new]);
    return std::accumulate(sums.begin(), sums.end(), of_new);
  }

 private:
  static constexpr BySymbol kNone{};

  // What the symbols of a window's last place add, in `sum` if those are several.
  const BySymbol& After(const Symbols& last, BySymbol& sum) const {
    if (last.is_one()) return count_[2][last.first()] == 0 ? text_->After(last.first()) : kNone;
    sum = kNone;
    last.ForEach([&](size_t symbol) {
      if (count_[2][symbol] == 0) AddTo(sum, text_->After(symbol));
    });
    return sum;
  }

  static void AddTo(BySymbol& sum, const BySymbol& more) {
    for (size_t m = 0; m < kMaxSymbolCount; ++m) sum[m] += more[m];
  }

  void Count(const Window& window, int by) {
    for (size_t place = 0; place < kLookedUpBytes; ++place) {
      window[place].ForEach([&](size_t symbol) { count_[place][symbol] += by; });
    }
    middle_ = before_ = after_ = kNone;
    for (size_t symbol = 0; symbol < kMaxSymbolCount; ++symbol) {
      if (count_[0][symbol] > 0) AddTo(before_, text_->Before(symbol));
      if (count_[1][symbol] > 0) middle_[symbol] = 1;
      if (count_[2][symbol] > 0) AddTo(after_, text_->After(symbol));
    }
    chance_ = 0;
    for (size_t m = 0; m < kMaxSymbolCount; ++m) chance_ += middle_[m] * before_[m] * after_[m];
  }

  const TextModel* text_;
  std::array<std::array<int, kMaxSymbolCount>, kLookedUpBytes> count_{};  // of literals, by place and symbol
  BySymbol before_{}, middle_{}, after_{};
  float chance_ = 0;
};

size_t WindowCount(const Literal& literal) {
  return literal.bytes.size() < kWindowBytes ? 1 : literal.bytes.size() - kWindowBytes + 1;
}

uint8_t ClassAt(const Literal& literal, size_t at) { return ByteClass(static_cast<uint8_t>(literal.bytes[at])); }

// What it costs that the window stands in text as it is.
float OwnCost(const TextModel& text, const Literal& literal, size_t offset) {
  std::array<uint8_t, kWindowBytes> classes;
  const size_t size = std::min<size_t>(kWindowBytes, literal.bytes.size());
  for (size_t i = 0; i < size; ++i) classes[i] = ClassAt(literal, offset + i);
  return kOwnWindowCost * text.ChanceOf(classes.data(), size);
}

Placement Cheapest(const std::vector<Bucket>& buckets, const TextModel& text, SymbolKind kind, const Literal& literal) {
  Placement best{0, 0};
  float least = std::numeric_limits<float>::infinity();
  for (size_t offset = 0; offset < WindowCount(literal); ++offset) {
    const float own = OwnCost(text, literal, offset);
    if (own >= least) continue;
    const Window window = WindowSymbols(kind, literal, offset);
    for (size_t bucket = 0; bucket < buckets.size(); ++bucket) {
      const float rise = buckets[bucket].ChanceWith(window) - buckets[bucket].Chance() + own;
      if (rise >= least) continue;
      least = rise;
      best = {static_cast<uint8_t>(bucket), static_cast<uint8_t>(offset)};
    }
  }
  return best;
}

}  // namespace

std::array<Symbols, kLookedUpBytes> WindowSymbols(SymbolKind kind, const Literal& literal, size_t offset) {
  const auto at = [&](size_t place) {
    const size_t next = offset + place + 1;
    return Symbols(kind, ClassAt(literal, offset + place),
                   next < literal.bytes.size() ? std::optional(ClassAt(literal, next)) : std::nullopt);
  };
  static_assert(kLookedUpBytes == 3);
  return {at(0), at(1), at(2)};
}

std::vector<Placement> PlaceLiterals(std::span<const Literal* const> literals, SymbolKind kind, uint32_t bucket_count) {
  // The short ones first, which have no choice of windows; among them like beside like.
  std::vector<size_t> order(literals.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const std::string& first = literals[a]->bytes;
    const std::string& second = literals[b]->bytes;
    return first.size() != second.size() ? first.size() < second.size() : first != second ? first < second : a < b;
  });

  const TextModel text(kind);
  std::vector<Bucket> buckets(bucket_count, Bucket(text));
  std::vector<Placement> placements(literals.size());
  for (int pass = 0; pass < kPasses; ++pass) {
    for (const size_t i : order) {
      const Placement before = placements[i];
      if (pass > 0) buckets[before.bucket].Remove(WindowSymbols(kind, *literals[i], before.window_offset));
      placements[i] = Cheapest(buckets, text, kind, *literals[i]);
      buckets[placements[i].bucket].Add(WindowSymbols(kind, *literals[i], placements[i].window_offset));
    }
  }
  return placements;
}

}  // namespace veil
