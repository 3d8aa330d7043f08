// The shape of the generated model.
#pragma once

#include <cstdint>

namespace veil::assign {

inline constexpr uint8_t kModelLeaf = 255;

// An inner node sends features[feature] <= value to the next node and anything else `right` nodes on.
struct ModelNode {
  uint8_t feature;
  uint8_t right;
  float value;
};

}  // namespace veil::assign
