#include "io/encoding.h"

#include <algorithm>
#include <cstring>

namespace veil::io {
namespace {

uint16_t UnitAt(std::string_view bytes, size_t offset, bool big_endian) {
  const auto first = static_cast<uint8_t>(bytes[offset]);
  const auto second = static_cast<uint8_t>(bytes[offset + 1]);
  return big_endian ? static_cast<uint16_t>(first << 8 | second) : static_cast<uint16_t>(second << 8 | first);
}

bool IsHighSurrogate(uint32_t unit) { return (unit & 0xFC00) == 0xD800; }
bool IsLowSurrogate(uint32_t unit) { return (unit & 0xFC00) == 0xDC00; }

bool HasNulCharacter(std::string_view head, bool big_endian) {
  for (size_t i = 0; i + 2 <= head.size(); i += 2) {
    if (UnitAt(head, i, big_endian) == 0) return true;
  }
  return false;
}

// Without a byte-order mark: at least half of the units are printable ASCII or white space, and none is a control
// character, a lone surrogate or a non-character. Numbers in binary files fail on the control characters.
bool LooksLikeUtf16(std::string_view head, bool big_endian) {
  size_t ascii = 0;
  const size_t units = head.size() / 2;
  for (size_t i = 0; i < units; ++i) {
    const uint16_t unit = UnitAt(head, i * 2, big_endian);
    if (unit < 0x80) {
      const bool white = unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f';
      if ((unit < 0x20 && !white) || unit == 0x7F) return false;
      ++ascii;
    } else if (unit < 0xA0 || unit >= 0xFFFE || IsLowSurrogate(unit)) {
      return false;
    } else if (IsHighSurrogate(unit)) {
      // The pair may be cut off by the end of what is looked at.
      if (i + 1 < units && !IsLowSurrogate(UnitAt(head, i * 2 + 2, big_endian))) return false;
      ++i;
    }
  }
  return units >= 2 && ascii * 2 >= units;
}

}  // namespace

Classification Classify(std::string_view head) {
  head = head.substr(0, kClassifyBytes);
  for (const bool big_endian : {false, true}) {
    if (!head.starts_with(big_endian ? "\xFE\xFF" : "\xFF\xFE")) continue;
    // UTF-32's mark is UTF-16's with a NUL character behind it; it is not text to us.
    if (HasNulCharacter(head, big_endian)) return {Encoding::kBinary, 0};
    return {big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le, 2};
  }
  if (head.empty() || std::memchr(head.data(), 0, head.size()) == nullptr) {
    return {Encoding::kText, static_cast<uint8_t>(head.starts_with("\xEF\xBB\xBF") ? 3 : 0)};
  }
  if (LooksLikeUtf16(head, false)) return {Encoding::kUtf16Le, 0};
  if (LooksLikeUtf16(head, true)) return {Encoding::kUtf16Be, 0};
  return {Encoding::kBinary, 0};
}

namespace {

// Writes as many blocks of pure ASCII as `input` begins with; answers the number of units done. The fixed-size loops
// are what the compiler turns into vector code.
size_t DecodeAsciiBlocks(std::string_view input, bool big_endian, char* output, size_t output_size_bytes) {
  constexpr size_t kUnits = 16;
  const size_t limit = std::min(input.size() / 2, output_size_bytes);
  size_t done = 0;
  for (; done + kUnits <= limit; done += kUnits) {
    uint16_t units[kUnits];
    std::memcpy(units, input.data() + done * 2, sizeof units);
    if (big_endian) {
      for (uint16_t& unit : units) unit = static_cast<uint16_t>(unit << 8 | unit >> 8);
    }
    uint16_t any = 0;
    for (const uint16_t unit : units) any |= unit;
    if (any >= 0x80) break;
    for (size_t i = 0; i < kUnits; ++i) output[done + i] = static_cast<char>(units[i]);
  }
  return done;
}

size_t EncodedSize(uint32_t character) {
  if (character < 0x80) return 1;
  if (character < 0x800) return 2;
  return character < 0x10000 ? 3 : 4;
}

void Encode(uint32_t character, size_t size, char* output) {
  if (size == 1) {
    output[0] = static_cast<char>(character);
    return;
  }
  for (size_t i = size - 1; i > 0; --i, character >>= 6) output[i] = static_cast<char>(0x80 | (character & 0x3F));
  output[0] = static_cast<char>(0xF00 >> size | character);
}

constexpr uint32_t kReplacement = 0xFFFD;

}  // namespace

Utf16Decoder::Progress Utf16Decoder::Decode(std::string_view input, bool is_last, char* output,
                                            size_t output_size_bytes) const {
  Progress progress;
  size_t next_bulk = 0;
  while (progress.read_bytes < input.size()) {
    // After a character that is not ASCII the next ones mostly are not either: ask for bulk work only now and then.
    if (progress.read_bytes >= next_bulk) {
      const size_t units =
          DecodeAsciiBlocks(input.substr(progress.read_bytes), big_endian_, output + progress.written_bytes,
                            output_size_bytes - progress.written_bytes);
      progress.read_bytes += units * 2;
      progress.written_bytes += units;
      next_bulk = progress.read_bytes + 16;
      if (progress.read_bytes >= input.size()) break;
    }
    uint32_t character = kReplacement;
    size_t read = 2;
    const size_t left = input.size() - progress.read_bytes;
    if (left == 1) {
      if (!is_last) break;
      read = 1;
    } else {
      const uint16_t unit = UnitAt(input, progress.read_bytes, big_endian_);
      if (IsHighSurrogate(unit)) {
        if (left < 4 && !is_last) break;
        const uint16_t low = left < 4 ? 0 : UnitAt(input, progress.read_bytes + 2, big_endian_);
        if (IsLowSurrogate(low)) {
          character = 0x10000 + ((unit & 0x3FFu) << 10) + (low & 0x3FFu);
          read = 4;
        }
      } else if (!IsLowSurrogate(unit)) {
        character = unit;
      }
    }
    const size_t size = EncodedSize(character);
    if (size > output_size_bytes - progress.written_bytes) break;
    Encode(character, size, output + progress.written_bytes);
    progress.read_bytes += read;
    progress.written_bytes += size;
  }
  return progress;
}

size_t Utf16SizeBytes(std::string_view utf8) {
  // Each character is one unit, told by its first byte; four-byte forms are two. Blocks keep both counts in bytes, for
  // byte-wide vector code.
  constexpr size_t kBlockBytes = 120;
  size_t units = 0;
  const auto units_of = [](char byte) {
    return static_cast<uint8_t>((static_cast<int8_t>(byte) >= -0x40) + (static_cast<uint8_t>(byte) >= 0xF0));
  };
  size_t at = 0;
  for (; at + kBlockBytes <= utf8.size(); at += kBlockBytes) {
    uint8_t in_block = 0;
    for (size_t i = 0; i < kBlockBytes; ++i) in_block += units_of(utf8[at + i]);
    units += in_block;
  }
  for (; at < utf8.size(); ++at) units += units_of(utf8[at]);
  return units * 2;
}

}  // namespace veil::io
