#include "match/checksums/crc32.h"

#include <zlib.h>

#include <algorithm>

namespace veil {

uint32_t Crc32(std::string_view bytes) {
  return static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string Base62(uint32_t value, size_t digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string text;
  for (; value > 0; value /= 62) text += kDigits[value % 62];
  while (text.size() < digits) text += '0';
  std::reverse(text.begin(), text.end());
  return text;
}

std::string Hex32(uint32_t value) {
  std::string text(8, '0');
  for (int i = 7; i >= 0; --i, value >>= 4) text[static_cast<size_t>(i)] = "0123456789abcdef"[value & 15];
  return text;
}

}  // namespace veil
