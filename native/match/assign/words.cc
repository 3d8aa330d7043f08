#include "match/assign/words.h"

#include <algorithm>

#include "match/assign/chars.h"
#include "match/assign/dictionary_data.inc"

namespace veil::assign {
namespace {

// What a byte is to the splitter. High bytes count as lower-case letters: words of other scripts stay whole.
enum Shape : uint8_t { kOther, kLow, kUp, kNum };

// By byte: a look-up, as this is asked for every byte of every name.
constexpr std::array<Shape, 256> kShapes = [] {
  std::array<Shape, 256> shapes{};
  for (size_t c = 0; c < shapes.size(); ++c) {
    const char byte = static_cast<char>(c);
    shapes[c] = Is(byte, kLower | kHigh) ? kLow : Is(byte, kUpper) ? kUp : Is(byte, kDigit) ? kNum : kOther;
  }
  return shapes;
}();

}  // namespace

void SplitWords(std::string_view text, Words* words) {
  words->count = 0;
  const size_t size = std::min(text.size(), Words::kMaxText);
  const auto shape_at = [&](size_t at) { return kShapes[static_cast<uint8_t>(text[at])]; };
  const auto end_word = [&](size_t begin, size_t end) {
    if (words->count < Words::kMaxWords) {
      words->word[words->count++] = {static_cast<uint16_t>(begin), static_cast<uint16_t>(end)};
    }
  };
  for (size_t at = 0; at < size;) {
    // A stretch of one shape.
    const size_t begin = at;
    const Shape shape = shape_at(at);
    do {
      words->lower[at] = ToLower(text[at]);
      ++at;
    } while (at < size && shape_at(at) == shape);
    if (shape == kOther) continue;
    if (shape != kUp || at == size || shape_at(at) != kLow) {
      end_word(begin, at);
      continue;
    }
    // "Token" goes on; in "HTTPToken" the T starts the next word.
    const size_t last_capital = at - 1;
    if (last_capital > begin) end_word(begin, last_capital);
    do {
      words->lower[at] = ToLower(text[at]);
      ++at;
    } while (at < size && shape_at(at) == kLow);
    end_word(last_capital, at);
  }
}

bool WordHash::IsDictionaryWord() const {
  const uint32_t first = first_ ^ (first_ >> 15);
  const uint32_t second = (second_ ^ (second_ >> 15)) | 1U;
  for (uint32_t i = 0; i < kDictionaryProbes; ++i) {
    const uint32_t bit = (first + i * second) & (kDictionaryBits - 1);
    if ((kDictionary[bit >> 6] >> (bit & 63) & 1) == 0) return false;
  }
  return true;
}

bool IsDictionaryWord(std::string_view word) {
  if (word.size() < 3 || word.size() > 24) return false;
  WordHash hash;
  for (const char c : word) hash.Add(c);
  return hash.IsDictionaryWord();
}

float TrigramScore(std::string_view run) {
  int eighths = 0;
  int first = 0;
  int second = 0;
  for (size_t i = 0; i <= run.size(); ++i) {
    const int next = i < run.size() ? run[i] - 'a' + 1 : 0;
    // The edge before the first letter counts once: "`a" stands for both marks.
    if (i > 0) eighths += kTrigram[(first * 27 + second) * 27 + next];
    first = second;
    second = next;
  }
  return static_cast<float>(eighths) / 8;
}

}  // namespace veil::assign
