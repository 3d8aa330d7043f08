// A random value that no operator ties to its name: on the same line, or on the lines below a heading or a comment.
// Only for names that tell much, and only for values that could be nothing but drawn at random (the verdict asks more
// of Link::kNear).
#include "match/assign/near.h"

#include <algorithm>
#include <array>

#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

constexpr size_t kMinNearToken = 16;
constexpr size_t kMaxNearToken = 200;
constexpr size_t kMinNearHex = 24;
constexpr int kLinesBelow = 5;
// "# Secret ", "* **API ": what may stand before the name in a heading.
constexpr size_t kMaxHeadingLead = 12;
// A longer line is minified code or data.
constexpr size_t kMaxNearLine = 400;

constexpr Marks kTokenBytes = Marks::Where([](char c) {
  return IsAlnum(c) || c == '_' || c == '-' || c == '+' || c == '/' || c == '=' || c == '.' || c == '~';
});

// Words that say that the random text beside them is a hash or an id.
bool SaysHash(std::string_view line) {
  static constexpr std::string_view kWords[] = {
      "sha1",     "sha2",   "sha5",      "sha-",       "md5",       "commit",      "hash",
      "checksum", "digest", "integrity", "revision",   "etag",      "fingerprint", "uuid",
      "guid",     "blob",   "public",    "nonce",      "signature", "encrypted",   "head is",
      "0x",       "http:",  "https:",    "thumbprint", "crc",       "expected",    "objectid"};
  // Few bytes begin one of them: the words are only compared there.
  static constexpr auto kBegins = [] {
    std::array<bool, 256> begins{};
    for (const std::string_view word : kWords) {
      begins[static_cast<unsigned char>(word[0])] = true;
      if (IsLetter(word[0])) begins[static_cast<unsigned char>(word[0] - 'a' + 'A')] = true;
    }
    return begins;
  }();
  for (size_t i = 0; i + 3 <= line.size(); ++i) {
    if (!kBegins[static_cast<unsigned char>(line[i])]) continue;
    for (const std::string_view word : kWords) {
      if (StartsWithNoCase(line, i, word)) return true;
    }
  }
  return false;
}

// True when an operator ties the text at `at` to a name that tells nothing ("id": "…"), on its own line.
// `is_strict`: of a name that tells something, too, which has been asked about its value.
bool HasOtherName(std::string_view text, size_t at, bool is_strict) {
  if (const Quote quote = QuoteBefore(text, at); quote.mark != 0) at -= quote.size;
  // "Key-Sha256": [ "x" ]
  size_t list = at;
  while (list > 0 && Is(text[list - 1], kSpace | kNewline)) --list;
  if (list > 0 && text[list - 1] == '[') at = list - 1;
  const size_t end = TiedNameEnd(text, at);
  if (end == std::string_view::npos) return false;
  at = end;
  // "x-dead-letter-routing-key" to its first letter.
  const auto joins = [&](size_t mark) { return JoinsWords(text[mark]) && mark > 0 && IsAlnum(text[mark - 1]); };
  while (at > 0 && (IsAlnum(text[at - 1]) || text[at - 1] == '_' || joins(at - 1))) --at;
  if (at == end) return false;
  const std::string_view name = text.substr(at, end - at);
  Key other;
  other.begin = at;
  other.end = end;
  const size_t word_end = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
  size_t word = word_end;
  while (word > 0 && IsLetter(text[word - 1])) --word;
  ClassifyKey(text, text.substr(word, word_end - word), &other);  // "Cache key: x"
  return (other.tell == Tell::kNone || is_strict) && !IsValueName(name);
}

// The first token of [from, to) that has both letters and digits and stands free.
bool FindToken(std::string_view text, size_t from, size_t to, bool quoted_only, Value* value, bool is_ahead = false) {
  // Most lines of code have no text in quotes.
  if (quoted_only && !HasQuote(text, from, to)) return false;
  size_t i = from;
  while (i < to) {
    if (!kTokenBytes.Has(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < to && kTokenBytes.Has(text[end]) && !(text[end] == '=' && IsAlnum(At(text, end + 1)))) ++end;
    const size_t begin = i;
    i = end + 1;
    if (end - begin < kMinNearToken) continue;  // a word
    const char before = begin > 0 ? text[begin - 1] : '\n';
    const char after = At(text, end);
    const size_t written_end = end;
    while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    // "AbCd0123…": documentation cuts what it shows.
    if (written_end - end >= 3) continue;
    const std::string_view token = text.substr(begin, end - begin);
    if (token.size() < kMinNearToken || token.size() > kMaxNearToken) continue;
    if (AllOf(token, [](char c) { return !Is(c, kDigit); }) || AllOf(token, [](char c) { return !IsLetter(c); }))
      continue;
    if (quoted_only && (!Is(before, kQuote) || after != before)) continue;
    if (!Is(before, kSpace | kNewline | kQuote) &&
        std::string_view("=:([{,>|;").find(before) == std::string_view::npos) {
      continue;
    }
    if (!Is(after, kSpace | kNewline | kQuote) && std::string_view(")]},<;|:&").find(after) == std::string_view::npos) {
      continue;
    }
    // "token bucket d8b2ef3a2e415924": a number of a thing.
    const bool is_short_hex = token.size() < kMinNearHex && !Is(before, kQuote) && IsHex(token);
    // `set passwd ENC x`: encrypted.
    if (begin >= 4 && text.substr(begin - 4, 4) == "ENC ") continue;
    if (is_short_hex || HasOtherName(text, begin, is_ahead)) continue;
    // {"<SHA-256>": "query ApiKeys …"}: a name.
    if (Is(before, kQuote) && after == before && At(text, SkipSpaces(text, end + 1)) == ':') continue;
    value->begin = begin;
    value->end = end;
    value->written = Is(before, kQuote) ? Written::kQuoted : Written::kBare;
    value->link = Link::kNear;
    value->in_code = false;
    return true;
  }
  return false;
}

// True when the line holds the token and nothing else but marks of lists, comments and quotes, or one assignment of it.
bool StandsAlone(std::string_view text, size_t line_begin, size_t line_end, const Value& value) {
  size_t words = 0;
  for (size_t i = line_begin; i < value.begin; ++i) {
    if (IsLetter(text[i]) && (i == line_begin || !IsAlnum(text[i - 1]))) ++words;
  }
  if (words > 3) return false;
  size_t rest = value.end;
  if (text.substr(rest, 2) == "</") {
    while (rest < line_end && text[rest] != '>') ++rest;  // <value>x</value>
  }
  for (size_t i = rest; i < line_end; ++i) {
    if (IsAlnum(text[i])) return false;
  }
  return true;
}

// `connect("host", "bob", "x");  // password`: the last literal before a comment that names it.
bool FindCommentedValue(std::string_view text, size_t line_begin, const Key& key, const PathTraits& path,
                        Value* value) {
  // In a session that was written down, too: `PS C:\> $x = 'x' # password`.
  const bool is_session = path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown;
  if (path.syntax != Syntax::kCode && path.syntax != Syntax::kShell && !is_session) return false;
  if (!HasQuote(text, line_begin, key.begin)) return false;
  size_t comment = std::string_view::npos;
  for (size_t i = line_begin; i + 1 < key.begin; ++i) {
    const bool starts =
        text[i] == '#' || (text[i] == '/' && text[i + 1] == '/') || (text[i] == '-' && text[i + 1] == '-');
    if (starts && i > line_begin && Is(text[i - 1], kSpace)) comment = i;
  }
  if (comment == std::string_view::npos || key.begin - comment > 40) return false;
  bool found = false;
  for (size_t i = line_begin; i < comment;) {
    Value literal;
    if (!Is(text[i], kQuote) || !ReadQuoted(text, i, path.syntax, &literal) || literal.end > comment) {
      ++i;
      continue;
    }
    // A literal that an object or an option holds has a name of its own.
    size_t before = i;
    while (before > line_begin && Is(text[before - 1], kSpace)) --before;
    if (before > line_begin && text[before - 1] != ':' && (!is_session || text[before - 1] == '=')) {
      *value = literal;
      found = true;
    }
    i = literal.end + 1;
  }
  value->link = Link::kBelow;
  return found;
}

// "/etc/acme/db-password": the name is a file's.
bool EndsPath(std::string_view text, const Key& key) {
  if (key.begin == 0 || text[key.begin - 1] != '/') return false;
  size_t begin = key.begin;
  size_t slashes = 0;
  while (begin > 0 && key.begin - begin < 64 && (IsInIdentifier(text[begin - 1]) || text[begin - 1] == '/')) {
    --begin;
    slashes += text[begin] == '/';
  }
  return slashes >= 2;
}

// Git ids and SHA-256: below or in front of a word like "token" they are more often what a log says next.
bool IsDigest(std::string_view token) { return (token.size() == 40 || token.size() == 64) && IsHex(token); }

}  // namespace

bool FindNearValue(std::string_view text, const Key& key, const PathTraits& path, Value* value) {
  if (path.is_minified || path.is_lockfile) return false;
  // What an element holds was asked about at its first tag.
  if (key.begin >= 2 && text.substr(key.begin - 2, 2) == "</") return false;
  const size_t line_begin = LineBegin(text, key.begin);
  const size_t line_end = LineEnd(text, key.end);
  if (line_end - line_begin > kMaxNearLine) return false;
  const bool quoted_only = path.syntax == Syntax::kCode;
  if (FindToken(text, key.end, line_end, quoted_only, value)) {
    // "the token survives a restart, thanks @bob (<git id>)": what a change log ends with.
    const std::string_view token = text.substr(value->begin, value->end - value->begin);
    if (IsDigest(token) && value->written == Written::kBare && text[value->begin - 1] == '(') return false;
    return !SaysHash(text.substr(line_begin, line_end - line_begin));
  }
  if (FindToken(text, line_begin, key.begin, quoted_only, value, true)) {
    // "Merge of <git id>: password form", "<md5>  /etc/pam.d/common-password"
    const std::string_view token = text.substr(value->begin, value->end - value->begin);
    const bool is_listed = value->begin == line_begin && IsHex(token);
    return (value->written == Written::kQuoted || (!IsDigest(token) && !is_listed)) &&
           !SaysHash(text.substr(line_begin, line_end - line_begin));
  }
  if (key.kind == Kind::kPassword || key.kind == Kind::kSecret) {
    if (FindCommentedValue(text, line_begin, key, path, value)) return true;
  }
  // Below: the name must end its line, or stand in a comment; not the text of an element, which has said all it says.
  if (EndsPath(text, key) || text.substr(key.end, 2) == "</") return false;
  size_t rest = key.end;
  size_t words = 0;
  while (rest < line_end) {
    if (IsLetter(text[rest]) && !IsLetter(text[rest - 1])) ++words;
    if (text[rest] == ';' || text[rest] == '{' || text[rest] == '(' || text[rest] == ',') return false;
    ++rest;
  }
  // Ansible's vault: what stands below is encrypted.
  if (words > 4 || text.substr(key.end, line_end - key.end).find("!vault") != std::string_view::npos) return false;
  size_t at = line_end;
  for (int line = 0; line < kLinesBelow && at < text.size(); ++line) {
    const size_t begin = SkipBlank(text, at);
    const size_t end = LineEnd(text, begin);
    if (begin >= end || end - begin > kMaxNearLine || text.substr(begin, 14) == "$ANSIBLE_VAULT") return false;
    if (FindToken(text, begin, end, quoted_only, value)) {
      // A heading of the name alone, and the value alone below it.
      const auto holds_word = [&](size_t from, size_t to) {
        return std::any_of(text.begin() + static_cast<ptrdiff_t>(from), text.begin() + static_cast<ptrdiff_t>(to),
                           IsAlnum);
      };
      const bool is_text = path.syntax == Syntax::kProse || path.syntax == Syntax::kUnknown;
      if (is_text && words == 0 && key.begin - line_begin <= kMaxHeadingLead && !holds_word(begin, value->begin) &&
          !holds_word(value->end, end)) {
        value->link = Link::kBelow;
      }
      return !IsDigest(text.substr(value->begin, value->end - value->begin)) && StandsAlone(text, begin, end, *value) &&
             !SaysHash(text.substr(begin, end - begin)) && !SaysHash(text.substr(line_begin, line_end - line_begin));
    }
    at = end;
  }
  return false;
}

}  // namespace veil::assign
