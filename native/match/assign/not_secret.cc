#include "match/assign/not_secret.h"

#include "match/assign/notations.h"
#include "match/assign/public_ids.h"
#include "match/assign/references.h"
#include "match/assign/stand_in.h"
#include "match/assign/stand_in_words.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

bool IsPathOrUrl(std::string_view value, std::string_view low, NotSecret* why) {
  static constexpr Texts kUrls("www.",
                               "mailto:", "data:", "urn:", "javascript:", "tel:", "spiffe:", "localhost:", "http:");
  static constexpr Texts kPaths("./", "../", "~/", "/etc/", "/var/", "/usr/", "/home/", "/opt/", "/run/", "/tmp/",
                                "/root/", "/api/", "/v1/", "/v2/", "C:\\", "c:\\", "\\\\");
  if (Contains(value, "://")) {
    *why = NotSecret::kUrl;
    return true;
  }
  if (kUrls.AnyBegins(low)) {
    *why = NotSecret::kUrl;
    return true;
  }
  // "k8s.io/api/core/v1"
  const std::string_view host = low.substr(0, low.find('/'));
  if (host.size() < low.size() && AllOf(host, [](char c) { return IsAlnum(c) || c == '.' || c == '-'; }) &&
      EndsWithAny(host, {".com", ".org", ".net", ".io", ".dev"})) {
    *why = NotSecret::kUrl;
    return true;
  }
  *why = NotSecret::kPath;
  // "hw/usb/hcd.c:1865"
  if (const size_t colon = low.rfind(':'); colon != std::string_view::npos && Contains(low, "/") &&
                                           AllOf(low.substr(colon + 1), [](char c) { return Is(c, kDigit); })) {
    low = low.substr(0, colon);
  }
  if (kPaths.AnyBegins(value)) return true;
  static constexpr std::string_view kExtensions[] = {
      ".pem",  ".key",  ".crt", ".cer",   ".json", ".txt", ".js",  ".ts",  ".py",    ".yml",      ".yaml",
      ".xml",  ".html", ".php", ".cfg",   ".conf", ".ini", ".jks", ".p12", ".pfx",   ".keystore", ".properties",
      ".env",  ".sh",   ".go",  ".java",  ".rb",   ".com", ".org", ".net", ".local", ".md",       ".css",
      ".png",  ".svg",  ".jpg", ".gif",   ".c",    ".h",   ".cc",  ".cpp", ".cs",    ".log",      ".csv",
      ".tmpl", ".tpl",  ".pub", ".gpg",   ".asc",  ".enc", ".so",  ".dll", ".exe",   ".pl",       ".cgi",
      ".vue",  ".o",    ".ko",  ".a",     ".obj",  ".tsx", ".jsx", ".mjs", ".scss",  ".lock",     ".toml",
      ".db",   ".dat",  ".sql", ".plist", ".io",   ".dev", ".tf",  ".kt",  ".rs",    ".p8"};
  const size_t dot = low.rfind('.');
  if (dot != std::string_view::npos && dot > 1 &&
      std::find(std::begin(kExtensions), std::end(kExtensions), low.substr(dot)) != std::end(kExtensions) &&
      AllOf(low, [](char c) {
        return IsAlnum(c) || c == '.' || c == '/' || c == '_' || c == '-' || c == '\\' || c == ':';
      })) {
    return true;
  }
  // "fuzz/key_parser_fuzzer.in/10a5c92fa30ddb6cbb4286d7699b2b7a7e032b17": a file that is called as its hash.
  const std::string_view name = value.substr(value.rfind('/') + 1);
  if (name.size() < value.size() && name.size() >= 32 && IsHex(name)) return true;
  // Parts between slashes that are words.
  const auto slashes = static_cast<size_t>(std::count(value.begin(), value.end(), '/'));
  if (slashes >= 1) {
    Words words;
    SplitWords(value, &words);
    size_t letters = 0;
    size_t known = 0;
    for (size_t i = 0; i < words.count; ++i) {
      if (Is(words[i].front(), kDigit)) continue;
      letters += words[i].size();
      if (IsDictionaryWord(words[i])) known += words[i].size();
    }
    if (letters > 0 && known * 10 >= letters * 6) return true;
    if (value.front() == '/' && slashes >= 2 && !Contains(value, "+") && !Contains(value, "=") && value.size() < 32) {
      return known * 10 >= letters * 4;
    }
  }
  return false;
}

bool IsEmail(std::string_view value) {
  const size_t at = value.find('@');
  if (at == 0 || at == std::string_view::npos || value.find('@', at + 1) != std::string_view::npos) return false;
  const std::string_view domain = value.substr(at + 1);
  const size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3 || domain.size() - dot > 7) return false;
  return AllOf(domain.substr(0, dot), [](char c) { return IsAlnum(c) || c == '.' || c == '-'; }) &&
         AllOf(domain.substr(dot + 1), [](char c) { return Is(c, kLower); }) &&
         AllOf(value.substr(0, at), [](char c) { return IsAlnum(c) || c == '.' || c == '-' || c == '_' || c == '+'; });
}

// Whole groups of base64: "//" and "==" in it are no code.
bool IsBase64Blocks(std::string_view value) {
  if (value.size() < 16 || value.size() % 4 != 0) return false;
  while (!value.empty() && value.back() == '=') value.remove_suffix(1);
  return AllOf(value, [](char c) { return IsAlnum(c) || c == '+' || c == '/'; });
}

// "{base64}": how Maven writes what it has encrypted.
bool IsBracedBase64(std::string_view value) {
  return value.size() > 2 && value.front() == '{' && value.back() == '}' &&
         IsBase64Blocks(value.substr(1, value.size() - 2));
}

bool IsEncrypted(std::string_view value, std::string_view low) {
  static constexpr Texts kBegins("enc[", "enc(", "nacl[", "{cipher}", "$ansible_vault", "vault:v",
                                 "encrypted:", "{aes}", "ciphertext", "aws:kms", "agage", "kms:", "enc:", "{crypt}",
                                 "secure:", "ej[1:", "eyjpdii6", "eyjjdci6", "pgp:", "dpapi:", "u2fsdgvkx1", "$9$",
                                 "$8$");
  return kBegins.AnyBegins(low) || (value.starts_with("Ag") && value.size() > 200) || IsBracedBase64(value) ||
         (value.starts_with("AQICAH") && value.size() > 100);
}

// Pictures, fonts, archives and documents, by how their first bytes are written in base64.
bool IsEmbeddedFile(std::string_view value) {
  constexpr size_t kMinBytes = 40;
  static constexpr Texts kBegins("iVBORw0KGgo", "R0lGODlh", "R0lGODdh", "/9j/4", "UklGR", "JVBERi0", "UEsDBB", "H4sIA",
                                 "d09GR", "d09GMg", "AAABAAE", "AAEAAAA", "PHN2Zy", "PD94bWw", "T2dnU", "AGFzbQ",
                                 "KLUv/", "/Td6WFo", "QlpoO");
  return value.size() >= kMinBytes && kBegins.AnyBegins(value);
}

// A message of OpenPGP in base64.
bool IsPgpMessage(std::string_view value) {
  constexpr size_t kMinBytes = 100;
  static constexpr Texts kBegins("hQEMA", "hQIMA", "hQGMA", "hF4D", "wcFMA", "wcBMA", "wV4D");
  return value.size() >= kMinBytes && kBegins.AnyBegins(value);
}

bool IsPublicOrCertificate(std::string_view value, std::string_view low) {
  static constexpr Texts kKeys("ssh-rsa", "ssh-ed25519", "ecdsa-sha2", "ssh-dss", "-----begin", "begin ", "pk_live_",
                               "pk_test_", "sk-ecdsa", "pk.eyj", "phc_", "mob-", "sub-c-", "pk-lf-", "flwpubk",
                               "k51qzi5uqu5d", "12d3koow", "keyid=", "keyid:");
  static constexpr Texts kCertificates("MIIB", "MIIC", "MIID", "MIIE", "MIIF", "MIIG", "MFkw", "MFww", "MIGf",
                                       "LS0tLS1CRUdJTi"
                                       "BD",
                                       "AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh",
                                       // OpenPGP, and the keys of DNSSEC.
                                       "mQENB", "mQINB", "mQGNB", "mQGiB", "mQMuB", "mDMEX", "mDMEY", "mDMEZ", "mDMEW",
                                       "xsBNB", "xsDNB", "xsFNB", "xjMEX", "xjMEY", "xjMEZ", "xjMEa", "mDMEa", "AwEAA");
  // An address on a blockchain: where tokens are coins.
  if (value.size() == 42 && low.starts_with("0x") && IsHex(low.substr(2))) return true;
  return kKeys.AnyBegins(low) || kCertificates.AnyBegins(value);
}

bool IsHashNamed(std::string_view low) {
  static constexpr Texts kBegins("sha1-", "sha256-", "sha384-", "sha512-", "sha1:", "sha256:", "sha512:", "hmac-sha",
                                 "md5:", "md5-", "h1:", "hash:", "sha1=", "sha256=", "etag", "w/\"");
  return kBegins.AnyBegins(low);
}

// "0f:2e:…": a fingerprint by MD5, SHA-1 or SHA-256.
bool IsColonFingerprint(std::string_view value) {
  if (value.size() != 16 * 3 - 1 && value.size() != 20 * 3 - 1 && value.size() != 32 * 3 - 1) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (i % 3 == 2 ? value[i] != ':' : !IsHexDigit(value[i])) return false;
  }
  return true;
}

// "66-74-E1-13-CA-A6", "66:74:e1:13:ca:a6": what a network card is called.
bool IsMacAddress(std::string_view value) {
  constexpr size_t kBytes = 6;
  if (value.size() != kBytes * 3 - 1 || (value[2] != '-' && value[2] != ':')) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (i % 3 == 2 ? value[i] != value[2] : !IsHexDigit(value[i])) return false;
  }
  return true;
}

// "1:4.13+dfsg1-1+deb12u1", "v0.0.0-20260916192156-3e28d7ed64df", "5.40.1-6"
bool IsVersion(std::string_view low) {
  if (low.ends_with("/go.mod")) low.remove_suffix(7);
  if (low.empty()) return false;
  size_t at = low.front() == 'v' ? 1 : 0;
  const auto skip_digits = [&] {
    const size_t begin = at;
    while (at < low.size() && Is(low[at], kDigit)) ++at;
    return at > begin && at - begin <= 8;
  };
  if (!skip_digits()) return false;
  if (At(low, at) == ':' && (++at, !skip_digits())) return false;
  if (At(low, at) != '.' || (++at, !skip_digits())) return false;
  // Two numbers are a version by their tail, three by themselves.
  const bool has_third = At(low, at) == '.';
  if (has_third && (++at, !skip_digits())) return false;
  if (at == low.size()) return true;
  if (!has_third && low[at] != '-' && low[at] != '+' && low[at] != '~') return false;
  return AllOf(low.substr(at), [](char c) { return IsAlnum(c) || c == '.' || c == '-' || c == '+' || c == '~'; });
}

bool IsNumberLike(std::string_view value, std::string_view low) {
  const bool numeric = AllOf(value, [](char c) {
    return Is(c, kDigit) || c == '.' || c == '-' || c == ':' || c == '+' || c == ',' || c == '/' || c == 'T' ||
           c == 'Z' || c == ' ' || c == '_';
  });
  if (numeric) {
    // Digits alone may be a password or a PIN: the caller knows the name.
    return !AllOf(value, [](char c) { return Is(c, kDigit); });
  }
  if (low.starts_with("0x")) {
    // 0xcdb32970830fcaa1ULL
    std::string_view hex = low.substr(2);
    while (hex.size() > 1 && (hex.back() == 'u' || hex.back() == 'l')) hex.remove_suffix(1);
    if (IsHex(hex)) return hex.size() < 32;
  }
  if (value.front() == '#' && value.size() <= 9 && IsHex(value.substr(1))) return true;
  // 10px, 30s, 1.5em, 5m, 12h, v1.2.3, 1e10
  size_t digits = 0;
  while (digits < value.size() && (Is(value[digits], kDigit) || value[digits] == '.')) ++digits;
  if (digits > 0 && value.size() - digits <= 3 && value.size() <= 8 && AllOf(value.substr(digits), IsLetter))
    return true;
  if (IsVersion(low)) return true;
  if (low.front() == 'v' && value.size() > 1 &&
      AllOf(value.substr(1), [](char c) { return Is(c, kDigit) || c == '.'; })) {
    return true;
  }
  return false;
}

// "\\x01\\x23": bytes of a test vector, not a text.
bool IsEscapedBytes(std::string_view low) {
  size_t escapes = 0;
  for (size_t i = 0; i + 1 < low.size(); ++i)
    escapes += low[i] == '\\' && (low[i + 1] == 'x' || low[i + 1] == 'u' || Is(low[i + 1], kDigit));
  return escapes >= 2;
}

// "log1\\r\\nlog2\\r\\n": lines of text.
bool IsEscapedLines(std::string_view low) {
  const size_t first = low.find("\\n");
  return first != std::string_view::npos && first + 2 < low.size() && low.ends_with("\\n");
}

// "%60%7B%7D": marks of a URL's test more than a text.
bool IsMostlyPercent(std::string_view value) {
  size_t escapes = 0;
  for (size_t i = 0; i + 2 < value.size(); ++i) {
    escapes += value[i] == '%' && IsHexDigit(value[i + 1]) && IsHexDigit(value[i + 2]);
  }
  return escapes >= 2 && escapes * 3 * 2 > value.size();
}

// "&S\\u00E4ttigung", "\\u00c5tkomst": a word of a translation, with the letters that ASCII lacks.
bool IsEscapedWord(std::string_view value) {
  for (size_t i = value.find("\\u"); i != std::string_view::npos; i = value.find("\\u", i + 1)) {
    const std::string_view code = value.substr(i + 2, 4);
    if (code.size() < 4 || !IsHex(code)) continue;
    if (code.substr(0, 2) != "00" || ToLower(code[2]) >= 'c') return true;
  }
  return false;
}

bool IsCode(std::string_view value) {
  static constexpr Texts kMarks("=>", "->", "::", "&&", "||", "()", "[]", "==", "!=", "+=", "({", "})", "\\n\\t", "</",
                                "/>", "\\d", "\\w", "\\s", "(?", "[^", ".*", "\\x00", "<=", ">=", "):", "\\0", "/*",
                                "*/", "//", "${", "\\u0", "\\033", "']", "\"]", "['", "[\"", ")|(");
  if (IsBase64Blocks(value)) return false;
  if (kMarks.AnyIn(value)) return true;
  if (value.front() == '<' && value.back() == '>') return true;
  if (value.front() == '&' && Contains(value, ";")) return true;
  // f(x), a[b], x.y.z of words
  const size_t open = value.find('(');
  if (open != std::string_view::npos && open > 0 && IsWordChar(value[open - 1]) &&
      value.find(')', open) != std::string_view::npos) {
    return AllOf(value.substr(0, open), [](char c) { return IsWordChar(c) || c == '.' || c == ':' || c == '$'; });
  }
  const size_t bracket = value.find('[');
  if (bracket != std::string_view::npos && bracket > 0 && IsWordChar(value[bracket - 1])) {
    const size_t close = value.find(']', bracket);
    if (close != std::string_view::npos &&
        AllOf(value.substr(0, bracket), [](char c) { return IsWordChar(c) || c == '.' || c == '$'; })) {
      return true;
    }
  }
  return false;
}

// Several words, or one with letters of a script that tokens do not use: translations have no year behind the word.
bool IsText(std::string_view value) {
  constexpr size_t kDigitsOfPassword = 3;
  if (value.find_first_of(" \t\n") != std::string_view::npos) return true;
  size_t high = 0;
  size_t digits = 0;
  for (const char c : value) {
    high += Is(c, kHigh);
    digits += Is(c, kDigit);
  }
  return high > 0 && high * 3 >= value.size() && digits < kDigitsOfPassword;
}

// A regular expression, text of a page in which a character is written as its number, or a program's own notation.
bool IsPatternOrMarkup(std::string_view value) {
  static constexpr Texts kParts("A-Za-z", "a-zA-Z", "a-z0-9", "A-Z0-9", "(?:", "(?P<", "(?i)", "[0-9", "[a-z", "[A-Z",
                                "A-HJ-NP-Z");
  if (kParts.AnyIn(value) || (value.front() == '^' && value.back() == '$')) return true;
  if (IsNotation(value)) return true;
  // "K_A|K_B|K_C|K_D": one of many words.
  const auto bars = static_cast<size_t>(std::count(value.begin(), value.end(), '|'));
  if (bars >= 3 && AllOf(value, [](char c) { return IsWordChar(c) || c == '|' || Is(c, kHigh); })) return true;
  const size_t entity = value.find("&#");
  return entity != std::string_view::npos && entity + 2 < value.size() && Is(value[entity + 2], kDigit);
}

// "pbkdf2:sha256:414232…:100000": documentation shows a part.
bool IsCut(std::string_view value) { return Contains(value, "\xE2\x80\xA6") || Contains(value, "..."); }

// "eyJ0eX<deleted>HE": a part was taken out.
bool HasHole(std::string_view low) {
  const size_t open = low.find('<');
  if (open == std::string_view::npos) return false;
  const size_t close = low.find('>', open);
  return close != std::string_view::npos && StandInOf(low.substr(open + 1, close - open - 1)) == StandIn::kMarker;
}

}  // namespace

bool IsUuid(std::string_view value, char mark) {
  if (value.size() != 36) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool is_mark = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_mark ? value[i] != mark : !IsHexDigit(value[i])) return false;
  }
  return true;
}

bool IsPasswordHash(std::string_view value) {
  static constexpr Texts kBegins("$2a$", "$2b$", "$2y$", "$1$", "$5$", "$6$", "$y$", "$apr1$", "$argon2", "$p$", "$h$",
                                 "$s$", "$pbkdf2", "{ssha", "{sha", "{md5}", "{smd5}", "pbkdf2_",
                                 "pbkdf2:", "scrypt:", "bcrypt$", "argon2$", "sha1$", "sha256$", "sha512$", "md5$",
                                 "$7$", "$sha1$", "$md5");
  if (value.size() < 20 || value.find('{', 1) != std::string_view::npos || IsCut(value)) return false;
  return kBegins.AnyBegins(Lowered(value).view());
}

NotSecret WhyNotSecret(std::string_view value) {
  if (value.empty()) return NotSecret::kTypeOrWord;
  const Lowered lowered(value);
  const std::string_view low = lowered.view();
  if (IsReference(value, low)) return NotSecret::kReference;
  if (IsEncrypted(value, low)) return NotSecret::kEncrypted;
  if (IsPgpMessage(value)) return NotSecret::kEncrypted;
  if (IsPublicOrCertificate(value, low) || IsEmbeddedFile(value)) return NotSecret::kPublic;
  if (IsHashNamed(low) || IsColonFingerprint(value)) return NotSecret::kHash;
  if (IsMacAddress(value)) return NotSecret::kNumber;
  if (IsPatternOrMarkup(value)) return NotSecret::kPattern;
  if (IsPublicId(value)) return NotSecret::kPublic;
  if (IsUuid(value)) return IsStandIn(value) ? NotSecret::kStandIn : NotSecret::kUuid;
  NotSecret why = NotSecret::kNo;
  if (IsPathOrUrl(value, low, &why)) return why;
  if (IsEmail(value)) return NotSecret::kEmail;
  if (IsNumberLike(value, low) || IsEscapedBytes(low) || IsMostlyPercent(value)) return NotSecret::kNumber;
  if (IsEscapedWord(value) || IsEscapedLines(low)) return NotSecret::kText;
  if (IsCode(value)) return NotSecret::kCode;
  if (IsText(value)) return NotSecret::kText;
  if (IsStandIn(value) || HasHole(low)) return NotSecret::kStandIn;
  return NotSecret::kNo;
}

}  // namespace veil::assign
