#include "scan/place.h"

#include <algorithm>

#include "io/line_count.h"

namespace veil {
namespace {

// How much of the text is looked at in one step; even, so that a UTF-16 unit is never cut.
constexpr uint64_t kStepBytes = 1024 * 1024;

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Beyond this far into a line its column counts bytes: nobody reads it, and it may lie behind a hole of terabytes.
constexpr uint64_t kExactColumnBytes = uint64_t{1} << 30;

// Offset behind the last line feed of UTF-16, or 0.
size_t LastWideLineStart(std::string_view bytes, bool big_endian) {
  const size_t low = big_endian ? 1 : 0;
  for (size_t i = bytes.size() & ~size_t{1}; i >= 2; i -= 2) {
    if (bytes[i - 2 + low] == '\n' && bytes[i - 1 - low] == '\0') return i;
  }
  return 0;
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
  const uint64_t known_until = offset_;
  const uint64_t known_line_start = line_start_;
  const uint64_t window = lines_.window_bytes;
  if (window != 0 && offset / window > offset_ / window) JumpTo(offset / window);
  Advance(offset);
  units_ = line_start_ == known_line_start ? units_ + Units(known_until, offset_) : Units(line_start_, offset_);
  return {line_, units_ + 1};
}

// To the beginning of a later window, by the counts: of what lies between, only the window that holds the last line
// feed is read.
void PlaceFinder::JumpTo(uint64_t window) {
  const uint64_t window_bytes = lines_.window_bytes;
  const uint64_t first = offset_ / window_bytes;
  // The window in which we stand was counted as a whole; its line feeds before us are known already.
  Advance(std::min((first + 1) * window_bytes, window * window_bytes));
  uint64_t last_with_newline = 0;
  for (uint64_t i = first + 1; i < window && i < lines_.counts.size(); ++i) {
    if (lines_.counts[i] == 0) continue;
    line_ += lines_.counts[i];
    last_with_newline = i;
  }
  if (last_with_newline != 0) {
    const uint64_t begin = last_with_newline * window_bytes;
    line_start_ = begin + LastLineStart(begin, begin + window_bytes);
  }
  offset_ = window * window_bytes;
}

// Through all that lies between, in steps.
void PlaceFinder::Advance(uint64_t offset) {
  while (offset_ < offset) {
    const std::string_view bytes = text_.Slice(offset_, std::min(offset, offset_ + kStepBytes));
    if (bytes.empty()) break;  // the file has become shorter
    const bool big_endian = encoding_ == io::Encoding::kUtf16Be;
    const size_t newlines = wide() ? CountWideNewlines(bytes, big_endian) : io::CountNewlines(bytes);
    if (newlines != 0) {
      line_ += newlines;
      line_start_ = offset_ + (wide() ? LastWideLineStart(bytes, big_endian) : io::LastLineStart(bytes));
    }
    offset_ += bytes.size();
  }
}

// Where, from `begin` on, the last line of [begin, end) starts.
uint64_t PlaceFinder::LastLineStart(uint64_t begin, uint64_t end) {
  uint64_t start = 0;
  for (uint64_t at = begin; at < end;) {
    const std::string_view bytes = text_.Slice(at, std::min(end, at + kStepBytes));
    if (bytes.empty()) break;
    const size_t in_step =
        wide() ? LastWideLineStart(bytes, encoding_ == io::Encoding::kUtf16Be) : io::LastLineStart(bytes);
    if (in_step != 0) start = at - begin + in_step;
    at += bytes.size();
  }
  return start;
}

uint64_t PlaceFinder::Units(uint64_t begin, uint64_t end) {
  if (wide()) return (end - begin) / 2;
  if (end - begin > kExactColumnBytes) return end - begin;
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
