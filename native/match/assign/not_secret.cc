#include "match/assign/not_secret.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "match/assign/assign.h"
#include "match/assign/chars.h"
#include "match/assign/scan.h"
#include "match/assign/stand_in_words.h"
#include "match/assign/words.h"

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
};

bool IsDocumentationValue(std::string_view value) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : value) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3ULL;
  return std::find(std::begin(kDocumentationValues), std::end(kDocumentationValues), hash) !=
         std::end(kDocumentationValues);
}

// A lower-cased copy of a value on the stack.
struct Lowered {
  explicit Lowered(std::string_view value) : size(std::min(value.size(), buffer.size())) {
    for (size_t i = 0; i < size; ++i) buffer[i] = ToLower(value[i]);
  }
  std::string_view view() const { return {buffer.data(), size}; }
  std::array<char, kMaxValueBytes> buffer;
  size_t size;
};

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

bool ContainsAny(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return Contains(text, part); });
}

template <typename Predicate>
bool AllOf(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

bool IsWordChar(char c) { return IsAlnum(c) || c == '_'; }

// "%s", "%d:%d": what printf and its relatives fill in. Long random text holds such a pair by chance, so one that is
// not
// "%s" counts in short values only.
bool HasFormat(std::string_view value) {
  static constexpr std::string_view kFormats[] = {"%s",  "%d",   "%v",  "%q", "%@", "%(",  "%1$", "%lu",
                                                  "%x",  "%02x", "%hh", "%*", "%.", "%ld", "%ll", "%zu",
                                                  "%08", "%016", "%c",  "%i", "%u", "%p",  "%f"};
  size_t count = 0;
  for (const std::string_view format : kFormats) count += Contains(value, format);
  return count >= 2 || (count == 1 && (value.size() <= 12 || Contains(value, "%s") || Contains(value, "%hh")));
}

// "$pring5ale", "$ilv3rm00n": letters that were made digits, in two places and more. No variable is called that.
bool IsLeet(std::string_view value) {
  size_t places = 0;
  for (size_t i = 2; i < value.size(); ++i) places += IsLetter(value[i]) && Is(value[i - 1], kDigit);
  return places >= 2 && AllOf(value.substr(1), IsAlnum);
}

bool IsReference(std::string_view value, std::string_view low) {
  const char first = value.front();
  if (first == '$' && !IsLeet(value)) {
    // $NAME, $name->x, $(cmd), ${…}; not $2y$… and not $ecret! with marks in it.
    if (value.size() == 1) return true;
    if (value[1] == '{' || value[1] == '(') return true;
    if ((IsLetter(value[1]) || value[1] == '_' || value[1] == ':') &&
        AllOf(value.substr(1), [](char c) { return IsWordChar(c) || c == '.' || c == '-' || c == '>' || c == ':'; })) {
      return true;
    }
    if (AllOf(value.substr(1), [](char c) { return Is(c, kDigit); })) return true;
  }
  if (first == '%' && value.size() > 2 && value.back() == '%') return true;
  if (first == '@' && value.size() > 2 && (value.back() == '@' || value[1] == '{')) return true;
  if (value.size() > 4 && value.starts_with("__") && value.ends_with("__")) return true;
  if (first == '#' && value.size() > 1 && value[1] == '{') return true;
  if (first == ':' && AllOf(value.substr(1), IsWordChar)) return true;
  if (first == '!' &&
      StartsWithAny(low, {"!ref", "!sub", "!vault", "!secret", "!getatt", "!env", "!join", "!import"})) {
    return true;
  }
  if (ContainsAny(value, {"${", "{{", "}}", "<%", "%>", "#{", "$(", "@{", "<?", "[[", "{%", "$[["})) return true;
  if (ContainsAny(value, {"{0}", "{1}", "{}", "\\("})) return true;
  if (HasFormat(value)) return true;
  if (value.size() > 3 && first == '{' && value.back() == '}') return true;
  if (value.size() > 3 && first == '[' && value.back() == ']') return true;
  // A field in the middle: "x{name}y", "x{name:30}y".
  for (size_t open = value.find('{'); open != std::string_view::npos; open = value.find('{', open + 1)) {
    const size_t close = value.find('}', open);
    if (close == std::string_view::npos || close < open + 2) continue;
    const std::string_view field = value.substr(open + 1, close - open - 1);
    if (AllOf(field, [](char c) { return IsWordChar(c) || c == '.' || c == ':' || c == '-'; })) return true;
  }
  if (StartsWithAny(low, {"process.env",
                          "os.environ",
                          "os.getenv",
                          "getenv",
                          "env.",
                          "env[",
                          "env(",
                          "env:",
                          "secrets.",
                          "vault:",
                          "ssm:",
                          "arn:",
                          "op://",
                          "keyring:",
                          "file:",
                          "secretsmanager",
                          "parameter_store",
                          "projects/",
                          "$env:",
                          "config.",
                          "settings.",
                          "params.",
                          "var.",
                          "local.",
                          "data.",
                          "module.",
                          "self.",
                          "this.",
                          "args.",
                          "options.",
                          "opts.",
                          "props.",
                          "request.",
                          "req.",
                          "input.",
                          "credentials.",
                          "secret:",
                          "ref:",
                          "ref+",
                          "valuefrom",
                          "!!",
                          "steps.",
                          "needs.",
                          "inputs.",
                          "github.",
                          "vars.",
                          "env_",
                          "keychain:",
                          "azurekeyvault",
                          "@microsoft.keyvault",
                          "akv:",
                          "kms:",
                          "doppler:",
                          "sops:",
                          "ssm-",
                          "awssm:",
                          "gcpsm:",
                          "bitwarden:",
                          "lastpass:"})) {
    return true;
  }
  return false;
}

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
    size_t equal = 0;
    for (size_t i = period; i < size; ++i) equal += low[i] == low[i - period];
    if (equal == size - period) return true;
    if (size - period >= 12 && equal * 10 >= (size - period) * 9) return true;
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

bool IsPathOrUrl(std::string_view value, std::string_view low, NotSecret* why) {
  if (Contains(value, "://")) {
    *why = NotSecret::kUrl;
    return true;
  }
  if (StartsWithAny(low,
                    {"www.", "mailto:", "data:", "urn:", "javascript:", "tel:", "spiffe:", "localhost:", "http:"})) {
    *why = NotSecret::kUrl;
    return true;
  }
  *why = NotSecret::kPath;
  if (StartsWithAny(value, {"./", "../", "~/", "/etc/", "/var/", "/usr/", "/home/", "/opt/", "/run/", "/tmp/", "/root/",
                            "/api/", "/v1/", "/v2/", "C:\\", "c:\\", "\\\\"})) {
    return true;
  }
  static constexpr std::string_view kExtensions[] = {
      ".pem",  ".key",  ".crt",   ".cer",  ".json", ".txt", ".js",  ".ts",  ".py",    ".yml",      ".yaml",
      ".xml",  ".html", ".php",   ".cfg",  ".conf", ".ini", ".jks", ".p12", ".pfx",   ".keystore", ".properties",
      ".env",  ".sh",   ".go",    ".java", ".rb",   ".com", ".org", ".net", ".local", ".md",       ".css",
      ".png",  ".svg",  ".jpg",   ".gif",  ".c",    ".h",   ".cc",  ".cpp", ".cs",    ".log",      ".csv",
      ".tmpl", ".tpl",  ".pub",   ".gpg",  ".asc",  ".enc", ".so",  ".dll", ".exe",   ".pl",       ".cgi",
      ".vue",  ".o",    ".ko",    ".a",    ".obj",  ".tsx", ".jsx", ".mjs", ".scss",  ".lock",     ".toml",
      ".db",   ".sql",  ".plist", ".io",   ".dev",  ".tf",  ".kt",  ".rs"};
  for (const std::string_view extension : kExtensions) {
    if (low.size() > extension.size() + 1 && low.ends_with(extension) && AllOf(low, [](char c) {
          return IsAlnum(c) || c == '.' || c == '/' || c == '_' || c == '-' || c == '\\' || c == ':';
        })) {
      return true;
    }
  }
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

bool IsEncrypted(std::string_view value, std::string_view low) {
  return StartsWithAny(
             low, {"enc[",       "enc(",       "nacl[", "{cipher}", "$ansible_vault", "vault:v", "encrypted:", "{aes}",
                   "ciphertext", "aws:kms",    "agage", "kms:",     "enc:",           "{crypt}", "secure:",    "pgp:",
                   "dpapi:",     "u2fsdgvkx1", "$9$",   "$8$"}) ||
         (value.starts_with("AgB") && value.size() > 200) || (value.starts_with("AQICAH") && value.size() > 100);
}

bool IsPublicOrCertificate(std::string_view value, std::string_view low) {
  // An address on a blockchain: where tokens are coins.
  if (value.size() == 42 && low.starts_with("0x") && AllOf(low.substr(2), IsHexDigit)) return true;
  return StartsWithAny(low, {"ssh-rsa", "ssh-ed25519", "ecdsa-sha2", "ssh-dss", "-----begin", "begin ", "pk_live_",
                             "pk_test_", "sk-ecdsa"}) ||
         StartsWithAny(value, {"MIIB", "MIIC", "MIID", "MIIE", "MIIF", "MIIG", "MFkw", "MFww", "MIGf",
                               "LS0tLS1CRUdJTi"
                               "BD",
                               "AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh"});
}

bool IsHashNamed(std::string_view low) {
  return StartsWithAny(low, {"sha1-", "sha256-", "sha384-", "sha512-", "sha1:", "sha256:", "sha512:", "hmac-sha",
                             "md5:", "md5-", "h1:", "sha1=", "sha256=", "etag", "w/\""});
}

// "1:4.13+dfsg1-1+deb12u1", "v0.0.0-20260916192156-3e28d7ed64df", "5.40.1-6"
bool IsVersion(std::string_view low) {
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
  if (low.starts_with("0x") && AllOf(low.substr(2), IsHexDigit)) return low.size() < 34;
  if (value.front() == '#' && value.size() <= 9 && AllOf(value.substr(1), IsHexDigit)) return true;
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

// Whole groups of base64: "//" and "==" in it are no code.
bool IsBase64Blocks(std::string_view value) {
  if (value.size() < 16 || value.size() % 4 != 0) return false;
  while (value.back() == '=') value.remove_suffix(1);
  return AllOf(value, [](char c) { return IsAlnum(c) || c == '+' || c == '/'; });
}

// "&S\\u00E4ttigung", "\\u00c5tkomst": a word of a translation, with the letters that ASCII lacks.
bool IsEscapedWord(std::string_view value) {
  for (size_t i = value.find("\\u"); i != std::string_view::npos; i = value.find("\\u", i + 1)) {
    const std::string_view code = value.substr(i + 2, 4);
    if (code.size() < 4 || !AllOf(code, IsHexDigit)) continue;
    if (code.substr(0, 2) != "00" || ToLower(code[2]) >= 'c') return true;
  }
  return false;
}

bool IsCode(std::string_view value) {
  if (IsBase64Blocks(value)) return false;
  if (ContainsAny(value,
                  {"=>", "->", "::",  "&&",  "||",  "()", "[]",   "==",   "!=",    "+=", "({",  "})",    "\\n\\t",
                   "</", "/>", "\\d", "\\w", "\\s", "(?", "[a-z", "[A-Z", "[0-9",  "[^", ".*",  "\\x00", "<=",
                   ">=", "):", "\\0", "/*",  "*/",  "//", "${",   "\\u0", "\\033", "']", "\"]", "['",    "[\""})) {
    return true;
  }
  if (value.front() == '<' && value.back() == '>') return true;
  if (value.front() == '&' && Contains(value, ";")) return true;
  if (value.front() == '^' && value.back() == '$') return true;
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

// Several words, or one with letters of a script that tokens do not use.
bool IsText(std::string_view value) {
  if (value.find_first_of(" \t\n") != std::string_view::npos) return true;
  size_t high = 0;
  for (const char c : value) high += Is(c, kHigh);
  return high > 0 && high * 3 >= value.size();
}

}  // namespace

bool IsUuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? value[i] != '-' : !IsHexDigit(value[i])) return false;
  }
  return true;
}

bool IsPasswordHash(std::string_view value) {
  const Lowered lowered(value);
  const std::string_view low = lowered.view();
  if (value.size() < 20 || value.find('{', 1) != std::string_view::npos) return false;
  return StartsWithAny(low, {"$2a$",    "$2b$",    "$2y$",    "$1$",     "$5$",     "$6$",     "$y$",   "$apr1$",
                             "$argon2", "$p$",     "$h$",     "$s$",     "$pbkdf2", "{ssha",   "{sha",  "{md5}",
                             "{smd5}",  "pbkdf2_", "pbkdf2:", "scrypt:", "bcrypt$", "argon2$", "sha1$", "sha256$",
                             "sha512$", "md5$",    "$7$",     "$sha1$",  "$md5"});
}

bool IsStandIn(std::string_view value) {
  if (value.empty() || IsDocumentationValue(value)) return true;
  const Lowered lowered(value);
  const std::string_view low = lowered.view();
  if (ContainsAny(low, {"example",    "placeholder", "changeme",      "change_me",    "change-me",    "redacted",
                        "xxxx",       "yourapi",     "your_",         "your-",        "yourkey",      "yoursecret",
                        "yourpass",   "yourtoken",   "replaceme",     "replace_",     "replace-",     "insert_",
                        "insert-",    "dummy",       "sample",        "...",          "\xe2\x80\xa6", "****",
                        "____",       "notreal",     "not-real",      "not_real",     "fake",         "todo",
                        "fixme",      "<your",       "lorem",         "foobar",       "foobaz",       "mytoken",
                        "mysecret",   "mypassword",  "my_password",   "my_secret",    "my-secret",    "hunter1234",
                        "deadbeef",   "cafebabe",    "1234567890",    "0123456789",   "abcdefghij",   "aaaaaaaa",
                        "00000000",   "secretkey",   "supersecret",   "super_secret", "super-secret", "topsecret",
                        "somesecret", "a1b2c3d4",    "verylongsecret"})) {
    // Base64 and long random text may hold a short word by chance; these words are long or stand alone.
    return true;
  }
  return IsPatterned(value, low) || IsStandInWords(value) || (low.size() < 12 && IsWalk(low));
}

bool IsWeakPassword(std::string_view value) {
  if (value.size() < 6 || value.size() > 24 || IsPatterned(value, Lowered(value).view())) return false;
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
    if (word.starts_with("abc") || word == "test" || word == "token" || word == "key" || word == "string" ||
        word == "user" || word == "name")
      return false;
  }
  // "password1" and "pass-2" are names of variables.
  const bool ends_loud = std::string_view("!@#$%&*").find(value.back()) != std::string_view::npos;
  if (letters < 3 || digits + (ends_loud ? 2 : 0) < 2 || digits > 6 || marks > 3) return false;
  return !Contains(value, " ") && words.count <= 4 && (Is(value.back(), kDigit) || ends_loud);
}

namespace {

// A regular expression, or text of a page in which a character is written as its number.
bool IsPatternOrMarkup(std::string_view value) {
  if (ContainsAny(value, {"A-Za-z", "a-zA-Z", "a-z0-9", "A-Z0-9", "(?:", "(?P<", "(?i)", "[0-9", "A-HJ-NP-Z"}))
    return true;
  const size_t entity = value.find("&#");
  return entity != std::string_view::npos && entity + 2 < value.size() && Is(value[entity + 2], kDigit);
}

// veil's own ids of findings: they stand in reports, registries and logs.
bool IsFindingId(std::string_view value) {
  constexpr size_t kIdBytes = 29;
  return value.size() == kIdBytes && value.starts_with("fx_") &&
         AllOf(value.substr(3), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

// Ids that services give to what they answer; they stand where tokens are counted.
bool IsAnswerId(std::string_view value) {
  return StartsWithAny(value,
                       {"msg_0", "chatcmpl-", "resp_", "toolu_", "run_", "thread_", "asst_", "evt_1", "req_0"}) &&
         AllOf(value, [](char c) { return IsWordChar(c) || c == '-'; });
}

}  // namespace

NotSecret WhyNotSecret(std::string_view value) {
  if (value.empty()) return NotSecret::kTypeOrWord;
  const Lowered lowered(value);
  const std::string_view low = lowered.view();
  if (IsReference(value, low)) return NotSecret::kReference;
  if (IsEncrypted(value, low)) return NotSecret::kEncrypted;
  if (IsPublicOrCertificate(value, low)) return NotSecret::kPublic;
  if (IsHashNamed(low)) return NotSecret::kHash;
  if (IsPatternOrMarkup(value)) return NotSecret::kCode;
  if (IsFindingId(value) || IsAnswerId(value)) return NotSecret::kPublic;
  if (IsUuid(value)) return IsStandIn(value) ? NotSecret::kStandIn : NotSecret::kUuid;
  NotSecret why = NotSecret::kNo;
  if (IsPathOrUrl(value, low, &why)) return why;
  if (IsEmail(value)) return NotSecret::kEmail;
  if (IsNumberLike(value, low) || IsEscapedBytes(low)) return NotSecret::kNumber;
  if (IsEscapedWord(value)) return NotSecret::kText;
  if (IsCode(value)) return NotSecret::kCode;
  if (IsText(value)) return NotSecret::kText;
  if (IsStandIn(value)) return NotSecret::kStandIn;
  return NotSecret::kNo;
}

}  // namespace veil::assign
