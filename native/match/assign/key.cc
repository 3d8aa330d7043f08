#include "match/assign/key.h"

#include <algorithm>
#include <array>

#include "match/assign/chars.h"
#include "match/assign/key_word_lists.h"
#include "match/assign/key_words.h"
#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/words.h"
#include "match/boundary.h"

namespace veil::assign {
namespace {

// Words that end in "pass" and are no password.
constexpr std::string_view kPassWords[] = {
    "bypass",    "compass",    "encompass", "trespass",   "surpass", "allpass",  "lowpass",   "highpass", "bandpass",
    "multipass", "singlepass", "onepass",   "renderpass", "subpass", "nextpass", "firstpass", "overpass", "underpass"};

// "mountain_pass", "second_pass": what one walks over, buys or does, where the word stands in front of "pass" alone.
constexpr std::string_view kAheadOfPass[] = {
    "mountain", "boarding",     "ski",      "season", "day",    "rail",    "bus",    "travel", "press",    "hall",
    "city",     "museum",       "park",     "battle", "annual", "monthly", "weekly", "render", "shader",   "first",
    "second",   "third",        "one",      "two",    "single", "multi",   "low",    "high",   "band",     "compiler",
    "long",     "short",        "through",  "final",  "lint",   "depth",   "shadow", "color",  "lighting", "geometry",
    "bloom",    "optimization", "lowering", "llvm",   "mlir",   "next"};

// Every ending holds one of these: most words stop here.
bool MayHoldTellingWord(std::string_view word) {
  for (size_t i = 0; i + 3 <= word.size(); ++i) {
    const char a = word[i], b = word[i + 1], c = word[i + 2];
    if ((a == 'p' && b == 'a' && c == 's') || (a == 'k' && b == 'e' && c == 'y') ||
        (a == 't' && b == 'o' && c == 'k') || (a == 's' && b == 'e' && c == 'c') || (b == 'w' && c == 'd') ||
        (a == 'n' && b == 'h' && c == 'a') || (a == 'n' && b == 'n' && c == 'w')) {
      return true;
    }
  }
  return false;
}

uint32_t RolesOf(std::string_view word) {
  if (const uint32_t roles = KeyWordRoles(word); roles != 0) return roles;
  if (word.size() < 5 || !MayHoldTellingWord(word)) return 0;
  for (const std::string_view no : kPassWords) {
    if (word == no) return kDenies;
  }
  for (const auto& ending : kEndings) {
    if (word.size() > ending.text.size() && word.ends_with(ending.text)) {
      const std::string_view head = word.substr(0, word.size() - ending.text.size());
      // "csrfmiddlewaretoken"
      if (head.starts_with("csrf") || head.starts_with("xsrf")) return kDenies;
      const uint32_t head_roles = KeyWordRoles(head);
      if ((head_roles & kQualifies) != 0 || head == "set") return ending.roles;
      if ((head_roles & (kDenies | kDeniesAhead)) != 0) return kDenies;
      // "lpass", "drawpass": only after a word that has a password.
      if (ending.text == "pass" && (head_roles & kNeutral) == 0) return kDenies;
      return ending.roles;
    }
  }
  // "passwordfield", "tokentype", "secretname"
  for (const auto& ending : kEndings) {
    if (ending.text.size() < 5 || !word.starts_with(ending.text)) continue;
    const uint32_t tail_roles = KeyWordRoles(word.substr(ending.text.size()));
    return (tail_roles & kNeutral) != 0 ? ending.roles : kDenies;
  }
  return 0;
}

// "PassWord", "pass_phrase": two words that are one.
void JoinPassWord(Words* words) {
  for (size_t i = 0; i + 1 < words->count; ++i) {
    const std::string_view next = (*words)[i + 1];
    if ((*words)[i] != "pass" || (next != "word" && next != "phrase" && next != "code")) continue;
    for (size_t k = i + 1; k + 1 < words->count; ++k) words->word[k] = words->word[k + 1];
    --words->count;
    words->is_joined_password = true;
  }
}

// "mixpanel", "datadog_prod": a provider's name and nothing that says what the value is.
void ClassifyVendor(const uint32_t* roles, const Words& words, Key* key) {
  bool has_provider = false;
  for (size_t i = 0; i < words.count; ++i) {
    if ((roles[i] & kNamesProvider) != 0) {
      has_provider = true;
    } else if ((roles[i] & (kNeutral | kQualifies)) == 0 || (roles[i] & (kDenies | kDeniesAhead)) != 0) {
      return;
    }
  }
  if (!has_provider) return;
  key->kind = Kind::kToken;
  key->tell = Tell::kWeak;
  key->is_vendor = true;
}

// What the bytes of an escape that look like a name's begin behind, and how many they are.
constexpr Marks kBeforeEscaped("\\%=[;");
constexpr size_t kMaxEscapedLetters = 5;

// Where the name begins that seems to begin at `begin`, and does before `hit_begin`: the letters of "\npwd", "%3Dpwd",
// "\u0026pwd" and "[32mpwd" are none of it.
size_t BehindEscape(std::string_view text, size_t begin, size_t hit_begin) {
  if (begin == 0 || !kBeforeEscaped.Has(text[begin - 1])) return begin;
  const size_t last = std::min(hit_begin, begin + kMaxEscapedLetters);
  // The longest first: "%253F" begins as "%25".
  for (size_t at = last; at > begin; --at) {
    const int escaped = EscapeInFront(text, at);
    if (escaped >= 0 && !IsInIdentifier(static_cast<char>(escaped))) return at;
  }
  return begin;
}

}  // namespace

void FindIdentifier(std::string_view text, Hit hit, Key* key) {
  const size_t end = NameEnd(text, hit.end);
  size_t begin = hit.begin;
  const size_t first = hit.begin > kMaxIdentifierReach ? hit.begin - kMaxIdentifierReach : 0;
  while (begin > first && IsInIdentifier(text[begin - 1])) --begin;
  begin = BehindEscape(text, begin, hit.begin);
  // "--password", ".password", "x->token" begin at the letters.
  while (begin < hit.begin && JoinsWords(text[begin])) ++begin;
  key->begin = begin;
  key->end = end;
  key->method_end = 0;
  // txtPassword.Text = "x": what stands in a field of a form.
  constexpr std::string_view kText = ".text";
  if (end - begin > kText.size() && end - kText.size() >= hit.end &&
      StartsWithNoCase(text, end - kText.size(), kText) && At(text, SkipSpaces(text, end)) == '=') {
    key->end = end - kText.size();
    key->method_end = end;
  }
  // "token.set(", "datadog.init(": the method takes what the name is about.
  if (end < text.size() && text[end] == '(') {
    static constexpr std::string_view kMethods[] = {".set",    ".init",      ".put",  ".assign", "_set",
                                                    ".equals", ".configure", ".from", ".value"};
    const std::string_view name = text.substr(begin, end - begin);
    for (const std::string_view method : kMethods) {
      if (!name.ends_with(method) || end - method.size() < hit.end) continue;
      key->end = end - method.size();
      key->method_end = end;
    }
  }
}

namespace {

// Whether the first word that ends at `at` or behind says anything at all.
bool WordSays(const Words& words, size_t at) {
  for (size_t i = 0; i < words.count; ++i) {
    if (words.word[i].end < at) continue;
    return (RolesOf(words[i]) & (kTells | kNeutral | kQualifies | kNamesProvider)) != 0;
  }
  return true;
}

// The same for the word that `hit` ends in, in a text.
bool WordSaysAround(std::string_view text, Hit hit) {
  const auto in_word = [&](size_t at) { return IsAlnum(text[at]) || Is(text[at], kHigh); };
  // The letters and digits around it: words end in them, where case changes, but never across another byte.
  size_t begin = hit.end - 1;
  const size_t first = hit.end > kMaxIdentifierReach ? hit.end - kMaxIdentifierReach : 0;
  while (begin > first && in_word(begin - 1)) --begin;
  size_t end = hit.end;
  const size_t last = std::min(text.size(), hit.end + kMaxIdentifierReach);
  while (end < last && in_word(end)) ++end;
  Words words;
  SplitWords(text.substr(begin, end - begin), &words);
  return WordSays(words, hit.end - begin);
}

// Whether the word is the first of the name or of a member ("get" in "keyring.get_password").
bool BeginsMember(const Words& words, size_t at) {
  const size_t begin = words.word[at].begin;
  return at == 0 || words.lower[begin - 1] == '.';
}

void ClassifyWords(Words& words, std::string_view before, Key* key) {
  key->tell = Tell::kNone;
  key->is_getter = key->is_pin = key->is_pass = key->is_auth = key->is_vendor = key->is_phrase = key->is_userpwd =
      false;
  if (words.count == 0) return;
  JoinPassWord(&words);

  uint32_t roles[Words::kMaxWords];
  size_t telling = Words::kMaxWords;
  for (size_t i = 0; i < words.count; ++i) {
    roles[i] = RolesOf(words[i]);
    if ((roles[i] & kTells) != 0) telling = i;
  }
  if (telling == Words::kMaxWords) {
    ClassifyVendor(roles, words, key);
    return;
  }

  // Sec-WebSocket-Key, sec-websocket-key: a number that is used once.
  if (telling > 2 && words[telling - 3] == "sec" && words[telling - 2] == "web" && words[telling - 1] == "socket")
    return;
  if (telling > 1 && words[telling - 2] == "sec" && words[telling - 1] == "websocket") return;
  // "root-keys", "defaultRepoKeys": what clients of The Update Framework trust.
  if (words[telling] == "keys" && telling > 0 && IsOneOf(words[telling - 1], "root", "repo")) return;
  // X-Amz-Credential: the id of the key that signs, and for what.
  if (words[telling] == "credential" && telling > 0 && words[telling - 1] == "amz") return;
  // withdrawal_credentials: who may take out what a validator of Ethereum has put in.
  if (words[telling] == "credentials" && telling > 0 && words[telling - 1] == "withdrawal") return;
  // existingSecret: what a chart is to use of what is there, by its name.
  if (words[telling] == "secret" && telling > 0 && words[telling - 1] == "existing") return;
  bool unknown_tail = false;
  bool hashed = false;
  for (size_t i = telling + 1; i < words.count; ++i) {
    if ((roles[i] & kHashes) != 0) {
      hashed = true;
    } else if ((roles[i] & kDenies) != 0) {
      return;
    } else if ((roles[i] & (kNeutral | kQualifies)) == 0 && !Is(words[i].front(), kDigit)) {
      unknown_tail = true;
    }
  }

  uint32_t tells = roles[telling] & kTells;
  bool qualified = (roles[telling] & kQualifies) != 0;
  for (size_t i = 0; i < telling; ++i) {
    if ((roles[i] & kQualifies) != 0 && (roles[telling] & kTellsPassword) == 0) qualified = true;
    // "this.getCredentials", "json_get_secret": of the words only these get something wherever they stand. Not
    // "from_secret": it makes something of the text.
    if ((roles[i] & kGets) != 0 && words[i] != "from" &&
        (BeginsMember(words, i) || words[i] == "get" || words[i] == "find")) {
      key->is_getter = true;
    }
    if ((roles[i] & kHashes) != 0) hashed = true;
    if ((roles[i] & kDeniesAhead) != 0) {
      // "primary_key", "csrf_token" directly ahead; "is…", "forgot…", "public…" anywhere ahead of it.
      const bool names_any = (roles[telling] & (kTellsKey | kTellsToken)) != 0;
      if ((roles[i] & kVerb) != 0 || (names_any && i + 1 == telling)) return;
    }
    if ((roles[i] & kTellsSecret) != 0 && (tells & kTellsKey) != 0) tells = kTellsSecret;
    if ((roles[i] & (kTellsPassword | kTellsToken)) != 0 && (roles[i] & kMakesSecret) == 0 &&
        (tells & kTellsKey) != 0 && i + 1 == telling) {
      // "password_key", "token_key" name the name of a password more often than a key.
      tells = kTellsKey;
      unknown_tail = true;
    }
    if ((roles[i] & kTellsAuth) != 0 && (tells & kTellsKey) != 0) qualified = true;
    if ((roles[i] & kMakesSecret) != 0 && (tells & kTellsKey) != 0) tells = kTellsSecret;
  }
  // WIFI_KEY, wpa_key, pre-shared-key: what a person types in.
  const bool is_shared = telling > 1 && words[telling - 1] == "shared" && words[telling - 2] == "pre";
  if (telling > 0 && (tells & (kTellsKey | kTellsSecret)) != 0 &&
      (is_shared || IsOneOf(words[telling - 1], "wifi", "wlan", "wpa", "wpa2", "wep"))) {
    tells = kTellsPassword;
  }
  if (telling == 0 && !before.empty() && (tells & kTellsKey) != 0) {
    // "API key", "Public Key"
    std::array<char, kMaxIdentifierReach> lower;
    const size_t size = std::min(before.size(), lower.size());
    for (size_t i = 0; i < size; ++i) lower[i] = ToLower(before[i]);
    const uint32_t ahead = RolesOf({lower.data(), size});
    // `String KEY = …`: a type.
    const bool is_type = IsOneOf(before, "string");
    if ((ahead & (kDeniesAhead | kDenies)) != 0 && (ahead & kVerb) == 0 && !is_type) return;
    if ((ahead & kQualifies) != 0) qualified = true;
    if ((ahead & kTellsSecret) != 0 && (tells & kTellsKey) != 0) tells = kTellsSecret;
  }

  // "salt_ssh_cli", "salt_call": a program of that name.
  if ((roles[telling] & kWeakTell) != 0 && (tells & kTellsSecret) != 0 && unknown_tail) return;
  if ((roles[telling] & kWeakTell) != 0) unknown_tail = true;
  key->is_phrase = words[telling] == "mnemonic";
  key->is_userpwd = words[telling] == "userpwd";
  key->is_pin = (roles[telling] & kTellsPin) != 0;
  key->is_pass = telling == 0 && words[telling] == "pass" && !words.is_joined_password;
  if (words[telling] == "pass" && telling > 0 && !words.is_joined_password &&
      (std::find(std::begin(kAheadOfPass), std::end(kAheadOfPass), words[telling - 1]) != std::end(kAheadOfPass) ||
       // Not the "back_end_pass".
       (telling == 1 && IsOneOf(words[0], "begin", "end")))) {
    return;
  }
  if ((tells & kTellsPassword) != 0) {
    key->kind = hashed ? Kind::kPasswordHash : Kind::kPassword;
    key->tell = unknown_tail ? Tell::kWeak : Tell::kStrong;
    // "pass" is also a verb and a round of a loop.
    if (unknown_tail && key->is_pass) key->tell = Tell::kNone;
  } else if (hashed) {
    return;  // a hash named as such
  } else if ((tells & kTellsSecret) != 0) {
    key->kind = Kind::kSecret;
    key->tell = unknown_tail ? Tell::kWeak : Tell::kStrong;
  } else if ((tells & kTellsToken) != 0) {
    key->kind = Kind::kToken;
    key->tell = unknown_tail && !qualified ? Tell::kWeak : Tell::kStrong;
  } else if ((tells & kTellsAuth) != 0) {
    key->kind = Kind::kKey;
    key->tell = Tell::kWeak;
    key->is_auth = true;
  } else {
    key->kind = qualified ? Kind::kApiKey : Kind::kKey;
    key->tell = qualified && !unknown_tail ? Tell::kStrong : Tell::kWeak;
  }
}

// "encrypted_data", "md5_value"
bool SaysHashed(const Words& words) {
  for (size_t i = 0; i < words.count; ++i) {
    if ((KeyWordRoles(words[i]) & kHashes) != 0) return true;
  }
  return false;
}

}  // namespace

bool ClassifyName(std::string_view text, Hit hit, std::string_view before, Key* key) {
  const std::string_view name = text.substr(key->begin, key->end - key->begin);
  Words words;
  SplitWords(name, &words);
  const bool ends_in_mark = !IsAlnum(text[hit.end - 1]) && !Is(text[hit.end - 1], kHigh);
  // Of a name that was cut the words are read anew around the hit.
  const bool is_cut = name.size() >= kMaxIdentifierReach || words.count == Words::kMaxWords;
  const bool says = ends_in_mark || (is_cut ? WordSaysAround(text, hit) : WordSays(words, hit.end - key->begin));
  if (says) ClassifyWords(words, before, key);
  return says;
}

void ClassifyKey(std::string_view text, std::string_view before, Key* key) {
  Words words;
  SplitWords(text.substr(key->begin, key->end - key->begin), &words);
  ClassifyWords(words, before, key);
}

bool IsOfSeveral(std::string_view name) {
  if (name.empty() || ToLower(name.back()) != 's') return false;
  Words words;
  SplitWords(name, &words);
  if (words.count == 0) return false;
  const std::string_view last = words[words.count - 1];
  for (const std::string_view several :
       {"passwords", "secrets", "tokens", "credentials", "creds", "keys", "apikeys", "passphrases"}) {
    if (last == several) return true;
  }
  return false;
}

bool IsValueName(std::string_view name) {
  Words words;
  SplitWords(name, &words);
  if (words.count == 0 || SaysHashed(words)) return false;
  return (KeyWordRoles(words[words.count - 1]) & kNamesValue) != 0;
}

bool IsPlainName(std::string_view name) {
  Words words;
  SplitWords(name, &words);
  if (words.count == 0) return true;
  const std::string_view last = words[words.count - 1];
  const uint32_t roles = KeyWordRoles(last);
  // What CI services call encrypted is none either.
  if ((roles & kHashes) != 0 || last == "secure") return true;
  if (SaysHashed(words) && (roles & kTells) == 0) return true;
  return (roles & kDenies) != 0 && (roles & (kNeutral | kTells)) == 0;
}

bool IsNameName(std::string_view name) {
  Words words;
  SplitWords(name, &words);
  if (words.count == 0) return false;
  return (KeyWordRoles(words[words.count - 1]) & kNamesName) != 0;
}

}  // namespace veil::assign
