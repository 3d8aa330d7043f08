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

TextModel::TextModel(SymbolKind kind) : before_(kMaxSymbolCount), after_(kMaxSymbolCount) {
  CountClasses();
  CountSymbols(kind);
  ReadCommonWindows();
}

void TextModel::CountClasses() {
  float sum = 0;
  for (size_t first = 0; first < kByteClassCount; ++first) {
    for (size_t second = 0; second < kByteClassCount; ++second) {
      sum += pairs_[first][second] = ChanceOfLetter(kPairs[first][second]);
    }
  }
  for (size_t first = 0; first < kByteClassCount; ++first) {
    for (float& chance : pairs_[first]) chance_[first] += chance /= sum;
  }
}

// Two symbols are three classes at most, which the chain gives.
void TextModel::CountSymbols(SymbolKind kind) {
  BySymbol chance{};
  for (uint8_t first = 0; first < kByteClassCount; ++first) {
    for (uint8_t second = 0; second < kByteClassCount; ++second) {
      const uint8_t s = SymbolOf(kind, first, second);
      for (uint8_t third = 0; third < kByteClassCount; ++third) {
        const float all = pairs_[first][second] * pairs_[second][third] / chance_[second];
        const uint8_t after = SymbolOf(kind, second, third);
        after_[after][s] += all;
        before_[s][after] += all;
        chance[after] += all;
      }
    }
  }
  for (BySymbol& before : before_) {
    for (size_t m = 0; m < SymbolCount(kind); ++m) before[m] /= chance[m];
  }
}

void TextModel::ReadCommonWindows() {
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
  for (size_t i = 1; i < size; ++i) chance *= pairs_[classes[i - 1]][classes[i]] / chance_[classes[i - 1]];
  if (size != kWindow) return chance;
  const auto known = common_.find(KeyOf(classes));
  return known != common_.end() ? known->second : std::min(chance, least_common_);
}

}  // namespace veil
