// Encodings that hide a secret from a search for its text: base64, hex, percent and backslash escapes.
//
// Nothing is decoded on speculation. The encoded forms of a rule's literals are literals of the prefilter themselves;
// where one is seen, the text around it is decoded, as far as the rule looks, and the rule is asked there.
// Not found: base64 whose line is broken within the form of the literal itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veil {

enum class Encoding : uint8_t {
  kBase64,   // standard or URL alphabet; also over several lines, and with its '+', '/', '=' escaped
  kHex,      // two digits a byte, either case
  kPercent,  // %XX among plain characters
  kEscape,   // \u00XX, \xXX, \/ and the like among plain characters, as in JSON strings
};
std::string_view EncodingName(Encoding encoding);

struct Layer {
  Encoding encoding = Encoding::kBase64;
  // Base64: how many bytes of the group of three stand before the literal's first byte.
  uint8_t phase = 0;
  bool operator==(const Layer&) const = default;
};

// What a literal looks like under a layer.
struct EncodedForm {
  std::string bytes;
  Layer layer;
};

// Shorter forms would be seen everywhere.
inline constexpr size_t kMinEncodedFormBytes = 4;
// Longer forms are cut: the rule is asked anyway, and literals that begin alike then share a form.
inline constexpr size_t kMaxEncodedFormBytes = 16;

// The forms of `plain`, all different from `plain` itself, each once.
std::vector<EncodedForm> EncodedForms(std::string_view plain);

// Text from under a layer. Byte i was made of the encoded text's [begins[i], ends[i]).
struct DecodedText {
  std::string bytes;
  std::vector<uint32_t> begins, ends;
  size_t literal_begin = 0;  // where the literal whose form was seen begins
};

// Decodes the text around the form at text[form_begin…]: at most `before_bytes` of what precedes the literal, and at
// most `after_bytes` from its first byte on; less where the encoding ends. False when the literal's first byte cannot
// be decoded. O(before_bytes + after_bytes).
bool DecodeAround(std::string_view text, size_t form_begin, Layer layer, size_t before_bytes, size_t after_bytes,
                  DecodedText* out);

// How many encoded bytes a decoded one takes. For base64 that leaves room for line breaks and indentation.
size_t EncodedBytesPerByte(Encoding encoding);
inline constexpr size_t kMaxEncodedBytesPerByte = 6;

}  // namespace veil
