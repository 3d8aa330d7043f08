// Makes rule sets for tests as the TypeScript loader does: named fields, everything else 0.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/checksums/checksum.h"
#include "match/engine.h"
#include "match/rule_set.h"

namespace veil::test {

class RuleSetBuilder {
 public:
  RuleSetBuilder() : strings_{0, 0} {}

  // Begins a rule of reader `pattern`, found at each literal, that ends within 1 KiB of it.
  RuleSetBuilder& Rule(std::string_view id, std::vector<std::string_view> literals, std::string_view pattern) {
    rows_.resize(rows_.size() + kRuleFieldCount, 0);
    Text(RuleField::id, id);
    Text(RuleField::pattern, pattern);
    List(RuleField::literals_first, RuleField::literals_count, literals);
    Number(RuleField::severity, static_cast<uint32_t>(Severity::high));
    return Number(RuleField::after_bytes, 1024);
  }
  RuleSetBuilder& PathRule(std::string_view id, std::vector<std::string_view> globs) {
    Rule(id, {}, "");
    Number(RuleField::reader, static_cast<uint32_t>(Reader::path));
    return List(RuleField::paths_first, RuleField::paths_count, globs);
  }

  // The last rule's fields.
  RuleSetBuilder& Number(RuleField field, uint32_t value) {
    rows_[rows_.size() - kRuleFieldCount + static_cast<uint32_t>(field)] = value;
    return *this;
  }
  RuleSetBuilder& Text(RuleField field, std::string_view text) {
    return Number(field, text.empty() ? 0 : AddString(text));
  }
  RuleSetBuilder& List(RuleField first, RuleField count, std::vector<std::string_view> texts) {
    Number(first, static_cast<uint32_t>(strings_.size() / 2));
    Number(count, static_cast<uint32_t>(texts.size()));
    for (const std::string_view text : texts) AddString(text);
    if (texts.empty()) Number(first, 0);
    return *this;
  }
  RuleSetBuilder& Checksum(std::string_view name) {
    for (uint32_t i = 0; i < ChecksumNames().size(); ++i) {
      if (ChecksumNames()[i] == name) return Number(RuleField::checksum, i);
    }
    return Number(RuleField::checksum, 1u << 30);  // refused by Load
  }

  Result<std::shared_ptr<const RuleSet>> Load() const { return RuleSet::Load(rows_, strings_, bytes_); }

  // Only for sound rules.
  std::shared_ptr<const Engine> Compile() const {
    EngineOptions options;
    options.compile_patterns_now = true;
    return Engine::Compile(Load().value(), "", options).value();
  }

 private:
  uint32_t AddString(std::string_view text) {
    strings_.push_back(static_cast<uint32_t>(bytes_.size()));
    strings_.push_back(static_cast<uint32_t>(text.size()));
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return static_cast<uint32_t>(strings_.size() / 2 - 1);
  }

  std::vector<uint32_t> rows_, strings_;
  std::vector<char> bytes_;
};

// What the engine finds in a text in memory: candidates, confirmed, resolved.
inline std::vector<Match> ScanText(const Engine& engine, std::string_view text, std::string_view path = "file",
                                   Confidence least = Confidence::kLow) {
  const std::vector<uint8_t> enabled(engine.rules().size(), 1);
  auto scratch = engine.NewScratch(enabled).value();
  auto file = engine.NewFileContext(path, enabled, least);
  MemoryText memory(text);
  std::vector<Match> matches;
  for (size_t at = 0; at < text.size();) {
    at = engine.FindCandidates(*scratch, text.data(), text.size(), at);
    for (const Candidate& candidate : engine.candidates(*scratch)) {
      engine.Confirm(*scratch, *file, memory, candidate, candidate.end, matches);
    }
  }
  engine.MatchPath(*file, matches);
  engine.Resolve(matches);
  return matches;
}

// "rule:secret" of each match, one a line: what tables of tests compare.
inline std::string Describe(const Engine& engine, std::string_view text, const std::vector<Match>& matches) {
  std::string lines;
  for (const Match& match : matches) {
    lines += engine.rules().text(match.rule, RuleField::id);
    lines += ":";
    lines += text.substr(match.secret_begin, match.secret_end - match.secret_begin);
    if (match.pair_begin < match.pair_end) {
      lines += "+";
      lines += text.substr(match.pair_begin, match.pair_end - match.pair_begin);
    }
    lines += "\n";
  }
  return lines;
}

inline std::string ScanAndDescribe(const Engine& engine, std::string_view text, std::string_view path = "file") {
  return Describe(engine, text, ScanText(engine, text, path));
}

}  // namespace veil::test
