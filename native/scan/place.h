// Byte offset → line and column, as an editor shows them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "io/encoding.h"
#include "match/text.h"

namespace veil {

struct Place {
  uint64_t line = 1;    // from 1
  uint64_t column = 1;  // from 1, in UTF-16 units
};

// Newlines counted beforehand, window by window: `counts[i]` of the bytes [i × window_bytes, (i + 1) × window_bytes).
struct WindowLines {
  uint64_t window_bytes = 0;
  std::span<const uint32_t> counts;
};

// Finds the places of offsets that are asked for in rising order (falling ones work and cost a new start), each byte
// being looked at once. Lines end with '\n'. `encoding` is that of the original bytes in `text`; `bom_bytes` is the size
// of the byte-order mark, which is part of no line.
class PlaceFinder {
 public:
  PlaceFinder(Text& text, io::Classification classified, WindowLines lines = {})
      : text_(text),
        encoding_(classified.encoding),
        lines_(lines),
        text_begin_(classified.bom_size_bytes),
        offset_(text_begin_),
        line_start_(text_begin_) {}

  Place At(uint64_t offset);

 private:
  void Advance(uint64_t offset);
  void JumpTo(uint64_t window);
  uint64_t LastLineStart(uint64_t begin, uint64_t end);
  uint64_t Units(uint64_t begin, uint64_t end);
  bool wide() const { return encoding_ == io::Encoding::kUtf16Le || encoding_ == io::Encoding::kUtf16Be; }

  Text& text_;
  const io::Encoding encoding_;
  const WindowLines lines_;
  const uint64_t text_begin_;
  uint64_t offset_;      // up to here it is known:
  uint64_t line_ = 1;    // the line
  uint64_t line_start_;  // where it begins
  uint64_t units_ = 0;   // UTF-16 units from there to offset_
};

// Number of line feeds in a piece of UTF-16 that begins at an even offset of its file.
size_t CountWideNewlines(std::string_view bytes, bool big_endian);

// The text of [begin, end) of the original bytes, as UTF-8 where they are UTF-16.
std::string ReadAsUtf8(Text& text, io::Encoding encoding, uint64_t begin, uint64_t end);

}  // namespace veil
