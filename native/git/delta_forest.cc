#include "git/delta_forest.h"

#include <algorithm>
#include <utility>

namespace veil::git {
namespace {

constexpr uint32_t kRoot = UINT32_MAX;
constexpr uint32_t kBroken = UINT32_MAX - 1;
// Most entries are smaller than this, so that one read serves several headers.
constexpr size_t kWindowBytes = 16 << 10;

// Reads headers at rising offsets through one window.
class HeaderReader {
 public:
  explicit HeaderReader(const Pack& pack) : pack_(pack), window_(kWindowBytes) {}

  // Nothing for a malformed header; `status` carries a failed read.
  std::optional<EntryHeader> At(uint64_t offset, Status* status) {
    const uint64_t end = std::min(offset + kEntryHeaderLimitBytes, pack_.data_end());
    if (offset < start_ || end > start_ + filled_) {
      start_ = offset;
      filled_ = std::min<uint64_t>(kWindowBytes, pack_.data_end() - offset);
      *status = pack_.Read(start_, {window_.data(), filled_});
      if (!*status) return std::nullopt;
    }
    return ParseEntryHeader({window_.data() + (offset - start_), end - offset}, offset, pack_.index().format());
  }

 private:
  const Pack& pack_;
  std::vector<uint8_t> window_;
  uint64_t start_ = 0;
  uint64_t filled_ = 0;
};

}  // namespace

Result<DeltaForest> DeltaForest::Build(const Pack& pack, std::span<const WantedEntry> wanted) {
  DeltaForest forest;
  forest.data_end_ = pack.data_end();
  std::vector<uint32_t> entry_of_position;
  forest.SortEntries(pack, wanted, &entry_of_position);
  std::vector<uint32_t> bases;
  if (Status read = forest.ReadBases(pack, entry_of_position, &bases); !read) return read.error();
  forest.LinkChildren(bases);
  forest.Prune(bases);
  return forest;
}

void DeltaForest::SortEntries(const Pack& pack, std::span<const WantedEntry> wanted,
                              std::vector<uint32_t>* entry_of_position) {
  const uint32_t count = pack.index().count();
  entry_of_position->assign(count, kNone);
  std::vector<std::pair<uint64_t, uint32_t>> order;
  order.reserve(count);
  for (uint32_t position = 0; position < count; ++position) {
    const uint64_t offset = pack.index().OffsetAt(position).value_or(0);
    if (offset >= kPackHeaderSizeBytes && offset < data_end_) order.emplace_back(offset, position);
  }
  std::sort(order.begin(), order.end());
  offsets_.reserve(order.size());
  for (const auto& [offset, position] : order) {
    if (offsets_.empty() || offsets_.back() != offset) offsets_.push_back(offset);
    (*entry_of_position)[position] = static_cast<uint32_t>(offsets_.size() - 1);
  }
  wanted_.assign(offsets_.size(), kNone);
  for (const WantedEntry& each : wanted) {
    const uint32_t entry = (*entry_of_position)[each.index_position];
    if (entry == kNone || wanted_[entry] != kNone) {
      problems_.push_back({each.wanted, {"BAD_OBJECT", 0, "", pack.path(), "its offset in the index cannot be true"}});
    } else {
      wanted_[entry] = each.wanted;
    }
  }
}

Status DeltaForest::ReadBases(const Pack& pack, const std::vector<uint32_t>& entry_of_position,
                              std::vector<uint32_t>* bases) {
  HeaderReader reader(pack);
  bases->assign(offsets_.size(), kRoot);
  for (uint32_t entry = 0; entry < offsets_.size(); ++entry) {
    Status status = Done{};
    const auto header = reader.At(offsets_[entry], &status);
    if (!status) return status;
    uint32_t& base = (*bases)[entry];
    if (!header) {
      base = kBroken;
    } else if (header->kind == EntryHeader::Kind::kOffsetDelta) {
      const auto found = std::lower_bound(offsets_.begin(), offsets_.begin() + entry, header->base_offset);
      const bool exists = found != offsets_.begin() + entry && *found == header->base_offset;
      base = exists ? static_cast<uint32_t>(found - offsets_.begin()) : kBroken;
    } else if (header->kind == EntryHeader::Kind::kRefDelta) {
      // A base outside this pack makes the entry a root; whoever reads it looks the base up.
      const auto position = pack.index().Find(header->base_id);
      if (position) base = entry_of_position[*position] == kNone ? kBroken : entry_of_position[*position];
    }
  }
  return Done{};
}

void DeltaForest::LinkChildren(const std::vector<uint32_t>& bases) {
  first_child_.assign(bases.size() + 1, 0);
  for (const uint32_t base : bases) {
    if (base < kBroken) ++first_child_[base + 1];
  }
  for (size_t entry = 0; entry < bases.size(); ++entry) first_child_[entry + 1] += first_child_[entry];
  children_.resize(first_child_.back());
  std::vector<uint32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (uint32_t entry = 0; entry < bases.size(); ++entry) {
    if (bases[entry] < kBroken) children_[next[bases[entry]]++] = entry;
  }
}

void DeltaForest::Prune(const std::vector<uint32_t>& bases) {
  // Bases before what is made from them. Entries of a cycle are never reached.
  std::vector<uint32_t> order;
  order.reserve(bases.size());
  for (uint32_t entry = 0; entry < bases.size(); ++entry) {
    if (bases[entry] == kRoot) order.push_back(entry);
  }
  const size_t root_count = order.size();
  for (size_t i = 0; i < order.size(); ++i) {
    for (const uint32_t child : ChildrenOf(order[i])) order.push_back(child);
  }
  std::vector<uint32_t> weights(bases.size(), 0);  // wanted entries at and below
  for (size_t i = order.size(); i-- > 0;) {
    const uint32_t entry = order[i];
    weights[entry] += wanted_[entry] != kNone;
    if (bases[entry] < kBroken) weights[bases[entry]] += weights[entry];
  }
  for (size_t i = 0; i < root_count; ++i) {
    if (weights[order[i]] > 0) roots_.push_back(order[i]);
  }

  std::vector<bool> reached(bases.size(), false);
  for (const uint32_t entry : order) reached[entry] = true;
  for (uint32_t entry = 0; entry < bases.size(); ++entry) {
    if (wanted_[entry] == kNone || reached[entry]) continue;
    const char* what = "malformed header, a missing base, or deltas in a cycle";
    problems_.push_back({wanted_[entry], {"BAD_OBJECT", 0, "", "", what}});
  }

  std::vector<uint32_t> kept;
  kept.reserve(children_.size());
  uint32_t start = 0;
  for (size_t entry = 0; entry < bases.size(); ++entry) {
    const size_t kept_start = kept.size();
    for (uint32_t i = start; i < first_child_[entry + 1]; ++i) {
      if (weights[children_[i]] > 0 && reached[children_[i]]) kept.push_back(children_[i]);
    }
    std::stable_sort(kept.begin() + static_cast<ptrdiff_t>(kept_start), kept.end(),
                     [&](uint32_t a, uint32_t b) { return weights[a] > weights[b]; });
    start = first_child_[entry + 1];
    first_child_[entry + 1] = static_cast<uint32_t>(kept.size());
  }
  children_ = std::move(kept);
}

}  // namespace veil::git
