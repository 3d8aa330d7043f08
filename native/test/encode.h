// What tests hide secrets with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace veil::test {

inline std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    uint32_t bits = 0;
    for (size_t i = 0; i < 3; ++i) bits = bits << 8 | (at + i < bytes.size() ? static_cast<uint8_t>(bytes[at + i]) : 0);
    for (size_t i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : kDigits[bits >> (18 - 6 * i) & 63];
  }
  return text;
}

inline std::string Hex(std::string_view bytes, std::string_view digits) {
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<uint8_t>(c) >> 4];
    text += digits[static_cast<uint8_t>(c) & 15];
  }
  return text;
}

// Letters and digits stay as they are, or nothing does.
inline std::string Percent(std::string_view bytes, bool all) {
  std::string text;
  for (const char c : bytes) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    if (plain && !all) {
      text += c;
    } else {
      text += '%';
      text += Hex({&c, 1}, "0123456789ABCDEF");
    }
  }
  return text;
}

inline std::string UnicodeEscaped(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    text += "\\u00";
    text += Hex({&c, 1}, "0123456789abcdef");
  }
  return text;
}

}  // namespace veil::test
