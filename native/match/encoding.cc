#include "match/encoding.h"

#include <algorithm>

#include "match/decode_base64.h"
#include "match/decode_escapes.h"

namespace veil {
namespace {

constexpr std::string_view kUpperHex = "0123456789ABCDEF";
constexpr std::string_view kLowerHex = "0123456789abcdef";
constexpr std::string_view kStandardBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

bool IsAlnum(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsUnreserved(char c) { return IsAlnum(c) || c == '-' || c == '_' || c == '.' || c == '~'; }

std::string HexOf(char c, std::string_view digits) {
  const auto byte = static_cast<uint8_t>(c);
  return {digits[byte >> 4], digits[byte & 15]};
}

// The base64 characters that depend on nothing but `plain` when `phase` bytes stand before it in its group.
std::string StableBase64(std::string_view plain, size_t phase, std::string_view digits) {
  std::string stable;
  const size_t first = (8 * phase + 5) / 6;
  const size_t last = 8 * (phase + plain.size()) / 6;
  for (size_t i = first; i < last; ++i) {
    uint32_t value = 0;
    for (size_t bit = 6 * i; bit < 6 * i + 6; ++bit) {
      const size_t plain_bit = bit - 8 * phase;
      value = value << 1 | (static_cast<uint8_t>(plain[plain_bit / 8]) >> (7 - plain_bit % 8) & 1);
    }
    stable += digits[value];
  }
  return stable;
}

// `plain` with `prefix` and two hex digits for each byte that `keep` does not keep.
template <typename Keep>
std::string Escaped(std::string_view plain, std::string_view prefix, std::string_view digits, Keep keep) {
  std::string text;
  for (const char c : plain) {
    if (keep(c)) {
      text += c;
    } else {
      text += prefix;
      text += HexOf(c, digits);
    }
  }
  return text;
}

std::string WithEscapedSlashes(std::string_view plain) {
  std::string text;
  for (const char c : plain) text += c == '/' ? std::string("\\/") : std::string(1, c);
  return text;
}

}  // namespace

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kBase64:
      return "base64";
    case Encoding::kHex:
      return "hex";
    case Encoding::kPercent:
      return "percent-encoding";
    case Encoding::kEscape:
      return "escapes";
  }
  return "";
}

size_t EncodedBytesPerByte(Encoding encoding) {
  switch (encoding) {
    case Encoding::kBase64:
    case Encoding::kHex:
      return 2;
    case Encoding::kPercent:
      return 3;
    case Encoding::kEscape:
      return kMaxEncodedBytesPerByte;
  }
  return kMaxEncodedBytesPerByte;
}

std::vector<EncodedForm> EncodedForms(std::string_view plain) {
  std::vector<EncodedForm> forms;
  const auto add = [&](std::string bytes, Layer layer) {
    if (bytes.size() < kMinEncodedFormBytes || bytes == plain) return;
    bytes.resize(std::min(bytes.size(), kMaxEncodedFormBytes));
    // A form that begins as the plain literal does would be seen wherever the literal is.
    if (plain.starts_with(bytes)) return;
    const bool known = std::any_of(forms.begin(), forms.end(),
                                   [&](const EncodedForm& form) { return form.bytes == bytes && form.layer == layer; });
    if (!known) forms.push_back({std::move(bytes), layer});
  };
  const auto none = [](char) { return false; };
  for (uint8_t phase = 0; phase < 3; ++phase) {
    add(StableBase64(plain, phase, kStandardBase64), {Encoding::kBase64, phase});
    add(StableBase64(plain, phase, kUrlBase64), {Encoding::kBase64, phase});
  }
  for (const std::string_view digits : {kLowerHex, kUpperHex}) {
    add(Escaped(plain, "", digits, none), {Encoding::kHex, 0});
    add(Escaped(plain, "%", digits, none), {Encoding::kPercent, 0});
    add(Escaped(plain, "%", digits, IsUnreserved), {Encoding::kPercent, 0});
    add(Escaped(plain, "\\u00", digits, none), {Encoding::kEscape, 0});
    add(Escaped(plain, "\\u00", digits, IsAlnum), {Encoding::kEscape, 0});
  }
  add(WithEscapedSlashes(plain), {Encoding::kEscape, 0});
  return forms;
}

bool DecodeAround(std::string_view text, size_t form_begin, Layer layer, size_t before_bytes, size_t after_bytes,
                  DecodedText* out) {
  *out = DecodedText{};
  switch (layer.encoding) {
    case Encoding::kBase64:
      return DecodeBase64Around(text, form_begin, layer.phase, before_bytes, after_bytes, out);
    case Encoding::kHex:
      return DecodeHexAround(text, form_begin, before_bytes, after_bytes, out);
    case Encoding::kPercent:
    case Encoding::kEscape:
      return DecodeEscapesAround(text, form_begin, layer.encoding, before_bytes, after_bytes, out);
  }
  return false;
}

}  // namespace veil
