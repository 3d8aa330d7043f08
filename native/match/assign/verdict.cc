#include "match/assign/verdict.h"

#include <algorithm>
#include <array>
#include <optional>

#include "match/assign/chars.h"
#include "match/assign/chosen.h"
#include "match/assign/encoded_value.h"
#include "match/assign/known_forms.h"
#include "match/assign/method_names.h"
#include "match/assign/odds.h"
#include "match/assign/public_ids.h"
#include "match/assign/references.h"
#include "match/assign/stand_in.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

constexpr float kNoiseOdds = 4.0F;
constexpr size_t kMinNoise = 14;
constexpr size_t kMinPhrase = 32;

bool IsHexNumber(std::string_view text) {
  if (text.starts_with("0x")) text.remove_prefix(2);
  return IsHex(text);
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

// What nothing but the models can tell. `may_be_noise`: `verdict` says why it is none, unless it is random beyond
// doubt.
Verdict JudgeByModels(std::string_view text, const Key& key, const Value& value, const PathTraits& path,
                      bool may_be_noise, Verdict verdict) {
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
  const ByteCounts bytes = CountBytes(text);
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

// `credentials: root:x`: where the password of a user and one begins; npos where the text is no such pair.
size_t PasswordOfPair(std::string_view text) {
  constexpr size_t kMaxUserBytes = 31;
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon > kMaxUserBytes) return std::string_view::npos;
  // Go's `json:"name"`
  if (Is(At(text, colon + 1), kQuote)) return std::string_view::npos;
  if (Contains(text.substr(colon + 1), ":") || Contains(text, "/")) return std::string_view::npos;
  if (text.size() - colon <= kMinPassword || IsReference(text, Lowered(text).view())) return std::string_view::npos;
  return colon + 1;
}

// What looks like a stand-in or like a sentence, and is what people set where a password is asked for.
bool IsSetAnyway(NotSecret why, std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (key.kind != Kind::kPassword || key.tell != Tell::kStrong || value.link != Link::kAssigned) return false;
  if (value.is_partial || path.is_translation) return false;
  if (why == NotSecret::kStandIn) return !value.in_code && IsWeakPassword(text);
  return why == NotSecret::kText && !key.is_pass && value.written == Written::kQuoted && !value.in_long_line &&
         !path.is_documentation && IsSpacedPhrase(text);
}

// Text that holds marks of code and may be random for all that.
bool MayBeNoise(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  return key.tell == Tell::kStrong && text.size() >= kMinNoise && !IsWholeCall(text) && !HasSpacedWords(text) &&
         !value.in_long_line && value.link == Link::kAssigned &&
         (value.written != Written::kBare || CanBeBareNoise(text, path));
}

Verdict JudgeWhole(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  Verdict verdict;
  if (text.starts_with("django-insecure-")) text.remove_prefix(16);
  if (text.size() < kMinPassword - 1 || text.size() > kMaxValueBytes) return verdict;
  if (key.is_phrase && text.size() < kMinPhrase) return verdict;
  if (key.is_pin && (text.size() > 8 || CountBytes(text).digits != text.size())) return verdict;
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
    if (const size_t password = PasswordOfPair(text); password != std::string_view::npos) {
      Key pair = key;
      pair.kind = Kind::kPassword;
      pair.tell = Tell::kStrong;
      return Judge(text.substr(password), pair, value, path);
    }
  }
  verdict.why_not = WhyNotSecret(text);
  if (path.is_vectors && IsHexNumber(text)) verdict.why_not = NotSecret::kHash;
  // "token_vault": on chains a token is called by its address or its number.
  const bool is_chains =
      (key.kind == Kind::kToken && text.starts_with("0x") && IsHexNumber(text)) || IsChainAddress(text);
  if (is_chains && key.tell == Tell::kWeak && !key.has_provider) verdict.why_not = NotSecret::kPublic;
  if (IsJwtHead(text)) verdict.why_not = NotSecret::kText;
  if (verdict.why_not == NotSecret::kUuid) {
    const bool is_named = key.tell == Tell::kStrong || key.is_vendor || key.has_provider;
    if (!is_named || value.link == Link::kNear || path.is_lockfile) return verdict;
    verdict.is_secret = true;
    verdict.confidence = Confidence::kMedium;
    return verdict;
  }
  if (IsSetAnyway(verdict.why_not, text, key, value, path)) {
    const bool is_weak = verdict.why_not == NotSecret::kStandIn;
    verdict.is_secret = true;
    verdict.confidence = is_weak && path.is_documentation ? Confidence::kLow : Confidence::kMedium;
    return verdict;
  }
  const bool may_be_noise = verdict.why_not == NotSecret::kCode && MayBeNoise(text, key, value, path);
  if (verdict.why_not == NotSecret::kNo && key.kind != Kind::kPassword && IsDottedName(text)) {
    verdict.why_not = NotSecret::kReference;
  }
  if (verdict.why_not != NotSecret::kNo && !may_be_noise) return verdict;
  if (IsEncodedStandIn(text)) {
    verdict.why_not = NotSecret::kStandIn;
    return verdict;
  }
  return JudgeByModels(text, key, value, path, may_be_noise, verdict);
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
