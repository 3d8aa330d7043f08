#include "match/assign/scan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstdint>

namespace veil::assign {
namespace {

constexpr size_t kMarksBytes = 16;

// The quotes and backslashes in text[at, end), a bit each; 0 < end - at <= kMarksBytes.
uint32_t QuotesAndBackslashes(std::string_view text, size_t at, size_t end) {
#if defined(__SSE2__)
  // What is read behind `end` is forgotten again.
  if (text.size() - at >= kMarksBytes) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const auto equals = [&](char mark) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(mark)); };
    const __m128i marks =
        _mm_or_si128(_mm_or_si128(equals('"'), equals('\'')), _mm_or_si128(equals('`'), equals('\\')));
    return static_cast<uint32_t>(_mm_movemask_epi8(marks)) & ((1u << (end - at)) - 1);
  }
#endif
  uint32_t marks = 0;
  for (size_t i = at; i < end; ++i) {
    marks |= static_cast<uint32_t>(Is(text[i], kQuote) || text[i] == '\\') << (i - at);
  }
  return marks;
}

}  // namespace

bool HasQuote(std::string_view text, size_t from, size_t to) {
  for (size_t block = from; block < to; block += kMarksBytes) {
    for (uint32_t marks = QuotesAndBackslashes(text, block, std::min(to, block + kMarksBytes)); marks != 0;
         marks &= marks - 1) {
      if (text[block + static_cast<size_t>(std::countr_zero(marks))] != '\\') return true;
    }
  }
  return false;
}

char OpenQuote(std::string_view text, size_t line_begin, size_t at) {
  char open = 0;
  size_t escaped = std::string_view::npos;  // the offset of a byte that a backslash stands before
  for (size_t block = line_begin; block < at; block += kMarksBytes) {
    uint32_t marks = QuotesAndBackslashes(text, block, std::min(at, block + kMarksBytes));
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
