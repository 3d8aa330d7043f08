#include "match/file_context.h"

#include "match/ascii.h"

namespace veil {
namespace {
enum Verdict : uint8_t { kUnknown = 0, kHolds, kHoldsNot };
}

bool EngineFileContext::HoldsFor(const CompiledRule& rule) {
  if (!rule.HasPathConditions()) return true;
  if (verdicts_.empty()) verdicts_.resize(enabled_.size(), kUnknown);
  uint8_t& verdict = verdicts_[rule.index];
  if (verdict == kUnknown) verdict = rule.HoldsIn(lower_path()) ? kHolds : kHoldsNot;
  return verdict == kHolds;
}

const std::string& EngineFileContext::lower_path() {
  if (lower_path_.empty()) lower_path_ = AsciiLower(path_);
  return lower_path_;
}

const assign::PathTraits& EngineFileContext::traits() {
  if (!traits_.has_value()) traits_ = assign::ClassifyPath(path_);
  return *traits_;
}

}  // namespace veil
