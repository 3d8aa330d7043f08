#include "match/assign/method_names.h"

#include <algorithm>
#include <iterator>

#include "match/assign/chars.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxName = 40;
constexpr size_t kMaxDigits = 4;
// "Blowfish"; a shorter one is a word of a sentence, too.
constexpr size_t kMinSingle = 7;

// Sorted. What SplitWords leaves of the names: letters, without the digits behind them.
constexpr std::string_view kMethods[] = {
    "aead",     "aes",    "arcfour", "argon",  "aria",      "bcrypt", "blake",   "blowfish", "brainpool",
    "camellia", "cast",   "cbc",     "ccm",    "cfb",       "cha",    "chacha",  "cmac",     "crc",
    "ctr",      "curve",  "des",     "dhe",    "dsa",       "eax",    "ecb",     "ecc",      "eccpwd",
    "ecdh",     "ecdhe",  "ecdsa",   "eddsa",  "gcm",       "gcmkw",  "gcmsiv",  "gmac",     "gost",
    "hkdf",     "hmac",   "hmacsha", "kdf",    "mgf",       "mschap", "ntlm",    "oaep",     "ofb",
    "pbe",      "pbes",   "pbkdf",   "pkcs",   "poly",      "prime",  "pss",     "ripemd",   "rsa",
    "rsaes",    "rsassa", "salsa",   "scrypt", "secp",      "sect",   "serpent", "sha",      "shake",
    "siv",      "spki",   "tdea",    "tdes",   "threefish", "totp",   "twofish", "xchacha",  "xts"};

// What stands between and behind them.
constexpr std::string_view kBeside[] = {"hs",  "kw",  "rs",      "es",     "and",    "mac",
                                        "bit", "key", "private", "public", "secret", "with"};

// "128-bit", "16-octet".
constexpr std::string_view kUnits[] = {"bit",   "bits",   "byte", "bytes", "char",   "character", "characters", "chars",
                                       "digit", "digits", "hex",  "octet", "octets", "word",      "words"};

template <size_t kSize>
bool Holds(const std::string_view (&list)[kSize], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

bool NamesMethodOnly(std::string_view value) {
  if (value.size() < 4 || value.size() > kMaxName) return false;
  Words words;
  SplitWords(value, &words);
  if (words.count < 2) return value.size() >= kMinSingle && Holds(kMethods, words[0]);
  if (words.count == 2 && Is(words[0].front(), kDigit) && Holds(kUnits, words[1])) return true;
  size_t letters = 0;
  size_t known = 0;
  bool has_method = false;
  for (size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words[i];
    if (Is(word.front(), kDigit)) {
      if (word.size() > kMaxDigits) return false;
      continue;
    }
    letters += word.size();
    const bool is_method = Holds(kMethods, word);
    has_method = has_method || is_method;
    if (is_method || Holds(kBeside, word)) {
      known += word.size();
    } else if (word.size() > 2) {  // "A128…", "V1_5", "secp256r1"
      return false;
    }
  }
  return has_method && known * 10 >= letters * 6;
}

}  // namespace veil::assign
