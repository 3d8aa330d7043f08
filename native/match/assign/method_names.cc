#include "match/assign/method_names.h"

#include <algorithm>

#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// Each tells a method by itself.
constexpr std::string_view kMethods[] = {
    "aes",    "alpha",  "beta",     "adler",     "argon",  "ascii",    "base",    "bcrypt",   "blake",     "ccm",
    "chacha", "chap",   "crc",      "cram",      "crypt",  "des",      "ecdh",    "ecdsa",    "ed",        "eddsa",
    "es",     "fido",   "gcm",      "hmac",      "hotp",   "hs",       "http",    "iso",      "keccak",    "krb",
    "latin",  "ldap",   "ldaps",    "md",        "mschap", "mschapv",  "murmur",  "ntlm",     "ntlmv",     "oauth",
    "oidc",   "pbkdf",  "pkcs",     "poly",      "prime",  "ps",       "rc",      "rfc",      "ripemd",    "rmd",
    "rs",     "rsa",    "salsa",    "saml",      "scram",  "scrypt",   "secp",    "sha",      "siphash",   "ssl",
    "sslv",   "sspi",   "tls",      "tlsv",      "totp",   "utf",      "wep",     "webauthn", "whirlpool", "wpa",
    "xxh",    "xxhash", "yescrypt", "libsecret", "shake",  "camellia", "twofish", "blowfish", "curve",     "brainpool"};

// Go with them.
constexpr std::string_view kParts[] = {"a",      "b",    "c",    "ctr", "cbc", "ecb", "cfb", "ofb",  "d",
                                       "digest", "eap",  "h",    "i",   "id",  "k",   "kw",  "le",   "be",
                                       "p",      "psk",  "r",    "s",   "v",   "x",   "xof", "plus", "auth",
                                       "basic",  "only", "with", "and", "url", "t",   "ptls"};

bool IsIn(const auto& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

bool IsMethodName(std::string_view value) {
  constexpr size_t kMaxBytes = 32;
  constexpr size_t kMaxDigits = 4;  // "iso8859", "ripemd160"
  if (value.size() < 3 || value.size() > kMaxBytes) return false;
  // Marks that passwords end in are none of a name's.
  if (value.find_first_of("!?$%&*@=") != std::string_view::npos) return false;
  const Lowered lowered(value);
  const std::string_view low = lowered.view();
  bool is_method = false;
  // Runs of letters and of digits, in whatever case: "TLSv" is one word here.
  for (size_t begin = 0; begin < low.size();) {
    const bool is_digit = Is(low[begin], kDigit);
    const bool is_letter = Is(low[begin], kLower);
    if (Is(low[begin], kHigh)) return false;
    size_t end = begin + 1;
    while ((is_digit || is_letter) && end < low.size() && Is(low[end], is_digit ? kDigit : kLower)) ++end;
    const std::string_view word = low.substr(begin, end - begin);
    begin = end;
    if (is_digit && word.size() > kMaxDigits) return false;
    if (!is_letter) continue;
    if (IsIn(kMethods, word)) {
      is_method = true;
    } else if (!IsIn(kParts, word)) {
      return false;
    }
  }
  return is_method;
}

}  // namespace veil::assign
