// What the first step of the SIMD prefilter looks up at a place of a window: the symbol of the byte that stands there.
#pragma once

#include <cstdint>
#include <optional>

#include "match/byte_class.h"

namespace veil {

enum class SymbolKind : uint8_t {
  kClass,         // the byte's class
  kClassAndNext,  // a coarser class of it, and which of three kinds the byte behind it is of: "th" is not "tr"
};

inline constexpr uint32_t kMaxSymbolCount = 128;
inline constexpr uint32_t kCoarseClassCount = 42;
inline constexpr uint32_t kNextKindCount = 3;
static_assert(kCoarseClassCount * kNextKindCount <= kMaxSymbolCount);

// Of a class: letters and the low line keep their own, the signs beside the letters share one, and so do two pairs of
// the other bytes' classes.
constexpr uint8_t CoarseClass(uint8_t byte_class) {
  constexpr uint8_t kLetters = 17, kLowLine = kByteClassCount - 1;  // classes: from `a` on, and of `_`
  constexpr uint8_t kSigns = 14;                                    // coarse
  if (byte_class == kLowLine) return kCoarseClassCount - 1;
  if (byte_class >= kLetters && byte_class < kLetters + 26) return byte_class - kLetters + kSigns + 1;
  if (byte_class >= 16) return kSigns;
  return byte_class - (byte_class > 3 ? 1 : 0) - (byte_class > 5 ? 1 : 0);
}

// What a byte adds to the symbol of the one in front of it.
constexpr uint8_t NextPart(uint8_t byte_class) {
  return static_cast<uint8_t>(byte_class % kNextKindCount * kCoarseClassCount);
}

constexpr uint32_t SymbolCount(SymbolKind kind) {
  return kind == SymbolKind::kClass ? kByteClassCount : kCoarseClassCount * kNextKindCount;
}

// Of a byte of this class, with one of class `next` behind it.
constexpr uint8_t SymbolOf(SymbolKind kind, uint8_t byte_class, uint8_t next) {
  return kind == SymbolKind::kClass ? byte_class : static_cast<uint8_t>(CoarseClass(byte_class) + NextPart(next));
}

// The symbols that may stand at a place of a literal: more than one where the byte behind it is not known.
class Symbols {
 public:
  Symbols(SymbolKind kind, uint8_t byte_class, std::optional<uint8_t> next)
      : first_(SymbolOf(kind, byte_class, next.value_or(0))),
        count_(kind == SymbolKind::kClass || next ? 1 : kNextKindCount) {}

  uint8_t first() const { return first_; }
  bool is_one() const { return count_ == 1; }

  template <typename Visit>
  void ForEach(Visit visit) const {
    for (uint32_t i = 0; i < count_; ++i) visit(first_ + i * kCoarseClassCount);
  }

 private:
  uint8_t first_;
  uint8_t count_;
};

}  // namespace veil
