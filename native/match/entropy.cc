#include "match/entropy.h"

#include <array>
#include <cmath>

namespace veil {

uint32_t EntropyMilli(std::string_view bytes) {
  if (bytes.empty()) return 0;
  std::array<uint32_t, 256> counts{};
  for (const char c : bytes) ++counts[static_cast<uint8_t>(c)];
  // H = log2(n) − (Σ c·log2 c) / n: one division, and counts of 1 (the most) cost nothing.
  double sum = 0;
  for (const uint32_t count : counts) {
    if (count > 1) sum += count * std::log2(count);
  }
  const double size = static_cast<double>(bytes.size());
  const double bits = std::log2(size) - sum / size;
  return static_cast<uint32_t>(std::lround(1000 * std::fmax(bits, 0)));
}

}  // namespace veil
