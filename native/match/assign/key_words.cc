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

// Eight bytes a step instead of one: names are looked up by the million.
// Never 0.
uint32_t HashOf(std::string_view word) {
  uint64_t hash = word.size();
  while (!word.empty()) {
    uint64_t bytes = 0;
    if (word.size() >= 8) {
      std::memcpy(&bytes, word.data(), 8);
    } else {
      for (const char c : word) bytes = bytes << 8 | static_cast<uint8_t>(c);
    }
    hash = (hash ^ bytes) * 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
    hash ^= hash >> 32;
    word.remove_prefix(std::min<size_t>(word.size(), 8));
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
