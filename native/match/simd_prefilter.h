// The prefilter on vector instructions of x86-64: four steps, each far cheaper a byte than the one after it.
//
//   1. Buckets of literals. For each bucket and each of three places, the set of symbols (window_symbols.h: a class of
//      bytes; with AVX-512, which kind of byte follows, too) that stand there in one of its literals' windows (a window
//      is four of a literal's bytes: literal_buckets.h). One table look-up a place answers for eight buckets and 32 or
//      64 offsets at once which windows may begin there (simd_kernel.h).
//   2. A hash of the four bytes there, looked up in a table of bits (known_windows.h): leaves few others than true
//      windows.
//   3. The eight bytes on both sides of the window's first against those that all literals with that hash have in
//      common.
//   4. The literals that have this window, compared byte for byte.
//
// With the built-in rules' 2,700 literals and AVX2, 18 to 22 % of the offsets of source text pass the first step (12 %
// of a log's), 0.9 to 1.4 % the second (0.2 %), 0.2 to 0.5 % the third; with AVX-512, 6 to 7 % pass the first.
// Measured on the kernel's drivers/net and on npm packages, all in one process: 6.0 and 4.2 GB/s with AVX-512 (EPYC,
// Turin), 1.5 and 1.4 GB/s with AVX2 (EPYC, Milan). Vectorscan's literal matcher runs at 0.5 and 0.4 GB/s (Xeon), as
// its own buckets are too few for them.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/prefilter.h"
#include "match/simd_kernel.h"

namespace veil {

class SimdPrefilter final : public Prefilter {
 public:
  // Whether these literals can be looked for: each wanted one has kMinLiteralBytes to kMaxLiteralBytes.
  static bool CanHold(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted);
  // What spares the constructor some ten milliseconds of placing literals, whichever the kernel.
  static std::string SerializePlacements(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted);

  // CanHold must hold. Placements that do not fit the literals are ignored.
  SimdPrefilter(const SimdKernel& kernel, const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted,
                std::string_view placements);

  Result<std::unique_ptr<PrefilterScratch>> NewScratch() const override;
  size_t Find(PrefilterScratch& scratch, const char* data, size_t size, size_t resume_at) const override;

 private:
  struct Search;

  using Around = AroundWindow;
  // Those bits of what stands around a window that are known: see AroundPatterns.
  struct alignas(32) Pattern {
    Around bytes;
    Around mask;
    bool Matches(Around text) const {
      return (((text.before ^ bytes.before) & mask.before) | ((text.from ^ bytes.from) & mask.from)) == 0;
    }
  };
  static Pattern PatternOf(const Literal& literal, size_t window_offset);
  static Around LoadAround(const uint8_t* readable, size_t begin, size_t at);
  // A literal in one slot, but for its pattern.
  struct Entry {
    uint32_t id;  // the candidate's
    uint8_t size_bytes;
    uint8_t window_offset;
    bool caseless;
    bool is_whole_in_pattern;  // nothing is left to compare
    const char* bytes;         // of literals_
  };
  struct NewEntry {
    uint16_t slot;  // by the window's hash
    Pattern pattern;
    Entry entry;
  };
  // The literals whose windows have the same few bits of hash.
  struct Slot {
    Pattern common;  // what all of them have in common
    uint32_t first_entry = 0;
    uint32_t entry_count = 0;
    uint32_t first_patterns = 0;  // eight entries each; none for a single entry, whose pattern is what is common
  };
  static constexpr uint32_t kSlotBits = 15;
  static constexpr uint32_t kSlots = 1u << kSlotBits;
  static uint32_t SlotOfWindow(uint64_t text) {
    return KnownWindows::HashOf(static_cast<uint32_t>(text)) >> (KnownWindows::kHashBits - kSlotBits);
  }

  void AddEntries(const Literal& literal, uint32_t id, size_t window_offset, std::vector<NewEntry>& entries);
  void FillSlots(std::vector<NewEntry> entries);
  bool FindIn(Search& search, const uint8_t* readable, size_t begin, size_t count) const;
  static bool Emit(Search& search, const Entry& entry, size_t offset);
  size_t KeepAgreeing(const uint8_t* readable, size_t begin, uint16_t* windows, size_t count) const;
  static uint32_t EndOf(const Entry& entry, size_t offset);
  static bool Fits(const Search& search, const Entry& entry, size_t offset);

  const SimdKernel* kernel_;
  SimdTables tables_;
  std::vector<uint16_t> slot_numbers_;  // by a window's hash, if any literal's window has that
  std::vector<Pattern> common_;         // what all entries of a slot have in common
  std::vector<Slot> slots_;
  std::vector<Entry> entries_;            // by slot
  std::vector<AroundPatterns> patterns_;  // by slot
  std::vector<Literal> literals_;
  size_t max_literal_bytes_ = 0;
};

}  // namespace veil
