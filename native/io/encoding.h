// Text or not, and UTF-16 to UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veil::io {

// How much of a file's beginning decides.
inline constexpr size_t kClassifyBytes = 8 * 1024;

enum class Encoding : uint8_t { kText, kBinary, kUtf16Le, kUtf16Be };

struct Classification {
  Encoding encoding = Encoding::kText;
  // Size of the byte-order mark: 2 for UTF-16, 3 for UTF-8, 0 without one. Offsets count it.
  uint8_t bom_size_bytes = 0;
};

// Looks at the first kClassifyBytes of `head` only.
// kText: no NUL (any 8-bit encoding). kUtf16*: a byte-order mark, or mostly ASCII in every second byte; and no NUL
// character. kBinary: everything else with a NUL. An empty file is text.
Classification Classify(std::string_view head);

// UTF-16 of one byte order to UTF-8. Without state: the caller carries what was not read. Thread-safe.
class Utf16Decoder {
 public:
  explicit Utf16Decoder(Encoding encoding) : big_endian_(encoding == Encoding::kUtf16Be) {}

  struct Progress {
    size_t read_bytes = 0;     // always even, except for a lone last byte at the end of the input
    size_t written_bytes = 0;  // whole characters only
  };

  // Decodes from the beginning of `input` until it ends or `output` cannot take the next character (3 bytes for 2 is
  // the worst case). Lone surrogates, and a lone last byte, become U+FFFD. With `is_last` false an unfinished pair or
  // byte at the end is left unread, for the next call to begin with.
  Progress Decode(std::string_view input, bool is_last, char* output, size_t output_size_bytes) const;

 private:
  const bool big_endian_;
};

// Number of bytes of UTF-16 that `utf8`, written by Utf16Decoder, was decoded from. With the offset of the first
// decoded byte in the file as base: original offset = base + Utf16SizeBytes(decoded.substr(0, utf8_offset)).
size_t Utf16SizeBytes(std::string_view utf8);

}  // namespace veil::io
