#include "match/assign/misread.h"

#include <algorithm>
#include <array>
#include <utility>

#include "match/assign/operators.h"
#include "match/assign/public_place.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

bool IsBase64(char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_'; }

// Whether small letters, capitals and digits follow each other as in base64: names change far less often.
bool IsMixed(std::string_view text) {
  size_t changes = 0;
  for (size_t i = 1; i < text.size(); ++i) {
    if (IsAlnum(text[i]) && IsAlnum(text[i - 1]) && ClassOf(text[i]) != ClassOf(text[i - 1])) ++changes;
  }
  return changes * 10 >= text.size() * 4;
}

// "ICI8Pw== 105058": the marks behind the name fill up a group of base64.
bool IsPadded(std::string_view text, size_t run_begin, const Key& key) {
  if (At(text, key.end) != '=') return false;
  size_t end = key.end;
  while (end < key.end + 2 && At(text, end) == '=') ++end;
  const bool ends = end >= text.size() || Is(text[end], kSpace | kNewline | kQuote);
  const std::string_view run = text.substr(run_begin, key.end - run_begin);
  // "dbpw= x" and "MyPw= x" are names.
  const bool is_name = std::all_of(run.begin(), run.end(), [](char c) { return Is(c, kLower) || c == '_'; });
  return ends && (end - run_begin) % 4 == 0 && !is_name && (end - key.end == 2 || IsMixed(run));
}

// "…q3TfJwt" at the end of a line of base64, "…pw=" at the end of it all: no name.
bool IsInBlob(std::string_view text, const Key& key) {
  constexpr size_t kMinBlobBytes = 24;
  constexpr size_t kMinBlobLineBytes = 56;
  size_t begin = key.begin;
  const size_t first = key.begin > kMaxLineBytes ? key.begin - kMaxLineBytes : 0;
  while (begin > first && IsBase64(text[begin - 1])) --begin;
  if (IsPadded(text, begin, key)) return true;
  size_t end = key.end;
  while (end < text.size() && end < key.end + kMinBlobLineBytes && IsBase64(text[end])) ++end;
  if (end - begin >= kMinBlobLineBytes) return IsMixed(text.substr(begin, end - begin));
  // A path has slashes, too.
  const std::string_view run = text.substr(begin, key.end - begin);
  const std::string_view last = run.substr(run.rfind('/') + 1);
  return last.size() >= kMinBlobBytes && IsMixed(last);
}

// `style="icon=secret" parent="x"`, `Action="FixCreds" After="x"`, `method="ChangePassword",service="x"`: the value of
// the attribute that follows.
bool IsNextAttribute(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin <= key.end) return false;
  const Quote closing = QuoteAt(text, key.end);
  if (closing.mark == 0) return false;
  size_t name = SkipBlank(text, key.end + closing.size);
  if (At(text, name) == ',') name = SkipBlank(text, name + 1);
  size_t end = name;
  while (IsWordChar(At(text, end)) || At(text, end) == '-' || At(text, end) == ':') ++end;
  if (end == name || At(text, end) != '=') return false;
  const Quote opening = QuoteAt(text, end + 1);
  if (opening.mark == 0 || end + 1 + opening.size != value.begin) return false;
  return !IsValueName(text.substr(name, end - name));
}

// The name that an operator ties the value to; empty when there is none.
Key OwnName(std::string_view text, const Value& value) {
  size_t at = value.begin;
  if (const Quote quote = QuoteBefore(text, at); quote.mark != 0) at -= quote.size;
  // "CipherText: hex.Bytes(x)"
  if (at > 0 && text[at - 1] == '(') {
    --at;
    while (at > 0 && (IsWordChar(text[at - 1]) || text[at - 1] == '.')) --at;
  }
  while (at > 0 && Is(text[at - 1], kSpace)) --at;
  if (at == 0 || (text[at - 1] != ':' && text[at - 1] != '=')) return {};
  while (at > 0 && (text[at - 1] == ':' || text[at - 1] == '=' || Is(text[at - 1], kSpace))) --at;
  if (const Quote quote = QuoteBefore(text, at); quote.mark != 0) at -= quote.size;
  Key own;
  own.end = at;
  while (at > 0 && (IsWordChar(text[at - 1]) || text[at - 1] == '-')) --at;
  own.begin = at;
  return own;
}

// "uuid: x" and "id = x" on a line below the name.
bool HasPlainName(std::string_view text, const Key& key, const Value& value) {
  const Key own = OwnName(text, value);
  if (own.begin == own.end || own.begin <= key.end) return false;
  const std::string_view gap = text.substr(key.end, own.begin - key.end);
  if (gap.find('\n') == std::string_view::npos) return false;
  const std::string_view name = text.substr(own.begin, own.end - own.begin);
  return IsPlainName(name) || IsOneOf(name, {"hmac", "mac", "dn", "ciphertext", "salt"});
}

// `- 27a6…` below `x-request-id:`: an entry of another list than the one that the name begins.
bool IsInOtherList(std::string_view text, const Key& key, const Value& value) {
  const size_t line = LineBegin(text, value.begin);
  if (line <= key.end + 1 || At(text, SkipSpaces(text, line)) != '-') return false;
  const size_t before = LineBegin(text, line - 1);
  size_t end = line - 1;
  while (end > before && Is(text[end - 1], kSpace | kNewline)) --end;
  return before > key.begin && end > before && text[end - 1] == ':';
}

// `const TokenKindBearer TokenKind = "Bearer"`: a constant that is called as its value.
bool IsConstantsName(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinRepeated = 5;
  if (value.written != Written::kQuoted || key.begin < 2 || text[key.begin - 1] != ' ') return false;
  size_t end = key.begin - 1;
  while (end > 0 && Is(text[end - 1], kSpace)) --end;
  size_t left = value.end;
  size_t repeated = 0;
  while (left > value.begin) {
    if (!IsAlnum(text[--left])) continue;
    while (end > 0 && text[end - 1] == '_') --end;
    if (end == 0 || ToLower(text[--end]) != ToLower(text[left])) return false;
    ++repeated;
  }
  return repeated >= kMinRepeated && end > 0 && IsWordChar(text[end - 1]);
}

// `{ "Crypt key", "r3.cryptkey", TYPE`: a table of labels and the names of what they label.
bool IsLabelsName(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin <= key.end) return false;
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  const size_t dot = written.rfind('.');
  if (dot == std::string_view::npos || !Is(written.front(), kLower)) return false;
  if (!AllOf(written, [](char c) { return IsWordChar(c) || c == '.'; })) return false;
  const Quote closing = QuoteAt(text, key.end);
  if (closing.mark == 0 || At(text, key.end + closing.size) != ',') return false;
  size_t label = key.begin;
  while (label > 0 && text[label - 1] != closing.mark && text[label - 1] != '\n') --label;
  if (label == 0 || text[label - 1] == '\n') return false;
  size_t open = label - 1;
  while (open > 0 && (Is(text[open - 1], kSpace) || text[open - 1] == '\\')) --open;
  if (open == 0 || text[open - 1] != '{') return false;
  const size_t behind = SkipBlank(text, value.end + closing.size + 1);
  return At(text, value.end + closing.size) == ',' && Is(At(text, behind), kUpper);
}

// `@sensitive('password', 'name')`: what a decorator is told are names.
bool IsDecorated(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kCode || value.written != Written::kQuoted || value.begin <= key.end) return false;
  const size_t first = SkipSpaces(text, LineBegin(text, key.begin));
  if (At(text, first) != '@' || !IsLetter(At(text, first + 1))) return false;
  const std::string_view gap = text.substr(key.end, value.begin - key.end);
  return gap.find(',') != std::string_view::npos && gap.find_first_of("=:[\n") == std::string_view::npos;
}

// "one of 'password', 'keytab' or 'cache'": names that a sentence lists.
bool IsListed(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin <= key.end || QuoteAt(text, key.end).mark == 0) return false;
  // "set `ADMIN_TOKEN` to `x` and start" lists nothing.
  const std::string_view gap = text.substr(key.end, value.begin - key.end);
  if (!Contains(gap, ",") && !Contains(gap, " or ") && !Contains(gap, " and ")) return false;
  const size_t behind = SkipSpaces(text, value.end + QuoteAt(text, value.end).size);
  return StartsWithNoCase(text, behind, "or ") || StartsWithNoCase(text, behind, "and ");
}

// `"Unknown token "+b[0]);if("x`: the quote that ends the name's text was taken for one that begins.
bool BeginsBehindText(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin != key.end + 2 || text[key.end] != ' ') return false;
  return std::string_view(",;)+.]}:?").find(text[value.begin]) != std::string_view::npos;
}

// `(x1 = this.input)`, `passed ? "A" : "B"`, `password: Error (const char*)`: a bare word of an expression or a
// declaration.
bool IsOperand(std::string_view text, const Value& value) {
  if (value.written != Written::kBare || At(text, value.end) != ' ') return false;
  const size_t next = SkipSpaces(text, value.end);
  const char c = At(text, next);
  const char then = At(text, next + 1);
  if (c == '=') return Is(then, kSpace) && value.begin > 0 && text[value.begin - 1] == '(';
  if (c == '?') return then == ' ' && Is(At(text, next + 2), kQuote);
  return c == '(' && AllOf(text.substr(value.begin, value.end - value.begin), IsLetter);
}

bool IsDigestSize(size_t size) { return size == 32 || size == 40 || size == 64 || size == 128; }

// "vendor/x/LICENSE.md <md5>", "<md5> *demo/oauth2-vimeo.r": a list of files and their checksums.
bool IsChecksum(std::string_view text, const Value& value) {
  if (value.written != Written::kBare || value.link == Link::kAssigned) return false;
  if (!IsDigestSize(value.end - value.begin) || !AllOf(text.substr(value.begin, value.end - value.begin), IsHexDigit)) {
    return false;
  }
  const auto is_path = [&](size_t begin, size_t end) {
    const std::string_view word = text.substr(begin, end - begin);
    return word.find('/') != std::string_view::npos && word.find_first_of("<>") == std::string_view::npos;
  };
  size_t before = value.begin;
  while (before > 0 && Is(text[before - 1], kSpace)) --before;
  size_t word = before;
  while (word > 0 && !Is(text[word - 1], kSpace | kNewline)) --word;
  if (before < value.begin && is_path(word, before)) return true;
  const size_t after = SkipSpaces(text, value.end);
  size_t after_end = after;
  while (after_end < text.size() && !Is(text[after_end], kSpace | kNewline)) ++after_end;
  return after > value.end && (At(text, after) == '*' || is_path(after, after_end));
}

// `"a secret"}},\n"io.k8s.EnvVar": {`: the next name.
bool IsNameItself(std::string_view text, const Value& value) {
  if (value.link != Link::kNear && value.link != Link::kBelow) return false;
  if (QuoteAt(text, value.end).mark == 0) return false;
  return At(text, SkipSpaces(text, value.end + QuoteAt(text, value.end).size)) == ':';
}

// `…token','0',NULL,'9db4…'`: another column of a row than the one that the name stands in.
bool IsOtherColumn(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kData || value.link != Link::kNear) return false;
  const size_t from = std::min(key.end, value.end);
  const size_t to = std::max(key.begin, value.begin);
  const std::string_view gap = text.substr(from, to - from);
  if (gap.find('\'') == std::string_view::npos || gap.find(',') == std::string_view::npos) return false;
  // `(42,'mailserver_pass','x')`: the name is all of its column, and the value the next one.
  const bool is_whole = key.begin > 0 && text[key.begin - 1] == '\'' && At(text, key.end) == '\'';
  return !is_whole || std::count(gap.begin(), gap.end(), ',') >= 2;
}

// `{ "password", "NaCl", 1024, 8, "fdba…" }`: another element of a list than the one that the name is.
bool IsOtherElement(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kCode || value.link != Link::kNear || value.begin <= key.end || key.begin == 0)
    return false;
  const Quote opening = QuoteBefore(text, key.begin);
  if (opening.mark == 0 || QuoteAt(text, key.end).mark != opening.mark) return false;
  const std::string_view gap = text.substr(key.end, value.begin - key.end);
  return std::count(gap.begin(), gap.end(), ',') >= 2 && gap.find_first_of(":=\n") == std::string_view::npos;
}

// "QX-S5224GT-4X-PW" and below it "QX-S5248GT-4X-PW": one more of a list of codes.
bool IsNamesSibling(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinBytes = 8;
  const size_t size = value.end - value.begin;
  if (size < kMinBytes || key.end < size) return false;
  size_t equal = 0;
  for (size_t i = 1; i <= size; ++i) equal += text[key.end - i] == text[value.end - i];
  return equal * 10 >= size * 7;
}

// `…<v=){pw:MPjr…` in printable noise, as ASCII85 is: ten marks and more before the name, and hardly a space.
bool IsInNoise(std::string_view text, const Key& key) {
  constexpr size_t kMaxName = 4;
  constexpr size_t kReachBytes = 60;
  constexpr size_t kMinMarks = 10;
  constexpr size_t kMaxSpaces = 3;
  if (key.end - key.begin > kMaxName) return false;
  const size_t line = LineBegin(text, key.begin);
  const size_t first = std::max(line, key.begin > kReachBytes ? key.begin - kReachBytes : 0);
  std::array<bool, 128> seen{};
  size_t marks = 0;
  size_t spaces = 0;
  for (const char c : text.substr(first, key.begin - first)) {
    if (Is(c, kHigh) || IsAlnum(c)) continue;
    spaces += c == ' ';
    marks += c > ' ' && !std::exchange(seen[static_cast<uint8_t>(c) & 127U], true);
  }
  return marks >= kMinMarks && spaces <= kMaxSpaces;
}

// "prpasswd  300632": the number of a service and nothing that assigns it.
bool IsNumberOfName(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kUnknown && path.syntax != Syntax::kProse) return false;
  return value.begin > key.end &&
         AllOf(text.substr(value.begin, value.end - value.begin), [](char c) { return Is(c, kDigit); }) &&
         AllOf(text.substr(key.end, value.begin - key.end), [](char c) { return Is(c, kSpace); });
}

// "hc_EVP_hcrypto_rc2_cbc", "GSS_C_NTLM_FORCE_V1": a symbol in a list of them, or a constant.
bool IsSymbol(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMaxPart = 12;
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  if (value.written != Written::kBare) return false;
  if (value.link == Link::kAssigned &&
      (key.kind == Kind::kPassword ||
       std::any_of(written.begin(), written.end(), [](char c) { return Is(c, kLower); })))
    return false;
  size_t marks = 0;
  size_t part = 0;
  for (const char c : written) {
    if (c == '_') {
      ++marks;
      part = 0;
    } else if (!IsAlnum(c) || ++part > kMaxPart) {
      return false;
    }
  }
  return marks >= 3;
}

// `key: x` and `operator: In`: what Kubernetes selects by.
bool IsSelectorsKey(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kReachBytes = 60;
  if (key.tell == Tell::kStrong || key.end - key.begin != 3) return false;
  const size_t next = SkipBlank(text, LineEnd(text, value.end));
  return text.substr(next, kReachBytes).find("operator") < 4;
}

// `password: !encrypted/pkcs1-oaep`, and below it what was encrypted.
bool IsTaggedEncrypted(std::string_view text, const Key& key, const Value& value) {
  return value.begin > key.end &&
         text.substr(key.end, value.begin - key.end).find("!encrypted") != std::string_view::npos;
}

// pass("a description"): how test programs report.
bool IsReportCall(std::string_view text, const Key& key, const PathTraits& path) {
  return key.is_pass && path.syntax != Syntax::kConfig && At(text, key.end) == '(' && key.end - key.begin == 4 &&
         text[key.begin] == 'p' && (key.begin == 0 || Is(text[key.begin - 1], kSpace | kNewline));
}

// "saslpasswd.c: Win32 …": a file of a program, in a list of changes.
bool IsSourceFile(std::string_view text, const Key& key) {
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  // ('keys.zip', '<SHA-256>')
  if (Is(At(text, key.end), kQuote)) return IsOneOf(name.substr(dot + 1), {"zip", "gz", "tar", "txt", "pdf", "md"});
  return At(text, key.end) == ':' &&
         IsOneOf(name.substr(dot + 1), {"c", "h", "cc", "cpp", "py", "rs", "pl", "js", "java"});
}

// `fi # $pass = dlpreopen`: what libtool says of its loops.
bool IsLoopsPass(std::string_view text, const Key& key, const PathTraits& path) {
  return key.is_pass && path.syntax == Syntax::kShell && key.begin > 0 && text[key.begin - 1] == '$';
}

}  // namespace

bool IsMisread(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  return IsInBlob(text, key) || IsNextAttribute(text, key, value) || HasPlainName(text, key, value) ||
         IsInOtherList(text, key, value) || IsConstantsName(text, key, value) || IsLabelsName(text, key, value) ||
         IsOtherElement(text, key, value, path) || IsNamesSibling(text, key, value) || IsInNoise(text, key) ||
         IsDecorated(text, key, value, path) || IsListed(text, key, value) || BeginsBehindText(text, key, value) ||
         IsOperand(text, value) || IsChecksum(text, value) || IsNameItself(text, value) ||
         IsOtherColumn(text, key, value, path) || IsNumberOfName(text, key, value, path) ||
         IsSymbol(text, key, value) || IsSelectorsKey(text, key, value) || IsTaggedEncrypted(text, key, value) ||
         IsReportCall(text, key, path) || IsSourceFile(text, key) || IsLoopsPass(text, key, path) ||
         IsInPublicPlace(text, key, value);
}

}  // namespace veil::assign
