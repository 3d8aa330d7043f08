#include "match/assign/method_names.h"

#include <algorithm>
#include <iterator>

#include "match/assign/chars.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

constexpr size_t kMinBytes = 3;
constexpr size_t kMaxBytes = 40;
constexpr size_t kMaxDigits = 4;  // "iso8859", "ripemd160"

// Each tells a method by itself.
constexpr std::string_view kMethods[] = {
    "adler",     "aead",      "aes",    "arcfour",   "argon",   "ascii",   "base",    "bcrypt",  "blake", "blowfish",
    "brainpool", "camellia",  "cbc",    "ccm",       "cfb",     "cha",     "chacha",  "chap",    "cmac",  "cram",
    "crc",       "crypt",     "ctr",    "des",       "dhe",     "dsa",     "eax",     "ecb",     "ecc",   "eccpwd",
    "ecdh",      "ecdhe",     "ecdsa",  "ed",        "eddsa",   "es",      "fido",    "gcm",     "gcmkw", "gcmsiv",
    "gmac",      "gost",      "hkdf",   "hmac",      "hmacsha", "hotp",    "hs",      "iso",     "kdf",   "keccak",
    "krb",       "ldap",      "ldaps",  "libsecret", "md",      "mschap",  "mschapv", "murmur",  "ntlm",  "ntlmv",
    "oaep",      "oauth",     "ofb",    "oidc",      "pbes",    "pbe",     "pbkdf",   "pkcs",    "ps",    "pss",
    "rc",        "rfc",       "ripemd", "rmd",       "rs",      "rsa",     "rsaes",   "rsassa",  "saml",  "scram",
    "scrypt",    "secp",      "sect",   "sha",       "shake",   "siphash", "siv",     "spki",    "ssl",   "sslv",
    "sspi",      "tdea",      "tdes",   "threefish", "tls",     "tlsv",    "totp",    "twofish", "utf",   "webauthn",
    "wep",       "whirlpool", "wpa",    "xchacha",   "xts",     "xxh",     "xxhash",  "yescrypt"};

// Everyday words: a password may be one of them and a number, and a method has more to its name.
constexpr std::string_view kEveryday[] = {"alpha", "aria", "beta",  "cast",  "curve",  "http",
                                          "latin", "poly", "prime", "salsa", "serpent"};

// Go with them.
constexpr std::string_view kParts[] = {"a",      "and",    "auth", "b",    "basic",   "be",   "bit",  "c",      "d",
                                       "digest", "eap",    "h",    "i",    "id",      "k",    "key",  "kw",     "le",
                                       "mac",    "only",   "p",    "plus", "private", "psk",  "ptls", "public", "r",
                                       "s",      "secret", "t",    "url",  "v",       "with", "x",    "xof"};

// "128-bit", "16-octet".
constexpr std::string_view kUnits[] = {"bit",   "bits",   "byte", "bytes", "char",   "character", "characters", "chars",
                                       "digit", "digits", "hex",  "octet", "octets", "word",      "words"};

bool IsIn(const auto& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// What the words of a name said so far.
struct Said {
  bool method = false;
  size_t everyday = 0;
  size_t words = 0;

  // False: this word says something else.
  bool Add(std::string_view word) {
    if (Is(word.front(), kDigit)) return word.size() <= kMaxDigits;
    ++words;
    if (IsIn(kMethods, word)) {
      method = true;
      return true;
    }
    const bool is_everyday = IsIn(kEveryday, word);
    everyday += is_everyday ? 1 : 0;
    return is_everyday || IsIn(kParts, word);
  }
};

// Runs of letters and of digits, in whatever case: "TLSv" is one word here.
bool NamesByRuns(std::string_view low) {
  Said said;
  bool has_marks = false;
  for (size_t begin = 0; begin < low.size();) {
    const bool is_digit = Is(low[begin], kDigit);
    const bool is_letter = Is(low[begin], kLower);
    if (Is(low[begin], kHigh)) return false;
    size_t end = begin + 1;
    while ((is_digit || is_letter) && end < low.size() && Is(low[end], is_digit ? kDigit : kLower)) ++end;
    has_marks = has_marks || (!is_digit && !is_letter);
    if ((is_digit || is_letter) && !said.Add(low.substr(begin, end - begin))) return false;
    begin = end;
  }
  return said.method || (said.everyday > 0 && (said.words > 1 || has_marks));
}

// Words as programs write them: "EdDSA448PublicKey", "A128GCMKW".
bool NamesByWords(std::string_view value) {
  Words words;
  SplitWords(value, &words);
  if (words.count < 2) return false;
  if (words.count == 2 && Is(words[0].front(), kDigit) && IsIn(kUnits, words[1])) return true;
  Said said;
  size_t letters = 0;
  size_t strange = 0;
  for (size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words[i];
    if (!Is(word.front(), kDigit)) letters += word.size();
    if (said.Add(word)) continue;
    if (Is(word.front(), kDigit) || word.size() > 2) return false;  // "V1_5" has two letters at most
    strange += word.size();
  }
  return said.method && strange * 10 <= letters * 4;
}

}  // namespace

bool IsMethodName(std::string_view value) {
  if (value.size() < kMinBytes || value.size() > kMaxBytes) return false;
  // Marks that passwords end in are none of a name's.
  if (value.find_first_of("!?$%&*@=") != std::string_view::npos) return false;
  return NamesByRuns(Lowered(value).view()) || NamesByWords(value);
}

}  // namespace veil::assign
