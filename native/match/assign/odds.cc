#include "match/assign/odds.h"

#include <algorithm>

#include "match/assign/chars.h"
#include "match/assign/chosen.h"
#include "match/assign/encoded_value.h"
#include "match/assign/public_ids.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr float kStrongNameOdds = 0.5F;
constexpr float kWeakNameOdds = 2.5F;
constexpr float kProviderOdds = 1.0F;     // "key" near the name of a provider
constexpr float kVendorOdds = 4.0F;       // nothing but a provider's name
constexpr float kShortTokenOdds = 2.0F;   // 8 to 15 bytes
constexpr float kLetterTokenOdds = 4.0F;  // the same, letters only
constexpr float kPassphraseOdds = 0.8F;   // words that are no names
constexpr float kChosenOdds = 0.8F;       // letters that are no words
constexpr float kMediumMargin = 0.0F;
constexpr float kHighMargin = 2.5F;
constexpr float kLowMargin = -1.0F;  // what is answered as low

constexpr size_t kMinLetterToken = 12;

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

Confidence Grade(float margin, bool can_be_high) {
  if (margin >= kHighMargin && can_be_high) return Confidence::kHigh;
  return margin >= kMediumMargin ? Confidence::kMedium : Confidence::kLow;
}

}  // namespace

ByteCounts CountBytes(std::string_view text) {
  ByteCounts bytes;
  for (const char c : text) {
    bytes.letters += Is(c, kLower | kUpper | kHigh);
    bytes.digits += Is(c, kDigit);
  }
  bytes.marks = text.size() - bytes.letters - bytes.digits;
  return bytes;
}

bool CanBeBareInCode(std::string_view text) {
  constexpr size_t kMinHex = 32;
  if (text.size() >= kMinHex && IsHex(text)) return CountBytes(text).digits * 4 > text.size();
  if (text.size() < kFullToken || !Is(text.front(), kDigit)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '='; });
}

void JudgeHuman(std::string_view text, float odds, const Key& key, const Value& value, const PathTraits& path,
                Verdict* verdict) {
  const ByteCounts bytes = CountBytes(text);
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

std::optional<float> TokenOdds(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (text.size() < kMinToken) return std::nullopt;
  const ByteCounts bytes = CountBytes(text);
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
  if (path.is_lockfile && IsHex(text)) return std::nullopt;  // checksums and ids
  if (key.tell != Tell::kStrong && (IsNamedDigest(text) || IsBuildStamp(text) || IsEncodedMessage(text)))
    return std::nullopt;
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
  const bool is_digest = (text.size() == 40 || text.size() == 64) && IsHex(text);
  const bool is_bare_text = path.syntax == Syntax::kProse && value.written == Written::kBare;
  const bool is_qualified = key.kind != Kind::kKey && text.size() == 64;  // "private key: x"
  if (is_digest && is_bare_text && key.end - key.begin <= 4 && !is_qualified) verdict->confidence = Confidence::kLow;
  // {"key": "<40 hex digits>", "name": …}: the id of an object.
  const bool is_object_id = is_digest && text.size() == 40 && key.end - key.begin == 3 && key.tell != Tell::kStrong;
  if (is_object_id && path.syntax == Syntax::kJson && !key.has_provider) verdict->confidence = Confidence::kLow;
  if (key.tell != Tell::kStrong && !key.has_provider && (path.is_test || path.is_documentation))
    verdict->confidence = Confidence::kLow;
}

}  // namespace veil::assign
