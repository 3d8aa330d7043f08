#include "match/assign/assign.h"

#include <algorithm>
#include <array>
#include <memory>

#include "match/assign/aligned.h"
#include "match/assign/answers.h"
#include "match/assign/below.h"
#include "match/assign/candidate.h"
#include "match/assign/commands.h"
#include "match/assign/key_company.h"
#include "match/assign/log_line.h"
#include "match/assign/messages.h"
#include "match/assign/misread.h"
#include "match/assign/near.h"
#include "match/assign/operators.h"
#include "match/assign/providers.h"
#include "match/assign/public_place.h"
#include "match/assign/scan.h"
#include "match/assign/several.h"
#include "match/assign/value_text.h"
#include "match/assign/variable.h"
#include "match/assign/vendor.h"
#include "match/assign/verdict.h"
#include "match/assign/verdict_memo.h"

namespace veil::assign {
namespace {

// Shorter values are not made specific by a provider's name.
constexpr size_t kMinProviderValue = 12;
// Longer values do not repeat a name.
constexpr size_t kMaxRepeatBytes = 48;

// True when the name holds the value's letters ("vpp1_mdp_wrot" for CLK_VPP1_MDP_WROT), with a number behind them or
// not ("signingKey2" for signingKey); but "admin123" is what people set as admin_password.
bool RepeatsKey(std::string_view key, std::string_view value, Kind kind) {
  std::array<char, 2 * kMaxRepeatBytes> letters;
  size_t size = 0;
  for (const char c : key) {
    if (IsAlnum(c) && size < letters.size()) letters[size++] = ToLower(c);
  }
  std::array<char, kMaxRepeatBytes> own;
  size_t own_size = 0;
  for (const char c : value) {
    if (!IsAlnum(c)) continue;
    if (own_size == own.size()) return false;
    own[own_size++] = ToLower(c);
  }
  if (kind != Kind::kPassword) {
    while (own_size > 0 && Is(own[own_size - 1], kDigit)) --own_size;
  }
  if (own_size < 5) return false;
  return std::string_view(letters.data(), size).find({own.data(), own_size}) != std::string_view::npos;
}

// "PW": "Palau": the code of a country and its name.
bool IsCountry(std::string_view key, std::string_view value) {
  return key == "PW" && !value.empty() && Is(value.front(), kUpper) &&
         std::all_of(value.begin(), value.end(), [](char c) { return Is(c, kLower | kUpper | kHigh); });
}

// The name has a value, and that is something else: what stands behind it on the line belongs to it.
bool IsKnownNoSecret(NotSecret why, const Value& value) {
  switch (why) {
    case NotSecret::kStandIn:
      return value.written == Written::kQuoted && value.link == Link::kAssigned;
    case NotSecret::kReference:
    case NotSecret::kEncrypted:
    case NotSecret::kPublic:
    case NotSecret::kHash:
    case NotSecret::kUrl:
    case NotSecret::kPath:
    case NotSecret::kPattern:
    case NotSecret::kCode:
      return true;
    default:
      return false;
  }
}

bool IsBesideUser(std::string_view text, const Key& key) {
  constexpr size_t kReachBytes = 80;
  const std::string_view ahead = Ahead(text, key.begin, kReachBytes);
  for (size_t i = 0; i + 5 <= ahead.size(); ++i) {
    if ((ahead[i] == 'u' || ahead[i] == 'U') && StartsWithNoCase(ahead, i, "user")) return true;
  }
  return false;
}

// `"salt": "x"` in data belongs to the hash beside it; programs and settings have one that is their own.
bool IsStoredSalt(std::string_view text, const Key& key, const PathTraits& path) {
  const bool is_field = QuoteAt(text, key.end).mark == '"' && At(text, key.end + 1) == ':';
  return (path.syntax == Syntax::kJson || path.syntax == Syntax::kYaml || is_field) &&
         IsOneOf(text.substr(key.begin, key.end - key.begin), "salt");
}

bool JudgeCandidate(std::string_view text, Key key, const Value& value, const PathTraits& path, Verdict* verdict) {
  // On the heap, as FindCandidate's memo.
  thread_local const auto memo = std::make_unique<VerdictMemo>();
  *verdict = Verdict{};
  std::array<char, kMaxValueBytes> buffer;
  const std::string_view judged = TextToJudge(text, value, &buffer);
  // { user: 'bob', pass: 'x' }: beside a user it is the noun.
  if (key.is_pass && IsBesideUser(text, key)) key.is_pass = false;
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  // Looking for a provider costs more than the rest: only for values that would pass with one.
  const bool may_have_provider = key.tell == Tell::kWeak && !key.has_provider && judged.size() >= kMinProviderValue;
  if (may_have_provider) key.has_provider = true;
  // "INGESTION_KEY": as settings are called.
  if (key.kind == Kind::kKey && IsUuid(judged) && name.ends_with("_KEY") && IsInCapitals(name))
    key.tell = Tell::kStrong;
  if (key.tell == Tell::kWeak && IsBesideTokenSecret(text, key)) key.tell = Tell::kStrong;
  VerdictMemo::Answer answer = memo->Judge(judged, key, value, path);
  // Of what is too plain the reason is kept, by which ReadAssignments gives a strong name no second value.
  if (!answer.is_too_plain && (RepeatsKey(name, judged, key.kind) || IsCountry(name, judged))) return false;
  if (may_have_provider && answer.verdict.is_secret && NearProvider(text, key, value) == 0) {
    key.has_provider = false;
    answer = memo->Judge(judged, key, value, path);
  }
  *verdict = answer.verdict;
  if (IsStoredSalt(text, key, path)) verdict->confidence = Confidence::kLow;
  const bool is_of_other = verdict->is_secret && ((key.tell == Tell::kWeak && IsInOtherCompany(text, key)) ||
                                                  IsInPublicOrEncrypted(text, key));
  if (is_of_other) *verdict = Verdict{};
  return verdict->is_secret;
}

Assignment AssignmentOf(std::string_view text, const Key& key, const Value& value, const Verdict& verdict) {
  return {key.begin, key.end, value.begin, value.end, key.kind, verdict.confidence, NearProvider(text, key, value)};
}

// One for each of `values` that is judged to be a secret.
void AddSecrets(std::string_view text, const Key& key, const PathTraits& path, const ReadOptions& options,
                const std::vector<Value>& values, std::vector<Assignment>* out) {
  Verdict verdict;
  for (const Value& value : values) {
    if (!JudgeCandidate(text, key, value, path, &verdict)) continue;
    if (verdict.confidence < options.least || IsInPublicPlace(text, key, value)) continue;
    out->push_back(AssignmentOf(text, key, value, verdict));
  }
}

// What a name that tells much holds in several places. Answers whether something was found.
bool AddSeveral(std::string_view text, const Key& key, const PathTraits& path, const ReadOptions& options,
                std::vector<Assignment>* out) {
  const size_t count_before = out->size();
  AddSecrets(text, key, path, options, ReadColumn(text, key, path), out);
  if (out->size() > count_before) return true;
  Key refined = key;
  const std::vector<Value> tuples = ReadTuples(text, &refined, path);
  AddSecrets(text, refined, path, options, tuples, out);
  AddSecrets(text, key, path, options, ReadChildren(text, key, path), out);
  AddSecrets(text, key, path, options, ReadBody(text, key, path), out);
  return out->size() > count_before;
}

// A value that the form of the text does not tie to a name that tells much.
bool FindApart(std::string_view text, const Key& key, const PathTraits& path, Value* value, Verdict* verdict) {
  const auto judge = [&] { return JudgeCandidate(text, key, *value, path, verdict); };
  if (FindAlignedValue(text, key, path, value) && judge()) return true;
  if (FindAnswer(text, key, path, value) && judge()) return true;
  if (FindBelowValue(text, key, path, value) && judge()) return true;
  if (FindInMessage(text, key, path, value)) {
    // "credentials" are a password there.
    Key password = key;
    password.kind = Kind::kPassword;
    if (JudgeCandidate(text, password, *value, path, verdict)) return true;
  }
  return !key.is_pass && FindNearValue(text, key, path, value) && judge();
}

}  // namespace

void ReadAssignments(std::string_view text, Hit hit, const PathTraits& path, const ReadOptions& options,
                     std::vector<Assignment>* out) {
  if (hit.end > text.size() || hit.begin >= hit.end) return;
  Key key;
  Value value;
  Verdict verdict;
  // Sooner and cheaper than FindValue would say so.
  if (IsInLogSentence(text, hit, path) && !IsCommandWord(text, hit) && !IsVendorWord(text, hit)) return;
  const bool has_value = FindCandidate(text, hit, path, &key, &value);
  bool found = has_value && JudgeCandidate(text, key, value, path, &verdict);
  if (!found && key.is_auth && key.tell == Tell::kWeak) {
    found = FindVariableValue(text, key, path, &value) && JudgeCandidate(text, key, value, path, &verdict);
  }
  if (!found && key.tell != Tell::kStrong) {
    if ((has_value && IsKnownNoSecret(verdict.why_not, value)) || !IsVendorWord(text, hit)) return;
    if (!FindVendorValue(text, hit, path, &key, &value)) return;
    if (!JudgeCandidate(text, key, value, path, &verdict)) return;
    found = true;
  }
  if (!found) {
    if (key.tell != Tell::kStrong || key.is_pin) return;
    const bool is_known = has_value && IsKnownNoSecret(verdict.why_not, value);
    found = FindVariableValue(text, key, path, &value) && JudgeCandidate(text, key, value, path, &verdict);
    const auto is_in_log = [&] {
      return IsLogLine(text, LineBegin(text, key.begin), path) && !IsInQuestion(text, key);
    };
    if (!found && (is_known || is_in_log())) return;
  }
  if (!found) {
    if (AddSeveral(text, key, path, options, out) || !FindApart(text, key, path, &value, &verdict)) return;
  }
  if (verdict.confidence < options.least || IsMisread(text, key, value, path)) return;
  out->push_back(AssignmentOf(text, key, value, verdict));
  // Both are for names of several secrets alone.
  if (key.tell != Tell::kStrong) return;
  AddSecrets(text, key, path, options, ReadItemsBehind(text, key, value, path), out);
  AddSecrets(text, key, path, options, ReadChildren(text, key, path), out);
}

}  // namespace veil::assign
