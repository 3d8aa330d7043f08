#include "match/decode_escapes.h"

#include <algorithm>

#include "support/hex.h"

namespace veil {
namespace {

// The byte of two hex digits at `at`, or -1.
int HexByte(std::string_view text, size_t at) {
  if (at + 2 > text.size()) return -1;
  const int high = HexValue(text[at]), low = HexValue(text[at + 1]);
  return high < 0 || low < 0 ? -1 : 16 * high + low;
}

void Append(DecodedText* out, char byte, size_t begin, size_t end) {
  out->bytes += byte;
  out->begins.push_back(static_cast<uint32_t>(begin));
  out->ends.push_back(static_cast<uint32_t>(end));
}

// The escape at `at`: its length in bytes, or 0; *byte is what it stands for.
size_t ReadEscape(std::string_view text, size_t at, Encoding encoding, char* byte) {
  const auto hex = [&](size_t prefix_bytes) -> size_t {
    const int value = HexByte(text, at + prefix_bytes);
    if (value < 0) return 0;
    *byte = static_cast<char>(value);
    return prefix_bytes + 2;
  };
  if (encoding == Encoding::kPercent) return text[at] == '%' ? hex(1) : 0;
  if (text[at] != '\\' || at + 1 >= text.size()) return 0;
  switch (text[at + 1]) {
    case 'u':
      return text.substr(at + 2, 2) == "00" ? hex(4) : 0;
    case 'x':
      return hex(2);
    case 'n':
      *byte = '\n';
      return 2;
    case '/':
    case '\\':
      *byte = text[at + 1];
      return 2;
    default:
      return 0;  // \" and \' too: an escaped quote ends a value as a plain one does
  }
}

}  // namespace

bool DecodeHexAround(std::string_view text, size_t form_begin, size_t before_bytes, size_t after_bytes,
                     DecodedText* out) {
  size_t begin = form_begin;
  for (size_t i = 0; i < before_bytes && begin >= 2 && HexByte(text, begin - 2) >= 0; ++i) begin -= 2;
  out->literal_begin = (form_begin - begin) / 2;
  const size_t most = out->literal_begin + after_bytes;
  for (size_t at = begin; out->bytes.size() < most; at += 2) {
    const int byte = HexByte(text, at);
    if (byte < 0) break;
    Append(out, static_cast<char>(byte), at, at + 2);
  }
  return out->bytes.size() > out->literal_begin;
}

bool DecodeEscapesAround(std::string_view text, size_t form_begin, Encoding encoding, size_t before_bytes,
                         size_t after_bytes, DecodedText* out) {
  // An escape before the form is found by trying its possible lengths; otherwise the character stands for itself.
  size_t begin = form_begin;
  for (size_t i = 0; i < before_bytes && begin > 0; ++i) {
    size_t bytes = 1;
    for (const size_t tried : {6, 4, 3, 2}) {
      char ignored;
      if (begin >= tried && ReadEscape(text, begin - tried, encoding, &ignored) == tried) {
        bytes = tried;
        break;
      }
    }
    begin -= bytes;
    ++out->literal_begin;
  }
  const size_t most = out->literal_begin + after_bytes;
  for (size_t at = begin; at < text.size() && out->bytes.size() < most;) {
    char byte = text[at];
    const size_t escape_bytes = ReadEscape(text, at, encoding, &byte);
    const size_t end = at + std::max<size_t>(escape_bytes, 1);
    Append(out, byte, at, end);
    at = end;
  }
  return out->bytes.size() > out->literal_begin;
}

}  // namespace veil
