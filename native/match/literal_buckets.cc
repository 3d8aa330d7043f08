#include "match/literal_buckets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "match/ascii.h"
#include "match/assign/words.h"
#include "match/rule_set.h"

namespace veil {
namespace {

constexpr int kPasses = 3;

// How often each byte (its low seven bits) stands in text, in 1/10,000: the mean of C (Linux 6.1), JavaScript and JSON
// (npm packages), and Markdown and TypeScript (this repository). At least 1, so that no byte is free.
constexpr std::array<uint16_t, 128> kBytesIn10000 = {
    2,    1,   1,   1,   1,   1,   1,   1,   1,   146, 276, 1,  1,   1,   1,   1,    //
    1,    1,   1,   1,   1,   1,   1,   1,   1,   1,   1,   1,  1,   1,   1,   1,    //
    1643, 9,   53,  16,  13,  4,   16,  65,  120, 120, 56,  11, 135, 58,  126, 60,   //
    104,  43,  36,  21,  19,  13,  17,  10,  19,  11,  65,  92, 10,  98,  30,  12,   //
    3,    61,  26,  51,  37,  66,  34,  18,  13,  50,  3,   11, 34,  31,  38,  37,   //
    37,   9,   49,  59,  50,  20,  13,  10,  8,   7,   3,   28, 15,  28,  1,   171,  //
    26,   335, 77,  218, 218, 653, 153, 102, 135, 367, 11,  47, 212, 136, 382, 339,  //
    155,  13,  399, 367, 516, 171, 59,  54,  78,  80,  8,   56, 19,  56,  1,   1,
};

class Bucket {
 public:
  void Add(const Literal& literal, size_t offset) { Count(literal, offset, 1); }
  void Remove(const Literal& literal, size_t offset) { Count(literal, offset, -1); }

  double Chance() const {
    double chance = 1;
    for (const Place& place : places_) chance *= place.Share();
    return chance;
  }

  double ChanceWith(const Literal& literal, size_t offset) const {
    double chance = 1;
    for (size_t i = 0; i < kWindowBytes; ++i) {
      const Place& place = places_[i];
      if (offset + i >= literal.bytes.size()) {
        continue;  // any byte may stand there
      }
      uint32_t in_10000 = place.in_10000;
      ForBytesAt(literal, offset + i, [&](uint8_t c) { in_10000 += place.count[c] == 0 ? kBytesIn10000[c] : 0; });
      chance *= place.open_ends > 0 ? 1 : 1e-4 * in_10000;
    }
    return chance;
  }

 private:
  struct Place {
    std::array<uint16_t, 128> count{};
    uint32_t in_10000 = 0;   // of the bytes counted
    uint32_t open_ends = 0;  // literals that end before this place
    double Share() const { return open_ends > 0 ? 1 : 1e-4 * in_10000; }
  };

  void Count(const Literal& literal, size_t offset, int by) {
    for (size_t i = 0; i < kWindowBytes; ++i) {
      Place& place = places_[i];
      if (offset + i >= literal.bytes.size()) {
        place.open_ends += static_cast<uint32_t>(by);
        continue;
      }
      ForBytesAt(literal, offset + i, [&](uint8_t c) {
        if (place.count[c] == 0) place.in_10000 += kBytesIn10000[c];
        place.count[c] = static_cast<uint16_t>(place.count[c] + by);
        if (place.count[c] == 0) place.in_10000 -= kBytesIn10000[c];
      });
    }
  }

  std::array<Place, kWindowBytes> places_;
};

size_t WindowCount(const Literal& literal) {
  return literal.bytes.size() < kWindowBytes ? 1 : literal.bytes.size() - kWindowBytes + 1;
}

// The chance that four letters stand in text as they are, and pass the first step rightly: "able" of "airtable" is in
// every tenth line, "irta" in none. By pairs and triples of letters, as four independent bytes would not tell them
// apart; 0 for a window that is not all letters.
double CommonLetters(const Literal& literal, size_t offset) {
  constexpr double kWindows = 26.0 * 26 * 26 * 26;
  const std::string window = AsciiLower(std::string_view(literal.bytes).substr(offset, kWindowBytes));
  if (!std::all_of(window.begin(), window.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return 0;
  return std::exp2(assign::TrigramScore(window)) / kWindows;
}

Placement Cheapest(const std::vector<Bucket>& buckets, const Literal& literal) {
  Placement best{0, 0};
  double least = std::numeric_limits<double>::infinity();
  std::array<double, kMaxLiteralBytes> common{};
  for (size_t offset = 0; offset < WindowCount(literal); ++offset) common[offset] = CommonLetters(literal, offset);
  for (size_t bucket = 0; bucket < buckets.size(); ++bucket) {
    const double before = buckets[bucket].Chance();
    for (size_t offset = 0; offset < WindowCount(literal); ++offset) {
      const double rise = buckets[bucket].ChanceWith(literal, offset) - before + common[offset];
      if (rise >= least) continue;
      least = rise;
      best = {static_cast<uint8_t>(bucket), static_cast<uint8_t>(offset)};
    }
  }
  return best;
}

}  // namespace

std::vector<Placement> PlaceLiterals(std::span<const Literal* const> literals) {
  // The short ones first, which have no choice of windows; among them like beside like.
  std::vector<size_t> order(literals.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const std::string& first = literals[a]->bytes;
    const std::string& second = literals[b]->bytes;
    return first.size() != second.size() ? first.size() < second.size() : first != second ? first < second : a < b;
  });

  std::vector<Bucket> buckets(kBucketCount);
  std::vector<Placement> placements(literals.size());
  for (int pass = 0; pass < kPasses; ++pass) {
    for (const size_t i : order) {
      if (pass > 0) buckets[placements[i].bucket].Remove(*literals[i], placements[i].window_offset);
      placements[i] = Cheapest(buckets, *literals[i]);
      buckets[placements[i].bucket].Add(*literals[i], placements[i].window_offset);
    }
  }
  return placements;
}

}  // namespace veil
