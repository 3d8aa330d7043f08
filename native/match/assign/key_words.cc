#include "match/assign/key_words.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "match/assign/assign.h"
#include "match/assign/key_word_lists.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

constexpr size_t kSlots = 4096;  // power of two, a quarter full

// Hashes apart from the rest: most look-ups end there, and so they stay in the first-level cache.
struct Table {
  std::array<uint32_t, kSlots> hash{};  // 0: free
  std::array<uint32_t, kSlots> roles{};
  std::array<std::string_view, kSlots> word{};

  // Where the word is or belongs.
  size_t SlotOf(std::string_view wanted, uint32_t wanted_hash) const {
    size_t at = wanted_hash & (kSlots - 1);
    while (hash[at] != 0 && (hash[at] != wanted_hash || word[at] != wanted)) at = (at + 1) & (kSlots - 1);
    return at;
  }
};

// Eight bytes a step, the last ones with those before them: names are looked up by the million. Never 0.
uint32_t HashOf(std::string_view word) {
  const auto load = [&]<typename T>(size_t at, T bytes) {
    std::memcpy(&bytes, word.data() + at, sizeof bytes);
    return uint64_t{bytes};
  };
  const size_t size = word.size();
  uint64_t hash = size;
  const auto add = [&](uint64_t bytes) {
    hash = (hash ^ bytes) * 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
    hash ^= hash >> 32;
  };
  if (size >= 8) {
    for (size_t at = 0; at + 8 < size; at += 8) add(load(at, uint64_t{}));
    add(load(size - 8, uint64_t{}));
  } else if (size >= 4) {
    add(load(0, uint32_t{}) << 32 | load(size - 4, uint32_t{}));
  } else if (size > 0) {
    add(load(0, uint8_t{}) << 16 | load(size / 2, uint8_t{}) << 8 | load(size - 1, uint8_t{}));
  }
  return static_cast<uint32_t>(hash) | 1U << 31;
}

Table BuildTable() {
  Table table;
  const auto add = [&](std::string_view word, uint32_t roles) {
    const uint32_t hash = HashOf(word);
    const size_t at = table.SlotOf(word, hash);
    table.hash[at] = hash;
    table.word[at] = word;
    table.roles[at] |= roles;
  };
  for (const auto& list : kRoleLists) {
    size_t begin = 0;
    for (size_t i = 0; i <= list.words.size(); ++i) {
      if (i < list.words.size() && list.words[i] != ' ') continue;
      const std::string_view word = list.words.substr(begin, i - begin);
      begin = i + 1;
      if (!word.empty()) add(word, list.roles);
    }
  }
  for (uint32_t provider = 1; provider < ProviderCount(); ++provider) {
    const std::string_view word = ProviderName(provider);
    // A provider that is an everyday word keeps what it says otherwise.
    if (table.hash[table.SlotOf(word, HashOf(word))] == 0) add(word, kQualifies | kNamesProvider);
  }
  return table;
}

}  // namespace

uint32_t KeyWordRoles(std::string_view lower_word) {
  static const Table table = BuildTable();
  return table.roles[table.SlotOf(lower_word, HashOf(lower_word))];
}

}  // namespace veil::assign
