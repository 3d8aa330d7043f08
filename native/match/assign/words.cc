#include "match/assign/words.h"

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
  const size_t size = text.size() < Words::kMaxText ? text.size() : Words::kMaxText;
  size_t begin = 0;
  Shape last = kOther;
  const auto end_word = [&](size_t end) {
    if (end > begin && words->count < Words::kMaxWords) {
      words->word[words->count++] = {static_cast<uint16_t>(begin), static_cast<uint16_t>(end)};
    }
  };
  for (size_t i = 0; i < size; ++i) {
    const char c = text[i];
    const Shape shape = kShapes[static_cast<uint8_t>(c)];
    words->lower[i] = ToLower(c);
    bool splits = false;
    if (shape == kOther || last == kOther) {
      splits = true;
    } else if (shape != last) {
      if (last == kUp && shape == kLow) {
        // "Token" goes on; in "HTTPToken" the T starts the next word.
        if (i - begin > 1) {
          end_word(i - 1);
          begin = i - 1;
        }
      } else {
        splits = true;
      }
    }
    if (splits) {
      if (last != kOther) end_word(i);
      begin = i;
    }
    last = shape;
  }
  if (last != kOther) end_word(size);
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
