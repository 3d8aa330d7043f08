#include "io/line_count.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "io/utf8.h"

namespace veil::io {

namespace {

// A count of at most 255 fits a byte, so the inner loop is compiled to byte-wide vector compares.
inline __attribute__((always_inline)) size_t CountByBlocks(std::string_view bytes) {
  constexpr size_t kBlockBytes = 32 * 7;
  size_t count = 0;
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= kBlockBytes; at += kBlockBytes, left -= kBlockBytes) {
    uint8_t in_block = 0;
    for (size_t i = 0; i < kBlockBytes; ++i) in_block += at[i] == '\n';
    count += in_block;
  }
  for (; left > 0; ++at, --left) count += *at == '\n';
  return count;
}

#if defined(__x86_64__)
// Not by target_clones: its resolver runs before the thread sanitizer is ready.
__attribute__((target("avx2"))) size_t CountByWideBlocks(std::string_view bytes) { return CountByBlocks(bytes); }
const bool kHasWideBlocks = __builtin_cpu_supports("avx2");
#else
size_t CountByWideBlocks(std::string_view bytes) { return CountByBlocks(bytes); }
const bool kHasWideBlocks = false;
#endif

}  // namespace

size_t CountNewlines(std::string_view bytes) {
  return kHasWideBlocks ? CountByWideBlocks(bytes) : CountByBlocks(bytes);
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
