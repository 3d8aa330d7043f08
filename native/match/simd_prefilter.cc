#include "match/simd_prefilter.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "match/ascii.h"
#include "match/rule_set.h"

namespace veil {
namespace {

constexpr size_t kAroundBytes = 8;

// As one number, the first byte lowest.
inline uint64_t LoadEight(const uint8_t* bytes) {
  uint64_t eight;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight;
}

std::vector<const Literal*> Wanted(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted) {
  std::vector<const Literal*> chosen;
  for (size_t i = 0; i < literals.size(); ++i) {
    if (wanted[i] != 0) chosen.push_back(&literals[i]);
  }
  return chosen;
}

// Each kernel's placements are serialised, one after another.
struct SerializedKind {
  SymbolKind symbols;
  uint32_t max_groups;
};
constexpr SerializedKind kSerializedKinds[] = {{SymbolKind::kClass, kAvx2MaxGroups},
                                               {SymbolKind::kClassAndNext, kAvx512MaxGroups}};

// The serialised placements for a kernel, when they can be those of the literals; else none.
std::vector<Placement> ReadPlacements(std::string_view serialized, const std::vector<const Literal*>& literals,
                                      const SimdKernel& kernel) {
  const auto* const kind =
      std::find_if(std::begin(kSerializedKinds), std::end(kSerializedKinds),
                   [&kernel](const SerializedKind& each) { return each.symbols == kernel.symbols; });
  const size_t size_bytes = sizeof(Placement) * literals.size();
  if (serialized.size() != size_bytes * std::size(kSerializedKinds)) return {};
  serialized.remove_prefix(size_bytes * static_cast<size_t>(kind - std::begin(kSerializedKinds)));
  const uint32_t bucket_count = kBucketsPerGroup * GroupCount(kernel.max_groups, literals.size());
  std::vector<Placement> placements(literals.size());
  for (size_t i = 0; i < literals.size(); ++i) {
    placements[i] = {static_cast<uint8_t>(serialized[2 * i]), static_cast<uint8_t>(serialized[2 * i + 1])};
    const size_t last_offset = literals[i]->bytes.size() - std::min<size_t>(kWindowBytes, literals[i]->bytes.size());
    if (placements[i].bucket >= bucket_count || placements[i].window_offset > last_offset) return {};
  }
  return placements;
}

void AddToMasks(SimdMasks& masks, SymbolKind kind, const Literal& literal, Placement placement) {
  auto& places = masks.buckets[placement.bucket / kBucketsPerGroup];
  const auto symbols = WindowSymbols(kind, literal, placement.window_offset);
  for (size_t i = 0; i < kLookedUpBytes; ++i) {
    symbols[i].ForEach(
        [&](size_t symbol) { places[i][symbol] |= static_cast<uint8_t>(1 << placement.bucket % kBucketsPerGroup); });
  }
}

struct SimdScratch final : PrefilterScratch {
  std::array<uint16_t, kMaxWindowSearchBytes + kWriteAheadOffsets> windows;
  std::array<uint8_t, kAroundBytes + 3 * kReadAheadBytes> tail;  // the last bytes and what may be read around them
};

}  // namespace

bool SimdPrefilter::CanHold(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted) {
  const std::vector<const Literal*> chosen = Wanted(literals, wanted);
  return std::all_of(chosen.begin(), chosen.end(), [](const Literal* literal) {
    return literal->bytes.size() >= kMinLiteralBytes && literal->bytes.size() <= kMaxLiteralBytes;
  });
}

std::string SimdPrefilter::SerializePlacements(const std::vector<Literal>& literals,
                                               const std::vector<uint8_t>& wanted) {
  const std::vector<const Literal*> chosen = Wanted(literals, wanted);
  std::string serialized;
  for (const SerializedKind& kind : kSerializedKinds) {
    const uint32_t bucket_count = kBucketsPerGroup * GroupCount(kind.max_groups, chosen.size());
    for (const Placement& placement : PlaceLiterals(chosen, kind.symbols, bucket_count)) {
      serialized += static_cast<char>(placement.bucket);
      serialized += static_cast<char>(placement.window_offset);
    }
  }
  return serialized;
}

SimdPrefilter::SimdPrefilter(const SimdKernel& kernel, const std::vector<Literal>& literals,
                             const std::vector<uint8_t>& wanted, std::string_view placements)
    : kernel_(&kernel) {
  const std::vector<const Literal*> chosen = Wanted(literals, wanted);
  std::vector<Placement> placed = ReadPlacements(placements, chosen, kernel);
  tables_.masks.group_count = GroupCount(kernel.max_groups, chosen.size());
  if (placed.size() != chosen.size()) {
    placed = PlaceLiterals(chosen, kernel.symbols, kBucketsPerGroup * tables_.masks.group_count);
  }
  literals_.reserve(chosen.size());  // entries point into it
  std::vector<NewEntry> entries;
  for (size_t i = 0; i < chosen.size(); ++i) {
    literals_.push_back(*chosen[i]);
    AddToMasks(tables_.masks, kernel.symbols, literals_[i], placed[i]);
    AddEntries(literals_[i], static_cast<uint32_t>(chosen[i] - literals.data()), placed[i].window_offset, entries);
    max_literal_bytes_ = std::max(max_literal_bytes_, literals_[i].bytes.size());
  }
  FillSlots(std::move(entries));
}

SimdPrefilter::Pattern SimdPrefilter::PatternOf(const Literal& literal, size_t window_offset) {
  std::array<uint8_t, 2 * kAroundBytes> bytes{}, mask{};
  for (size_t i = 0; i < bytes.size(); ++i) {
    const size_t at = window_offset + i - kAroundBytes;  // wraps around in front of the literal
    if (at >= literal.bytes.size()) continue;
    const char c = literal.bytes[at];
    bytes[i] = static_cast<uint8_t>(c);
    mask[i] = literal.caseless && c >= 'a' && c <= 'z' ? 0xff ^ ('a' - 'A') : 0xff;
  }
  const auto load = [](const auto& from) { return Around{LoadEight(from.data()), LoadEight(&from[kAroundBytes])}; };
  return {load(bytes), load(mask)};
}

void SimdPrefilter::AddEntries(const Literal& literal, uint32_t id, size_t window_offset,
                               std::vector<NewEntry>& entries) {
  static_assert(kMaxLiteralBytes <= 0xff && kSlots <= 0x10000, "an entry's small numbers hold them");
  const size_t bytes_from_window = literal.bytes.size() - window_offset;
  NewEntry added{.slot = 0,
                 .pattern = PatternOf(literal, window_offset),
                 .entry = {.id = id,
                           .size_bytes = static_cast<uint8_t>(literal.bytes.size()),
                           .window_offset = static_cast<uint8_t>(window_offset),
                           .caseless = literal.caseless,
                           .is_whole_in_pattern = window_offset <= kAroundBytes && bytes_from_window <= kAroundBytes,
                           .bytes = literal.bytes.data()}};
  const auto first = static_cast<ptrdiff_t>(entries.size());
  for (uint64_t fourth = 0; fourth < (bytes_from_window < kWindowBytes ? 1u << KnownWindows::kFourthBits : 1u);
       ++fourth) {
    const uint64_t text = added.pattern.bytes.from | fourth << 24;
    tables_.known.Add(static_cast<uint32_t>(text));
    added.slot = static_cast<uint16_t>(SlotOfWindow(text));
    const auto is_same = [&added](const NewEntry& other) { return other.slot == added.slot; };
    if (std::none_of(entries.begin() + first, entries.end(), is_same)) entries.push_back(added);
  }
}

// Side by side in memory: "auth" leads to forty literals.
void SimdPrefilter::FillSlots(std::vector<NewEntry> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const NewEntry& a, const NewEntry& b) { return a.slot < b.slot; });
  slot_numbers_.resize(kSlots);
  for (size_t i = 0; i < entries.size(); ++i) {
    const NewEntry& added = entries[i];
    if (i == 0 || entries[i - 1].slot != added.slot) {
      slot_numbers_[added.slot] = static_cast<uint16_t>(slots_.size());
      slots_.push_back({.first_entry = static_cast<uint32_t>(i)});
      common_.push_back(added.pattern);
    }
    Pattern& common = common_.back();
    common.mask.before &= added.pattern.mask.before & ~(common.bytes.before ^ added.pattern.bytes.before);
    common.mask.from &= added.pattern.mask.from & ~(common.bytes.from ^ added.pattern.bytes.from);
    ++slots_.back().entry_count;
    entries_.push_back(added.entry);
  }
  for (Slot& slot : slots_) {
    if (slot.entry_count == 1) continue;
    slot.first_patterns = static_cast<uint32_t>(patterns_.size());
    for (size_t i = 0; i < slot.entry_count; ++i) {
      const size_t at = i % AroundPatterns::kCount;
      if (at == 0) patterns_.emplace_back();
      const Pattern& pattern = entries[slot.first_entry + i].pattern;
      patterns_.back().before[at] = pattern.bytes.before;
      patterns_.back().before_mask[at] = pattern.mask.before;
      patterns_.back().from[at] = pattern.bytes.from;
      patterns_.back().from_mask[at] = pattern.mask.from;
    }
  }
}

Result<std::unique_ptr<PrefilterScratch>> SimdPrefilter::NewScratch() const {
  return std::unique_ptr<PrefilterScratch>(std::make_unique<SimdScratch>());
}

// One call of Find. Plain data: the search may be left by a jump.
struct SimdPrefilter::Search {
  const char* data;
  size_t size;
  size_t resume_at;
  uint16_t* windows;
  Candidate* candidates;
  size_t count;
};

size_t SimdPrefilter::Find(PrefilterScratch& any_scratch, const char* data, size_t size, size_t resume_at) const {
  auto& scratch = static_cast<SimdScratch&>(any_scratch);
  scratch.count_ = 0;
  if (entries_.empty() || resume_at >= size) return size;
  Search search{data, size, resume_at, scratch.windows.data(), scratch.candidates_.data(), 0};
  // A literal that ends after resume_at may begin this far before it.
  size_t at = resume_at - std::min(resume_at, max_literal_bytes_ - 1);
  size_t step = kMaxWindowSearchBytes;
  while (at < size) {
    size_t count = std::min(step, size - at);
    const auto* readable = reinterpret_cast<const uint8_t*>(data) + at;
    if (size - at < count + kReadAheadBytes) {
      if (size - at > 2 * kReadAheadBytes) {
        count = std::min(count, size - at - kReadAheadBytes);
      } else {
        // The last bytes, with those before them and something readable behind them.
        const size_t before = std::min(at, kAroundBytes);
        std::memcpy(scratch.tail.data(), readable - before, before + size - at);
        readable = scratch.tail.data() + before;
        std::memset(scratch.tail.data() + before + size - at, 0, kReadAheadBytes);
      }
    }
    const size_t before = search.count;
    if (FindIn(search, readable, at, count)) {
      at += count;
      continue;
    }
    // The buffer is full. Every literal that ends at `at` or before it begins before it and is in the buffer.
    search.count = before;
    if (at > resume_at) break;
    // None that ends after resume_at is certain yet. A single offset's literals fit: they are fewer than
    // kMaxLiteralBytes squared.
    step = std::max<size_t>(count / 2, 1);
  }
  scratch.count_ = search.count;
  scratch.SortCandidates();
  if (at >= size) return size;
  while (scratch.count_ > 0 && scratch.candidates_[scratch.count_ - 1].end > at) --scratch.count_;
  return at;
}

// Where the literal of an entry ends whose window is at data[offset]; less than its size where it would begin in front
// of the text.
inline uint32_t SimdPrefilter::EndOf(const Entry& entry, size_t offset) {
  return static_cast<uint32_t>(offset - entry.window_offset + entry.size_bytes);
}

// Whether the literal of an entry whose pattern matches stands there, and is asked for.
inline bool SimdPrefilter::Fits(const Search& search, const Entry& entry, size_t offset) {
  const size_t end = EndOf(entry, offset);
  const bool is_asked_for = (offset >= entry.window_offset) & (end <= search.size) & (end > search.resume_at);
  if (!is_asked_for || entry.is_whole_in_pattern) return is_asked_for;
  const std::string_view text(search.data + end - entry.size_bytes, entry.size_bytes);
  const std::string_view literal(entry.bytes, entry.size_bytes);
  return entry.caseless ? StartsWithCaseless(text, literal) : text == literal;
}

// What the third step compares. `readable` is at text[begin]; what lies in front of the text is zero.
inline SimdPrefilter::Around SimdPrefilter::LoadAround(const uint8_t* readable, size_t begin, size_t at) {
  const uint64_t from = LoadEight(readable + at);
  if (begin + at >= kAroundBytes) return {LoadEight(readable + at - kAroundBytes), from};
  std::array<uint8_t, kAroundBytes> before{};
  std::copy(readable - begin, readable + at, before.end() - static_cast<ptrdiff_t>(begin + at));
  return {LoadEight(before.data()), from};
}

// A candidate whose pattern matches. Written in any case and counted without a branch, which no processor could guess.
// False: the buffer is full.
inline bool SimdPrefilter::Emit(Search& search, const Entry& entry, size_t offset) {
  search.candidates[search.count] = {entry.id, EndOf(entry, offset)};
  search.count += Fits(search, entry, offset) ? 1 : 0;
  return search.count <= kMaxCandidates;
}

// The candidates whose windows begin in [begin, begin + count), which is at `readable`. False: the buffer is full.
bool SimdPrefilter::FindIn(Search& search, const uint8_t* readable, size_t begin, size_t count) const {
  size_t found = kernel_->find_windows(tables_, readable, count, search.windows);
  found = KeepAgreeing(readable, begin, search.windows, found);
  for (size_t i = 0; i < found; ++i) {
    const uint16_t at = search.windows[i];
    const Around text = LoadAround(readable, begin, at);
    const Slot& slot = slots_[slot_numbers_[SlotOfWindow(text.from)]];
    const Entry* const entries = entries_.data() + slot.first_entry;
    if (slot.entry_count == 1) {
      if (!Emit(search, *entries, begin + at)) return false;
      continue;
    }
    const AroundPatterns* patterns = patterns_.data() + slot.first_patterns;
    for (size_t first = 0; first < slot.entry_count; first += AroundPatterns::kCount) {
      uint32_t matching = kernel_->find_patterns(*patterns++, text);
      if (slot.entry_count - first < AroundPatterns::kCount) matching &= (1u << (slot.entry_count - first)) - 1;
      for (; matching != 0; matching &= matching - 1) {
        if (!Emit(search, entries[first + static_cast<size_t>(__builtin_ctz(matching))], begin + at)) return false;
      }
    }
  }
  return true;
}

// The third step: the text has what all literals of its slot have in common.
size_t SimdPrefilter::KeepAgreeing(const uint8_t* readable, size_t begin, uint16_t* windows, size_t count) const {
  return KeepOffsets(windows, count, [&](uint16_t at) {
    const Around text = LoadAround(readable, begin, at);
    return common_[slot_numbers_[SlotOfWindow(text.from)]].Matches(text);
  });
}

}  // namespace veil
