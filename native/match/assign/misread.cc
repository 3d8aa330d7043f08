#include "match/assign/misread.h"

#include <algorithm>

#include "match/assign/in_listing.h"
#include "match/assign/in_noise.h"
#include "match/assign/operators.h"
#include "match/assign/other_argument.h"
#include "match/assign/other_element.h"
#include "match/assign/other_tag.h"
#include "match/assign/public_place.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

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
  at = TiedNameEnd(text, at);
  if (at == std::string_view::npos) return {};
  Key own;
  own.end = at;
  while (at > 0 && (IsWordChar(text[at - 1]) || text[at - 1] == '-')) --at;
  own.begin = at;
  return own;
}

// `account-key public-key-sha3-384=x`: what stands behind the name begins with a name of its own.
bool BeginsWithName(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kBare || value.link == Link::kAssigned || value.begin <= key.end) return false;
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  const std::string_view name = written.substr(0, written.find('='));
  if (name.size() + 1 >= written.size() || !AllOf(name, [](char c) { return IsWordChar(c) || c == '-'; })) return false;
  return name.starts_with("public") || IsPlainName(name);
}

// "uuid: x" and "id = x" on a line below the name.
bool HasPlainName(std::string_view text, const Key& key, const Value& value) {
  const Key own = OwnName(text, value);
  if (own.begin == own.end || own.begin <= key.end) return false;
  const std::string_view gap = text.substr(key.end, own.begin - key.end);
  if (gap.find('\n') == std::string_view::npos) return false;
  const std::string_view name = text.substr(own.begin, own.end - own.begin);
  return IsPlainName(name) || IsOneOf(name, "hmac", "mac", "dn", "ciphertext", "salt");
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

// `"Unknown token "+b[0]);if("x`: the quote that ends the name's text was taken for one that begins.
bool BeginsBehindText(std::string_view text, const Key& key, const Value& value) {
  if (value.written != Written::kQuoted || value.begin != key.end + 2 || text[key.end] != ' ') return false;
  return std::string_view(",;)+.]}:?").find(text[value.begin]) != std::string_view::npos;
}

// `Conn *pw = (Conn_W*)data;`: a cast.
bool IsCast(std::string_view text, const Value& value) {
  return value.written == Written::kBare && value.begin > 0 && text[value.begin - 1] == '(' &&
         text[value.end - 1] == '*' && At(text, value.end) == ')';
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

// `KEY_INIT = 128'h207A…`: where a circuit begins, for all but a name that says more than "key".
bool IsInitialNumber(std::string_view text, const Key& key, const Value& value) {
  return key.tell != Tell::kStrong && value.begin >= 2 && text[value.begin - 2] == '\'' &&
         ToLower(text[value.begin - 1]) == 'h';
}

// `password: !encrypted/pkcs1-oaep`, and below it what was encrypted; `<password encrypted="true">`.
bool IsTaggedEncrypted(std::string_view text, const Key& key, const Value& value) {
  if (value.begin <= key.end) return false;
  const std::string_view between = text.substr(key.end, value.begin - key.end);
  return Contains(between, "!encrypted") || Contains(between, "ncrypted=\"true\"") ||
         Contains(between, "ncrypted=\"yes\"");
}

// `userPassword:: e1NTSEF9…`: base64 of `{SSHA}…` and its like.
bool IsEncodedHash(std::string_view text, const Key& key, const Value& value) {
  if (value.end - value.begin < 8 || text.substr(key.end, 2) != "::") return false;
  return text[value.begin] == 'e' && text[value.begin + 1] >= '0' && text[value.begin + 1] <= '3';
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
  if (Is(At(text, key.end), kQuote)) return IsOneOf(name.substr(dot + 1), "zip", "gz", "tar", "txt", "pdf", "md");
  return At(text, key.end) == ':' &&
         IsOneOf(name.substr(dot + 1), "c", "h", "cc", "cpp", "py", "rs", "pl", "js", "java");
}

// `fi # $pass = dlpreopen`: what libtool says of its loops.
bool IsLoopsPass(std::string_view text, const Key& key, const PathTraits& path) {
  return key.is_pass && path.syntax == Syntax::kShell && key.begin > 0 && text[key.begin - 1] == '$';
}

}  // namespace

bool IsMisread(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  return IsInBlob(text, key) || IsInNoise(text, key) || IsInOtherElement(text, key, value, path) ||
         IsNextAttribute(text, key, value) || HasPlainName(text, key, value) || IsInOtherTag(text, key, value, path) ||
         IsOtherArgument(text, key, value) || BeginsWithName(text, key, value) || IsInListing(text, key, value, path) ||
         IsConstantsName(text, key, value) || BeginsBehindText(text, key, value) || IsOperand(text, value) ||
         IsCast(text, value) || IsBehindBlob(text, key, value) || IsSymbol(text, key, value) ||
         IsSelectorsKey(text, key, value) || IsInitialNumber(text, key, value) || IsTaggedEncrypted(text, key, value) ||
         IsEncodedHash(text, key, value) || IsReportCall(text, key, path) || IsSourceFile(text, key) ||
         IsLoopsPass(text, key, path) || IsInPublicPlace(text, key, value);
}

}  // namespace veil::assign
