// Random patterns in RE2 syntax, and texts that they may match: for tests that compare a reader of patterns with RE2.
#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <iterator>
#include <random>
#include <string>

namespace veil::test {

// Of every construct, in any order: many are none.
inline std::string RandomPattern(std::mt19937& random) {
  static constexpr const char* kParts[] = {"a",      "b",     "[ab]",         "[^a]",        "(",      ")",      "(?:",
                                           "(?i)",   "(?i:",  "(?-i:",        "|",           "?",      "*",      "+",
                                           "{2}",    "{1,}",  "{0,1}",        ".",           "\\b",    "^",      "$",
                                           "A",      "\\.",   "\\w",          "[A-]",        "(?P<n>", "c",      "\\S",
                                           "(?s)",   "\xe9",  "[\xc9]",       "(?i)[^\xe9]", "+?",     "[\\]a]", "[|]",
                                           "{0,60}", "\\x41", "[\\x41-\\x62]"};
  std::string pattern;
  for (size_t i = 1 + random() % 8; i > 0; --i) pattern += kParts[random() % std::size(kParts)];
  return pattern;
}

// Up to six bytes.
inline std::string RandomPatternText(std::mt19937& random) {
  std::string text;
  for (size_t i = random() % 7; i > 0; --i) text += "abAB.c\xe9\xc9|] \n"[random() % 12];
  return text;
}

// As rules are compiled.
inline re2::RE2::Options PatternOptions() {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  return options;
}

}  // namespace veil::test
