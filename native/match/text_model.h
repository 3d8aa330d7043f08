// How text looks, in classes of bytes (byte_class.h): what the SIMD prefilter places its literals by.
//
// Text is taken for a chain of classes, each drawn by the one before it. Taken for independent, "the" would be as rare
// as "hte", and twice as many offsets would pass the prefilter's first step as foreseen. Of windows of four bytes the
// most frequent are known by themselves: "node" is thirty times as frequent as its pairs make one think.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "match/byte_class.h"

namespace veil {

class TextModel {
 public:
  using ByClass = std::array<float, kByteClassCount>;

  // Takes some tenths of a millisecond.
  TextModel();

  // For each class m: the chance that class c stands before an m, and the chance that m stands at an offset and c
  // after it. So the sum over m of the products is the chance of three classes, the middle one any.
  const ByClass& Before(size_t c) const { return before_[c]; }
  const ByClass& After(size_t c) const { return after_[c]; }

  // The chance that these classes stand at an offset; size > 0.
  float ChanceOf(const uint8_t* classes, size_t size) const;

 private:
  ByClass chance_{};
  std::array<ByClass, kByteClassCount> before_{}, after_{};
  std::unordered_map<uint32_t, float> common_;  // by the four classes
  float least_common_ = 1;                      // no other window is more frequent
};

}  // namespace veil
