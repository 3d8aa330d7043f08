#include "scan/other_paths.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace veil {
namespace {

// Whether two matches say the same of the same secret. Those of a path alone have no secret: there the rule counts.
bool SameSecret(const Match& a, const Match& b) {
  if (a.secret_begin != b.secret_begin || a.secret_end != b.secret_end) return false;
  return a.secret_begin != a.secret_end || a.rule == b.rule;
}

class OtherPaths {
 public:
  OtherPaths(Worker& worker, std::string_view bytes, io::Classification classified, const TextNotes* notes)
      : worker_(worker), bytes_(bytes), classified_(classified), notes_(notes) {}

  void Scan(const InputName& first, std::span<const InputName> others) {
    std::vector<std::unique_ptr<FileContext>> judged;
    judged.push_back(worker_.NewFileContext(first));
    std::vector<Match> known;
    for (const InputName& other : others) {
      auto context = worker_.NewFileContext(other);
      const bool is_new = std::none_of(judged.begin(), judged.end(), [&](const auto& earlier) {
        return worker_.engine().JudgesAlike(*earlier, *context);
      });
      if (!is_new) continue;
      if (judged.size() == 1) known = Find(first, *judged.front()).matches;
      PieceMatches found = Find(other, *context);
      judged.push_back(std::move(context));
      std::erase_if(found.matches, [&](const Match& match) {
        return std::any_of(known.begin(), known.end(), [&](const Match& each) { return SameSecret(each, match); });
      });
      if (found.matches.empty()) continue;
      known.insert(known.end(), found.matches.begin(), found.matches.end());
      MemoryText original(bytes_);
      worker_.Report(other, original, classified_, {}, std::move(found));
    }
  }

 private:
  PieceMatches Find(const InputName& name, FileContext& context) {
    if (notes_ == nullptr) return worker_.FindInText(name, bytes_, classified_, true);
    PieceMatches found;
    worker_.MatchPath(name, &found);
    MemoryText text(bytes_);
    for (const Candidate& candidate : notes_->candidates) {
      worker_.engine().Confirm(worker_.scratch(), context, text, candidate.literal, candidate.end, found.matches);
    }
    std::erase_if(found.matches,
                  [&](const Match& match) { return match.confidence < worker_.options().min_confidence; });
    worker_.Bound(&found);
    return found;
  }

  Worker& worker_;
  const std::string_view bytes_;
  const io::Classification classified_;
  const TextNotes* const notes_;
};

}  // namespace

void ScanOtherPaths(Worker& worker, const InputName& first, std::span<const InputName> others, std::string_view bytes,
                    io::Classification classified, const TextNotes* notes) {
  if (!others.empty()) OtherPaths(worker, bytes, classified, notes).Scan(first, others);
}

}  // namespace veil
