#include "match/boundary.h"

#include "support/hex.h"

namespace veil {
namespace {

constexpr int kNone = -1;

// The number that the last `count` bytes are in hex.
int HexAtEnd(std::string_view front, size_t count) {
  if (front.size() < count) return kNone;
  int value = 0;
  for (const char c : front.substr(front.size() - count)) {
    const int digit = HexValue(c);
    if (digit < 0) return kNone;
    value = value * 16 + digit;
  }
  return value;
}

// Whether a backslash ends `front` less its last `size` bytes. It may be escaped itself: in JSON inside JSON it is.
bool IsEscaped(std::string_view front, size_t size) {
  return front.size() > size && front[front.size() - size - 1] == '\\';
}

int LetterEscape(std::string_view front) {
  static constexpr std::string_view kLetters = "nrt", kBytes = "\n\r\t";
  const size_t which = kLetters.find(front.back());
  return which != std::string_view::npos && IsEscaped(front, 1) ? kBytes[which] : kNone;
}

int HexEscape(std::string_view front) {
  const int two = HexAtEnd(front, 2);
  if (two == kNone || front.size() < 3) return kNone;
  const std::string_view ahead = front.substr(0, front.size() - 2);
  if (ahead.ends_with('%') || ahead.ends_with("%25") || (ahead.ends_with('=') && two == '=')) return two;
  if (ahead.ends_with('x') && IsEscaped(front, 3)) return two;
  const int four = HexAtEnd(front, 4);
  return four != kNone && front.size() > 5 && front[front.size() - 5] == 'u' && IsEscaped(front, 5) ? four : kNone;
}

// "[m" and "[K" without a number are too short to tell without their first byte.
int TerminalEscape(std::string_view front) {
  if (front.back() != 'm' && front.back() != 'K') return kNone;
  const size_t open = front.find_last_not_of("0123456789;", front.size() - 2);
  if (open == std::string_view::npos || front[open] != '[') return kNone;
  const bool has_number = open + 2 < front.size();
  return has_number || (open > 0 && front[open - 1] == '\x1b') ? '\x1b' : kNone;
}

}  // namespace

int EscapeInFront(std::string_view text, size_t at) {
  const size_t begin = at - std::min(at, kFrontBytes);
  const std::string_view front = text.substr(begin, at - begin);
  if (front.size() < 2) return kNone;
  for (const auto read : {LetterEscape, HexEscape, TerminalEscape}) {
    if (const int byte = read(front); byte != kNone) return byte < 0x80 ? byte : kNone;
  }
  return kNone;
}

}  // namespace veil
