#include "scan/other_paths.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "scan/known_matches.h"

namespace veil {
namespace {

class OtherPaths {
 public:
  OtherPaths(Worker& worker, std::string_view bytes, io::Classification classified, const TextNotes* notes)
      : worker_(worker), bytes_(bytes), classified_(classified), notes_(notes) {}

  void Scan(const InputName& first, std::span<const InputName> others) {
    const std::vector<InputName> judged_otherwise = JudgedOtherwise(worker_, first, others);
    if (judged_otherwise.empty()) return;
    std::vector<Match> known = Find(first).matches;
    for (const InputName& other : judged_otherwise) {
      PieceMatches found = Find(other);
      LeaveOutKnown(&known, &found);
      if (found.matches.empty()) continue;
      MemoryText original(bytes_);
      worker_.Report(other, original, classified_, {}, std::move(found));
    }
  }

 private:
  PieceMatches Find(const InputName& name) {
    if (notes_ == nullptr) return worker_.FindInText(name, bytes_, classified_, true);
    PieceMatches found;
    worker_.MatchPath(name, &found);
    const auto context = worker_.NewFileContext(name);
    MemoryText text(bytes_);
    for (const Candidate& candidate : notes_->candidates) {
      worker_.engine().Confirm(worker_.scratch(), *context, text, candidate, candidate.end, found.matches);
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

std::vector<InputName> JudgedOtherwise(Worker& worker, const InputName& first, std::span<const InputName> others) {
  std::vector<InputName> judged_otherwise;
  std::vector<std::unique_ptr<FileContext>> contexts;
  if (!others.empty()) contexts.push_back(worker.NewFileContext(first));
  for (const InputName& other : others) {
    auto context = worker.NewFileContext(other);
    const bool is_new = std::none_of(contexts.begin(), contexts.end(), [&](const auto& earlier) {
      return worker.engine().JudgesAlike(*earlier, *context);
    });
    if (!is_new) continue;
    contexts.push_back(std::move(context));
    judged_otherwise.push_back(other);
  }
  return judged_otherwise;
}

void ScanOtherPaths(Worker& worker, const InputName& first, std::span<const InputName> others, std::string_view bytes,
                    io::Classification classified, const TextNotes* notes) {
  if (!others.empty()) OtherPaths(worker, bytes, classified, notes).Scan(first, others);
}

}  // namespace veil
