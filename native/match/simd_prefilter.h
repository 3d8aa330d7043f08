// The prefilter on vector instructions of x86-64: three steps, each far cheaper a byte than the one after it.
//
//   1. Twenty-four buckets of literals. For each bucket and each of four places, the set of bytes that stand there in
//      one of its literals' windows (a window is four of a literal's bytes: literal_buckets.h). One table look-up a
//      place answers for eight buckets and 64 offsets at once which windows may begin there (simd_kernel.h).
//   2. A hash of the four bytes there, looked up in a bitmap: leaves few others than true windows. The same for six
//      bytes, where the literal has them.
//   3. The literals that have this window, compared byte for byte.
//
// On source text some 10 to 15 % of the offsets pass the first step, 1.2 % four bytes of the second. Measured on the
// kernel's drivers/net with the built-in rules' 2,400 literals: 1.7 GB/s; with 1,565 of them 1.9 GB/s where
// Vectorscan's literal matcher runs at 0.8 GB/s (Xeon, Sapphire Rapids, a busy machine): its own buckets are too few
// for them.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/literal_buckets.h"
#include "match/prefilter.h"
#include "match/simd_kernel.h"

namespace veil {

class SimdPrefilter final : public Prefilter {
 public:
  // Whether this processor has the instructions, and whether these literals can be looked for: each wanted one has
  // kMinLiteralBytes to kMaxLiteralBytes.
  static bool CanHold(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted);
  // What spares the constructor some ten milliseconds of placing literals.
  static std::string SerializePlacements(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted);

  // CanHold must hold. Placements that do not fit the literals are ignored.
  SimdPrefilter(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted, std::string_view placements);

  Result<std::unique_ptr<PrefilterScratch>> NewScratch() const override;
  size_t Find(PrefilterScratch& scratch, const char* data, size_t size, size_t resume_at) const override;

 private:
  struct Search;

  // What the third step asks first, in one comparison: eight bytes from the window's first on, those of them that
  // belong to the literal. `any_case` has the case bit set for each letter that may have either case.
  struct Entry {
    uint64_t bytes;
    uint64_t mask;
    uint64_t any_case;
    uint32_t literal;  // index into literals_
    uint32_t slot;     // by the window's hash, see entries_
  };
  struct Known {
    uint32_t id;  // the candidate's
    uint32_t size_bytes;
    uint32_t window_offset;
    bool caseless;
    bool is_whole_in_entry;  // nothing is left to compare
    std::string bytes;
  };
  // Windows of four bytes have the first slots, literals of three bytes the others.
  static constexpr uint32_t kSlotBits = 12;
  static constexpr uint32_t kSlots = 2u << kSlotBits;
  static uint32_t SlotOfFour(uint64_t folded);
  static uint32_t SlotOfThree(uint64_t folded);

  void AddEntry(uint32_t literal);
  void SortEntries();
  bool FindIn(Search& search, const uint8_t* readable, size_t begin, size_t count) const;
  bool AddSlot(Search& search, uint32_t slot, uint64_t bytes, size_t offset) const;
  bool Add(Search& search, const Known& literal, size_t offset) const;

  SimdMasks masks_{};
  WindowBitmap known_windows_{};
  // What else must be known of a window, by how many of the literal's bytes there are from its beginning: six, four (or
  // five), three.
  WindowBitmap known_six_{}, known_four_{}, known_three_{};
  std::vector<Entry> entries_;                      // by slot
  std::array<uint32_t, kSlots + 1> slot_begins_{};  // of each slot's entries
  std::vector<Known> literals_;
  size_t max_literal_bytes_ = 0;
};

}  // namespace veil
