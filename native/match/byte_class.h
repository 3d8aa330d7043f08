// Classes of bytes, which the SIMD prefilter's first step looks up: few enough that three registers of sixteen entries
// hold a table over them.
#pragma once

#include <cstdint>

namespace veil {

inline constexpr uint32_t kByteClassCount = 48;

// Letters, by their low five bits, are sixteen to forty-seven, in either case alike; the rest of the bytes share zero
// to fifteen such that the frequent ones stand apart: a digit is with the sign of the same low bits but one. Bytes over
// 0x7f are in the class of their low seven bits. Cheap to compute in a vector: see the kernels, which all agree.
constexpr uint8_t ByteClass(uint8_t c) {
  const bool is_letter = (c & 0x40) != 0;
  return static_cast<uint8_t>(is_letter ? 16 + (c & 0x1f) : (c + (c >> 4 & 1)) & 0x0f);
}

}  // namespace veil
