#include "match/text_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace veil {
namespace {

#include "match/text_model_data.inc"

constexpr size_t kWindow = 4;

// As scripts/text-model.mjs spells them; a chance is at least a little, so that nothing is free.
float ChanceOfLetter(char letter) { return (std::exp2(static_cast<float>(letter - 'a')) - 0.9F) / (1 << 20); }

uint8_t ClassOfLetter(char letter) { return static_cast<uint8_t>(letter - '#' - (letter > '?' ? 1 : 0)); }

uint32_t KeyOf(const uint8_t* classes) {
  uint32_t key = 0;
  std::memcpy(&key, classes, kWindow);
  return key;
}

}  // namespace

TextModel::TextModel() {
  float sum = 0;
  for (size_t m = 0; m < kByteClassCount; ++m) {
    for (size_t c = 0; c < kByteClassCount; ++c) sum += after_[c][m] = ChanceOfLetter(kPairs[m][c]);
  }
  for (size_t c = 0; c < kByteClassCount; ++c) {
    for (size_t m = 0; m < kByteClassCount; ++m) chance_[m] += after_[c][m] /= sum;
  }
  for (size_t c = 0; c < kByteClassCount; ++c) {
    for (size_t m = 0; m < kByteClassCount; ++m) before_[c][m] = after_[m][c] / chance_[m];
  }
  for (const char* line : kCommonWindows) {
    for (const char* at = line; *at != '\0'; at += kWindow + 1) {
      uint8_t classes[kWindow];
      std::transform(at, at + kWindow, classes, ClassOfLetter);
      const float chance = ChanceOfLetter(at[kWindow]);
      common_[KeyOf(classes)] = chance;
      least_common_ = std::min(least_common_, chance);
    }
  }
}

float TextModel::ChanceOf(const uint8_t* classes, size_t size) const {
  float chance = chance_[classes[0]];
  for (size_t i = 1; i < size; ++i) chance *= after_[classes[i]][classes[i - 1]] / chance_[classes[i - 1]];
  if (size != kWindow) return chance;
  const auto known = common_.find(KeyOf(classes));
  return known != common_.end() ? known->second : std::min(chance, least_common_);
}

}  // namespace veil
