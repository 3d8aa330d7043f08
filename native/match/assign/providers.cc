#include "match/assign/providers.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "match/assign/provider_words.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// How far from a value the name of its provider may stand.
constexpr size_t kReachBytes = 240;

// Index 0 is "none".
constexpr auto kProviders = [] {
  std::array<std::string_view, 1 + std::size(kProviderWords) + std::size(kOtherProviders)> all{""};
  auto* at = std::copy(std::begin(kProviderWords), std::end(kProviderWords), all.begin() + 1);
  std::copy(std::begin(kOtherProviders), std::end(kOtherProviders), at);
  return all;
}();
constexpr size_t kCount = kProviders.size();
static_assert(std::none_of(std::begin(kOtherProviders), std::end(kOtherProviders),
                           [](std::string_view name) {
                             return std::binary_search(std::begin(kProviderWords), std::end(kProviderWords), name);
                           }),
              "a name stands in one list");

constexpr size_t kSlots = 4096;
constexpr std::array<uint16_t, kSlots> kBySlot = [] {
  std::array<uint16_t, kSlots> by_slot{};
  for (size_t provider = 1; provider < kCount; ++provider) {
    uint32_t slot = HashWord(kProviders[provider]);
    while (by_slot[slot % kSlots] != 0) ++slot;
    by_slot[slot % kSlots] = static_cast<uint16_t>(provider);
  }
  return by_slot;
}();

// The index of a provider by its name in lower case without separators ("newrelic"); 0 when it is none. By the hash of
// the name, a quarter full: asked for every word around a value.
uint32_t FindProvider(std::string_view lower_word) {
  for (uint32_t slot = HashWord(lower_word);; ++slot) {
    const uint32_t provider = kBySlot[slot % kSlots];
    if (provider == 0 || kProviders[provider] == lower_word) return provider;
  }
}

}  // namespace

std::string_view ProviderName(uint32_t provider) { return provider < kCount ? kProviders[provider] : kProviders[0]; }
size_t ProviderCount() { return kCount; }

uint32_t NearProvider(std::string_view text, const Key& key, const Value& value) {
  const size_t begin = key.begin > kReachBytes ? key.begin - kReachBytes : 0;
  const auto search = [&](size_t from, size_t to, bool last) -> uint32_t {
    uint32_t found = 0;
    std::array<char, 24> word;
    size_t i = from;
    while (i < to) {
      if (!IsLetter(text[i])) {
        ++i;
        continue;
      }
      // Runs of letters, cut where a capital follows small letters ("datadogApiKey").
      size_t end = i;
      while (end < to && IsLetter(text[end]) && !(end > i && Is(text[end], kUpper) && Is(text[end - 1], kLower))) ++end;
      if (end - i >= 3 && end - i <= word.size()) {
        for (size_t c = i; c < end; ++c) word[c - i] = ToLower(text[c]);
        const uint32_t provider = FindProvider({word.data(), end - i});
        if (provider != 0) {
          found = provider;
          if (!last) return found;
        }
      }
      i = end;
    }
    return found;
  };
  if (const uint32_t own = search(key.begin, key.end, true); own != 0) return own;
  if (const uint32_t ahead = search(begin, key.begin, true); ahead != 0) return ahead;
  return search(value.end, std::min(text.size(), value.end + 80), false);
}

}  // namespace veil::assign
