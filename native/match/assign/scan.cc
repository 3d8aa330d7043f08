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

#if defined(__SSE2__)
constexpr size_t kBlockBytes = sizeof(__m128i);

__m128i Load(std::string_view text, size_t at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
}

uint32_t Equal(__m128i block, char c) {
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(c))));
}
#endif

}  // namespace

size_t LineEnd(std::string_view text, size_t at) {
  const size_t last = std::min(text.size(), at + kMaxLineBytes);
#if defined(__SSE2__)
  for (; at + kBlockBytes <= last; at += kBlockBytes) {
    const __m128i block = Load(text, at);
    const uint32_t ends = Equal(block, '\n') | Equal(block, '\r');
    if (ends != 0) return at + static_cast<size_t>(std::countr_zero(ends));
  }
#endif
  while (at < last && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

size_t FindBefore(std::string_view text, size_t end, std::string_view part) {
  const size_t size = part.size();
  if (end < size) return std::string_view::npos;
  size_t count = end - size + 1;  // places where it may begin, the last of them looked at first
#if defined(__SSE2__)
  // Where both its first and its last byte stand, it is compared.
  for (; count >= kBlockBytes; count -= kBlockBytes) {
    const size_t block = count - kBlockBytes;
    uint32_t both = Equal(Load(text, block), part.front()) & Equal(Load(text, block + size - 1), part.back());
    while (both != 0) {
      const auto bit = static_cast<size_t>(std::bit_width(both)) - 1;
      if (text.substr(block + bit, size) == part) return block + bit;
      both ^= 1u << bit;
    }
  }
#endif
  return text.substr(0, count == 0 ? 0 : count + size - 1).rfind(part);
}

std::string_view CalledAt(std::string_view text, size_t at) {
  at -= QuoteBefore(text, at).size;
  while (at > 0 && Is(text[at - 1], kSpace)) --at;
  if (at == 0 || text[at - 1] != '(') return {};
  const size_t end = --at;
  while (at > 0 && (IsAlnum(text[at - 1]) || std::string_view("_.:->").find(text[at - 1]) != std::string_view::npos)) {
    --at;
  }
  return text.substr(at, end - at);
}

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
