// How text looks, in classes of bytes (byte_class.h) and their symbols (window_symbols.h): what the SIMD prefilter
// places its literals by.
//
// Text is taken for a chain of classes, each drawn by the one before it. Taken for independent, "the" would be as rare
// as "hte", and twice as many offsets would pass the prefilter's first step as foreseen. Of windows of four bytes the
// most frequent are known by themselves: "node" is thirty times as frequent as its pairs make one think.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "match/byte_class.h"
#include "match/window_symbols.h"

namespace veil {

class TextModel {
 public:
  using BySymbol = std::array<float, kMaxSymbolCount>;

  // Takes some tenths of a millisecond.
  explicit TextModel(SymbolKind kind);

  // For each symbol m: the chance that symbol s stands before an m, and the chance that m stands at an offset and s
  // after it. So the sum over m of the products is the chance of three symbols, the middle one any.
  const BySymbol& Before(size_t s) const { return before_[s]; }
  const BySymbol& After(size_t s) const { return after_[s]; }

  // The chance that these classes stand at an offset; size > 0.
  float ChanceOf(const uint8_t* classes, size_t size) const;

 private:
  using ByClass = std::array<float, kByteClassCount>;

  void CountClasses();
  void CountSymbols(SymbolKind kind);
  void ReadCommonWindows();

  ByClass chance_{};
  std::array<ByClass, kByteClassCount> pairs_{};  // the chance of two classes, one after the other
  std::vector<BySymbol> before_, after_;
  std::unordered_map<uint32_t, float> common_;  // by the four classes
  float least_common_ = 1;                      // no other window is more frequent
};

}  // namespace veil
