// What the engine knows of the file that is scanned.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/assign/assign.h"
#include "match/compiled_rule.h"
#include "match/engine.h"
#include "match/path_glob.h"

namespace veil {

// Everything is worked out when it is first asked: most files have no candidate that asks.
class EngineFileContext final : public FileContext {
 public:
  EngineFileContext(std::string_view path, std::span<const uint8_t> enabled, Confidence least)
      : path_(path), enabled_(enabled), least_(least) {}

  std::string_view path() const { return path_; }
  bool IsEnabled(uint32_t rule) const { return enabled_[rule] != 0; }
  Confidence least() const { return least_; }

  // Whether a rule of those in `hints` may hold here, which is asked of one engine's. Most files say no, which spares
  // asking each of its rules.
  bool MayBeNamed(const PathHints& hints) {
    if (!may_be_named_.has_value()) may_be_named_ = hints.MayMatch(path_);
    return *may_be_named_;
  }
  // Whether the rule's path conditions hold.
  bool HoldsFor(const CompiledRule& rule);
  const std::string& lower_path();
  const assign::PathTraits& traits();

 private:
  const std::string_view path_;
  const std::span<const uint8_t> enabled_;
  const Confidence least_;
  std::optional<bool> may_be_named_;
  std::string lower_path_;
  std::vector<uint8_t> verdicts_;  // a Verdict for each rule
  std::optional<assign::PathTraits> traits_;
};

}  // namespace veil
