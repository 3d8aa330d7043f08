#include "match/engine.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <mutex>
#include <utility>

#include "match/ascii.h"
#include "match/candidate_filter.h"
#include "match/compiled_rule.h"
#include "match/confirm.h"
#include "match/confirm_assignment.h"
#include "match/confirm_encoded.h"
#include "match/file_context.h"
#include "match/literal_table.h"
#include "match/resolve.h"

namespace veil {
namespace {

// What Engine::Serialize() answers: the size of the first part in bytes, and both parts.
struct SerializedEngine {
  std::string_view filter, prefilter;

  static SerializedEngine Read(std::string_view bytes) {
    uint32_t size = 0;
    if (bytes.size() < sizeof size) return {};
    std::memcpy(&size, bytes.data(), sizeof size);
    bytes.remove_prefix(sizeof size);
    if (size > bytes.size()) return {};
    return {bytes.substr(0, size), bytes.substr(size)};
  }

  std::string Write() const {
    const auto size = static_cast<uint32_t>(filter.size());
    std::string bytes(reinterpret_cast<const char*>(&size), sizeof size);
    return bytes.append(filter).append(prefilter);
  }
};

struct OwnScratch final : EngineScratch {
  const Prefilter* prefilter = nullptr;
  std::unique_ptr<PrefilterScratch> memory;
};

static_assert(Engine::kFilterBytesBefore == CandidateFilter::kBytesBefore &&
              Engine::kFilterBytesAfter == CandidateFilter::kBytesAfter);

// The kinds of rules with `paths`: those that match by them alone, and those that hold in such files.
constexpr PathHints::Kinds kPathRule = 1;
constexpr PathHints::Kinds kNamedRule = 2;

class LiteralEngine final : public Engine {
 public:
  explicit LiteralEngine(std::shared_ptr<const RuleSet> rules) : rules_(std::move(rules)), table_(*rules_) {
    for (uint32_t index = 0; index < rules_->size(); ++index) AddRule(index);
    for (const Literal& literal : table_.literals()) {
      max_literal_bytes_ = std::max(max_literal_bytes_, literal.bytes.size());
    }
    for (uint32_t literal = 0; literal < table_.literals().size(); ++literal) AddReach(literal);
  }

  Status Prepare(std::string_view database, const EngineOptions& options) {
    const SerializedEngine parts = SerializedEngine::Read(database);
    filter_ = std::make_unique<CandidateFilter>(table_, compiled_, parts.filter);
    if (options.count_rules) costs_ = std::make_unique<RuleCosts>(rules_->size());
    if (options.compile_patterns_now) {
      for (const CompiledRule& rule : compiled_) {
        Status checked = rule.CheckPatterns();
        if (!checked.ok()) return checked;
      }
    }
    Result<std::unique_ptr<Prefilter>> prefilter =
        Prefilter::Compile(table_.literals(), table_.OnByDefault(*rules_), parts.prefilter);
    if (!prefilter.ok()) return std::move(prefilter).error();
    default_prefilter_ = std::move(prefilter).value();
    return Done{};
  }

  const RuleSet& rules() const override { return *rules_; }
  std::vector<RuleCost> rule_costs() const override { return costs_ ? costs_->Read() : std::vector<RuleCost>(); }
  std::string_view literal(uint32_t index) const override { return table_.literals()[index].bytes; }
  Result<std::string> Serialize() const override {
    Result<std::string> prefilter = Prefilter::Serialize(table_.literals(), table_.OnByDefault(*rules_));
    if (!prefilter.ok()) return prefilter;
    const std::string filter = filter_->Serialize();
    return SerializedEngine{filter, prefilter.value()}.Write();
  }
  size_t max_literal_bytes() const override { return max_literal_bytes_; }
  size_t max_context_bytes() const override { return max_context_bytes_; }

  Reach ReachOf(uint32_t literal) const override { return reaches_[literal]; }
  size_t LiteralSizeBytes(uint32_t literal) const override { return table_.literals()[literal].bytes.size(); }

  Result<std::unique_ptr<EngineScratch>> NewScratch(std::span<const uint8_t> enabled) const override {
    auto scratch = std::make_unique<OwnScratch>();
    scratch->prefilter = default_prefilter_.get();
    if (NeedsAllLiterals(enabled)) {
      Result<const Prefilter*> full = FullPrefilter();
      if (!full.ok()) return std::move(full).error();
      scratch->prefilter = full.value();
    }
    Result<std::unique_ptr<PrefilterScratch>> memory = scratch->prefilter->NewScratch();
    if (!memory.ok()) return std::move(memory).error();
    scratch->memory = std::move(memory).value();
    return std::unique_ptr<EngineScratch>(std::move(scratch));
  }

  std::unique_ptr<FileContext> NewFileContext(std::string_view path, std::span<const uint8_t> enabled,
                                              Confidence least) const override {
    return std::make_unique<EngineFileContext>(path, enabled, least);
  }

  bool JudgesAlike(FileContext& file_context, FileContext& other_context) const override {
    auto& file = static_cast<EngineFileContext&>(file_context);
    auto& other = static_cast<EngineFileContext&>(other_context);
    return file.traits() == other.traits() &&
           std::all_of(compiled_.begin(), compiled_.end(),
                       [&](const CompiledRule& rule) { return file.HoldsFor(rule) == other.HoldsFor(rule); });
  }

  size_t FindCandidates(EngineScratch& scratch, const char* data, size_t size, size_t resume_at) const override {
    auto& own = static_cast<OwnScratch&>(scratch);
    const size_t resumes_at = own.prefilter->Find(*own.memory, data, size, resume_at);
    const std::string_view bytes(data, size);
    own.memory->KeepIf([&](Candidate& candidate) { return filter_->Ask(bytes, candidate); });
    return resumes_at;
  }

  std::span<const Candidate> candidates(const EngineScratch& scratch) const override {
    return static_cast<const OwnScratch&>(scratch).memory->candidates();
  }

  void Confirm(EngineScratch&, FileContext& file_context, Text& text, Candidate candidate, uint64_t end,
               std::vector<Match>& out) const override {
    if (!candidate.is_asked && !Ask(text, end, candidate)) return;
    auto& file = static_cast<EngineFileContext&>(file_context);
    const uint64_t begin = end - LiteralSizeBytes(candidate.literal);
    // Most candidates were kept for patterns or for the reader alone.
    if (candidate.may_match) ConfirmPatterns(file, text, table_.anywhere_uses(candidate.literal), begin, end, out);
    if (candidate.may_match_named && (file.KindsOf(path_hints_) & kNamedRule) != 0) {
      ConfirmPatterns(file, text, table_.named_uses(candidate.literal), begin, end, out);
    }
    if (candidate.may_tell) ConfirmAssignments(file, text, candidate.literal, begin, end, out);
  }

  bool has_path_rules() const override { return !path_rules_.empty(); }

  void MatchPath(FileContext& file_context, std::vector<Match>& out) const override {
    auto& file = static_cast<EngineFileContext&>(file_context);
    if ((file.KindsOf(path_hints_) & kPathRule) == 0) return;
    for (const uint32_t index : path_rules_) {
      const CompiledRule& rule = compiled_[index];
      if (!file.IsEnabled(index) || !file.HoldsFor(rule)) continue;
      Match match;
      match.rule = index;
      match.severity = rule.severity;
      out.push_back(std::move(match));
    }
  }

  void Resolve(std::vector<Match>& matches) const override { ResolveMatches(matches, specificity_); }

 private:
  bool NeedsAllLiterals(std::span<const uint8_t> enabled) const {
    return std::any_of(compiled_.begin(), compiled_.end(), [&](const CompiledRule& rule) {
      return enabled[rule.index] != 0 && (rule.flags & kRule_off_by_default) != 0 && rule.reader != Reader::path;
    });
  }

  Result<const Prefilter*> FullPrefilter() const {
    const std::lock_guard<std::mutex> lock(full_mutex_);
    if (full_prefilter_ == nullptr) {
      const std::vector<uint8_t> all(table_.literals().size(), 1);
      Result<std::unique_ptr<Prefilter>> prefilter = Prefilter::Compile(table_.literals(), all, "");
      if (!prefilter.ok()) return std::move(prefilter).error();
      full_prefilter_ = std::move(prefilter).value();
    }
    return full_prefilter_.get();
  }

  // What the bytes that were searched ended before is here.
  bool Ask(Text& text, uint64_t end, Candidate& candidate) const {
    const uint64_t begin = end - LiteralSizeBytes(candidate.literal);
    const uint64_t around_begin = begin - std::min<uint64_t>(begin, CandidateFilter::kBytesBefore);
    const std::string_view around = text.Slice(around_begin, end + CandidateFilter::kBytesAfter);
    // A file that is cut short while it is read answers less than it was asked for.
    if (end - around_begin > around.size()) return false;
    candidate.end = static_cast<uint32_t>(end - around_begin);
    return filter_->Ask(around, candidate);
  }

  void ConfirmPatterns(EngineFileContext& file, Text& text, std::span<const LiteralTable::Use> uses, uint64_t begin,
                       uint64_t end, std::vector<Match>& out) const {
    for (const LiteralTable::Use& use : uses) {
      if (!file.IsEnabled(use.rule)) continue;
      const CompiledRule& rule = compiled_[use.rule];
      if (!use.exact.empty() && text.Slice(begin, end) != use.exact) continue;
      const uint64_t started_ns = costs_ ? RuleCosts::NowNs() : 0;
      if (!file.HoldsFor(rule)) continue;
      Match match;
      const bool matched = use.layer_count == 0
                               ? ConfirmPattern(rule, text, begin, end, &match)
                               : ConfirmEncoded(rule, text, begin, std::span(use.layers).first(use.layer_count),
                                                use.literal_bytes, &match);
      if (costs_) costs_->Add(use.rule, RuleCosts::NowNs() - started_ns, matched);
      if (matched && match.confidence >= file.least()) out.push_back(std::move(match));
    }
  }

  void ConfirmAssignments(EngineFileContext& file, Text& text, uint32_t literal, uint64_t begin, uint64_t end,
                          std::vector<Match>& out) const {
    for (const LiteralTable::Use& use : table_.assignment_uses(literal)) {
      if (!file.IsEnabled(use.rule)) continue;
      // One reading serves all rules of the reader.
      const uint64_t started_ns = costs_ ? RuleCosts::NowNs() : 0;
      const size_t found_before = out.size();
      ConfirmAssignment(file, text, {begin, end, filter_->IsName(literal)}, out);
      if (costs_) costs_->Add(use.rule, RuleCosts::NowNs() - started_ns, out.size() > found_before);
      return;
    }
  }

  void AddRule(uint32_t index) {
    const CompiledRule& rule = compiled_.emplace_back(*rules_, index);
    specificity_.push_back(rule.specificity);
    if (rule.reader == Reader::path) {
      path_rules_.push_back(index);
    }
    const PathHints::Kinds kind = rule.reader == Reader::path ? kPathRule : kNamedRule;
    for (const PathGlob& glob : rule.paths) path_hints_.Add(glob, kind);
    if (rule.reader == Reader::assignment) assignment_rules_[rule.assign_kind].push_back(index);
  }

  void AddReach(uint32_t literal) {
    Reach& reach = reaches_.emplace_back();
    const auto widen = [&](const CompiledRule& rule, uint64_t before_bytes, uint64_t after_bytes) {
      reach.before_bytes = std::max(reach.before_bytes, before_bytes + ContextBeforeBytes(rule));
      reach.after_bytes = std::max(reach.after_bytes, after_bytes + ContextAfterBytes(rule));
    };
    for (const LiteralTable::Use& use : table_.uses(literal)) {
      if (compiled_[use.rule].reader != Reader::assignment) {
        const CompiledRule& rule = compiled_[use.rule];
        const std::span layers = std::span(use.layers).first(use.layer_count);
        widen(rule, layers.empty() ? 0 : EncodedBeforeBytes(rule, layers),
              layers.empty() ? 0 : EncodedAfterBytes(rule, layers));
        continue;
      }
      // What is read decides which of them reports it.
      for (const auto& rules : assignment_rules_) {
        for (const uint32_t index : rules) {
          widen(compiled_[index], assign::kWindowBeforeBytes, assign::kWindowAfterBytes);
        }
      }
    }
    max_context_bytes_ = std::max<size_t>(
        {max_context_bytes_, reach.before_bytes + kMaxLiteralBytes, reach.after_bytes + kMaxLiteralBytes});
  }

  void ConfirmAssignment(EngineFileContext& file, Text& text, assign::Hit word, std::vector<Match>& out) const {
    for (AssignmentMatch& found : ReadAssignmentsAt(text, word, file.traits(), file.least())) {
      Report(file, text, found, out);
    }
  }

  // The first enabled rule of the assignment's kind that holds here reports it.
  void Report(EngineFileContext& file, Text& text, AssignmentMatch& found, std::vector<Match>& out) const {
    Match& match = found.match;
    for (const uint32_t index : assignment_rules_[static_cast<size_t>(found.kind)]) {
      const CompiledRule& rule = compiled_[index];
      if (!file.IsEnabled(index) || !file.HoldsFor(rule)) continue;
      match.rule = index;
      match.severity = SeverityAt(rule.severity, match.confidence);
      const std::string_view window = text.Slice(found.window_begin, match.secret_end + 1);
      if (match.secret_end - found.window_begin > window.size()) return;
      if (FilterMatch(rule, text, window, found.window_begin, &match)) out.push_back(std::move(match));
      return;
    }
  }

  const std::shared_ptr<const RuleSet> rules_;
  const LiteralTable table_;
  std::unique_ptr<const Prefilter> default_prefilter_;
  mutable std::mutex full_mutex_;
  mutable std::unique_ptr<const Prefilter> full_prefilter_;  // made when it is first needed
  std::deque<CompiledRule> compiled_;                        // by rule index
  std::vector<uint32_t> specificity_;                        // by rule index
  std::vector<uint32_t> path_rules_;
  PathHints path_hints_;
  std::array<std::vector<uint32_t>, assign::kKindCount> assignment_rules_;
  std::vector<Reach> reaches_;  // by literal
  std::unique_ptr<const CandidateFilter> filter_;
  size_t max_context_bytes_ = 0;
  size_t max_literal_bytes_ = 0;
  std::unique_ptr<RuleCosts> costs_;  // null: nobody asked
};

}  // namespace

Result<std::shared_ptr<const Engine>> Engine::Compile(std::shared_ptr<const RuleSet> rules, std::string_view database,
                                                      const EngineOptions& options) {
  auto engine = std::make_shared<LiteralEngine>(std::move(rules));
  Status prepared = engine->Prepare(database, options);
  if (!prepared.ok()) return std::move(prepared).error();
  return std::shared_ptr<const Engine>(std::move(engine));
}

// The destructor copes with a scratch that is marked in use: see PrefilterScratch.
void Engine::AbandonScratch(std::unique_ptr<EngineScratch> scratch) { scratch.reset(); }

}  // namespace veil
