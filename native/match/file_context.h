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

  // What the one engine's hints say of the path. Most files are of no kind, which spares asking each of its rules.
  PathHints::Kinds KindsOf(const PathHints& hints) {
    if (!kinds_.has_value()) kinds_ = hints.KindsOf(path_);
    return *kinds_;
  }
  // Whether the rule's path conditions hold.
  bool HoldsFor(const CompiledRule& rule);
  const std::string& lower_path();
  const assign::PathTraits& traits();

 private:
  const std::string_view path_;
  const std::span<const uint8_t> enabled_;
  const Confidence least_;
  std::optional<PathHints::Kinds> kinds_;
  std::string lower_path_;
  std::vector<uint8_t> verdicts_;  // a Verdict for each rule
  std::optional<assign::PathTraits> traits_;
};

}  // namespace veil
