#include "match/assign/assign.h"

#include <algorithm>
#include <memory>

#include "match/assign/aligned.h"
#include "match/assign/answers.h"
#include "match/assign/arguments.h"
#include "match/assign/below.h"
#include "match/assign/body.h"
#include "match/assign/candidate.h"
#include "match/assign/children.h"
#include "match/assign/columns.h"
#include "match/assign/forms.h"
#include "match/assign/items.h"
#include "match/assign/key_company.h"
#include "match/assign/key_words.h"
#include "match/assign/log_line.h"
#include "match/assign/misread.h"
#include "match/assign/name_memo.h"
#include "match/assign/near.h"
#include "match/assign/operators.h"
#include "match/assign/providers.h"
#include "match/assign/scan.h"
#include "match/assign/spaced.h"
#include "match/assign/telling_words.h"
#include "match/assign/tuples.h"
#include "match/assign/value_text.h"
#include "match/assign/variable.h"
#include "match/assign/vendor.h"
#include "match/assign/verdict.h"
#include "match/assign/verdict_memo.h"
#include "match/assign/words.h"

namespace veil::assign {
namespace {

// How far from a value the name of its provider may stand.
constexpr size_t kProviderReachBytes = 240;
// Shorter values are not made specific by a provider's name.
constexpr size_t kMinProviderValue = 12;
// Longer values do not repeat a name.
constexpr size_t kMaxRepeatBytes = 48;

// The word in front of the name on its line, for names that are written with a space.
std::string_view WordBefore(std::string_view text, size_t at) {
  if (at < 2 || text[at - 1] != ' ') return {};
  size_t begin = at - 1;
  while (begin > 0 && IsLetter(text[begin - 1]) && at - begin < 24) --begin;
  return text.substr(begin, at - 1 - begin);
}

// arn:aws:secretsmanager:us-west-2:123456789012:secret:name
bool IsInArn(std::string_view text, size_t at) {
  constexpr size_t kMaxArnBytes = 80;
  const size_t first = at > kMaxArnBytes ? at - kMaxArnBytes : 0;
  while (at > first && !Is(text[at - 1], kSpace | kNewline | kQuote)) --at;
  return StartsWithNoCase(text, at, "arn:");
}

// "SetCredentialEncrypted=token: x": what stands in front of the name says that its value is encrypted.
bool IsBehindEncrypted(std::string_view text, size_t at) {
  constexpr std::string_view kWord = "encrypted";
  return at > kWord.size() && StartsWithNoCase(text, at - 1 - kWord.size(), kWord);
}

// checksum/secret: an annotation that says what has been hashed.
bool IsBehindHashWord(std::string_view text, size_t at) {
  constexpr size_t kMaxWordBytes = 16;
  size_t begin = at - 1;
  while (begin > 0 && IsLetter(text[begin - 1]) && at - begin <= kMaxWordBytes) --begin;
  return (KeyWordRoles(Lowered(text.substr(begin, at - 1 - begin)).view()) & kHashes) != 0;
}

// True when no line begins or ends for a long way around: minified code.
bool IsLongLine(std::string_view text, size_t at) {
  const size_t begin = LineBegin(text, at);
  return at - begin >= kMaxLineBytes || LineEnd(text, at) - begin >= 2 * kMaxLineBytes - 1;
}

// True when the name holds the value's letters ("vpp1_mdp_wrot" for CLK_VPP1_MDP_WROT), with a number behind them or
// not
// ("signingKey2" for signingKey); but "admin123" is what people set as admin_password.
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

// `… | passwd`, `… | chpasswd`, `passwd bob <<EOF`
bool IsPipedTo(std::string_view text, Hit hit) {
  // `echo x | docker login -u bob --password-stdin`
  if (StartsWithNoCase(text, hit.begin, "password-stdin") || StartsWithNoCase(text, hit.begin, "passwd-on-stdin")) {
    const size_t line_begin = LineBegin(text, hit.begin);
    return text.substr(line_begin, hit.begin - line_begin).find('|') != std::string_view::npos;
  }
  if (!StartsWithNoCase(text, hit.begin, "passwd")) return false;
  size_t at = hit.begin;
  if (text.substr(0, LineEnd(text, hit.end)).find("<<", hit.end) != std::string_view::npos) return true;
  if (at >= 2 && StartsWithNoCase(text, at - 2, "ch")) at -= 2;
  while (at > 0 && (Is(text[at - 1], kSpace) || IsLetter(text[at - 1])) && hit.begin - at < 10)
    --at;  // "| sudo passwd"
  return at > 0 && text[at - 1] == '|';
}

bool IsCommandWord(std::string_view text, Hit hit) {
  const char first = ToLower(text[hit.begin]);
  static constexpr Texts kCommands(kCommandWords);
  // "identified by" stands in front of its value as a name does.
  if (!hit.is_name && kCommands.AnyBegins(Lowered(text.substr(hit.begin, hit.end - hit.begin)).view())) {
    return first != 'i';
  }
  if (first == 'j') return IsSigningCall(text, hit);
  return first == 'p' && (IsPipedTo(text, hit) || (hit.begin >= 3 && StartsWithNoCase(text, hit.begin - 3, "sshpass") &&
                                                   At(text, hit.end) != '='));
}

// The provider whose name stands nearest before or in the name, or shortly after the value.
uint32_t NearProvider(std::string_view text, const Key& key, const Value& value) {
  const size_t begin = key.begin > kProviderReachBytes ? key.begin - kProviderReachBytes : 0;
  const auto search = [&](size_t from, size_t to, bool last) -> uint32_t {
    uint32_t found = 0;
    std::array<char, 24> word;
    size_t i = from;
    while (i < to) {
      if (!IsLetter(text[i])) {
        ++i;
        continue;
      }
      // Runs of letters, cut where a capital follows small letters ("datadogApiKey").
      size_t end = i;
      while (end < to && IsLetter(text[end]) && !(end > i && Is(text[end], kUpper) && Is(text[end - 1], kLower))) ++end;
      if (end - i >= 3 && end - i <= word.size()) {
        for (size_t c = i; c < end; ++c) word[c - i] = ToLower(text[c]);
        const uint32_t provider = FindProvider({word.data(), end - i});
        if (provider != 0) {
          found = provider;
          if (!last) return found;
        }
      }
      i = end;
    }
    return found;
  };
  if (const uint32_t own = search(key.begin, key.end, true); own != 0) return own;
  if (const uint32_t ahead = search(begin, key.begin, true); ahead != 0) return ahead;
  return search(value.end, std::min(text.size(), value.end + 80), false);
}

// Whether the line of "identified by", which begins at `at`, speaks of a user as SQL does.
bool IsStatement(std::string_view text, size_t at) {
  const size_t begin = SkipSpaces(text, LineBegin(text, at));
  if (StartsWithNoCase(text, begin, "identified by")) return true;
  for (size_t i = begin; i < at; ++i) {
    for (const std::string_view word : {"user ", "grant ", "role ", "connect to "}) {
      if (StartsWithNoCase(text, i, word)) return true;
    }
  }
  return false;
}

// `CREATE USER bob IDENTIFIED BY x DEFAULT TABLESPACE users;`: Oracle asks for no quotes. Words alone are other forms
// of the statement ("IDENTIFIED BY VALUES …"), and without a user it is a sentence ("rows are identified by uint32").
bool ReadBarePassword(std::string_view text, size_t at, Value* value) {
  size_t end = at;
  while (end < text.size() && !Is(text[end], kSpace | kNewline) && text[end] != ';') ++end;
  const std::string_view word = text.substr(at, end - at);
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return Is(c, kDigit); });
  if (!has_digit || word.find_first_of("\"'`<>(){}$:,") != std::string_view::npos) return false;
  value->SetBare(at, end, Link::kAssigned);
  value->written = Written::kQuoted;
  return true;
}

}  // namespace

bool FindCandidate(std::string_view text, Hit hit, const PathTraits& path, Key* key, Value* value) {
  *key = Key{};
  *value = Value{};
  if (hit.end > text.size() || hit.begin >= hit.end) return false;
  if (IsCommandWord(text, hit)) return FindCommandValue(text, hit, key, value);
  if (text[hit.end - 1] == '"' || text[hit.end - 1] == '\'' || text[hit.end - 1] == '=' || text[hit.end - 1] == ':' ||
      text[hit.end - 1] == ' ') {
    // "pw=", "pin:": the mark belongs to the form, not to the name.
    while (hit.end > hit.begin + 1 && !IsAlnum(text[hit.end - 1])) --hit.end;
  }
  if (StartsWithNoCase(text, hit.begin, "pw is")) hit.end = hit.begin + 2;
  if (std::string_view("\"*?]").find(text[hit.begin]) != std::string_view::npos) ++hit.begin;  // "*assword"
  if (Is(text[hit.begin], kHigh) && !IsAlnum(At(text, hit.end))) {
    const std::string_view behind = text.substr(hit.end, kFullWidthColon.size());
    const bool is_told = behind == kFullWidthColon || behind == "是";
    // All telling words of other scripts; their compounds have no spaces or capitals.
    if (is_told || !Is(At(text, hit.end), kHigh)) key->SetStrong(hit.begin, hit.end, Kind::kPassword);
    Place place;
    place.syntax = path.syntax;
    if (is_told) return ReadValue(text, hit.end + behind.size(), place, value);
    if (key->tell == Tell::kStrong) return FindValue(text, path, key, value);
  }
  FindIdentifier(text, hit, key);
  if (key->end < text.size() && key->method_end == 0 && !MayLeadToValueAt(text, key->end)) return false;
  // `${PASSWORD}   x` is Robot's; programs have many a "}" behind a name.
  if (At(text, key->end) == '}' && path.syntax != Syntax::kUnknown) return false;
  if (text.substr(hit.begin, hit.end - hit.begin).size() == 13 && StartsWithNoCase(text, hit.begin, "identified by")) {
    key->SetStrong(hit.begin, hit.end, Kind::kPassword);
    size_t at = SkipBlank(text, hit.end);
    if (StartsWithNoCase(text, at, "password ")) at = SkipSpaces(text, at + 9);
    // "the chunk identified by `first_chunk`" is a sentence.
    if (!IsStatement(text, hit.begin) || At(text, at) == '`') {
      key->tell = Tell::kNone;
      return false;
    }
    return ReadQuoted(text, at, path.syntax, value) || ReadBarePassword(text, at, value);
  }
  // On the heap: a library that is loaded late has little room for what belongs to threads.
  thread_local const auto memo = std::make_unique<NameMemo>();
  if (!memo->Classify(text, hit, WordBefore(text, key->begin), key)) return false;
  if (key->tell == Tell::kNone) return false;
  const char ahead = key->begin > 0 ? text[key->begin - 1] : '\n';
  if ((ahead == ':' && IsInArn(text, key->begin)) || (ahead == '/' && IsBehindHashWord(text, key->begin)) ||
      (ahead == '=' && IsBehindEncrypted(text, key->begin))) {
    key->tell = Tell::kNone;
    return false;
  }
  if (FindValue(text, path, key, value)) {
    value->in_long_line = path.syntax == Syntax::kCode && IsLongLine(text, key->begin);
    return true;
  }
  return false;
}

std::string_view TextToJudge(std::string_view text, const Value& value, std::array<char, kMaxValueBytes>* buffer) {
  const std::string_view raw = text.substr(value.begin, value.end - value.begin);
  if (!value.is_joined) return raw;
  size_t size = 0;
  bool inside = true;
  for (const char c : raw) {
    if (c == '"' || c == '\'') {
      inside = !inside;
    } else if (inside && size < buffer->size()) {
      (*buffer)[size++] = c;
    }
  }
  return {buffer->data(), size};
}

namespace {

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
  const size_t begin = key.begin > kReachBytes ? key.begin - kReachBytes : 0;
  for (size_t i = begin; i + 5 <= key.begin; ++i) {
    if ((text[i] == 'u' || text[i] == 'U') && StartsWithNoCase(text, i, "user")) return true;
  }
  return false;
}

// `"salt": "x"` in data belongs to the hash beside it; programs and settings have one that is their own.
bool IsStoredSalt(std::string_view text, const Key& key, const PathTraits& path) {
  const bool is_field = QuoteAt(text, key.end).mark == '"' && At(text, key.end + 1) == ':';
  return (path.syntax == Syntax::kJson || path.syntax == Syntax::kYaml || is_field) &&
         IsOneOf(text.substr(key.begin, key.end - key.begin), {"salt"});
}

bool JudgeCandidate(std::string_view text, Key key, const Value& value, const PathTraits& path, Verdict* verdict) {
  // On the heap, as FindCandidate's memo.
  thread_local const auto memo = std::make_unique<VerdictMemo>();
  std::array<char, kMaxValueBytes> buffer;
  const std::string_view judged = TextToJudge(text, value, &buffer);
  // { user: 'bob', pass: 'x' }: beside a user it is the noun.
  if (key.is_pass && IsBesideUser(text, key)) key.is_pass = false;
  // Looking for a provider costs more than the rest: only for values that would pass with one.
  const bool may_have_provider = key.tell == Tell::kWeak && !key.has_provider && judged.size() >= kMinProviderValue;
  if (may_have_provider) key.has_provider = true;
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  // "INGESTION_KEY": as settings are called.
  if (key.kind == Kind::kKey && IsUuid(judged) && name.ends_with("_KEY") && IsInCapitals(name))
    key.tell = Tell::kStrong;
  if (key.tell == Tell::kWeak && IsBesideTokenSecret(text, key)) key.tell = Tell::kStrong;
  VerdictMemo::Answer answer = memo->Judge(judged, key, value, path);
  // A strong name that has another value is not given a second one: ReadAssignments.
  if (answer.is_too_plain || (!RepeatsKey(name, judged, key.kind) && !IsCountry(name, judged))) {
    if (may_have_provider && answer.verdict.is_secret && NearProvider(text, key, value) == 0) {
      key.has_provider = false;
      answer = memo->Judge(judged, key, value, path);
    }
    *verdict = answer.verdict;
    if (IsStoredSalt(text, key, path)) verdict->confidence = Confidence::kLow;
  }
  if (verdict->is_secret && key.tell == Tell::kWeak && IsInOtherCompany(text, key)) *verdict = Verdict{};
  if (verdict->is_secret && IsInEncrypted(text, key)) *verdict = Verdict{};
  return verdict->is_secret;
}

Assignment AssignmentOf(std::string_view text, const Key& key, const Value& value, const Verdict& verdict) {
  return {key.begin, key.end, value.begin, value.end, key.kind, verdict.confidence, NearProvider(text, key, value)};
}

// One for each value of `several` (rows, entries, answers) that is judged to be a secret.
template <typename Several>
void ReadSeveral(std::string_view text, const Key& key, const PathTraits& path, const ReadOptions& options,
                 std::optional<Several> several, std::vector<Assignment>* out) {
  if (!several.has_value()) return;
  Value value;
  Verdict verdict;
  while (several->Next(&value)) {
    if (value.begin == value.end || !JudgeCandidate(text, key, value, path, &verdict)) continue;
    if (verdict.confidence >= options.least) out->push_back(AssignmentOf(text, key, value, verdict));
  }
}

// What a name that tells much holds in several places. Answers whether something was found.
bool ReadAllSeveral(std::string_view text, const Key& key, const PathTraits& path, const ReadOptions& options,
                    std::vector<Assignment>* out) {
  const size_t count_before = out->size();
  ReadSeveral(text, key, path, options, Column::Find(text, key, path), out);
  if (out->size() > count_before) return true;
  Key refined = key;
  const std::optional<Tuples> tuples = Tuples::Find(text, &refined, path);
  ReadSeveral(text, refined, path, options, tuples, out);
  ReadSeveral(text, key, path, options, Children::Find(text, key, path), out);
  ReadSeveral(text, key, path, options, Body::Find(text, key, path), out);
  return out->size() > count_before;
}

// A value that the form of the text does not tie to a name that tells much.
bool FindApart(std::string_view text, const Key& key, const PathTraits& path, Value* value, Verdict* verdict) {
  const auto judge = [&] { return JudgeCandidate(text, key, *value, path, verdict); };
  if (FindAlignedValue(text, key, path, value) && judge()) return true;
  if (FindAnswer(text, key, path, value) && judge()) return true;
  if (FindBelowValue(text, key, path, value) && judge()) return true;
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
    if (!found && (is_known || IsLogLine(text, LineBegin(text, key.begin), path))) return;
  }
  if (!found) {
    if (ReadAllSeveral(text, key, path, options, out) || !FindApart(text, key, path, &value, &verdict)) return;
  }
  if (verdict.confidence < options.least || IsMisread(text, key, value, path)) return;
  out->push_back(AssignmentOf(text, key, value, verdict));
  // Both are for names of several secrets alone.
  if (key.tell != Tell::kStrong) return;
  ReadSeveral(text, key, path, options, Items::Behind(text, key, value, path), out);
  ReadSeveral(text, key, path, options, Children::Find(text, key, path), out);
}

}  // namespace veil::assign
