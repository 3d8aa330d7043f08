// A text that was made from another one, scanned where it differs: what stands unchanged, with all that its matches
// depend on, is taken over from the scan of the other.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "git/delta.h"
#include "git/object_walk.h"
#include "scan/worker.h"

namespace veil {

// What a scan of one text learnt, for the texts made from it. Immutable.
class TextNotes final : public git::ObjectNotes {
 public:
  struct CandidateMatch {
    size_t candidate;  // index into candidates
    Match match;
  };
  std::string path;
  uint64_t size_bytes = 0;
  std::vector<Candidate> candidates;    // all of them, by rising ends
  std::vector<CandidateMatch> matches;  // unresolved, by rising candidates
};

// Scans a text in memory that is neither binary nor UTF-16, and reports it, exactly as Worker::ScanText would.
// `classified`: of `bytes`. `base` (may be null) is the scan of the text that `copies` refer to. Answers null where
// notes would cost too much.
//
// It is exact because a candidate depends on its own bytes alone, and what it is confirmed to on how rules judge its
// path (Engine::JudgesAlike) and on the text within Engine::ReachOf its literal: where all of that was copied in one
// piece, the result is the base's, moved.
std::shared_ptr<const TextNotes> ScanVersion(Worker& worker, const InputName& name, std::string_view bytes,
                                             io::Classification classified, const TextNotes* base,
                                             std::span<const git::CopiedRange> copies);

}  // namespace veil
