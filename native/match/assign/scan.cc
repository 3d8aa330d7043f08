#include "match/assign/scan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstdint>

namespace veil::assign {
namespace {

constexpr size_t kMarksBytes = 64;

// The quotes and backslashes in text[from, to), of its first kMarksBytes a bit each.
uint64_t QuotesAndBackslashes(std::string_view text, size_t from, size_t to) {
  const size_t size = std::min(to - from, kMarksBytes);
  uint64_t marks = 0;
  size_t at = 0;
#if defined(__SSE2__)
  // What stands behind `to` is read, too, and left away.
  for (; at < size && text.size() - from - at >= sizeof(__m128i); at += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from + at));
    const auto equals = [&](char mark) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(mark)); };
    const __m128i found =
        _mm_or_si128(_mm_or_si128(equals('"'), equals('\'')), _mm_or_si128(equals('`'), equals('\\')));
    marks |= uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(found))} << at;
  }
  if (at >= size) return size == kMarksBytes ? marks : marks & ((uint64_t{1} << size) - 1);
#endif
  for (; at < size; ++at) {
    const char c = text[from + at];
    marks |= uint64_t{Is(c, kQuote) || c == '\\'} << at;
  }
  return marks;
}

}  // namespace

bool HasQuote(std::string_view text, size_t from, size_t to) {
  for (size_t block = from; block < to; block += kMarksBytes) {
    for (uint64_t marks = QuotesAndBackslashes(text, block, to); marks != 0; marks &= marks - 1) {
      if (text[block + static_cast<size_t>(std::countr_zero(marks))] != '\\') return true;
    }
  }
  return false;
}

char OpenQuote(std::string_view text, size_t line_begin, size_t at) {
  char open = 0;
  size_t escaped = std::string_view::npos;  // the offset of a byte that a backslash stands before
  for (size_t block = line_begin; block < at; block += kMarksBytes) {
    uint64_t marks = QuotesAndBackslashes(text, block, at);
    for (; marks != 0; marks &= marks - 1) {
      const size_t i = block + static_cast<size_t>(std::countr_zero(marks));
      if (i == escaped) continue;
      const char c = text[i];
      if (c == '\\') {
        escaped = i + 1;
      } else if (open == c) {
        open = 0;
      } else if (open == 0) {
        const bool is_apostrophe = c == '\'' && i > line_begin && IsAlnum(text[i - 1]) && IsLetter(At(text, i + 1));
        if (!is_apostrophe) open = c;
      }
    }
  }
  return open;
}

}  // namespace veil::assign
