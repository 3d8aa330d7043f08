// Measures of a value: what the model weighs. Computed in one pass over at most kMaxValueBytes bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veil::assign {

// The order is that of the trained weights: scripts/assign/train.py reads the names from the probe.
enum Feature : uint8_t {
  kLength,  // bytes, log2
  kLowerShare,
  kUpperShare,
  kDigitShare,
  kPunctShare,
  kChanges,  // changes of character class per byte, a capital before small letters not counted
  kDigitRuns,
  kUniqueShare,
  kEntropy,       // bits per byte
  kTrigramMean,   // log odds of letters being language, bits per letter
  kTrigramWorst,  // the same for the worst run of 4 letters or more
  kWordCover,     // share of letters inside dictionary words of 4 letters or more
  kWholeWords,    // share of letters in parts (split at case, marks, digits) that are words
  kLongestWord,
  kParts,
  kPartLength,  // mean letters of a part
  kIsHex,
  kLongestLetters,  // longest run of letters
  kLongestDigits,
  kVowelShare,
  kCodeMarks,    // ( ) [ ] { } < > ; , = | : per byte
  kPathMarks,    // / \ . per byte
  kJoinMarks,    // _ - per byte
  kLoudMarks,    // ! @ # $ % ^ & * + ~ ? per byte
  kLeetCover,    // share of letters in words once digits and marks are read as letters
  kDigitsAtEnd,  // share
  kRepeats,      // share of bytes that repeat the one before
  kSteps,        // share of bytes that are one more or one less than the one before
  kFirstUpper,
  kLetterDigitMix,  // runs that change between letters and digits, per byte
  kBase64Marks,     // + / = per byte
  kCaseMix,         // small to capital and capital to small changes inside letter runs, per letter
};
inline constexpr size_t kFeatureCount = 32;
using Features = std::array<float, kFeatureCount>;

void Measure(std::string_view value, Features* features);

}  // namespace veil::assign
