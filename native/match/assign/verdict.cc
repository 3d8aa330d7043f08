#include "match/assign/verdict.h"

#include <algorithm>
#include <array>
#include <optional>

#include "match/assign/chars.h"
#include "match/assign/chosen.h"
#include "match/assign/encoded_value.h"
#include "match/assign/known_forms.h"
#include "match/assign/method_names.h"
#include "match/assign/public_ids.h"
#include "match/assign/references.h"
#include "match/assign/stand_in.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// Log odds that the models must answer, by what the name says. Found on the tuning data
// (docs/detection-assignments.md).
constexpr float kStrongNameOdds = 0.5F;
constexpr float kWeakNameOdds = 2.5F;
constexpr float kProviderOdds = 1.0F;     // "key" near the name of a provider
constexpr float kShortTokenOdds = 2.0F;   // 8 to 15 bytes
constexpr float kLetterTokenOdds = 4.0F;  // the same, letters only
constexpr float kHumanOdds = 0.0F;
constexpr float kHumanWeakOdds = 3.0F;     // a name that may say password
constexpr float kHumanTokenOdds = 2.0F;    // "api_key", "token"
constexpr float kHumanLettersOdds = 2.0F;  // "secret" and letters only
constexpr float kHumanSecretOdds = 0.5F;   // "secret" and not "password"
constexpr float kPassphraseOdds = 0.8F;    // words that are no names
constexpr float kChosenOdds = 0.8F;        // letters that are no words
constexpr float kMediumMargin = 0.0F;
constexpr float kHighMargin = 2.5F;
constexpr float kLowMargin = -1.0F;  // what is answered as low

constexpr float kNoiseOdds = 4.0F;
constexpr size_t kMinNoise = 14;

constexpr float kVendorOdds = 4.0F;

constexpr size_t kMinPassword = 5;
constexpr size_t kMinPhrase = 32;
constexpr size_t kMinToken = 8;
constexpr size_t kMinLetterToken = 12;
constexpr size_t kFullToken = 16;

struct Bytes {
  size_t letters = 0, digits = 0, marks = 0;
};
Bytes Count(std::string_view text) {
  Bytes bytes;
  for (const char c : text) {
    bytes.letters += Is(c, kLower | kUpper | kHigh);
    bytes.digits += Is(c, kDigit);
  }
  bytes.marks = text.size() - bytes.letters - bytes.digits;
  return bytes;
}

// Text in a program that is no name, number or expression of it: in a doc string or a heredoc.
bool CanBeBareInCode(std::string_view text) {
  constexpr size_t kMinHex = 32;
  if (text.size() >= kMinHex && std::all_of(text.begin(), text.end(), IsHexDigit)) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return Is(c, kDigit); })) * 4 >
           text.size();
  }
  if (text.size() < kFullToken || !Is(text.front(), kDigit)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '='; });
}

// What the place asks for on top of the name.
float ExtraOdds(const Value& value, const PathTraits& path, bool is_human) {
  float extra = 0;
  switch (value.link) {
    case Link::kAssigned:
      break;
    case Link::kWrapped:
      extra += is_human ? 2.0F : 1.0F;
      break;
    case Link::kSpaced:
      extra += is_human ? 2.0F : 0.5F;
      break;
    case Link::kBelow:
      extra += 0.5F;
      break;
    case Link::kNear:
      extra += is_human ? 4.0F : 2.0F;
      break;
  }
  if (value.in_code) extra += is_human ? 4.0F : 2.5F;
  if (value.is_partial) extra += is_human ? 4.0F : 1.5F;
  if (path.is_translation) extra += is_human ? 6.0F : 1.0F;
  if (path.is_minified || value.in_long_line) extra += is_human ? 6.0F : 2.0F;
  if (path.is_lockfile) extra += 4.0F;
  if (is_human && value.written == Written::kBare) {
    if (path.syntax == Syntax::kUnknown || path.syntax == Syntax::kProse) extra += 0.7F;
  }
  if (is_human && path.is_documentation) extra += 0.5F;
  if (is_human && path.is_test) extra += 0.5F;
  return extra;
}

bool IsHexNumber(std::string_view text) {
  if (text.starts_with("0x")) text.remove_prefix(2);
  return std::all_of(text.begin(), text.end(), IsHexDigit);
}

Confidence Grade(float margin, bool can_be_high) {
  if (margin >= kHighMargin && can_be_high) return Confidence::kHigh;
  return margin >= kMediumMargin ? Confidence::kMedium : Confidence::kLow;
}

// Passwords as people make them, and any other text that is given to a name that says password.
void JudgeHuman(std::string_view text, float odds, const Key& key, const Value& value, const PathTraits& path,
                Verdict* verdict) {
  const Bytes bytes = Count(text);
  if (text.size() < kMinPassword - 1) return;
  if (value.in_code) return;
  // A word of a language that the dictionary does not hold.
  if (path.is_translation && bytes.digits == 0) return;
  if (bytes.letters == 0 && bytes.marks == 0) {
    // A number: a PIN or a password of digits when it stands in quotes or in a file of settings.
    const bool is_note = (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown) && !key.is_pass &&
                         !value.is_followed && key.tell == Tell::kStrong;
    const bool is_literal = value.written != Written::kBare || path.syntax == Syntax::kConfig || is_note ||
                            value.in_query || path.syntax == Syntax::kYaml || path.syntax == Syntax::kShell;
    if (!is_literal || text.size() < 6 || value.link != Link::kAssigned) return;
    verdict->is_secret = true;
    verdict->confidence = Confidence::kMedium;
    return;
  }
  const bool is_spaced_bare =
      (value.link == Link::kSpaced || value.link == Link::kNear) && value.written == Written::kBare;
  // In running text only a mix of letters and digits or marks is no word.
  if (is_spaced_bare && (bytes.digits == 0 || text.size() < 6)) return;
  float score = std::max(verdict->human, verdict->machine);
  // "passwd: elevated-privileges 2755 root": the first word of several is no password.
  if (value.is_followed && bytes.digits == 0) return;
  const bool takes_words = value.link == Link::kAssigned && !value.is_partial && !value.is_followed &&
                           !(key.is_pass && value.written != Written::kElement && path.syntax == Syntax::kCode);
  if (takes_words && IsPassphrase(text, key.kind)) {
    score = std::max(score, odds + kPassphraseOdds);
  } else if (takes_words && key.kind == Kind::kPassword && score < odds + kChosenOdds && LooksChosen(text)) {
    score = odds + kChosenOdds;
  }
  float extra = ExtraOdds(value, path, true);
  // Letters, digits and marks are no word of a sentence, and no name.
  const bool is_tied =
      value.link != Link::kNear && value.link != Link::kWrapped && !value.is_partial && !path.is_minified;
  if (is_tied && key.kind == Kind::kPassword && !path.is_translation && !value.in_long_line && IsComposed(text)) {
    score = std::max(score, odds + kChosenOdds);
    extra = std::min(extra, kChosenOdds);
  }
  const float margin = score - odds - extra;
  if (margin < kLowMargin) return;
  verdict->is_secret = true;
  const bool is_mixed = bytes.letters > 0 && (bytes.digits > 0 || bytes.marks > 0);
  verdict->confidence = Grade(margin, is_mixed && text.size() >= 8 && !path.is_test && !path.is_documentation);
}

// The odds that a token has to beat there; nothing for what is none whatever its letters are.
std::optional<float> TokenOdds(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (text.size() < kMinToken) return std::nullopt;
  const Bytes bytes = Count(text);
  if (bytes.letters == 0) return std::nullopt;  // a number is no token
  if (value.in_code && !CanBeBareInCode(text)) return std::nullopt;
  float odds = key.tell == Tell::kStrong ? kStrongNameOdds : key.has_provider ? kProviderOdds : kWeakNameOdds;
  if (text.size() < kFullToken) {
    if (key.tell != Tell::kStrong && !key.has_provider) return std::nullopt;
    // Letters alone are a name of something, unless their case changes as no name's does.
    if (bytes.digits == 0 && (text.size() < kMinLetterToken || value.written != Written::kQuoted)) return std::nullopt;
    odds = bytes.digits == 0 ? kLetterTokenOdds : std::max(odds, kShortTokenOdds);
  }
  if (IsEncodedText(text)) return std::nullopt;
  if (path.is_lockfile && std::all_of(text.begin(), text.end(), IsHexDigit)) return std::nullopt;  // checksums and ids
  if (key.tell != Tell::kStrong && (IsNamedDigest(text) || IsEncodedMessage(text))) return std::nullopt;
  const bool may_be_token = value.written == Written::kQuoted && text.size() == 16;
  if (key.tell != Tell::kStrong && !may_be_token && IsKeyId(text)) return std::nullopt;
  if (key.is_vendor) {
    const bool is_tied = value.link != Link::kBelow && !value.in_code;
    if (!is_tied || text.size() < kMinVendorTokenBytes || text.find('/') != std::string_view::npos) return std::nullopt;
    odds = kVendorOdds;
  }
  return odds;
}

void JudgeMachine(std::string_view text, float odds, const Key& key, const Value& value, const PathTraits& path,
                  Verdict* verdict) {
  const float margin = verdict->machine - odds - ExtraOdds(value, path, false);
  if (margin < kLowMargin) return;
  verdict->is_secret = true;
  verdict->confidence = Grade(margin, key.tell == Tell::kStrong && text.size() >= kFullToken);
  if (key.tell != Tell::kStrong || value.link == Link::kNear) {
    verdict->confidence = std::min(verdict->confidence, Confidence::kMedium);
  }
  // Badges in a README carry short tokens that are public.
  if (path.is_documentation && text.size() < kFullToken) verdict->confidence = Confidence::kLow;
  // "key: <40 hex digits>" in running text is a fingerprint more often than not.
  const bool is_digest = (text.size() == 40 || text.size() == 64) && std::all_of(text.begin(), text.end(), IsHexDigit);
  const bool is_bare_text = path.syntax == Syntax::kProse && value.written == Written::kBare;
  const bool is_qualified = key.kind != Kind::kKey && text.size() == 64;  // "private key: x"
  if (is_digest && is_bare_text && key.end - key.begin <= 4 && !is_qualified) verdict->confidence = Confidence::kLow;
  // {"key": "<40 hex digits>", "name": …}: the id of an object.
  const bool is_object_id = is_digest && text.size() == 40 && key.end - key.begin == 3 && key.tell != Tell::kStrong;
  if (is_object_id && path.syntax == Syntax::kJson && !key.has_provider) verdict->confidence = Confidence::kLow;
  // {"key": "new-checkout", "salt": x}: what is mixed into a hash in data is no secret more often than not.
  const bool is_salt = key.kind == Kind::kSecret && key.tell == Tell::kWeak && key.end - key.begin == 4;
  if (is_salt && path.syntax == Syntax::kJson) verdict->confidence = Confidence::kLow;
  if (key.tell != Tell::kStrong && !key.has_provider && (path.is_test || path.is_documentation))
    verdict->confidence = Confidence::kLow;
}

// `Basic dXNlcjpwYXNz`: the password inside is judged. False when it is no such pair.
bool JudgeBasic(std::string_view text, const Key& key, const Value& value, const PathTraits& path, Verdict* verdict) {
  std::array<char, kMaxValueBytes> decoded;
  const int size = DecodeBase64(text, &decoded);
  if (size < 3) return false;
  const std::string_view pair(decoded.data(), static_cast<size_t>(size));
  const size_t colon = pair.find(':');
  if (colon == std::string_view::npos) return false;
  if (!std::all_of(pair.begin(), pair.end(), [](char c) { return c >= ' ' && c < 127; })) return false;
  std::string_view password = pair.substr(colon + 1);
  if (password.empty()) password = pair.substr(0, colon);
  verdict->why_not = WhyNotSecret(password);
  if (verdict->why_not != NotSecret::kNo && verdict->why_not != NotSecret::kUuid) return true;
  Features features;
  Measure(password, &features);
  verdict->machine = MachineScore(features);
  verdict->human = HumanScore(features);
  Value literal = value;
  literal.link = Link::kAssigned;
  literal.written = Written::kQuoted;
  JudgeHuman(password, kHumanOdds - 0.5F, key, literal, path, verdict);
  return true;
}

// "oklch(0.97 0.013 17.38)", "rotl(x, 5)": a function's name and its arguments, to the end.
bool IsWholeCall(std::string_view text) {
  const size_t open = text.find('(');
  return open != std::string_view::npos && open >= 3 && text.back() == ')' &&
         std::all_of(text.begin(), text.begin() + static_cast<ptrdiff_t>(open), [](char c) { return Is(c, kLower); });
}

// "a = b", "x' | sed 's/": words and operators of code, which random text has not.
bool HasSpacedWords(std::string_view text) {
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    // Several in a row indent the next line of a literal.
    if (text[i] == ' ' && text[i - 1] != ' ' && text[i + 1] != ' ' && text[i - 1] != '\\') return true;
  }
  return false;
}

// Random text with marks may stand without quotes in settings and in strings of JSON; brackets make it a pattern.
bool CanBeBareNoise(std::string_view text, const PathTraits& path) {
  const bool has_strings =
      path.syntax == Syntax::kConfig || path.syntax == Syntax::kYaml || path.syntax == Syntax::kJson;
  return has_strings && text.find_first_of("[]{}\\") == std::string_view::npos;
}

// The password that stands in base64 where a password's name is given it (`<Pass encoding="base64">`); `decoded` holds
// it. Empty when there is none.
std::string_view InnerPassword(std::string_view text, std::array<char, kMaxValueBytes>* decoded) {
  if (text.size() < 8 || text.size() % 4 != 0) return {};
  const int size = DecodeBase64(text, decoded);
  if (size < static_cast<int>(kMinPassword)) return {};
  const std::string_view plain(decoded->data(), static_cast<size_t>(size));
  const bool is_printable = std::all_of(plain.begin(), plain.end(), [](char c) { return c > ' ' && c < 127; });
  return is_printable ? plain : std::string_view();
}

// Judges what stands there as the password that `key` names.
void JudgeInner(std::string_view text, const Key& key, const Value& value, const PathTraits& path, Verdict* verdict) {
  std::array<char, kMaxValueBytes> decoded;
  const std::string_view inner = InnerPassword(text, &decoded);
  if (inner.empty() || WhyNotSecret(inner) != NotSecret::kNo) return;
  Features features;
  Measure(inner, &features);
  Verdict own;
  own.machine = MachineScore(features);
  own.human = HumanScore(features);
  JudgeHuman(inner, kHumanOdds, key, value, path, &own);
  if (own.is_secret) *verdict = own;
}

}  // namespace

bool IsTooPlain(std::string_view text, const Key& key, const Value& value) {
  const bool asks_for_more =
      (key.kind == Kind::kToken || key.kind == Kind::kApiKey || key.kind == Kind::kKey) && !key.is_auth;
  if (!asks_for_more || text.size() >= 2 * kFullToken) return false;
  if (text.size() < kMinToken) return true;
  if (value.in_code && !CanBeBareInCode(text)) return true;
  return text.size() < kFullToken && std::none_of(text.begin(), text.end(), [](char c) { return Is(c, kDigit); });
}

namespace {

Verdict JudgeWhole(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  Verdict verdict;
  if (text.starts_with("django-insecure-")) text.remove_prefix(16);
  if (text.size() < kMinPassword - 1 || text.size() > kMaxValueBytes) return verdict;
  if (key.is_phrase && text.size() < kMinPhrase) return verdict;
  if (key.is_pin && (text.size() > 8 || Count(text).digits != text.size())) return verdict;
  if (key.kind == Kind::kPassword || key.kind == Kind::kPasswordHash) {
    if (IsPasswordHash(text)) {
      verdict.is_secret = true;
      verdict.confidence = path.is_test || path.is_documentation ? Confidence::kLow : Confidence::kMedium;
      return verdict;
    }
    if (key.kind == Kind::kPasswordHash) return verdict;
  }
  if (key.kind == Kind::kPassword && key.tell == Tell::kStrong && value.link != Link::kNear && IsAppPassword(text)) {
    verdict.is_secret = true;
    verdict.confidence = Confidence::kMedium;
    return verdict;
  }
  // "auth": "<base64>" in docker's and npm's files is a user and a password.
  if ((key.kind == Kind::kAuthHeader || key.is_auth) && JudgeBasic(text, key, value, path, &verdict)) return verdict;
  if (key.kind == Kind::kSecret || key.is_auth) {
    // credentials: root:x; not Go's `json:"name"`
    const size_t colon = text.find(':');
    if (colon != std::string_view::npos && colon > 1 && colon < 32 && !Is(At(text, colon + 1), kQuote) &&
        text.find(':', colon + 1) == std::string_view::npos && text.size() - colon > kMinPassword &&
        text.find('/') == std::string_view::npos && !IsReference(text, Lowered(text).view())) {
      Key pair = key;
      pair.kind = Kind::kPassword;
      pair.tell = Tell::kStrong;
      return Judge(text.substr(colon + 1), pair, value, path);
    }
  }
  verdict.why_not = WhyNotSecret(text);
  if (path.is_vectors && IsHexNumber(text)) verdict.why_not = NotSecret::kHash;
  if (IsJwtHead(text)) verdict.why_not = NotSecret::kText;
  if (verdict.why_not == NotSecret::kUuid) {
    const bool is_named = key.tell == Tell::kStrong || key.is_vendor || key.has_provider;
    if (!is_named || value.link == Link::kNear || path.is_lockfile) return verdict;
    verdict.is_secret = true;
    verdict.confidence = Confidence::kMedium;
    return verdict;
  }
  const bool may_be_noise = verdict.why_not == NotSecret::kCode && key.tell == Tell::kStrong &&
                            text.size() >= kMinNoise && !IsWholeCall(text) && !HasSpacedWords(text) &&
                            !value.in_long_line && value.link == Link::kAssigned &&
                            (value.written != Written::kBare || CanBeBareNoise(text, path));
  const bool is_weak = verdict.why_not == NotSecret::kStandIn && key.kind == Kind::kPassword &&
                       key.tell == Tell::kStrong && value.link == Link::kAssigned && !value.in_code &&
                       !value.is_partial && !path.is_translation && IsWeakPassword(text);
  const bool is_phrase = verdict.why_not == NotSecret::kText && key.kind == Kind::kPassword &&
                         key.tell == Tell::kStrong && value.link == Link::kAssigned && !key.is_pass &&
                         value.written == Written::kQuoted && !value.is_partial && !value.in_long_line &&
                         !path.is_translation && !path.is_documentation && IsSpacedPhrase(text);
  if (is_phrase) {
    verdict.is_secret = true;
    verdict.confidence = Confidence::kMedium;
    return verdict;
  }
  if (is_weak) {
    verdict.is_secret = true;
    verdict.confidence = path.is_documentation ? Confidence::kLow : Confidence::kMedium;
    return verdict;
  }
  if (verdict.why_not == NotSecret::kNo && key.kind != Kind::kPassword && IsDottedName(text)) {
    verdict.why_not = NotSecret::kReference;
  }
  if (verdict.why_not != NotSecret::kNo && !may_be_noise) return verdict;
  if (IsEncodedStandIn(text)) {
    verdict.why_not = NotSecret::kStandIn;
    return verdict;
  }
  const bool is_password = key.kind == Kind::kPassword && key.tell == Tell::kStrong;
  const bool takes_human = (key.kind == Kind::kSecret && key.tell == Tell::kStrong) || key.kind == Kind::kAuthHeader ||
                           key.kind == Kind::kPassword;
  const std::optional<float> token_odds = is_password ? std::nullopt : TokenOdds(text, key, value, path);
  // Measuring a value costs more than all before it.
  if (!token_odds.has_value() && !takes_human && key.tell != Tell::kStrong && !may_be_noise) return verdict;
  Features features;
  Measure(text, &features);
  verdict.machine = MachineScore(features);
  if (may_be_noise) {
    // Random text with marks holds "!=" or "->" by chance; only what could be nothing else passes.
    if (verdict.machine < kNoiseOdds || features[kWordCover] > 0.2F || IsStandIn(text)) return verdict;
    verdict.why_not = NotSecret::kNo;
  }
  if (is_password) {
    verdict.human = HumanScore(features);
    JudgeHuman(text, kHumanOdds, key, value, path, &verdict);
    if (!verdict.is_secret && value.link == Link::kAssigned) JudgeInner(text, key, value, path, &verdict);
    return verdict;
  }
  if (token_odds.has_value()) JudgeMachine(text, *token_odds, key, value, path, &verdict);
  if (verdict.is_secret) return verdict;
  const Bytes bytes = Count(text);
  const bool is_mixed = bytes.digits > 0 && bytes.letters > 0;
  const bool is_setting =
      path.syntax == Syntax::kConfig || path.syntax == Syntax::kYaml || path.syntax == Syntax::kShell;
  // In notes, one word behind a colon that is none of a language.
  const bool is_noted = (path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown) && is_mixed &&
                        value.link == Link::kAssigned && !value.is_followed;
  const bool is_literal = value.written != Written::kBare || is_setting || is_noted;
  // An API key that somebody made up: "hardcoded9" in quotes.
  const bool is_made_up = key.tell == Tell::kStrong && (key.kind == Kind::kApiKey || key.kind == Kind::kToken) &&
                          is_mixed && (value.written != Written::kBare || is_setting) &&
                          value.link == Link::kAssigned && text.size() >= kMinToken;
  if ((!is_made_up && (!takes_human || !is_literal)) || (is_mixed && IsNumberedName(text))) return verdict;
  verdict.human = HumanScore(features);
  if (is_made_up) JudgeHuman(text, kHumanTokenOdds, key, value, path, &verdict);
  if (is_made_up) return verdict;
  if (key.kind == Kind::kPassword) {
    if (is_mixed) JudgeHuman(text, kHumanWeakOdds, key, value, path, &verdict);
  } else {
    // "div_aclk_100": names of programs have the underscores, passwords hardly ever.
    const bool is_plain = is_mixed && text.find('_') == std::string_view::npos;
    JudgeHuman(text, is_plain ? kHumanSecretOdds : kHumanLettersOdds, key, value, path, &verdict);
  }
  return verdict;
}

}  // namespace

Verdict Judge(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  Verdict verdict = JudgeWhole(text, key, value, path);
  if (verdict.is_secret && (IsGluedStandIn(text, key.kind == Kind::kPassword) || IsMethodName(text))) {
    verdict = Verdict{};
    verdict.why_not = NotSecret::kStandIn;
  }
  if (verdict.is_secret && IsBrokenForm(text)) verdict.confidence = Confidence::kLow;
  return verdict;
}

}  // namespace veil::assign
