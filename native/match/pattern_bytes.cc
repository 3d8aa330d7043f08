#include "match/pattern_bytes.h"

#include <charconv>
#include <system_error>

namespace veil {
namespace {

ByteSet WithBothLetters(ByteSet set) {
  for (char c = 'a'; c <= 'z'; ++c) {
    const char upper = static_cast<char>(c - 'a' + 'A');
    if (set.Has(c)) set.Add(upper);
    if (set.Has(upper)) set.Add(c);
  }
  return set;
}

// Two hex digits; \x{41} is not read here.
std::optional<char> ReadHexByte(std::string_view pattern, size_t* at) {
  const std::string_view digits = pattern.substr(*at, 2);
  unsigned char byte = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
  if (error != std::errc() || digits.size() != 2 || end != digits.data() + 2) return std::nullopt;
  *at += 2;
  return static_cast<char>(byte);
}

// A byte of a bracketed set: itself or an escape.
std::optional<char> ReadByteOfSet(std::string_view pattern, size_t* at) {
  if (*at >= pattern.size()) return std::nullopt;
  const char c = pattern[(*at)++];
  return c == '\\' ? ReadEscapedByte(pattern, at) : c;
}

}  // namespace

ByteSet EveryByte() {
  ByteSet set;
  set.Invert();
  return set;
}

ByteSet WithBothCases(ByteSet set) {
  if (set.HasHighBytes()) {
    for (int c = 0x80; c < 0x100; ++c) set.Add(static_cast<char>(c));
  }
  return WithBothLetters(set);
}

std::optional<ByteSet> EscapedSet(char letter) {
  ByteSet set;
  switch (letter) {
    case 'd':
    case 'D':
      set = ByteSet("0123456789");
      break;
    case 'w':
    case 'W':
      set = ByteSet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
      break;
    case 's':
    case 'S':
      set = ByteSet("\t\n\f\r ");
      break;
    default:
      return std::nullopt;
  }
  if (letter < 'a') set.Invert();
  return set;
}

std::optional<char> ReadEscapedByte(std::string_view pattern, size_t* at) {
  if (*at >= pattern.size()) return std::nullopt;
  const char c = pattern[(*at)++];
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    case 'x':
      return ReadHexByte(pattern, at);
    default:
      break;
  }
  const bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  if (word || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
  return c;
}

bool ReadFlags(std::string_view pattern, bool* caseless, size_t* at) {
  bool on = true;
  for (; *at < pattern.size() && pattern[*at] != ')' && pattern[*at] != ':'; ++*at) {
    const char flag = pattern[*at];
    if (flag == '-') {
      on = false;
    } else if (flag == 'i') {
      *caseless = on;
    } else if (flag != 's' && flag != 'm' && flag != 'U') {
      return false;
    }
  }
  return *at < pattern.size();
}

std::optional<ByteSet> ReadByteSet(std::string_view pattern, bool caseless, size_t* at) {
  const auto peek = [&](size_t ahead = 0) { return *at + ahead < pattern.size() ? pattern[*at + ahead] : '\0'; };
  ++*at;
  const bool negated = peek() == '^';
  if (negated) ++*at;
  ByteSet set;
  for (bool first = true; first || peek() != ']'; first = false) {
    if (*at >= pattern.size()) return std::nullopt;
    if (peek() == '[' && peek(1) == ':') return std::nullopt;  // [[:alpha:]]: not read here
    if (const auto known = peek() == '\\' ? EscapedSet(peek(1)) : std::nullopt; known.has_value()) {
      set.AddAll(*known);
      *at += 2;
      continue;
    }
    const std::optional<char> low = ReadByteOfSet(pattern, at);
    std::optional<char> high = low;
    if (peek() == '-' && peek(1) != ']') {
      ++*at;
      high = ReadByteOfSet(pattern, at);
    }
    if (!low.has_value() || !high.has_value()) return std::nullopt;
    for (int c = static_cast<unsigned char>(*low); c <= static_cast<unsigned char>(*high); ++c) {
      set.Add(static_cast<char>(c));
    }
  }
  ++*at;
  if (negated) {
    // What folding would add beyond ASCII is left in.
    if (caseless) set = WithBothLetters(set.WithoutHighBytes());
    set.Invert();
  } else if (caseless) {
    set = WithBothCases(set);
  }
  return set;
}

}  // namespace veil
