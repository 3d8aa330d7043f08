// What each rule costs in a scan: counted only when it is asked for (EngineOptions::count_rules), as a clock is read
// twice for every candidate.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

namespace veil {

struct RuleCost {
  uint64_t candidates = 0;   // places where one of its literals stands, in files where it holds or not
  uint64_t matches = 0;      // before overlaps are resolved
  uint64_t nanoseconds = 0;  // in the confirm step, of all threads together
};

// Thread-safe.
class RuleCosts {
 public:
  explicit RuleCosts(size_t rules) : counters_(rules) {}

  static uint64_t NowNs() {
    return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1));
  }

  void Add(uint32_t rule, uint64_t nanoseconds, bool matched) {
    counters_[rule].candidates.fetch_add(1, std::memory_order_relaxed);
    counters_[rule].nanoseconds.fetch_add(nanoseconds, std::memory_order_relaxed);
    if (matched) counters_[rule].matches.fetch_add(1, std::memory_order_relaxed);
  }

  std::vector<RuleCost> Read() const {
    std::vector<RuleCost> costs;
    for (const Counter& counter : counters_) {
      costs.push_back({counter.candidates.load(), counter.matches.load(), counter.nanoseconds.load()});
    }
    return costs;
  }

 private:
  struct Counter {
    std::atomic<uint64_t> candidates{0}, matches{0}, nanoseconds{0};
  };
  std::vector<Counter> counters_;
};

}  // namespace veil
