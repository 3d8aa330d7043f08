#include "scan/place.h"

#include <algorithm>

#include "io/line_count.h"

namespace veil {
namespace {

// How much of the text is looked at in one step; even, so that a UTF-16 unit is never cut.
constexpr uint64_t kStepBytes = 1024 * 1024;

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Offset behind the last line feed of UTF-16, or `none`.
size_t LastWideLineStart(std::string_view bytes, bool big_endian, size_t none) {
  const size_t low = big_endian ? 1 : 0;
  for (size_t i = bytes.size() & ~size_t{1}; i >= 2; i -= 2) {
    if (bytes[i - 2 + low] == '\n' && bytes[i - 1 - low] == '\0') return i;
  }
  return none;
}

}  // namespace

size_t CountWideNewlines(std::string_view bytes, bool big_endian) {
  const size_t low = big_endian ? 1 : 0;
  size_t count = 0;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    count += bytes[i + low] == '\n' && bytes[i + 1 - low] == '\0';
  }
  return count;
}

std::string ReadAsUtf8(Text& text, io::Encoding encoding, uint64_t begin, uint64_t end) {
  const std::string_view bytes = text.Slice(begin, end);
  if (encoding != io::Encoding::kUtf16Le && encoding != io::Encoding::kUtf16Be) return std::string(bytes);
  std::string utf8(bytes.size() / 2 * 3 + 3, '\0');
  const auto progress = io::Utf16Decoder(encoding).Decode(bytes, true, utf8.data(), utf8.size());
  utf8.resize(progress.written_bytes);
  return utf8;
}

Place PlaceFinder::At(uint64_t offset) {
  if (offset < offset_) {
    offset_ = text_begin_;
    line_ = 1;
    line_start_ = text_begin_;
    units_ = 0;
  }
  const uint64_t window = lines_.window_bytes;
  if (window != 0 && offset / window > offset_ / window) JumpTo(offset / window * window);
  Advance(offset);
  return {line_, units_ + 1};
}

// To the beginning of a later window, by the counts: only the bytes since the last line feed are read.
void PlaceFinder::JumpTo(uint64_t offset) {
  const uint64_t window = lines_.window_bytes;
  const uint64_t first = offset_ / window;
  // The rest of the window in which we stand was counted as a whole: count what lies before us in it again.
  uint64_t newlines = 0;
  for (uint64_t i = first; i < offset / window && i < lines_.counts.size(); ++i) newlines += lines_.counts[i];
  uint64_t before = 0;
  for (uint64_t at = first * window; at < offset_;) {
    const std::string_view bytes = text_.Slice(at, std::min(offset_, at + kStepBytes));
    if (bytes.empty()) break;
    before += wide() ? CountWideNewlines(bytes, encoding_ == io::Encoding::kUtf16Be) : io::CountNewlines(bytes);
    at += bytes.size();
  }
  newlines -= std::min(newlines, before);
  const uint64_t line_start = newlines == 0 ? line_start_ : LineStartBefore(offset, offset_);
  units_ = line_start == line_start_ ? units_ + Units(offset_, offset) : Units(line_start, offset);
  line_ += newlines;
  line_start_ = line_start;
  offset_ = offset;
}

// Through all that lies between, in steps. The units are counted at the end, of the last line only.
void PlaceFinder::Advance(uint64_t offset) {
  const uint64_t begin = offset_;
  const uint64_t old_line_start = line_start_;
  while (offset_ < offset) {
    const std::string_view bytes = text_.Slice(offset_, std::min(offset, offset_ + kStepBytes));
    if (bytes.empty()) break;  // the file has become shorter
    const bool big_endian = encoding_ == io::Encoding::kUtf16Be;
    const size_t newlines = wide() ? CountWideNewlines(bytes, big_endian) : io::CountNewlines(bytes);
    if (newlines != 0) {
      line_ += newlines;
      line_start_ = offset_ + (wide() ? LastWideLineStart(bytes, big_endian, 0) : io::LastLineStart(bytes));
    }
    offset_ += bytes.size();
  }
  units_ = line_start_ == old_line_start ? units_ + Units(begin, offset_) : Units(line_start_, offset_);
}

// Only where a line feed is known to lie in [at_least, offset).
uint64_t PlaceFinder::LineStartBefore(uint64_t offset, uint64_t at_least) {
  uint64_t end = offset;
  while (end > at_least) {
    const uint64_t begin = end - at_least > kStepBytes ? end - kStepBytes : at_least;
    const std::string_view bytes = text_.Slice(begin, end);
    const size_t start = wide() ? LastWideLineStart(bytes, encoding_ == io::Encoding::kUtf16Be, 0)
                                : io::LastLineStart(bytes);
    if (start != 0) return begin + start;
    end = begin;
  }
  return line_start_;
}

uint64_t PlaceFinder::Units(uint64_t begin, uint64_t end) {
  if (wide()) return (end - begin) / 2;
  uint64_t units = 0;
  while (begin < end) {
    std::string_view bytes = text_.Slice(begin, std::min(end, begin + kStepBytes));
    if (bytes.empty()) break;
    if (begin + bytes.size() < end) {
      // Never cut a character in two: leave its bytes to the next step.
      size_t cut = bytes.size();
      while (cut > bytes.size() - 4 && cut > 1 && IsContinuation(bytes[cut - 1])) --cut;
      if (cut > 1 && (static_cast<unsigned char>(bytes[cut - 1]) & 0xC0) == 0xC0) --cut;
      bytes = bytes.substr(0, cut);
    }
    units += io::CountUtf16Units(bytes);
    begin += bytes.size();
  }
  return units;
}

}  // namespace veil
