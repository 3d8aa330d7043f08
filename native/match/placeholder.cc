#include "match/placeholder.h"

#include <algorithm>
#include <array>

#include "match/ascii.h"
#include "match/entropy.h"

namespace veil {
namespace {

// Words that are no part of a secret, only of a sentence about one.
constexpr std::array<std::string_view, 12> kStandInWords = {"example",  "changeme", "placeholder", "your_",
                                                            "your-",    "redacted", "xxxx",        "0123456789",
                                                            "abcdefgh", "<",        "${",          "{{"};

bool HoldsStandInWord(std::string_view value) {
  const std::string lower = AsciiLower(value);
  return std::any_of(kStandInWords.begin(), kStandInWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// One character for half of the value.
bool IsRepetitive(std::string_view value) {
  std::array<size_t, 256> counts{};
  for (const char c : value) ++counts[static_cast<uint8_t>(c)];
  return 2 * *std::max_element(counts.begin(), counts.end()) >= value.size();
}

bool IsPlaceholder(std::string_view value) { return IsRepetitive(value) || HoldsStandInWord(value); }

// Letters of one case alone are rather words than a random string; digits or both cases are the sign of one.
bool LooksRandom(std::string_view value) {
  const bool digit = std::any_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool lower = std::any_of(value.begin(), value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool upper = std::any_of(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  constexpr uint32_t kMinEntropyMilli = 3000;
  return digit + lower + upper >= 2 && EntropyMilli(value) >= kMinEntropyMilli;
}

}  // namespace

bool PassesValueFilter(ValueFilter filter, std::string_view value) {
  switch (filter) {
    case ValueFilter::none:
      return true;
    case ValueFilter::placeholder:
      return !IsPlaceholder(value);
    case ValueFilter::random:
      return !IsPlaceholder(value) && LooksRandom(value);
  }
  return true;
}

}  // namespace veil
