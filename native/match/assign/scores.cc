// The two models of verdict.h: boosted trees over the features.
#include <cstddef>

#include "match/assign/features.h"
#include "match/assign/model.h"
#include "match/assign/verdict.h"

namespace veil::assign {
namespace {

#include "match/assign/model_data.inc"

// The sum of the leaves that the value falls into.
float SumTrees(const Features& features, const ModelNode* nodes, const uint16_t* roots, size_t count, float start) {
  float sum = start;
  for (size_t tree = 0; tree < count; ++tree) {
    const ModelNode* node = nodes + roots[tree];
    while (node->feature != kModelLeaf) node += features[node->feature] <= node->value ? 1 : node->right;
    sum += node->value;
  }
  return sum;
}

}  // namespace

float MachineScore(const Features& features) {
  return SumTrees(features, kMachineNodes, kMachineRoots, kMachineTrees, kMachineStart);
}
float HumanScore(const Features& features) {
  return SumTrees(features, kHumanNodes, kHumanRoots, kHumanTrees, kHumanStart);
}

}  // namespace veil::assign
