// The matching engine: bytes → candidates → matches. The one seam of match/: another backend for the literal
// prefilter would stand in behind this interface.
//
//   candidates:  every literal of every rule, over every byte                           (FindCandidates)
//   matches:     the rule's pattern, boundaries, checksum and filters at a candidate    (Confirm)
//   resolution:  one match for each secret and place                                    (Resolve)
//
// What a candidate is confirmed to depends only on the text around it and on the path, never on how the text was cut
// into windows, on the thread or on the order of candidates: that is what makes a scan's result deterministic.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/match.h"
#include "match/prefilter.h"
#include "match/rule_costs.h"
#include "match/rule_set.h"
#include "match/text.h"
#include "support/result.h"

namespace veil {

// What the filters ask about the file. Built once for each file, cheaply (path conditions are evaluated on first use);
// used by one thread at a time.
class FileContext {
 public:
  virtual ~FileContext() = default;
};

// Per-thread memory: the prefilter's scratch, candidate buffer, RE2 and decoding buffers. Never shared between threads.
class EngineScratch {
 public:
  virtual ~EngineScratch() = default;
};

struct EngineOptions {
  // Compile every pattern now instead of at its first candidate, and report the first that is wrong.
  bool compile_patterns_now = false;
  // Count what each rule costs: see rule_costs().
  bool count_rules = false;
};

// Immutable and thread-safe once compiled (patterns that compile on first use are guarded inside).
class Engine {
 public:
  // `database`: what Serialize() gave for the same rule set with the same library version, or empty. A database that
  // does not fit is ignored and the literals are compiled anew.
  // Errors: "BAD_RULE", the message begins with the rule's id.
  static Result<std::shared_ptr<const Engine>> Compile(std::shared_ptr<const RuleSet> rules, std::string_view database,
                                                       const EngineOptions& options);
  virtual ~Engine() = default;

  virtual const RuleSet& rules() const = 0;

  // By rule, of all scans with this engine so far; empty unless EngineOptions::count_rules was set. The assignment
  // reader's cost stands at the first rule of that reader.
  virtual std::vector<RuleCost> rule_costs() const = 0;

  // The bytes of a distinct literal, in lower case when it is found in any case: for statistics.
  virtual std::string_view literal(uint32_t index) const = 0;

  // The compiled literal prefilter of the rules that are on by default, for the prebuilt file.
  virtual Result<std::string> Serialize() const = 0;

  // The longest literal in bytes, encoded forms included: windows overlap by this less one.
  virtual size_t max_literal_bytes() const = 0;

  // How far from a candidate's end Confirm may look, at most (before and after): the overlap that a text cut out of a
  // larger one needs on both sides.
  virtual size_t max_context_bytes() const = 0;

  // How far beside a candidate FindCandidates looks to drop it.
  static constexpr uint64_t kFilterBytesBefore = 16;
  static constexpr uint64_t kFilterBytesAfter = 112;

  // How far Confirm may look around one candidate of a literal (an index as Candidate::literal has it): before its
  // first byte and after its last one. Never more than max_context_bytes, and for most literals far less.
  struct Reach {
    uint64_t before_bytes = 0;
    uint64_t after_bytes = 0;
  };
  virtual Reach ReachOf(uint32_t literal) const = 0;
  virtual size_t LiteralSizeBytes(uint32_t literal) const = 0;

  // For files whose context has the same `enabled`, which has a byte for each rule. The first scratch with a rule that
  // is off by default compiles their literals, some ten milliseconds: every literal slows every scan, so those are left
  // out where they can be.
  // Errors: "NO_MEMORY", "BAD_RULE".
  virtual Result<std::unique_ptr<EngineScratch>> NewScratch(std::span<const uint8_t> enabled) const = 0;

  // For each file once. `path` is the path as reported, as bytes, `/`-separated; `enabled` has a byte for each rule.
  // Both must outlive the context. Matches below `least` may be left out: that saves their work.
  virtual std::unique_ptr<FileContext> NewFileContext(std::string_view path, std::span<const uint8_t> enabled,
                                                      Confidence least) const = 0;

  // Whether all that is asked of a path has the same answer for both, so that each text has the same matches under
  // both.
  virtual bool JudgesAlike(FileContext& file, FileContext& other) const = 0;

  // Finds the literals in data[0, size) that END after `resume_at` (0 at first), in order of their ends; size < 4 GiB.
  // Those that the bytes of `data` beside them rule out are left away; at its ends nothing is ruled out.
  // Stops when the scratch's fixed candidate buffer is full and then answers the offset to resume at, less than
  // `size`; answers `size` when it is through. candidates() holds them until the next call.
  // Callable under a SIGBUS guard: it reads `data`, owns no destructors while it does, and takes no locks. After a
  // fault give the scratch to AbandonScratch: Vectorscan leaves it marked as in use for ever.
  virtual size_t FindCandidates(EngineScratch& scratch, const char* data, size_t size, size_t resume_at) const = 0;
  virtual std::span<const Candidate> candidates(const EngineScratch& scratch) const = 0;
  static void AbandonScratch(std::unique_ptr<EngineScratch> scratch);

  // Confirms the candidate, whose literal ends at `end` in `text`; appends what matches. O(window of its rules).
  virtual void Confirm(EngineScratch& scratch, FileContext& file, Text& text, Candidate candidate, uint64_t end,
                       std::vector<Match>& out) const = 0;

  // Whether any rule matches by path alone: a scan asks MatchPath for each file only then.
  virtual bool has_path_rules() const = 0;

  // Matches by path alone (Reader::path), for a file whose content is binary as well. They lie at offset 0, empty.
  virtual void MatchPath(FileContext& file, std::vector<Match>& out) const = 0;

  // Sorts by (secret_begin, rule), drops duplicates and overlaps: of matches whose secrets overlap the most specific
  // stays. Any permutation of the same matches gives the same result.
  virtual void Resolve(std::vector<Match>& matches) const = 0;
};

}  // namespace veil
