#include "match/assign/encoded_value.h"

#include <algorithm>
#include <cstdint>

#include "match/assign/chars.h"
#include "match/assign/stand_in.h"

namespace veil::assign {

int DecodeBase64(std::string_view text, std::array<char, kMaxValueBytes>* out) {
  uint32_t bits = 0;
  int filled = 0;
  int size = 0;
  for (const char c : text) {
    int digit = 0;
    if (c >= 'A' && c <= 'Z')
      digit = c - 'A';
    else if (c >= 'a' && c <= 'z')
      digit = c - 'a' + 26;
    else if (c >= '0' && c <= '9')
      digit = c - '0' + 52;
    else if (c == '+' || c == '-')
      digit = 62;
    else if (c == '/' || c == '_')
      digit = 63;
    else if (c == '=')
      break;
    else
      return -1;
    bits = bits << 6 | static_cast<uint32_t>(digit);
    filled += 6;
    if (filled >= 8) {
      filled -= 8;
      (*out)[static_cast<size_t>(size++)] = static_cast<char>(bits >> filled & 255);
    }
  }
  return size;
}

bool IsEncodedText(std::string_view text) {
  std::array<char, kMaxValueBytes> decoded;
  const int size = DecodeBase64(text, &decoded);
  if (size < 9) return false;
  size_t letters = 0;
  for (int i = 0; i < size; ++i) {
    const char c = decoded[static_cast<size_t>(i)];
    if ((c < ' ' || c > '~') && c != '\n') return false;
    letters += IsLetter(c) || c == ' ';
  }
  return letters * 10 >= static_cast<size_t>(size) * 8;
}

bool IsEncodedMessage(std::string_view text) {
  constexpr size_t kHeadChars = 48;
  constexpr int kMinTextBytes = 8;
  std::array<char, kMaxValueBytes> decoded;
  const int size = DecodeBase64(text.substr(0, kHeadChars), &decoded);
  if (size < 2 + kMinTextBytes || decoded[0] != '\n') return false;  // the first field, with a length
  const int end = std::min(size, 2 + static_cast<int>(static_cast<uint8_t>(decoded[1])));
  return end >= 2 + kMinTextBytes &&
         std::all_of(decoded.begin() + 2, decoded.begin() + end, [](char c) { return c >= ' ' && c < 127; });
}

bool IsJwtHead(std::string_view text) {
  constexpr size_t kMaxHead = 160;
  constexpr std::string_view kBegins[] = {"eyJhbGci", "eyJ0eXAi", "eyJraWQi"};  // {"alg", {"typ", {"kid"
  if (text.size() > kMaxHead) return false;
  if (std::none_of(std::begin(kBegins), std::end(kBegins), [&](auto begin) { return text.starts_with(begin); })) {
    return false;
  }
  std::array<char, kMaxValueBytes> decoded;
  const int size = DecodeBase64(text, &decoded);
  return size > 0 && std::all_of(decoded.begin(), decoded.begin() + size, [](char c) { return c >= ' ' && c < 127; });
}

bool IsEncodedStandIn(std::string_view text) {
  if (text.size() < 8 || text.size() % 4 != 0) return false;
  std::array<char, kMaxValueBytes> decoded;
  const int size = DecodeBase64(text, &decoded);
  if (size < 6) return false;
  const std::string_view plain(decoded.data(), static_cast<size_t>(size));
  if (!std::all_of(plain.begin(), plain.end(), [](char c) { return c >= ' ' && c < 127; })) return false;
  return std::count(plain.begin(), plain.end(), ' ') >= 2 || IsStandIn(plain);
}

}  // namespace veil::assign
