#include "io/line_count.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "io/utf8.h"

namespace veil::io {

namespace {

size_t CountOneByOne(std::string_view bytes) {
  size_t count = 0;
  for (const char c : bytes) count += c == '\n';
  return count;
}

#if defined(__x86_64__)
const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;

// A lane counts to 255 at most before its count is added to the sum.
__attribute__((target("avx2"))) size_t CountWithAvx2(std::string_view bytes) {
  constexpr size_t kLanes = sizeof(__m256i);
  constexpr size_t kRounds = 255;
  const __m256i newline = _mm256_set1_epi8('\n');
  __m256i sums = _mm256_setzero_si256();
  const char* at = bytes.data();
  const char* const end = at + bytes.size() / kLanes * kLanes;
  while (at != end) {
    const char* const stop = at + std::min<size_t>(static_cast<size_t>(end - at), kRounds * kLanes);
    __m256i counts = _mm256_setzero_si256();
    for (; at != stop; at += kLanes) {
      const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
      counts = _mm256_sub_epi8(counts, _mm256_cmpeq_epi8(block, newline));
    }
    sums = _mm256_add_epi64(sums, _mm256_sad_epu8(counts, _mm256_setzero_si256()));
  }
  alignas(kLanes) uint64_t parts[4];
  _mm256_store_si256(reinterpret_cast<__m256i*>(parts), sums);
  return parts[0] + parts[1] + parts[2] + parts[3] + CountOneByOne(bytes.substr(bytes.size() / kLanes * kLanes));
}
#endif

}  // namespace

size_t CountNewlines(std::string_view bytes) {
#if defined(__x86_64__)
  if (kHasAvx2) return CountWithAvx2(bytes);
#endif
  return CountOneByOne(bytes);
}

size_t LastLineStart(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const void* newline = memrchr(bytes.data(), '\n', bytes.size());
  return newline == nullptr ? 0 : static_cast<const char*>(newline) - bytes.data() + 1;
}

size_t CountUtf16Units(std::string_view bytes) {
  size_t units = 0;
  size_t at = 0;
  while (at < bytes.size()) {
    const size_t ascii = AsciiRunSize(bytes.substr(at));
    units += ascii;
    at += ascii;
    // Text that is not ASCII comes in stretches: stay in the slow loop until it ends.
    while (at < bytes.size() && static_cast<uint8_t>(bytes[at]) >= 0x80) {
      const size_t size = Utf8CharacterSize(bytes.substr(at));
      units += size == 4 ? 2 : 1;
      at += std::max<size_t>(size, 1);
    }
  }
  return units;
}

}  // namespace veil::io
