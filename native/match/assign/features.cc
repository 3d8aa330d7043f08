#include "match/assign/features.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "match/assign/assign.h"
#include "match/assign/chars.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// Longest run of letters in which words are searched; longer ones are blobs.
constexpr size_t kMaxRun = 64;
constexpr size_t kMinWord = 4;
constexpr size_t kMaxWord = 16;

bool IsIn(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Letters of a run (lower case) that dictionary words can cover at most.
size_t CoverOf(std::string_view run) {
  if (run.size() < kMinWord || run.size() > kMaxRun) return 0;
  std::array<uint8_t, kMaxRun + 1> best{};  // of the letters before
  for (size_t begin = 0; begin + kMinWord <= run.size(); ++begin) {
    WordHash hash;  // of a word that begins here and grows
    for (size_t size = 1; size <= std::min(kMaxWord, run.size() - begin); ++size) {
      hash.Add(run[begin + size - 1]);
      const size_t with = best[begin] + size;
      if (size >= kMinWord && with > best[begin + size] && hash.IsDictionaryWord()) {
        best[begin + size] = static_cast<uint8_t>(with);
      }
    }
    best[begin + 1] = std::max(best[begin + 1], best[begin]);
  }
  return *std::max_element(best.begin(), best.begin() + run.size() + 1);
}

char Unleet(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
      return 't';
    case '!':
      return 'i';
    case '8':
      return 'b';
    default:
      return ToLower(c);
  }
}

// Calls `visit(run)` for each run of letters of `lower`.
template <typename Visit>
void ForEachRun(std::string_view lower, const Visit& visit) {
  size_t begin = 0;
  for (size_t i = 0; i <= lower.size(); ++i) {
    if (i < lower.size() && lower[i] >= 'a' && lower[i] <= 'z') continue;
    if (i > begin) visit(lower.substr(begin, i - begin));
    begin = i + 1;
  }
}

struct ByteStats {
  size_t lower = 0, upper = 0, digits = 0, marks = 0, changes = 0, digit_runs = 0, mixes = 0, case_mixes = 0;
  size_t code = 0, path = 0, join = 0, loud = 0, base64 = 0, repeats = 0, steps = 0, unique = 0, vowels = 0;
  size_t longest_letters = 0, longest_digits = 0;
  bool is_hex = true;
  double entropy = 0;
};

ByteStats CountBytes(std::string_view value) {
  ByteStats s;
  std::array<uint16_t, 256> seen{};
  size_t letters = 0;
  size_t digits = 0;
  int last = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    ++seen[static_cast<uint8_t>(c)];
    const int kind = Is(c, kLower | kHigh) ? 1 : Is(c, kUpper) ? 2 : Is(c, kDigit) ? 3 : 4;
    s.lower += kind == 1;
    s.upper += kind == 2;
    s.digits += kind == 3;
    s.marks += kind == 4;
    if (kind <= 2) {
      s.longest_letters = std::max(s.longest_letters, ++letters);
    } else {
      letters = 0;
    }
    if (kind == 3) {
      if (digits == 0) ++s.digit_runs;
      s.longest_digits = std::max(s.longest_digits, ++digits);
    } else {
      digits = 0;
    }
    if (i > 0 && kind != last) {
      const bool starts_word = last == 2 && kind == 1 && (i < 2 || !Is(value[i - 2], kUpper));
      if (!starts_word) ++s.changes;
      if ((kind <= 2 && last == 3) || (kind == 3 && last <= 2)) ++s.mixes;
      if (kind <= 2 && last <= 2 && !starts_word) ++s.case_mixes;
    }
    if (i > 0) {
      s.repeats += value[i - 1] == c;
      const int step = c - value[i - 1];
      s.steps += (step == 1 || step == -1) && IsAlnum(c);
    }
    s.is_hex = s.is_hex && IsHexDigit(c);
    s.code += IsIn(c, "()[]{}<>;,=|:");
    s.path += IsIn(c, "/\\.");
    s.join += IsIn(c, "_-");
    s.loud += IsIn(c, "!@#$%^&*+~?");
    s.base64 += IsIn(c, "+/=");
    s.vowels += IsIn(ToLower(c), "aeiouy");
    last = kind;
  }
  const double size = static_cast<double>(value.size());
  for (const uint16_t count : seen) {
    if (count == 0) continue;
    ++s.unique;
    s.entropy -= count / size * std::log2(count / size);
  }
  return s;
}

void MeasureAnew(std::string_view value, Features* features) {
  features->fill(0);
  if (value.empty()) return;
  Features& f = *features;
  const ByteStats s = CountBytes(value);
  const auto size = static_cast<float>(value.size());
  const auto share = [size](size_t count) { return static_cast<float>(count) / size; };
  const size_t letters = s.lower + s.upper;
  const auto of_letters = [letters](size_t count) {
    return letters == 0 ? 0.0F : static_cast<float>(count) / static_cast<float>(letters);
  };

  std::array<char, kMaxValueBytes> lower;
  std::array<char, kMaxValueBytes> unleet;
  for (size_t i = 0; i < value.size(); ++i) {
    lower[i] = ToLower(value[i]);
    unleet[i] = Unleet(value[i]);
  }
  const std::string_view low(lower.data(), value.size());

  size_t cover = 0;
  float trigrams = 0;
  size_t trigram_count = 0;
  float worst = 4;
  ForEachRun(low, [&](std::string_view run) {
    cover += CoverOf(run);
    const float score = TrigramScore(run);
    trigrams += score;
    trigram_count += run.size() + 1;
    if (run.size() >= 4) worst = std::min(worst, score / static_cast<float>(run.size() + 1));
  });
  size_t leet_letters = 0;
  size_t leet_cover = 0;
  ForEachRun(std::string_view(unleet.data(), value.size()), [&](std::string_view run) {
    leet_letters += run.size();
    leet_cover += CoverOf(run);
  });

  Words words;
  SplitWords(value, &words);
  size_t parts = 0;
  size_t part_letters = 0;
  size_t whole = 0;
  size_t longest_word = 0;
  for (size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words[i];
    if (Is(word.front(), kDigit)) continue;
    ++parts;
    part_letters += word.size();
    if (!IsDictionaryWord(word)) continue;
    whole += word.size();
    longest_word = std::max(longest_word, word.size());
  }

  size_t digits_at_end = 0;
  while (digits_at_end < value.size() && Is(value[value.size() - 1 - digits_at_end], kDigit)) ++digits_at_end;

  f[kLength] = std::log2(size);
  f[kLowerShare] = share(s.lower);
  f[kUpperShare] = share(s.upper);
  f[kDigitShare] = share(s.digits);
  f[kPunctShare] = share(s.marks);
  f[kChanges] = share(s.changes);
  f[kDigitRuns] = static_cast<float>(s.digit_runs);
  f[kUniqueShare] = share(s.unique);
  f[kEntropy] = static_cast<float>(s.entropy);
  f[kTrigramMean] = trigram_count == 0 ? 0 : trigrams / static_cast<float>(trigram_count);
  f[kTrigramWorst] = worst == 4 ? f[kTrigramMean] : worst;
  f[kWordCover] = of_letters(cover);
  f[kWholeWords] = of_letters(whole);
  f[kLongestWord] = static_cast<float>(longest_word);
  f[kParts] = static_cast<float>(parts);
  f[kPartLength] = parts == 0 ? 0 : static_cast<float>(part_letters) / static_cast<float>(parts);
  f[kIsHex] = s.is_hex ? 1 : 0;
  f[kLongestLetters] = static_cast<float>(s.longest_letters);
  f[kLongestDigits] = static_cast<float>(s.longest_digits);
  f[kVowelShare] = of_letters(s.vowels);
  f[kCodeMarks] = share(s.code);
  f[kPathMarks] = share(s.path);
  f[kJoinMarks] = share(s.join);
  f[kLoudMarks] = share(s.loud);
  f[kLeetCover] = leet_letters == 0 ? 0 : static_cast<float>(leet_cover) / static_cast<float>(leet_letters);
  f[kDigitsAtEnd] = share(digits_at_end);
  f[kRepeats] = share(s.repeats);
  f[kSteps] = share(s.steps);
  f[kFirstUpper] = Is(value.front(), kUpper) ? 1 : 0;
  f[kLetterDigitMix] = share(s.mixes);
  f[kBase64Marks] = share(s.base64);
  f[kCaseMix] = of_letters(s.case_mixes);
}

// The value that was measured last. "Authorization: Bearer x" has two telling words, and the value of each is judged
// with a provider and without, in a long value for ten microseconds each time.
struct Last {
  std::array<char, kMaxValueBytes> text;
  size_t size = 0;
  Features features{};  // of no text: all zero
};

}  // namespace

void Measure(std::string_view value, Features* features) {
  // On the heap, as a library that is loaded late has little room for what belongs to threads.
  thread_local const auto last = std::make_unique<Last>();
  value = value.substr(0, kMaxValueBytes);
  if (value != std::string_view(last->text.data(), last->size)) {
    MeasureAnew(value, &last->features);
    std::copy(value.begin(), value.end(), last->text.begin());
    last->size = value.size();
  }
  *features = last->features;
}

}  // namespace veil::assign
