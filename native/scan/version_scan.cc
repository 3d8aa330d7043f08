#include "scan/version_scan.h"

#include <algorithm>
#include <utility>

namespace veil {
namespace {

// Shorter copies are scanned as if they were new: two searches around their seams would cost more.
constexpr uint64_t kShortestCopyBytes = 256;
// A text with more candidates than one in so many bytes keeps no notes: they would outgrow the text.
constexpr uint64_t kBytesPerCandidate = 16;

class VersionScan {
 public:
  VersionScan(Worker& worker, const InputName& name, std::string_view bytes, const TextNotes* base,
              std::span<const git::CopiedRange> copies)
      : worker_(worker),
        engine_(worker.engine()),
        name_(name),
        bytes_(bytes),
        text_(bytes),
        base_(base != nullptr && IsJudgedAlike(*base) ? base : nullptr),
        copies_(copies),
        notes_(std::make_shared<TextNotes>()) {}

  // Null when there are too many matches or candidates to keep.
  std::shared_ptr<const TextNotes> Run() {
    notes_->path = name_.path;
    notes_->size_bytes = bytes_.size();
    uint64_t new_begin = 0;
    if (base_ != nullptr) {
      for (const git::CopiedRange& copy : copies_) {
        if (copy.size < std::max<uint64_t>(kShortestCopyBytes, engine_.max_literal_bytes())) continue;
        if (!Search(new_begin, copy.target) || !TakeOver(copy)) return nullptr;
        new_begin = copy.target + copy.size;
      }
    }
    if (!Search(new_begin, bytes_.size())) return nullptr;
    return std::move(notes_);
  }

 private:
  // Path conditions may hold for one and not for the other.
  bool IsJudgedAlike(const TextNotes& base) const {
    if (base.path == name_.path) return true;
    const InputName base_name{name_.item, base.path};
    return engine_.JudgesAlike(*worker_.NewFileContext(base_name), *worker_.NewFileContext(name_));
  }

  // Finds and confirms the candidates that lie, at least partly, in [begin, end) or across its border; and those beside
  // it which the engine may have dropped in the base for bytes that are others here.
  bool Search(uint64_t begin, uint64_t end) {
    const uint64_t margin = engine_.max_literal_bytes() - 1 + Engine::kFilterBytesAfter;
    const uint64_t first = begin > margin ? begin - margin : 0;
    const uint64_t last = std::min<uint64_t>(end + margin, bytes_.size());
    const std::string_view searched = bytes_.substr(first, last - first);
    size_t at = 0;
    while (at < searched.size()) {
      if (worker_.Cancelled()) return false;
      at = engine_.FindCandidates(worker_.scratch(), searched.data(), searched.size(), at);
      for (Candidate candidate : engine_.candidates(worker_.scratch())) {
        candidate.end += static_cast<uint32_t>(first);
        const uint64_t candidate_begin = candidate.end - engine_.LiteralSizeBytes(candidate.literal);
        // What lies in a copy as a whole is taken over with it. At the text's ends there is no copy to lie in.
        const bool in_copy_before = candidate.end + Engine::kFilterBytesAfter <= begin;
        const bool in_copy_after = candidate_begin >= end + Engine::kFilterBytesBefore && end < bytes_.size();
        if (in_copy_before || in_copy_after) continue;
        if (!Confirm(candidate)) return false;
      }
    }
    return true;
  }

  bool TakeOver(const git::CopiedRange& copy) {
    const auto& candidates = base_->candidates;
    const uint64_t source_end = copy.source + copy.size;
    const bool from_start = copy.source == 0 && copy.target == 0;
    const bool to_end = source_end == base_->size_bytes && copy.target + copy.size == bytes_.size();
    auto candidate = std::lower_bound(candidates.begin(), candidates.end(), copy.source,
                                      [](const Candidate& each, uint64_t offset) { return each.end <= offset; });
    auto match = std::lower_bound(
        base_->matches.begin(), base_->matches.end(), static_cast<size_t>(candidate - candidates.begin()),
        [](const TextNotes::CandidateMatch& each, size_t index) { return each.candidate < index; });
    for (; candidate != candidates.end() && candidate->end + Engine::kFilterBytesAfter <= source_end; ++candidate) {
      const uint64_t begin = candidate->end - engine_.LiteralSizeBytes(candidate->literal);
      if (begin < copy.source + Engine::kFilterBytesBefore) continue;
      Candidate moved = *candidate;
      moved.end = static_cast<uint32_t>(candidate->end - copy.source + copy.target);
      const Engine::Reach reach = engine_.ReachOf(candidate->literal);
      const bool known = (from_start || begin - copy.source >= reach.before_bytes) &&
                         (to_end || source_end - candidate->end >= reach.after_bytes);
      if (!known) {
        if (!Confirm(moved)) return false;
        continue;
      }
      if (!Keep(moved)) return false;
      const size_t index = static_cast<size_t>(candidate - candidates.begin());
      while (match != base_->matches.end() && match->candidate < index) ++match;
      for (; match != base_->matches.end() && match->candidate == index; ++match) {
        if (!Keep(Moved(match->match, copy))) return false;
      }
    }
    return true;
  }

  static Match Moved(Match match, const git::CopiedRange& copy) {
    const uint64_t distance = copy.target - copy.source;  // wraps around, and back
    for (uint64_t* offset : {&match.begin, &match.end, &match.secret_begin, &match.secret_end}) *offset += distance;
    if (match.pair_end > match.pair_begin) {
      match.pair_begin += distance;
      match.pair_end += distance;
    }
    return match;
  }

  bool Confirm(const Candidate& candidate) {
    if (!Keep(candidate)) return false;
    if (context_ == nullptr) context_ = worker_.NewFileContext(name_);
    found_.clear();
    engine_.Confirm(worker_.scratch(), *context_, text_, candidate, candidate.end, found_);
    for (Match& match : found_) {
      if (match.confidence >= worker_.options().min_confidence && !Keep(std::move(match))) return false;
    }
    return true;
  }

  // Of the candidate that was kept last.
  bool Keep(Match match) {
    notes_->matches.push_back({notes_->candidates.size() - 1, std::move(match)});
    return notes_->matches.size() < kMaxFindingsPerFile;
  }

  bool Keep(const Candidate& candidate) {
    notes_->candidates.push_back(candidate);
    return notes_->candidates.size() <= bytes_.size() / kBytesPerCandidate + kBytesPerCandidate;
  }

  Worker& worker_;
  const Engine& engine_;
  const InputName& name_;
  const std::string_view bytes_;
  MemoryText text_;
  const TextNotes* const base_;
  const std::span<const git::CopiedRange> copies_;
  std::shared_ptr<TextNotes> notes_;
  std::unique_ptr<FileContext> context_;
  std::vector<Match> found_;
};

}  // namespace

std::shared_ptr<const TextNotes> ScanVersion(Worker& worker, const InputName& name, std::string_view bytes,
                                             io::Classification classified, const TextNotes* base,
                                             std::span<const git::CopiedRange> copies) {
  auto notes = VersionScan(worker, name, bytes, base, copies).Run();
  if (notes == nullptr) {
    (void)worker.ScanText(name, bytes, true);
    return nullptr;
  }
  worker.CountScanned(bytes.size());
  PieceMatches found;
  worker.MatchPath(name, &found);
  for (const TextNotes::CandidateMatch& each : notes->matches) found.matches.push_back(each.match);
  if (!found.matches.empty()) {
    MemoryText original(bytes);
    worker.Report(name, original, classified, {}, std::move(found));
  }
  return notes;
}

}  // namespace veil
