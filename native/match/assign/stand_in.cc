#include "match/assign/stand_in.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "match/assign/stand_in_words.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"
#include "support/hex.h"

namespace veil::assign {
namespace {

// Values of documentation, as FNV-1a of 64 bits so that this file does not hold them.
constexpr uint64_t kDocumentationValues[] = {
    0xfbb0538ee83a5048ULL,  // the RFC 4122 sample in half of the world's manuals
    0x3f9d1c996e620b67ULL,  // Azurite
    0x9f1920c6cd484714ULL,  // the Cosmos emulator
    0x8da4bf2f8d2be9bfULL,  // a UUID of many API references
    0x91b178f7f1c4c564ULL,  // the same, older form
    0xa704e0c51f1b6b61ULL,  // RFC 6238, Base32
    0x15f87945422cbea3ULL,  // the token that jwt.io shows
    0x2e2380ac3dc2ea0bULL,  // the one that it showed before
    0x9aa63f3bc69917adULL,  // and the one that it shows now
    0x105e4dd763a812bcULL,  // RFC 5849 (OAuth 1): keys, tokens, secrets and nonces
    0x0ab50e412ab981a4ULL, 0xd7ba480fb3bb167eULL, 0x60bca9a8e7e780a0ULL, 0x3c0d8e9db0e6bea8ULL, 0x9bb93d89924cf35dULL,
    0x03b3433f2c47d86fULL, 0x36ec79cfe49d42faULL, 0x76f07e1e430f318eULL, 0x058633e2ffe8cd27ULL,
    0x846b2a1e2fad7fcbULL,  // RFC 6749 (OAuth 2): tokens, code, client secrets
    0xecc1a4474851bc28ULL, 0x30aa8188bb023e35ULL, 0x1a7b78be56f3054dULL, 0xd9ad86ad3724159bULL, 0xdc8d8ca0645472e9ULL,
    0xbb65956c4b8b34bfULL,  // RFC 6750
    0x4f459807254f1ee7ULL,  // RFC 7009
    0xe18e8033637768eaULL,  // RFC 7636
    0x89da46f58afd03e1ULL,
    0xe9822d5c2bdc0404ULL,  // what MD5, SHA-1, SHA-256 and SHA-512 make of nothing
    0xa35296e24730b575ULL, 0x8c3a1bb405b4c236ULL, 0xcd9e829fa597bba6ULL,
    0x95c3261df3299471ULL,  // the keys of SP 800-38A, in small letters and in capitals
    0xb889b5082305d321ULL, 0x6f26bf24ac3a6e5eULL, 0x1213a43b14a6722eULL, 0x53a94b71fe14d111ULL, 0xf9f854ede581c001ULL,
    0x33e1cde2a6c2427eULL, 0xbdf04d68129326aeULL,
};

bool IsDocumentationValue(std::string_view value) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : value) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3ULL;
  return std::find(std::begin(kDocumentationValues), std::end(kDocumentationValues), hash) !=
         std::end(kDocumentationValues);
}

// "Hello…" in base32: the secret that handbooks of one-time passwords and their libraries show.
bool IsGreeting(std::string_view value) { return value.starts_with("JBSWY3DP"); }

// Shares of the value that are one character over and over, runs up or down the alphabet, walks over the keyboard.
bool IsPatterned(std::string_view value, std::string_view low) {
  const size_t size = value.size();
  if (size < 3) return false;
  std::array<uint16_t, 256> seen{};
  size_t most = 0;
  for (const char c : low) most = std::max<size_t>(most, ++seen[static_cast<uint8_t>(c)]);
  if (most * 2 >= size && size >= 4) return true;
  if (size >= 16 && most * 5 >= size * 2) return true;

  size_t stepped = 0;
  size_t repeated = 1;
  size_t in_repeats = 0;
  for (size_t i = 0; i < size;) {
    // A run of equal steps of +1, -1 ("abcdef", "987654"; 9 is followed by 0).
    size_t end = i + 1;
    int step = 0;
    while (end < size) {
      int now = low[end] - low[end - 1];
      if (low[end - 1] == '9' && low[end] == '0') now = 1;
      if (low[end - 1] == '0' && low[end] == '9') now = -1;
      if ((now != 1 && now != -1) || !IsAlnum(low[end]) || !IsAlnum(low[end - 1]) || (step != 0 && now != step)) break;
      step = now;
      ++end;
    }
    const size_t run = end - i;
    if (run >= 4) {
      stepped += run;
      i = end;
    } else {
      ++i;
    }
  }
  if (stepped * 10 >= size * 6) return true;
  for (size_t i = 1; i <= size; ++i) {
    if (i < size && low[i] == low[i - 1]) {
      ++repeated;
      continue;
    }
    if (repeated >= 4) in_repeats += repeated;
    repeated = 1;
  }
  if (in_repeats * 10 >= size * 5) return true;
  if (size >= 8) {
    // Groups of equal characters: 1111222233334444, aabbccdd.
    size_t same = 0;
    for (size_t i = 1; i < size; ++i) same += low[i] == low[i - 1];
    if (same * 2 >= size) return true;
  }
  // A block that repeats: "abcabcabc", "deadbeefdeadbeef".
  for (size_t period = 1; period * 2 <= size && period <= 32; ++period) {
    if (period < 3 && size < 6) continue;
    const size_t compared = size - period;
    const size_t most_other = compared >= 12 ? compared / 10 : 0;
    size_t others = 0;
    for (size_t i = period; i < size && others <= most_other; ++i) others += low[i] != low[i - period] ? 1 : 0;
    if (others <= most_other) return true;
  }
  // A step that stays the same between every other character: "1a2b3c4d5e6f", "a1b2c3d4".
  if (size >= 8) {
    size_t even = 0;
    for (size_t i = 2; i < size; ++i) {
      const int now = low[i] - low[i - 2];
      const bool wraps = (low[i - 2] == '9' && low[i] == '0') || (low[i - 2] == 'f' && low[i] == 'a') ||
                         (low[i - 2] == 'z' && low[i] == 'a');
      even += (now == 1 || wraps) && IsAlnum(low[i]);
    }
    if (even * 10 >= (size - 2) * 7) return true;
  }
  return false;
}

// "23456789BCDFGHJKMNPQRTVWXY": an alphabet; "hijklmnopuvwDEF…": one in an order of its own, no character twice.
bool IsAlphabet(std::string_view value) {
  constexpr size_t kMinRising = 10;
  constexpr size_t kMinShuffled = 36;
  if (value.size() < kMinRising) return false;
  const auto falls = [](char a, char b) { return a >= b; };
  if (AllOf(value, IsAlnum) && std::adjacent_find(value.begin(), value.end(), falls) == value.end()) return true;
  if (value.size() < kMinShuffled) return false;
  std::array<bool, 256> seen{};
  for (const char c : value) {
    if (std::exchange(seen[static_cast<uint8_t>(c)], true)) return false;
  }
  return true;
}

// "000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff": bytes with the same step between them.
bool IsCountedBytes(std::string_view value) {
  constexpr size_t kMinBytes = 8;
  if (value.size() < 2 * kMinBytes || value.size() % 2 != 0 || !IsHex(value)) return false;
  const auto byte_at = [&](size_t i) { return HexValue(value[2 * i]) * 16 + HexValue(value[2 * i + 1]); };
  const size_t count = value.size() / 2;
  std::array<uint16_t, 256> steps{};
  for (size_t i = 1; i < count; ++i) ++steps[static_cast<uint8_t>(byte_at(i) - byte_at(i - 1))];
  return *std::max_element(steps.begin(), steps.end()) * 10U >= (count - 1) * 8;
}

// "*SECRET*", "*NO-PASSWORD*": what a program prints instead.
bool IsMasked(std::string_view value) {
  return value.size() > 3 && value.front() == '*' && value.back() == '*' &&
         AllOf(value.substr(1, value.size() - 2),
               [](char c) { return IsLetter(c) || c == '-' || c == '_' || c == ' '; });
}

// "NEUTRON_DBPASS", "MY_API_TOKEN": the name of what is to be put there.
bool IsSettingsName(std::string_view value) {
  if (!Contains(value, "_") || !IsInCapitals(value)) return false;
  return EndsWithAny(value, {"PASS", "PASSWORD", "PASSWD", "SECRET", "TOKEN", "_KEY"});
}

bool IsWalk(std::string_view low) {
  static constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv", "qazwsxedc",
                                               "poiuytrewq", "lkjhgfdsa", "mnbvcxz", "azertyuiop",       "qwertz"};
  size_t walked = 0;
  for (size_t i = 0; i + 4 <= low.size();) {
    size_t best = 0;
    for (const std::string_view row : kRows) {
      for (size_t at = row.find(low[i]); at != std::string_view::npos; at = row.find(low[i], at + 1)) {
        size_t run = 1;
        while (i + run < low.size() && at + run < row.size() && low[i + run] == row[at + run]) ++run;
        best = std::max(best, run);
      }
    }
    if (best >= 4) {
      walked += best;
      i += best;
    } else {
      ++i;
    }
  }
  return walked * 10 >= low.size() * 7;
}

// Every word of the value is one that people write where a secret will stand.
bool IsStandInWords(std::string_view value) {
  Words words;
  SplitWords(value, &words);
  if (words.count == 0) return true;
  size_t letters = 0;
  size_t stands = 0;
  bool has_marker = false;
  for (size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words[i];
    if (Is(word.front(), kDigit)) continue;
    letters += word.size();
    // Single letters are the parts of hex.
    if (word.size() == 1 && words.count > 3) continue;
    const StandIn stand = StandInOf(word);
    if (stand == StandIn::kNone) continue;
    stands += word.size();
    if (stand == StandIn::kMarker) has_marker = true;
  }
  if (letters == 0) return false;
  if (stands == letters) return true;
  // "your-datadog-key", "example_token_abc": a marker and otherwise words.
  return has_marker && stands * 3 >= letters;
}

// Words of stand-ins that nobody sets as a password: "test123", "mytoken1", "newpass2".
bool NamesStandIn(std::string_view word) {
  static constexpr std::string_view kNames[] = {"test", "token", "key",  "string", "user",  "name", "my",
                                                "new",  "old",   "some", "this",   "value", "hello"};
  return std::find(std::begin(kNames), std::end(kNames), word) != std::end(kNames);
}

// The small letter that a digit or a mark is written for: "p4ssw0rd".
char LetterOf(char c) {
  switch (c) {
    case '4':
    case '@':
      return 'a';
    case '3':
      return 'e';
    case '0':
      return 'o';
    case '1':
    case '!':
      return 'i';
    case '5':
    case '$':
      return 's';
    case '-':
    case '_':
      return 'a';  // "s3cr3t-k3y": the article stands for the mark
    default:
      return ToLower(c);
  }
}

// "xoxb-123-456-abc", "abc.123.def": pieces that are steps or repeats of three and more, behind a short word.
bool IsSteppedPieces(std::string_view low) {
  constexpr size_t kMaxLead = 6;
  size_t pieces = 0;
  for (size_t begin = 0; begin <= low.size();) {
    const size_t end = std::min(low.find_first_of("-_.", begin), low.size());
    const std::string_view piece = low.substr(begin, end - begin);
    const int step = piece.size() < 2 ? 2 : piece[1] - piece[0];
    bool is_stepped = piece.size() >= 3 && step >= -1 && step <= 1;
    for (size_t i = 1; i < piece.size(); ++i) is_stepped = is_stepped && piece[i] - piece[i - 1] == step;
    if (is_stepped) {
      ++pieces;
    } else if (begin != 0 || piece.size() > kMaxLead || !AllOf(piece, IsLetter)) {
      return false;
    }
    begin = end + 1;
  }
  return pieces >= 2;
}

}  // namespace

bool IsStandIn(std::string_view value) {
  // Base64 and long random text may hold a short word by chance; these words are long or stand alone.
  static constexpr Texts kStandIns(
      "example", "placeholder", "changeme", "change_me", "change-me", "redacted", "xxxx", "yourapi", "your_", "your-",
      "yourkey", "yoursecret", "yourpass", "yourtoken", "replaceme", "replace_", "replace-", "insert_", "insert-",
      "dummy", "sample", "...", "\xe2\x80\xa6", "****", "____", "notreal", "not-real", "not_real", "fake", "todo",
      "fixme", "<your", "lorem", "foobar", "foobaz", "mytoken", "mysecret", "mypassword", "my_password", "my_secret",
      "my-secret", "hunter1234", "deadbeef", "cafebabe", "1234567890", "0123456789", "abcdefghij", "aaaaaaaa",
      "00000000", "secretkey", "supersecret", "super_secret", "super-secret", "topsecret", "somesecret", "sometoken",
      "somepass", "somekey", "a1b2c3d4", "verylongsecret");
  if (value.empty() || IsDocumentationValue(value) || IsGreeting(value)) return true;
  const Lowered lowered(value);
  const std::string_view low = lowered.view();
  if (kStandIns.AnyIn(low)) return true;
  if (low.ends_with("***")) return true;  // masked behind its beginning
  if (IsMasked(value) || IsSettingsName(value) || IsAlphabet(value) || IsCountedBytes(value)) return true;
  if (low == "s3cr3t" || low == "s3cret" || IsSteppedPieces(low)) return true;
  return IsPatterned(value, low) || IsStandInWords(value) || (low.size() < 12 && IsWalk(low));
}

bool IsGluedStandIn(std::string_view value, bool is_password) {
  constexpr size_t kMinRun = 5;
  constexpr size_t kMaxRun = 40;
  constexpr size_t kMaxWord = 12;
  while (!value.empty() && Is(value.back(), kDigit)) value.remove_suffix(1);
  if (value.size() < kMinRun || value.size() > kMaxRun) return false;
  std::array<char, kMaxRun> low;
  for (size_t i = 0; i < value.size(); ++i) low[i] = is_password ? ToLower(value[i]) : LetterOf(value[i]);
  const std::string_view run(low.data(), value.size());
  if (!AllOf(run, IsLetter)) return false;
  // By the end of a part: how many words it is at most, a marker counting as two; 0 where it is none.
  std::array<uint8_t, kMaxRun + 1> words{};
  for (size_t end = 1; end <= run.size(); ++end) {
    for (size_t begin = end > kMaxWord ? end - kMaxWord : 0; begin < end; ++begin) {
      if (begin > 0 && words[begin] == 0) continue;
      // Single letters would split anything.
      const std::string_view word = run.substr(begin, end - begin);
      if (word.size() == 1 && word != "a") continue;
      const StandIn stand = StandInOf(word);
      if (stand == StandIn::kNone || stand == StandIn::kForeign) continue;
      const int count = words[begin] + (stand == StandIn::kMarker || NamesStandIn(word) ? 2 : 1);
      words[end] = static_cast<uint8_t>(std::max<int>(words[end], count));
    }
  }
  // "letmein1" is what people set as a password, "letmein1" as a token is none.
  return words[run.size()] >= (is_password ? 3 : 1);
}

bool IsWeakPassword(std::string_view value) {
  if (value.size() < 6 || value.size() > 24 || IsPatterned(value, Lowered(value).view()) || IsMasked(value))
    return false;
  Words words;
  SplitWords(value, &words);
  size_t letters = 0;
  size_t digits = 0;
  size_t marks = value.size();
  for (size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words[i];
    marks -= word.size();
    if (Is(word.front(), kDigit)) {
      digits += word.size();
      continue;
    }
    letters += word.size();
    if (StandInOf(word) == StandIn::kMarker) return false;
    if (word.starts_with("abc") || NamesStandIn(word)) return false;
  }
  // "password1" and "pass-2" are names of variables.
  const bool ends_loud = std::string_view("!@#$%&*").find(value.back()) != std::string_view::npos;
  if (letters < 3 || digits + (ends_loud ? 2 : 0) < 2 || digits > 6 || marks > 3) return false;
  return !Contains(value, " ") && words.count <= 4 && (Is(value.back(), kDigit) || ends_loud);
}

}  // namespace veil::assign
