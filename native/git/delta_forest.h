// Which entry of a pack is made from which: the trees of deltas that lead to the wanted objects.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "git/pack.h"
#include "support/result.h"

namespace veil::git {

// What a forest is asked for: an object of the pack, and the caller's number for it.
struct WantedEntry {
  uint32_t index_position = 0;  // of the pack's index
  uint32_t wanted = 0;
};

// Immutable after Build. About 32 bytes for each object of the pack.
class DeltaForest {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Problem {
    uint32_t wanted = 0;
    Error error;
  };

  // Reads every entry's header once, in the order of the file. Wanted objects that cannot be reached from any base
  // (damaged headers, missing bases, cycles) are in problems(); reading the pack as a whole can fail with the system's
  // errors.
  static Result<DeltaForest> Build(const Pack& pack, std::span<const WantedEntry> wanted);

  // Entries are numbered in the order of their offsets.
  uint64_t OffsetOf(uint32_t entry) const { return offsets_[entry]; }
  uint64_t EndOf(uint32_t entry) const { return entry + 1 < offsets_.size() ? offsets_[entry + 1] : data_end_; }
  // The caller's number, or kNone.
  uint32_t WantedAt(uint32_t entry) const { return wanted_[entry]; }

  // Entries that are no delta over an entry of this pack and lead to a wanted one, in the order of the file.
  std::span<const uint32_t> roots() const { return roots_; }
  // The entries made from `entry` that are or lead to wanted ones; the one that leads to the most comes first.
  std::span<const uint32_t> ChildrenOf(uint32_t entry) const {
    return {children_.data() + first_child_[entry], children_.data() + first_child_[entry + 1]};
  }

  const std::vector<Problem>& problems() const { return problems_; }

 private:
  DeltaForest() = default;
  void SortEntries(const Pack& pack, std::span<const WantedEntry> wanted, std::vector<uint32_t>* entry_of_position);
  Status ReadBases(const Pack& pack, const std::vector<uint32_t>& entry_of_position, std::vector<uint32_t>* bases);
  void LinkChildren(const std::vector<uint32_t>& bases);
  void Prune(const std::vector<uint32_t>& bases);

  uint64_t data_end_ = 0;
  std::vector<uint64_t> offsets_;
  std::vector<uint32_t> wanted_;
  std::vector<uint32_t> roots_;
  std::vector<uint32_t> first_child_;
  std::vector<uint32_t> children_;
  std::vector<Problem> problems_;
};

}  // namespace veil::git
