#include "match/assign/chosen.h"

#include <algorithm>
#include <array>

#include "match/assign/chars.h"
#include "match/assign/features.h"
#include "match/assign/key_words.h"
#include "match/assign/stand_in_words.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

constexpr size_t kMinChosen = 5;
constexpr size_t kMinComposed = 8;
// Letters in one run that are two words or more.
constexpr size_t kMinRun = 12;
constexpr size_t kMaxRun = 24;
constexpr size_t kMinNumberedRun = 9;
// Bits per letter below which letters are no language.
constexpr float kNoLanguage = 0.3F;
constexpr float kNoAcronym = -0.3F;

bool IsFree(std::string_view word) { return StandInOf(word) == StandIn::kNone && KeyWordRoles(word) == 0; }

// Words that end or begin names of programs, and mean something else besides: "window", "arrow", "timber".
bool IsEverydayWord(std::string_view word) {
  constexpr uint32_t kHarmless = kDenies | kDeniesAhead | kQualifies | kNamesProvider;
  return StandInOf(word) == StandIn::kNone && (KeyWordRoles(word) & ~kHarmless) == 0 && IsDictionaryWord(word);
}

// Parts of names and labels around the word "password", in the languages that programs are translated to.
bool HoldsTellingPart(std::string_view low) {
  for (const std::string_view part :
       {"pass",   "word",        "pwd",       "key",     "auth",     "token",   "secret",   "user",
        "name",   "login",       "hash",      "crypt",   "code",     "field",   "text",     "input",
        "plain",  "kenn",        "wort",      "senha",   "haslo",    "heslo",   "parol",    "value",
        "string", "admin",       "test",      "config",  "valid",    "error",   "requir",   "forgot",
        "change", "interactive", "challenge", "prompt",  "woord",    "adgang",  "salasana", "jelsz",
        "lozink", "geheim",      "segret",    "sleutel", "confiden", "schl",    "nyckel",   "sandi",
        "geslo",  "kulcs",       "anahtar",   "klju",    "codice",   "acces",   "anmeld",   "sikker",
        "logg",   "confirm",     "invalid",   "default", "disabled", "enabled", "clave",    "contras"}) {
    if (low.find(part) != std::string_view::npos) return true;
  }
  return false;
}

// "SHA256", "UTF8", "HS512", "X509": letters and digits that name a method.
bool NamesMethod(std::string_view low) {
  for (const std::string_view start :
       {"sha",  "md5",    "md4",  "aes",  "utf",   "rsa",  "hs2",  "hs3", "hs5", "rs2",  "rs5",
        "es2",  "pbkdf",  "crc",  "base", "oauth", "x509", "p256", "tls", "ssl", "ntlm", "des",
        "http", "mschap", "ed25", "secp", "argon", "iso",  "rfc",  "win", "sql", "php"}) {
    if (low.starts_with(start)) return true;
  }
  return false;
}

bool SplitsInRoles(std::string_view run) {
  for (size_t at = 3; at + 3 <= run.size(); ++at) {
    if (!IsFree(run.substr(0, at)) && !IsFree(run.substr(at))) return true;
  }
  return false;
}

// "castillo-cielo", "arrow-mango-walnut": words with a dash between them, of which at most one is a word of programs.
bool IsDashed(std::string_view text) {
  size_t parts = 0;
  size_t free_parts = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('-', begin), text.size());
    std::array<char, kMaxRun> lower;
    const size_t size = end - begin;
    // "qovdu-remka-tolsa-8"
    if (parts >= 3 && end == text.size() && size >= 1 && size <= 2 &&
        AllOf(text.substr(begin), [](char c) { return Is(c, kDigit); }))
      break;
    if (size < 4 || size > lower.size()) return false;
    for (size_t i = 0; i < size; ++i) {
      if (!IsLetter(text[begin + i]) || (i > 0 && Is(text[begin + i], kUpper))) return false;
      lower[i] = ToLower(text[begin + i]);
    }
    const std::string_view word(lower.data(), size);
    if (StandInOf(word) != StandIn::kNone || (KeyWordRoles(word) & (kTells | kNamesProvider)) != 0) return false;
    free_parts += KeyWordRoles(word) == 0 && !HoldsTellingPart(word);
    ++parts;
    begin = end + 1;
  }
  return parts >= 2 && parts <= 5 && free_parts >= 2 && free_parts + 1 >= parts;
}

// "qzvkxe_plmroa", "kdhfo.wmqle": two or three parts that are no words, and so no name of a program either.
bool IsJoinedNoWords(std::string_view text) {
  size_t parts = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find_first_of("_.", begin), text.size());
    std::array<char, kMaxRun> lower;
    const size_t size = end - begin;
    const std::string_view part = text.substr(begin, size);
    const bool is_number = size >= 2 && size <= 4 && AllOf(part, [](char c) { return Is(c, kDigit); });
    // "wmqle_482"
    if (is_number && end == text.size()) return parts == 1 || parts == 2;
    if (size < 4 || size > lower.size()) return false;
    for (size_t i = 0; i < size; ++i) {
      if (!Is(text[begin + i], kLower) && (i > 0 || !Is(text[begin], kUpper))) return false;
      lower[i] = ToLower(text[begin + i]);
    }
    const std::string_view word(lower.data(), size);
    const float language = TrigramScore(word) / static_cast<float>(size + 1);
    if (IsDictionaryWord(word) || !IsFree(word) || HoldsTellingPart(word) || language > kNoLanguage) return false;
    ++parts;
    begin = end + 1;
  }
  return parts == 2 || parts == 3;
}

// "globex-vpn-46": words with dashes and a number behind, whose first is no word of any program.
bool IsNumberedWords(std::string_view text) {
  constexpr size_t kMinDigits = 2;
  constexpr size_t kMinWord = 4;
  size_t dash = text.rfind('-');
  if (dash == std::string_view::npos || text.size() - dash - 1 < kMinDigits || text.size() - dash - 1 > 4) return false;
  const std::string_view number = text.substr(dash + 1);
  const std::string_view words = text.substr(0, dash);
  const size_t first_end = std::min(words.find('-'), words.size());
  const std::string_view first = words.substr(0, first_end);
  if (!std::all_of(number.begin(), number.end(), [](char c) { return Is(c, kDigit); })) return false;
  if (!std::all_of(words.begin(), words.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; })) return false;
  return first.size() >= kMinWord && first.size() < words.size() && IsFree(first) && !HoldsTellingPart(words) &&
         !IsDictionaryWord(first);
}

// "7Kq2", "t4Xw": the shortest that a person sets; small letters, capitals and digits that change more than once.
bool IsShortMix(std::string_view text, std::string_view low) {
  bool has_lower = false, has_upper = false, has_digit = false;
  size_t changes = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    has_lower = has_lower || Is(text[i], kLower);
    has_upper = has_upper || Is(text[i], kUpper);
    has_digit = has_digit || Is(text[i], kDigit);
    changes += i > 0 && ClassOf(text[i]) != ClassOf(text[i - 1]);
  }
  return has_lower && has_upper && has_digit && changes >= 2 && !NamesMethod(low);
}

}  // namespace

bool IsSpacedPhrase(std::string_view text) {
  constexpr size_t kMinWords = 3;
  constexpr size_t kMaxWords = 6;
  size_t words = 0;
  size_t unknown = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (word.size() < 4 || word.size() > kMaxRun || !IsFree(word) || HoldsTellingPart(word)) return false;
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    ++words;
    unknown += !IsDictionaryWord(word);
    begin = end + 1;
  }
  return words >= kMinWords && words <= kMaxWords && unknown <= 1;
}

bool IsPassphrase(std::string_view text, Kind kind) {
  if (text.size() < 8 || text.size() > 40) return false;
  // "TRIGGER-MSG": as programs name their messages.
  if (text.find_first_of("-_") != std::string_view::npos &&
      AllOf(text, [](char c) { return Is(c, kUpper) || c == '-' || c == '_'; }))
    return false;
  Words words;
  SplitWords(text, &words);
  size_t parts = 0;
  size_t others = 0;
  for (size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words[i];
    if (Is(word.front(), kDigit)) continue;
    if (!IsFree(word)) {
      // "ForestWindow", "arrow_walnut": one word of programs beside others is left to chance.
      if (kind != Kind::kPassword || ++others > 1 || !IsEverydayWord(word) || HoldsTellingPart(Lowered(text).view()))
        return false;
      continue;
    }
    // Two words in one: "umbrellapotato".
    bool is_pair = false;
    for (size_t at = 3; at + 3 <= word.size() && word.size() >= 8; ++at) {
      const std::string_view left = word.substr(0, at);
      const std::string_view right = word.substr(at);
      if (!IsDictionaryWord(left) || !IsDictionaryWord(right)) continue;
      if (!IsFree(left) || !IsFree(right)) return false;
      is_pair = true;
    }
    if (IsDictionaryWord(word)) {
      ++parts;
    } else if (is_pair) {
      parts += 2;
    } else {
      return false;
    }
  }
  return parts >= 1 && parts + others >= 2 && parts + others <= 6;
}

bool IsNumberedName(std::string_view text) {
  Words words;
  SplitWords(text, &words);
  if (words.count != 2 || words[1].size() > 2 || !Is(words[1].front(), kDigit)) return false;
  return !IsFree(words[0]);
}

bool IsDottedName(std::string_view text) {
  size_t words = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('.', begin), text.size());
    std::array<char, kMaxRun> lower;
    const size_t size = end - begin;
    if (size == 0 || size > lower.size()) return false;
    for (size_t i = 0; i < size; ++i) lower[i] = ToLower(text[begin + i]);
    const std::string_view part(lower.data(), size);
    const bool is_number = size <= 2 && std::all_of(part.begin(), part.end(), [](char c) { return Is(c, kDigit); });
    if (!is_number && !IsDictionaryWord(part)) return false;
    words += !is_number;
    begin = end + 1;
  }
  return words >= 2;
}

bool IsAppPassword(std::string_view text) {
  constexpr size_t kGroupBytes = 4;
  if (text.size() != kAppPasswordBytes) return false;
  size_t words = 0;
  for (size_t begin = 0; begin < text.size(); begin += kGroupBytes + 1) {
    const std::string_view group = text.substr(begin, kGroupBytes);
    if (!std::all_of(group.begin(), group.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    if (begin > 0 && text[begin - 1] != ' ') return false;
    words += IsDictionaryWord(group);
  }
  return words <= 1;
}

bool IsComposed(std::string_view text) {
  if (text.size() < kMinComposed || text.size() > 40) return false;
  bool has_letter = false, has_digit = false, has_mark = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = At(text, i + 1, '\0');
    has_letter = has_letter || IsLetter(c);
    has_digit = has_digit || Is(c, kDigit);
    if (IsAlnum(c) || c == '_' || c == '-' || c == '.') continue;
    if (std::string_view("!@#$%^&*?~").find(c) == std::string_view::npos || i == 0) return false;
    // A variable, a format.
    if ((c == '$' && IsLetter(next)) || (c == '%' && IsAlnum(next))) return false;
    has_mark = true;
  }
  return has_letter && has_digit && has_mark && !Contains(Lowered(text).view(), "password");
}

bool LooksChosen(std::string_view text) {
  if (text.size() + 1 < kMinChosen || text.size() > 40) return false;
  if (IsDashed(text) || IsNumberedWords(text) || IsJoinedNoWords(text)) return true;
  if (text.size() > kMaxRun || !std::all_of(text.begin(), text.end(), IsAlnum)) return false;
  std::array<char, kMaxRun> lower;
  std::array<char, kMaxRun> letters;
  size_t letter_count = 0;
  size_t changes = 0;
  size_t capitals = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    lower[i] = ToLower(text[i]);
    if (IsLetter(text[i])) letters[letter_count++] = lower[i];
    capitals += Is(text[i], kUpper);
    changes += i > 0 && Is(text[i], kDigit) != Is(text[i - 1], kDigit);
  }
  const std::string_view low(lower.data(), text.size());
  if (text.size() < kMinChosen) return IsShortMix(text, low);
  if (letter_count < 3 || HoldsTellingPart(low) || IsDictionaryWord(low)) return false;
  const std::string_view run(letters.data(), letter_count);
  const float language = TrigramScore(run) / static_cast<float>(letter_count + 1);
  const bool is_letters = letter_count == text.size();
  // "ilovehazels8": several words in one and a number.
  const size_t digit_count = text.size() - letter_count;
  if (!is_letters && changes == 1 && IsLetter(text.front()) && digit_count <= 4 && letter_count >= kMinNumberedRun &&
      capitals <= Is(text.front(), kUpper) && !IsDictionaryWord(run)) {
    return !SplitsInRoles(run) && !NamesMethod(low);
  }
  // "mateuszandlukas": a name of a program of that length has capitals or marks in it.
  if (is_letters && capitals <= Is(text.front(), kUpper) && letter_count >= kMinRun) return !SplitsInRoles(low);
  Features features;
  Measure(text, &features);
  if (features[kWordCover] > 0 || features[kWholeWords] > 0) return false;
  const bool is_loud = capitals == letter_count;
  if ((is_loud || !is_letters) && NamesMethod(low)) return false;
  if (!is_letters) return changes >= 2 && (is_loud || language < kNoLanguage);
  if (capitals > 1 && !is_loud) return false;
  return letter_count >= kMinChosen + (is_loud ? 1 : 0) && language < (is_loud ? kNoAcronym : kNoLanguage);
}

}  // namespace veil::assign
