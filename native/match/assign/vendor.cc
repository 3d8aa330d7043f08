#include "match/assign/vendor.h"

#include <algorithm>

#include "match/assign/key_words.h"
#include "match/assign/operators.h"
#include "match/assign/provider_words.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"
#include "match/assign/verdict.h"
#include "match/assign/word_lengths.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxVendorToken = 128;
constexpr size_t kMaxVendorLine = 400;
constexpr int kLinesBelow = 5;
// In a program the lines below are other statements soon.
constexpr int kLinesBelowInCode = 2;
// A line of more words is a sentence, and what follows it is the next one.
constexpr size_t kMaxHeadingWords = 5;
constexpr size_t kMaxVendorName = 24;
constexpr WordLengths kVendorLengths{kProviderWords};

// Words that name an id or a hash when they stand in front of the value or are its name: "trace 4bf92f35…".
bool NamesNoSecret(std::string_view word) {
  constexpr size_t kMaxWord = 16;
  static constexpr std::string_view kWords[] = {
      "id",    "sid",   "ids",      "uuid",    "guid",      "trace",       "span",        "request", "commit",  "git",
      "sha",   "rev",   "revision", "hash",    "digest",    "md5",         "build",       "version", "image",   "tag",
      "etag",  "ref",   "session",  "object",  "signature", "checksum",    "fingerprint", "index",   "message", "msg",
      "event", "order", "device",   "file",    "user",      "integrity",   "shasum",      "sum",     "blob",    "tree",
      "host",  "name",  "path",     "url",     "uri",       "node",        "pubkey",      "address", "tx",      "block",
      "class", "h1",    "public",   "sitekey", "site",      "publishable", "ray",         "project"};
  if (word.empty() || word.size() > kMaxWord) return false;
  const Lowered lowered(word);
  const std::string_view name = lowered.view();
  if (std::find(std::begin(kWords), std::end(kWords), name) != std::end(kWords)) return true;
  return name.size() > 3 && name.starts_with("sha") && Is(name[3], kDigit);
}

// True when the line speaks of hashes, so that the hex on it is one.
bool SpeaksOfHash(std::string_view line) {
  for (size_t i = 0; i + 3 <= line.size(); ++i) {
    const char c = ToLower(line[i]);
    if (c != 's' && c != 'm' && c != 'c' && c != 'd' && c != 'i' && c != 'f') continue;
    for (const std::string_view word : {"sha1", "sha256", "sha512", "sha-", "shasum", "md5", "commit", "checksum",
                                        "digest", "integrity", "fingerprint"}) {
      if (StartsWithNoCase(line, i, word)) return true;
    }
  }
  return false;
}

constexpr Marks kTokenBytes =
    Marks::Where([](char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '+' || c == '/' || c == '.'; });

// True when the text at `at` is part of a URL.
bool IsInUrl(std::string_view text, size_t line_begin, size_t at) {
  while (at > line_begin && !Is(text[at - 1], kSpace | kQuote)) --at;
  return text.substr(at, 120).find("://") < text.substr(at, 120).find_first_of(" \t\n\"'`");
}

// The name that an operator ties to the value at `at`, or the word in front of it; empty when there is neither.
std::string_view WordInFront(std::string_view text, size_t line_begin, size_t at) {
  while (at > line_begin && !IsAlnum(text[at - 1])) --at;
  const size_t end = at;
  while (at > line_begin && IsAlnum(text[at - 1])) --at;
  return text.substr(at, end - at);
}

// The last part of a name in any case: "siteId" is an id.
std::string_view LastPart(std::string_view word) {
  size_t at = word.size();
  while (at > 0 && !(Is(word[at - 1], kUpper) && at < word.size() && Is(word[at], kLower))) --at;
  return at == 0 ? word : word.substr(at - 1);
}

// The first token of [from, to) that is long enough and stands free; answers false when there is none.
bool FindLongToken(std::string_view text, size_t from, size_t to, bool quoted_only, Value* value) {
  for (size_t i = from; i < to;) {
    if (!kTokenBytes.Has(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    bool has_digit = false, has_letter = false, has_path_mark = false;
    while (end < to && kTokenBytes.Has(text[end])) {
      has_digit = has_digit || Is(text[end], kDigit);
      has_letter = has_letter || IsLetter(text[end]);
      has_path_mark = has_path_mark || text[end] == '/' || (text[end] == '.' && end + 1 < to && IsAlnum(text[end + 1]));
      ++end;
    }
    const size_t begin = i;
    for (int pads = 0; pads < 2 && end < to && text[end] == '=' && !IsAlnum(At(text, end + 1)); ++pads) ++end;
    i = end + 1;
    const size_t written_end = end;
    while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    if (written_end - end >= 3) continue;  // cut by documentation
    if (end - begin < kMinVendorTokenBytes || end - begin > kMaxVendorToken) continue;
    if (!has_digit || !has_letter || has_path_mark) continue;
    const char before = begin > 0 ? text[begin - 1] : '\n';
    const char after = At(text, end);
    if (quoted_only && (!Is(before, kQuote) || after != before)) continue;
    if (!Is(before, kSpace | kNewline | kQuote) && std::string_view("=:([,;>|*").find(before) == std::string_view::npos)
      continue;
    if (!Is(after, kSpace | kNewline | kQuote) && std::string_view(")],<;|*.").find(after) == std::string_view::npos)
      continue;
    value->begin = begin;
    value->end = end;
    value->written = Is(before, kQuote) ? Written::kQuoted : Written::kBare;
    value->link = Link::kNear;
    return true;
  }
  return false;
}

// "variableKey", "pageToken": a key or a token of something that needs no secret.
bool NamesPlainKey(std::string_view name) {
  const Lowered lowered(name);
  if (!EndsWithAny(lowered.view(), {"key", "token"})) return false;
  Key key;
  key.end = name.size();
  ClassifyKey(name, {}, &key);
  return key.tell == Tell::kNone;
}

// What stands around the value must not say that it is an id, a hash or a part of a URL.
bool MayBeSecret(std::string_view text, size_t line_begin, size_t line_end, const Value& value) {
  const std::string_view token = text.substr(value.begin, value.end - value.begin);
  const std::string_view front = WordInFront(text, line_begin, value.begin);
  // What is called with the value says what takes it, not what it is.
  const bool is_argument = value.begin >= 2 && text[value.begin - 2] == '(';
  if (!is_argument && NamesNoSecret(front)) return false;
  if (!is_argument && NamesNoSecret(LastPart(front))) return false;
  if (!is_argument && NamesPlainKey(front)) return false;
  if (IsInUrl(text, line_begin, value.begin)) return false;
  return !IsHex(token) || !SpeaksOfHash(text.substr(line_begin, line_end - line_begin));
}

// Git ids and SHA-256 have the size of keys: only right behind the name, or in quotes.
bool IsDigestApart(std::string_view text, size_t name_end, const Value& value) {
  const std::string_view token = text.substr(value.begin, value.end - value.begin);
  if ((token.size() != 40 && token.size() != 64) || !IsHex(token)) return false;
  if (value.begin < name_end) return true;
  const std::string_view between = text.substr(name_end, value.begin - name_end);
  return std::any_of(between.begin(), between.end(), IsAlnum) && value.written != Written::kQuoted;
}

// `SendBird.init("<UUID>", this)`, `new DeepLClient("<UUID>")`: the first text that a call of the provider's takes,
// unless the call says that it is somebody's or something's.
bool IsFirstArgument(std::string_view text, size_t name_end, const Value& value) {
  if (value.written != Written::kQuoted || value.begin < name_end + 2) return false;
  // initialize(this, "x"): behind what calls.
  size_t open = value.begin - 2;
  if (text.substr(0, open + 1).ends_with(", ")) --open;
  if (text[open] == ',') {
    while (open > name_end && IsAlnum(text[open - 1])) --open;
    --open;
  }
  if (open < name_end || text[open] != '(') return false;
  const std::string_view call = text.substr(name_end, open - name_end);
  if (call.size() > kMaxVendorName) return false;
  for (size_t begin = 0; begin < call.size();) {
    size_t end = begin + 1;
    while (IsLetter(call[begin]) && end < call.size() && Is(call[end], kLower)) ++end;
    const std::string_view word = call.substr(begin, end - begin);
    if (!IsLetter(word[0]) && word != "." && word != ":" && word != "_") return false;
    if (NamesNoSecret(word) || IsOneOf(word, "identify", "track", "alias", "group", "reset", "set")) return false;
    begin = end;
  }
  return true;
}

// "nexmo api: <UUID>": at most one word that says no more stands between the name and a UUID that is its value.
bool IsTiedUuid(std::string_view text, size_t name_end, const Value& value) {
  if (value.begin < name_end || value.begin - name_end > 24) return false;
  size_t at = name_end;
  while (at < value.begin && !IsAlnum(text[at])) ++at;
  size_t end = at;
  while (end < value.begin && IsAlnum(text[end])) ++end;
  if (end > at && (KeyWordRoles(Lowered(text.substr(at, end - at)).view()) & (kQualifies | kNeutral)) == 0)
    return false;
  return std::none_of(text.begin() + static_cast<ptrdiff_t>(end), text.begin() + static_cast<ptrdiff_t>(value.begin),
                      IsAlnum);
}

size_t CountWordsAndNumbers(std::string_view text, size_t begin, size_t end) {
  size_t words = 0;
  for (size_t i = begin; i < end; ++i) {
    if (IsAlnum(text[i]) && (i == begin || !IsAlnum(text[i - 1]))) ++words;
  }
  return words;
}

bool IsImport(std::string_view text, size_t line_begin) {
  const size_t at = SkipSpaces(text, line_begin);
  for (const std::string_view word : {"import", "from", "use ", "using", "package", "#include", "require", "export"}) {
    if (StartsWithNoCase(text, at, word)) return true;
  }
  return text.substr(at, LineEnd(text, at) - at).find("require(") != std::string_view::npos;
}

// What connects or logs in: client.run("x"), createClient("space", "x"), new Client("x").
bool IsOpening(std::string_view call) {
  const size_t last = call.rfind('.') == std::string_view::npos ? 0 : call.rfind('.') + 1;
  const std::string_view name = call.substr(last);
  return IsOneOf(name, "run", "login", "init", "start", "load", "setup", "connect", "configure", "createclient",
                 "create", "new", "authenticate", "auth") ||
         (name.size() >= 6 && StartsWithNoCase(name, name.size() - 6, "client"));
}

// Below the import of a provider's library, what is given to a call that opens it.
bool FindOpened(std::string_view text, size_t line_end, Value* value) {
  constexpr int kLines = 12;
  size_t end = line_end;
  for (int line = 0; line < kLines && end < text.size(); ++line) {
    const size_t begin = end + 1;
    end = LineEnd(text, std::min(begin, text.size()));
    if (end <= begin || end - begin > kMaxVendorLine || !FindLongToken(text, begin, end, true, value)) continue;
    const size_t open = text.substr(0, value->begin).rfind('(');
    if (open == std::string_view::npos || open <= begin) continue;
    size_t name = open;
    while (name > begin && (IsAlnum(text[name - 1]) || text[name - 1] == '.' || text[name - 1] == '_')) --name;
    if (!IsOpening(text.substr(name, open - name))) continue;
    return MayBeSecret(text, begin, end, *value) && !IsDigestApart(text, value->end, *value);
  }
  return false;
}

bool FindBelow(std::string_view text, size_t line_begin, size_t line_end, const PathTraits& path, Value* value) {
  const bool is_code = path.syntax == Syntax::kCode;
  if (is_code && IsImport(text, line_begin)) return FindOpened(text, line_end, value);
  const bool is_comment = At(text, SkipSpaces(text, line_begin)) == '#';
  const size_t more_words = text[line_end - 1] == '\\' ? 8 : is_comment ? 3 : 0;
  if (CountWordsAndNumbers(text, line_begin, line_end) > kMaxHeadingWords + more_words) return false;
  if (text[line_end - 1] == ';' || IsImport(text, line_begin)) return false;
  const size_t indent = SkipSpaces(text, line_begin) - line_begin;
  size_t at = line_end;
  for (int line = 0; line < (is_code ? kLinesBelowInCode : kLinesBelow) && at < text.size(); ++line) {
    const size_t begin = SkipBlank(text, at);
    const size_t end = LineEnd(text, begin);
    if (begin >= end || end - begin > kMaxVendorLine || text[begin] == '}') return false;
    const size_t first = LineBegin(text, begin);
    // What stands below a comment is beside it, what stands below a parent is inside.
    if (path.syntax == Syntax::kYaml && begin - first + (is_comment ? 1 : 0) <= indent) return false;
    if (FindLongToken(text, begin, end, is_code, value)) {
      // The line holds the value and little else.
      return CountWordsAndNumbers(text, begin, value->begin) <= 3 && CountWordsAndNumbers(text, value->end, end) == 0 &&
             MayBeSecret(text, first, end, *value) && !IsDigestApart(text, value->end, *value);
    }
    at = end;
  }
  return false;
}

// NEXT_PUBLIC_ALGOLIA_SEARCH_ONLY_API_KEY, recaptchaSiteKey: what every reader of a page is told.
bool NamesPublicKey(std::string_view name) {
  static constexpr Texts kPublic("public", "publishable", "sitekey", "site_key", "site-key", "site.key");
  return kPublic.AnyIn(Lowered(name).view());
}

}  // namespace

bool IsVendorWord(std::string_view text, Hit hit) {
  const size_t size = hit.end - hit.begin;
  if (hit.is_name || size < 4 || size > kMaxVendorName || !kVendorLengths.MayHold(text.substr(hit.begin, size)))
    return false;
  const char last = text[hit.end - 1];
  const char after = At(text, hit.end);
  if (!IsAlnum(last) || Is(after, kLower | kHigh) || (Is(last, kUpper) && Is(after, kUpper))) return false;
  const char before = hit.begin > 0 ? text[hit.begin - 1] : ' ';
  if (Is(before, kHigh) || (IsLetter(before) && !(Is(before, kLower) && Is(text[hit.begin], kUpper)))) return false;
  return (KeyWordRoles(Lowered(text.substr(hit.begin, size)).view()) & kNamesProvider) != 0;
}

bool FindVendorValue(std::string_view text, Hit hit, const PathTraits& path, Key* key, Value* value) {
  if (path.is_minified || path.is_lockfile || path.is_translation) return false;
  const size_t line_begin = LineBegin(text, hit.begin);
  const size_t line_end = LineEnd(text, hit.end);
  if (line_end - line_begin > kMaxVendorLine) return false;
  FindIdentifier(text, hit, key);
  if (NamesPublicKey(text.substr(key->begin, key->end - key->begin))) return false;
  *key = Key{};
  key->begin = hit.begin;
  key->end = hit.end;
  key->kind = Kind::kToken;
  key->tell = Tell::kWeak;
  key->has_provider = key->is_vendor = true;
  *value = Value{};
  const bool quoted_only = path.syntax == Syntax::kCode;
  if (FindLongToken(text, hit.end, line_end, quoted_only, value) ||
      FindLongToken(text, line_begin, hit.begin, quoted_only, value)) {
    if (IsTiedUuid(text, hit.end, *value) || IsFirstArgument(text, hit.end, *value)) value->link = Link::kSpaced;
    return MayBeSecret(text, line_begin, line_end, *value) && !IsDigestApart(text, hit.end, *value);
  }
  return FindBelow(text, line_begin, line_end, path, value);
}

}  // namespace veil::assign
