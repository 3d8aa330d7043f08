// Splitting names and values into words, and the dictionary that tells words from noise.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veil::assign {

// One word of a name: letters or digits only, lower-cased copy in Words::text.
struct Word {
  uint16_t begin = 0;  // in the split text
  uint16_t end = 0;
};

// The words of a name, split where separators stand, where case changes ("apiKey", "HTTPToken") and at digits.
// Names of more than kMaxWords words or kMaxText bytes are cut: they are no names.
struct Words {
  static constexpr size_t kMaxWords = 24;
  static constexpr size_t kMaxText = 160;
  std::array<Word, kMaxWords> word;
  std::array<char, kMaxText> lower;
  size_t count = 0;
  bool is_joined_password = false;  // set by the reader of names for "pass" + "word"

  std::string_view operator[](size_t at) const {
    return std::string_view(lower.data() + word[at].begin, word[at].end - word[at].begin);
  }
};

void SplitWords(std::string_view text, Words* words);

// True for words of English and of program identifiers, 3 letters or more, given in lower case. A Bloom filter: of the
// strings that are no words about 1 in 100 passes.
bool IsDictionaryWord(std::string_view lower_word);

// The same for a word that grows letter by letter, asked when it has 3 to 24.
class WordHash {
 public:
  void Add(char c) {
    first_ = (first_ ^ static_cast<uint8_t>(c)) * 16777619U;
    second_ = (second_ ^ static_cast<uint8_t>(c)) * 16777619U;
  }
  bool IsDictionaryWord() const;

 private:
  uint32_t first_ = 2166136261U;
  uint32_t second_ = 0x9747b28cU;
};

// Log odds in bits that a run of letters (lower case, a to z only) is language or a program's name and not drawn at
// random, summed over its letters and its end: divide by size + 1 to compare runs.
float TrigramScore(std::string_view lower_run);

constexpr uint32_t HashWord(std::string_view word, uint32_t seed = 2166136261U) {
  uint32_t hash = seed;
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619U;
  return hash ^ (hash >> 15);
}

}  // namespace veil::assign
