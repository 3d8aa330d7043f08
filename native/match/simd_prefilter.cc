#include "match/simd_prefilter.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "match/ascii.h"
#include "match/rule_set.h"

namespace veil {
namespace {

uint32_t HashOfSix(uint64_t folded) {
  // The 64-bit form of the multiplicative hash, over the lower 48 bits.
  return static_cast<uint32_t>((folded << 16) * 0x9e3779b97f4a7c15 >> (64 - kWindowHashBits));
}

uint32_t HashOfThree(uint64_t folded) { return HashOfWindow(folded & 0xffffff); }

void SetBit(WindowBitmap& bitmap, uint32_t hash) { bitmap[hash / 64] |= uint64_t{1} << (hash % 64); }

std::vector<const Literal*> Wanted(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted) {
  std::vector<const Literal*> chosen;
  for (size_t i = 0; i < literals.size(); ++i) {
    if (wanted[i] != 0) chosen.push_back(&literals[i]);
  }
  return chosen;
}

// The serialised placements, when they can be those of the literals.
std::vector<Placement> ReadPlacements(std::string_view serialized, const std::vector<const Literal*>& literals) {
  std::vector<Placement> placements(literals.size());
  if (serialized.size() != sizeof(Placement) * literals.size()) return {};
  for (size_t i = 0; i < literals.size(); ++i) {
    placements[i] = {static_cast<uint8_t>(serialized[2 * i]), static_cast<uint8_t>(serialized[2 * i + 1])};
    const size_t last_offset = literals[i]->bytes.size() - std::min<size_t>(kWindowBytes, literals[i]->bytes.size());
    if (placements[i].bucket >= kBucketCount || placements[i].window_offset > last_offset) return {};
  }
  return placements;
}

void AddToMasks(SimdMasks& masks, const Literal& literal, Placement placement) {
  auto& places = masks.buckets[placement.bucket / 8];
  const uint8_t bit = static_cast<uint8_t>(1 << placement.bucket % 8);
  for (size_t i = 0; i < kWindowBytes; ++i) {
    if (placement.window_offset + i >= literal.bytes.size()) {
      for (uint8_t& buckets : places[i]) buckets |= bit;
      continue;
    }
    ForBytesAt(literal, placement.window_offset + i, [&](uint8_t c) { places[i][c] |= bit; });
  }
}

struct SimdScratch final : PrefilterScratch {
  std::array<uint16_t, kMaxWindowSearchBytes + 64> windows;
  std::array<uint8_t, 3 * kReadAheadBytes> tail;  // the last bytes and what may be read behind them
};

}  // namespace

bool SimdPrefilter::CanHold(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted) {
  const std::vector<const Literal*> chosen = Wanted(literals, wanted);
  return HasKernel() && std::all_of(chosen.begin(), chosen.end(), [](const Literal* literal) {
           return literal->bytes.size() >= kMinLiteralBytes && literal->bytes.size() <= kMaxLiteralBytes;
         });
}

std::string SimdPrefilter::SerializePlacements(const std::vector<Literal>& literals,
                                               const std::vector<uint8_t>& wanted) {
  std::string serialized;
  for (const Placement& placement : PlaceLiterals(Wanted(literals, wanted))) {
    serialized += static_cast<char>(placement.bucket);
    serialized += static_cast<char>(placement.window_offset);
  }
  return serialized;
}

SimdPrefilter::SimdPrefilter(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted,
                             std::string_view placements) {
  const std::vector<const Literal*> chosen = Wanted(literals, wanted);
  std::vector<Placement> placed = ReadPlacements(placements, chosen);
  if (placed.size() != chosen.size()) placed = PlaceLiterals(chosen);
  literals_.reserve(chosen.size());
  entries_.reserve(chosen.size());
  for (uint32_t i = 0; i < chosen.size(); ++i) {
    const Literal& literal = *chosen[i];
    AddToMasks(masks_, literal, placed[i]);
    const auto id = static_cast<uint32_t>(&literal - literals.data());
    const auto size_bytes = static_cast<uint32_t>(literal.bytes.size());
    const bool is_whole_in_entry = placed[i].window_offset == 0 && size_bytes <= sizeof(Entry::bytes);
    literals_.push_back({id, size_bytes, placed[i].window_offset, literal.caseless, is_whole_in_entry, literal.bytes});
    AddEntry(i);
    max_literal_bytes_ = std::max(max_literal_bytes_, literal.bytes.size());
  }
  SortEntries();
}

uint32_t SimdPrefilter::SlotOfFour(uint64_t folded) { return HashOfWindow(folded) >> (kWindowHashBits - kSlotBits); }
uint32_t SimdPrefilter::SlotOfThree(uint64_t folded) {
  return (1u << kSlotBits) + (HashOfThree(folded) >> (kWindowHashBits - kSlotBits));
}

// Side by side in memory: "auth" leads to forty literals.
void SimdPrefilter::SortEntries() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.slot < b.slot; });
  for (const Entry& entry : entries_) ++slot_begins_[entry.slot + 1];
  for (uint32_t slot = 0; slot < kSlots; ++slot) slot_begins_[slot + 1] += slot_begins_[slot];
}

void SimdPrefilter::AddEntry(uint32_t index) {
  const Known& literal = literals_[index];
  uint8_t bytes[8] = {};
  uint8_t any_case[8] = {};
  const size_t window_bytes = std::min<size_t>(literal.size_bytes - literal.window_offset, sizeof bytes);
  for (size_t i = 0; i < window_bytes; ++i) {
    const char c = literal.bytes[literal.window_offset + i];
    bytes[i] = static_cast<uint8_t>(c);
    if (literal.caseless && c >= 'a' && c <= 'z') any_case[i] = 'a' - 'A';
  }
  const uint64_t mask = window_bytes == 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * window_bytes)) - 1;
  Entry entry{LoadEight(bytes), mask, LoadEight(any_case), index, 0};
  const uint64_t folded = entry.bytes | kFold;
  if (window_bytes >= kWindowBytes) {
    SetBit(known_windows_, HashOfWindow(folded));
    if (window_bytes >= 6) {
      SetBit(known_six_, HashOfSix(folded));
    } else {
      SetBit(known_four_, HashOfWindow(folded));
    }
    entry.slot = SlotOfFour(folded);
  } else {
    // Any byte may be the window's fourth. That fills the bitmap, but short literals are few.
    for (uint64_t fourth = 0; fourth < 256; ++fourth) {
      SetBit(known_windows_, HashOfWindow(((folded & 0xffffff) | fourth << 24) | kFold));
    }
    SetBit(known_three_, HashOfThree(folded));
    entry.slot = SlotOfThree(folded);
  }
  entries_.push_back(entry);
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
        // The last bytes, with something readable behind them.
        std::memcpy(scratch.tail.data(), readable, size - at);
        std::memset(scratch.tail.data() + (size - at), 0, kReadAheadBytes);
        readable = scratch.tail.data();
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

// The candidates whose windows begin in [begin, begin + count), which is at `readable`. False: the buffer is full.
bool SimdPrefilter::FindIn(Search& search, const uint8_t* readable, size_t begin, size_t count) const {
  const size_t found = FindWindows(masks_, known_windows_, readable, count, search.windows);
  size_t kept = 0;
  for (size_t i = 0; i < found; ++i) {
    const uint16_t at = search.windows[i];
    const uint64_t folded = LoadEight(readable + at) | kFold;
    search.windows[kept] = at;
    kept += BitOf(known_six_, HashOfSix(folded)) | BitOf(known_four_, HashOfWindow(folded)) |
            BitOf(known_three_, HashOfThree(folded));
  }
  for (size_t i = 0; i < kept; ++i) {
    const uint16_t at = search.windows[i];
    const uint64_t bytes = LoadEight(readable + at);
    const uint64_t folded = bytes | kFold;
    if (!AddSlot(search, SlotOfFour(folded), bytes, begin + at) ||
        !AddSlot(search, SlotOfThree(folded), bytes, begin + at)) {
      return false;
    }
  }
  return true;
}

// The candidates of a slot with their windows at data[offset], where `bytes` stand. False: the buffer is full.
inline bool SimdPrefilter::AddSlot(Search& search, uint32_t slot, uint64_t bytes, size_t offset) const {
  const uint32_t end = slot_begins_[slot + 1];
  for (uint32_t at = slot_begins_[slot]; at != end; ++at) {
    const Entry& entry = entries_[at];
    if (((bytes | entry.any_case) & entry.mask) != entry.bytes) continue;
    if (!Add(search, literals_[entry.literal], offset)) return false;
  }
  return true;
}

bool SimdPrefilter::Add(Search& search, const Known& literal, size_t offset) const {
  if (offset < literal.window_offset) return true;
  const size_t begin = offset - literal.window_offset;
  const size_t end = begin + literal.size_bytes;
  if (end > search.size || end <= search.resume_at) return true;
  if (!literal.is_whole_in_entry) {
    const char* text = search.data + begin;
    const bool stands_there = literal.caseless ? StartsWithCaseless({text, literal.size_bytes}, literal.bytes)
                                               : std::memcmp(text, literal.bytes.data(), literal.size_bytes) == 0;
    if (!stands_there) return true;
  }
  if (search.count == kMaxCandidates) return false;
  search.candidates[search.count++] = {literal.id, static_cast<uint32_t>(end)};
  return true;
}

}  // namespace veil
