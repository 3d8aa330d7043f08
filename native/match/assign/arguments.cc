#include "match/assign/arguments.h"

#include <algorithm>
#include <array>

#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {
namespace {

constexpr size_t kMaxArguments = 6;
// Shorter texts that are a login's only argument are names of users.
constexpr size_t kMinLoginToken = 24;

// The name that ends at `end`.
std::string_view NameBefore(std::string_view text, size_t end) {
  size_t begin = end;
  while (begin > 0 && (IsAlnum(text[begin - 1]) || text[begin - 1] == '_')) --begin;
  return text.substr(begin, end - begin);
}

// The literals among the arguments behind `at` (behind the opening parenthesis), by position; others are empty.
size_t ReadArguments(std::string_view text, size_t at, std::array<Value, kMaxArguments>* arguments) {
  const size_t end = std::min(text.size(), at + kMaxLineBytes);
  size_t count = 0;
  int depth = 0;
  while (at < end && count < kMaxArguments) {
    const char c = text[at];
    Value literal;
    if (Is(c, kQuote)) {
      if (!ReadQuoted(text, at, Syntax::kUnknown, &literal)) {
        // An empty literal is an argument, too.
        if (At(text, at + 1) != c) return 0;
        at += 2;
        continue;
      }
      // []byte("x") is a literal, too.
      // device_id="x" has a name of its own.
      const bool is_named = text[at - 1] == '=' && IsPlainName(NameBefore(text, at - 1));
      const bool is_in_bytes = depth == 1 && at >= 5 && text.substr(at - 5, 5) == "byte(";
      if (!is_named && (depth == 0 || is_in_bytes)) (*arguments)[count] = literal;
      at = literal.end + 1;
      continue;
    }
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') {
      if (depth-- == 0) return count + 1;
    }
    if (c == ',' && depth == 0) ++count;
    // The body of a function that is an argument: those in front of it are complete.
    if (c == ';') return depth > 0 ? count : 0;
    ++at;
  }
  return depth > 0 || count == kMaxArguments ? count : 0;
}

// Calls one of whose arguments, by position, is the key that they sign with.
struct SigningCall {
  std::string_view name;
  size_t position;
};
constexpr SigningCall kSigningCalls[] = {{"createhmac(", 1},
                                         {"hash_hmac(", 2},
                                         {"hmac.new(", 0},
                                         {"hmac.hexdigest(", 1},
                                         {"cookieparser(", 0},
                                         {"signwith(", 1},
                                         {"hmac256(", 0},
                                         {"fernet(", 0},
                                         {"aes.new(", 0},
                                         {"createcipher(", 1},
                                         {"createcipheriv(", 1},
                                         {"createdecipheriv(", 1},
                                         {"cryptojs.aes.encrypt(", 1},
                                         {"cryptojs.aes.decrypt(", 1},
                                         {"newcookiestore(", 0},
                                         {"signedstring(", 0},
                                         {"secretkeyspec(", 0},
                                         {"openssl_encrypt(", 2},
                                         {"openssl_decrypt(", 2},
                                         {"oauthhandler(", 1}};
constexpr size_t kJwtPosition = 1;  // jwt.sign(payload, "x"), JWT::encode($payload, 'x', 'HS256')

// Where the key stands; kMaxArguments when the word at `hit` is no such call.
size_t KeyPosition(std::string_view text, Hit hit) {
  const std::string_view word = text.substr(hit.begin, hit.end - hit.begin);
  if (word.back() != '(' && word.size() != 3) return kMaxArguments;
  for (const SigningCall& call : kSigningCalls) {
    if (word.size() == call.name.size() && StartsWithNoCase(word, 0, call.name)) return call.position;
  }
  if (word.size() != 3 || !StartsWithNoCase(word, 0, "jwt")) return kMaxArguments;
  size_t at = hit.end;
  while (At(text, at) == '.' || At(text, at) == ':') ++at;
  const size_t end = IdentifierEnd(text, at);
  const bool signs =
      at > hit.end && At(text, end) == '(' && IsOneOf(text.substr(at, end - at), "sign", "verify", "encode", "decode");
  return signs ? kJwtPosition : kMaxArguments;
}

// `ks.load(in, "x".toCharArray())`: Java's key stores take passwords so. The call around it must be one of theirs.
bool FindCharArray(std::string_view text, Hit hit, Key* key, Value* value) {
  const size_t line_begin = LineBegin(text, hit.begin);
  if (hit.begin < line_begin + 3 || text[hit.begin - 1] != '"') return false;
  const size_t open = text.rfind('"', hit.begin - 2);
  if (open == std::string_view::npos || open < line_begin) return false;
  size_t call = open;
  for (int depth = 0; call > line_begin; --call) {
    const char c = text[call - 1];
    if (c == ')') ++depth;
    if (c == '(' && depth-- == 0) break;
  }
  if (call == line_begin || !ReadQuoted(text, open, Syntax::kCode, value)) return false;
  const size_t name_end = --call;
  while (call > line_begin && IsAlnum(text[call - 1])) --call;
  if (!IsOneOf(text.substr(call, name_end - call), "load", "init", "store", "getkey", "setkeyentry", "pbekeyspec",
               "passwordprotection", "loadkeymaterial", "loadtrustmaterial")) {
    return false;
  }
  key->SetStrong(hit.begin, hit.end, Kind::kPassword);
  return true;
}

// "db1.internal", "tcp://db1:3306", "cache-1"
bool IsHostLike(std::string_view text) {
  return text == "localhost" || text.find_first_of(".:") != std::string_view::npos ||
         (text.find('-') != std::string_view::npos && Is(text.back(), kDigit));
}

// connect("host", "user", "x"), with a handle in front or without: the third of the literals, where they follow each
// other. The word ends behind the parenthesis.
bool FindConnectArgument(std::string_view text, Hit hit, Value* value) {
  std::array<Value, kMaxArguments> arguments;
  const size_t count = ReadArguments(text, hit.end, &arguments);
  // DBI->connect($source, "user", "x")
  if (hit.begin >= 5 && StartsWithNoCase(text, hit.begin - 5, "dbi->")) {
    *value = arguments[2];
    return count > 2 && value->end != 0;
  }
  const size_t first = arguments[0].end != 0 ? 0 : 1;
  if (count < first + 3) return false;
  for (size_t i = first; i < first + 3; ++i) {
    if (arguments[i].end == 0) return false;
  }
  *value = arguments[first + 2];
  // What connects by something else than a host may be a signal with its slots.
  const Value& host = arguments[first];
  if (!IsHostLike(text.substr(host.begin, host.end - host.begin))) value->link = Link::kWrapped;
  return true;
}

}  // namespace

bool FindLoginArgument(std::string_view text, Hit hit, Key* key, Value* value) {
  if (StartsWithNoCase(text, hit.begin, ".tochararray(")) return FindCharArray(text, hit, key, value);
  if (StartsWithNoCase(text, hit.begin, "connect(")) {
    if (!FindConnectArgument(text, hit, value)) return false;
    key->SetStrong(hit.begin, hit.end, Kind::kPassword);
    return true;
  }
  std::array<Value, kMaxArguments> arguments;
  size_t open = hit.end;
  size_t position = 2;
  bool is_handle_first = false;
  bool has_user = false;  // the argument in front must be a literal, too
  const char last = text[hit.end - 1];
  if (last == '(') {
    has_user = StartsWithNoCase(text, hit.begin, "authenticate") || StartsWithNoCase(text, hit.begin, "credentials::");
    const bool is_pair = has_user || StartsWithNoCase(text, hit.begin, "login") ||
                         StartsWithNoCase(text, hit.begin, "wifi") || text[hit.begin] == '.';
    position = is_pair ? 1 : 2;
    is_handle_first = is_pair;
  } else if (OpenQuote(text, LineBegin(text, hit.begin), hit.begin) != 0) {
    // The hit is the beginning of the first argument.
    const size_t quote = hit.begin - 1;
    size_t before = quote;
    while (before > 0 && Is(text[before - 1], kSpace | kNewline)) --before;
    if (hit.begin < 2 || !Is(text[quote], kQuote) || before == 0 || text[before - 1] != '(') return false;
    open = before;
  } else {
    open = IdentifierEnd(text, hit.end);
    const std::string_view name = text.substr(hit.begin, open - hit.begin);
    if (At(text, open) != '(' || !name.ends_with("mysqli")) return false;
    ++open;
  }
  const size_t count = ReadArguments(text, open, &arguments);
  // client.login("x"): a bot's token.
  if (count == 1 && StartsWithNoCase(text, hit.begin, "login(") && arguments[0].end != 0) {
    *value = arguments[0];
    key->SetStrong(hit.begin, hit.end, Kind::kToken);
    return value->end - value->begin >= kMinLoginToken;
  }
  // ftp_login($connection, "user", "x")
  if (is_handle_first && count == 3 && arguments[0].end == 0 && arguments[2].end != 0) position = 2;
  if (count <= position || arguments[position].end == 0 || (has_user && arguments[0].end == 0)) return false;
  *value = arguments[position];
  key->SetStrong(hit.begin, hit.end, Kind::kPassword);
  return true;
}

bool IsSigningCall(std::string_view text, Hit hit) { return KeyPosition(text, hit) < kMaxArguments; }

bool FindSigningArgument(std::string_view text, Hit hit, Key* key, Value* value) {
  std::array<Value, kMaxArguments> arguments;
  const size_t position = KeyPosition(text, hit);
  const size_t open = text.find('(', hit.end - 1);
  if (open == std::string_view::npos || ReadArguments(text, open + 1, &arguments) <= position) return false;
  if (arguments[position].end == 0) return false;
  *value = arguments[position];
  key->SetStrong(hit.begin, hit.end, Kind::kSecret);
  return true;
}

}  // namespace veil::assign
