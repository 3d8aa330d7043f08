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

constexpr int kPasses = 3;
// What it costs that a window stands in text as it is and so passes the second step too, in offsets that pass the first
// step alone.
constexpr float kOwnWindowCost = 4;

using ByClass = TextModel::ByClass;
using Classes = std::array<uint8_t, kMaxLiteralBytes>;

// The chance that an offset passes for a bucket: over the classes m of its middle place, the sum of the chance that one
// of its first place's classes stands before m, times that m stands there and one of its last place's after it.
class Bucket {
 public:
  explicit Bucket(const TextModel& text) : text_(&text) {}

  void Add(const uint8_t* window) { Count(window, 1); }
  void Remove(const uint8_t* window) { Count(window, -1); }
  float Chance() const { return chance_; }

  float ChanceWith(const uint8_t* window) const {
    const ByClass& before = count_[0][window[0]] == 0 ? text_->Before(window[0]) : kNone;
    const ByClass& after = count_[2][window[2]] == 0 ? text_->After(window[2]) : kNone;
    // Eight sums side by side, which the compiler may keep in vectors.
    std::array<float, 8> sums{};
    for (size_t m = 0; m < kByteClassCount; m += sums.size()) {
      for (size_t i = 0; i < sums.size(); ++i) {
        sums[i] += middle_[m + i] * (before_[m + i] + before[m + i]) * (after_[m + i] + after[m + i]);
      }
    }
    const size_t m = window[1];
    const float of_middle = (1 - middle_[m]) * (before_[m] + before[m]) * (after_[m] + after[m]);
    return std::accumulate(sums.begin(), sums.end(), of_middle);
  }

 private:
  static constexpr ByClass kNone{};

  void Count(const uint8_t* window, int by) {
    for (size_t place = 0; place < kLookedUpBytes; ++place) count_[place][window[place]] += by;
    middle_ = before_ = after_ = kNone;
    for (size_t c = 0; c < kByteClassCount; ++c) {
      if (count_[1][c] > 0) middle_[c] = 1;
      for (size_t m = 0; m < kByteClassCount; ++m) {
        if (count_[0][c] > 0) before_[m] += text_->Before(c)[m];
        if (count_[2][c] > 0) after_[m] += text_->After(c)[m];
      }
    }
    chance_ = 0;
    for (size_t m = 0; m < kByteClassCount; ++m) chance_ += middle_[m] * before_[m] * after_[m];
  }

  const TextModel* text_;
  std::array<std::array<int, kByteClassCount>, kLookedUpBytes> count_{};  // of literals, by place and class
  ByClass before_{}, middle_{}, after_{};
  float chance_ = 0;
};

size_t WindowCount(const Literal& literal) {
  return literal.bytes.size() < kWindowBytes ? 1 : literal.bytes.size() - kWindowBytes + 1;
}

Placement Cheapest(const std::vector<Bucket>& buckets, const TextModel& text, const Literal& literal,
                   const Classes& classes) {
  Placement best{0, 0};
  float least = std::numeric_limits<float>::infinity();
  for (size_t offset = 0; offset < WindowCount(literal); ++offset) {
    const uint8_t* window = classes.data() + offset;
    const float own = kOwnWindowCost * text.ChanceOf(window, std::min<size_t>(kWindowBytes, literal.bytes.size()));
    if (own >= least) continue;
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

std::vector<Placement> PlaceLiterals(std::span<const Literal* const> literals, uint32_t bucket_count) {
  std::vector<Classes> classes(literals.size());
  for (size_t i = 0; i < literals.size(); ++i) {
    std::transform(literals[i]->bytes.begin(), literals[i]->bytes.end(), classes[i].begin(),
                   [](char c) { return ByteClass(static_cast<uint8_t>(c)); });
  }
  // The short ones first, which have no choice of windows; among them like beside like.
  std::vector<size_t> order(literals.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const std::string& first = literals[a]->bytes;
    const std::string& second = literals[b]->bytes;
    return first.size() != second.size() ? first.size() < second.size() : first != second ? first < second : a < b;
  });

  const TextModel text;
  std::vector<Bucket> buckets(bucket_count, Bucket(text));
  std::vector<Placement> placements(literals.size());
  for (int pass = 0; pass < kPasses; ++pass) {
    for (const size_t i : order) {
      const Placement before = placements[i];
      if (pass > 0) buckets[before.bucket].Remove(classes[i].data() + before.window_offset);
      placements[i] = Cheapest(buckets, text, *literals[i], classes[i]);
      buckets[placements[i].bucket].Add(classes[i].data() + placements[i].window_offset);
    }
  }
  return placements;
}

}  // namespace veil
