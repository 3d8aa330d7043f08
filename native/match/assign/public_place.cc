#include "match/assign/public_place.h"

#include <algorithm>

#include "match/assign/operators.h"
#include "match/assign/public_ids.h"
#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

// Azure's signature of a request: "SharedKey account:x".
bool IsRequestSignature(std::string_view text, const Key& key, const Value& value) {
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  return (name == "SharedKey" || name == "SharedKeyLite") && value.begin == key.end + 1 && text[key.end] == ' ' &&
         text.substr(value.begin, value.end - value.begin).find(':') != std::string_view::npos;
}

// `sig="x"`: only in a URL's query is it what opens a door, and there a MAC of 32 bytes; what is longer was made with a
// private key.
bool IsSignature(std::string_view text, std::string_view name, const Key& key, const Value& value) {
  constexpr size_t kMinSignature = 80;
  if (!IsOneOf(name, "sig") && !Lowered(name).view().ends_with("_sig")) return false;
  const char ahead = key.begin > 0 ? text[key.begin - 1] : '\n';
  const bool in_query = std::string_view("?&;").find(ahead) != std::string_view::npos || IsAlnum(ahead);
  return !in_query || value.end - value.begin >= kMinSignature;
}

// `/page;jsessionid=x`: what a server wrote into its links for readers without cookies.
bool IsLinksSession(std::string_view text, std::string_view name, const Key& key) {
  if (name != "jsessionid" || key.begin < 3) return false;
  return text[key.begin - 1] == ';' || IsOneOf(text.substr(key.begin - 3, 3), "%3b");
}

// `--list-secret-keys 2D727CC768697734`, `PrivateKey => <40 digits>`: OpenPGP's ids of keys.
bool IsPgpKeyId(std::string_view name, std::string_view written) {
  const Lowered lowered(name);
  const std::string_view low = lowered.view();
  if (!low.ends_with("keys") && !low.starts_with("signing") && !low.starts_with("private")) return false;
  return IsKeyId(written) && std::none_of(written.begin(), written.end(), [](char c) { return Is(c, kLower); });
}

// `"storageKeys": ["0x…"]`: a place in a contract's storage.
bool IsStorageSlot(std::string_view name, std::string_view written) {
  return IsOneOf(name, "storagekeys", "storagekey", "storage_keys", "storage_key") && written.starts_with("0x");
}

// `PublicKey::from_base64("x")`, `HexToAddress("x")`, `ObjectId("x")`: public by the name of what takes it.
bool IsTakenAsPublic(std::string_view text, const Value& value) {
  if (QuoteBefore(text, value.begin).mark == 0) return false;
  const Lowered lowered(CalledAt(text, value.begin));
  return Contains(lowered.view(), "public") || lowered.view().ends_with("address") ||
         lowered.view().ends_with("objectid") || lowered.view().ends_with("cellid.from_token") ||
         lowered.view().ends_with("cellid::from_token");
}

// `docsearch({ apiKey: x, indexName: 'docs' })`: the key of a search that every reader of a page may make.
bool IsSearchKey(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kReachBytes = 80;
  const bool is_api_key = IsOneOf(text.substr(key.begin, key.end - key.begin), "apikey", "api_key", "algolia");
  return is_api_key && IsHex(text.substr(value.begin, value.end - value.begin)) &&
         Contains(text.substr(value.end, kReachBytes), "indexName");
}

// `S3Key: <SHA-256>`, `spl-token=<address>`: what a bucket calls a file, where a coin is made.
bool IsObjectsName(std::string_view name, std::string_view written) {
  return (IsOneOf(name, "s3key", "s3_key", "s3objectkey") && IsHex(written)) || IsOneOf(name, "spl-token");
}

// "Reconstruct public and private key": what stands below may be either.
bool IsOfPair(std::string_view text, const Key& key, const Value& value) {
  constexpr std::string_view kPair = "public and private key";
  const size_t begin = key.end - std::min(key.end, kPair.size());
  return value.link != Link::kAssigned && Contains(Lowered(text.substr(begin, 2 * kPair.size())).view(), kPair);
}

// The token in data-cf-beacon='{"rayId": …}' is in every page that the service counts.
bool IsBeacons(std::string_view text, const Key& key) {
  constexpr size_t kReachBytes = 120;
  return Contains(Ahead(text, key.begin, kReachBytes), "cf-beacon");
}

// "google-site-verification=…" and beside it "docusign=…": what the owner of a domain shows in its records.
bool IsDomainsRecord(std::string_view text, const Key& key) {
  const size_t line_begin = LineBegin(text, key.begin);
  return key.is_vendor && Contains(text.substr(line_begin, LineEnd(text, key.end) - line_begin), "-verification=");
}

// `ADD CONSTRAINT "x"`, `CREATE INDEX x ON token`: what a database calls it.
bool IsConstraint(std::string_view text, const Value& value) {
  if (value.link == Link::kAssigned) return false;
  size_t end = value.begin;
  if (const Quote quote = QuoteBefore(text, end); quote.mark != 0) end -= quote.size;
  while (end > 0 && Is(text[end - 1], kSpace)) --end;
  size_t begin = end;
  while (begin > 0 && IsLetter(text[begin - 1])) --begin;
  return IsOneOf(text.substr(begin, end - begin), "constraint", "index");
}

// <sheetProtection spinCount="100000" saltValue="x">: what Office hashes the password of a sheet or a text with.
bool IsProtectionsSalt(std::string_view text, std::string_view name, const Value& value) {
  constexpr size_t kReachBytes = 250;
  if (!Contains(Lowered(name).view(), "salt")) return false;
  const size_t first = value.begin > kReachBytes ? value.begin - kReachBytes : 0;
  return Contains(text.substr(first, 2 * kReachBytes), "pinCount=");
}

// `/unsubscribe?token=x` in a mail, `/build.svg?circle-token=x` in a README: a link that opens no more than it shows.
bool IsPublicLinks(std::string_view text, const Key& key) {
  constexpr size_t kReachBytes = 160;
  const size_t line = LineBegin(text, key.begin);
  const size_t first = std::max(line, key.begin - std::min(key.begin, kReachBytes));
  const std::string_view ahead = text.substr(first, key.begin - first);
  const size_t url = ahead.rfind("://");
  if (url == std::string_view::npos || ahead.find_first_of(" \t\"'", url) != std::string_view::npos) return false;
  const std::string_view path = ahead.substr(url);
  return Contains(ahead, "nsubscribe") || Contains(path, ".svg?") || Contains(path, "/badge");
}

// `{"@type": "…ed25519.PubKey", "key": x}`: the type that stands beside it says so.
bool IsTypedPublic(std::string_view text, std::string_view name, const Key& key) {
  constexpr size_t kReachBytes = 100;
  if (!IsOneOf(name, "key", "value", "k")) return false;
  const std::string_view ahead = Ahead(text, key.begin, kReachBytes);
  const std::string_view object = ahead.substr(std::min(ahead.rfind('{') + 1, ahead.size()));
  for (const std::string_view type : {"PubKey", "PublicKey"}) {
    const size_t at = object.find(type);
    if (at == std::string_view::npos) continue;
    // "PubKeyEd25519"
    if (QuoteAt(object, IdentifierEnd(object, at + type.size())).mark != 0) return true;
  }
  return false;
}

// "ed25519:name x": how Matrix writes the keys that signatures are checked with.
bool IsVerifyKey(std::string_view text, const Value& value) {
  constexpr size_t kReachBytes = 60;
  const std::string_view ahead = Ahead(text, value.begin, kReachBytes);
  const size_t open = ahead.find_last_of("\"'`");
  return open != std::string_view::npos && ahead.substr(open + 1).starts_with("ed25519:");
}

// `cell_token = "89c2598b538156"`: a cell of the globe, by S2.
bool IsCell(std::string_view name, std::string_view written) {
  constexpr size_t kMaxCellBytes = 16;
  const Lowered lowered(name);
  return written.size() <= kMaxCellBytes && IsHex(written) &&
         EndsWithAny(lowered.view(), {"cell_token", "celltoken", "tile_token", "tiletoken", "s2_token", "s2token"});
}

// `ClientToken="x"`: what AWS knows a request by when it comes again. Other services' client tokens are not written so.
bool IsRequestsToken(std::string_view text, std::string_view name, const Key& key) {
  if (name != "ClientToken" && name != "ClientRequestToken") return false;
  const char behind = At(text, key.end);
  return behind == '=' || Is(behind, kQuote);
}

// `deviceToken = "<64 hex digits>"`: where Apple sends a phone's messages.
bool IsPhones(std::string_view name, std::string_view written) {
  constexpr size_t kTokenBytes = 64;
  if (written.size() != kTokenBytes || !IsHex(written)) return false;
  const Lowered lowered(name);
  return EndsWithAny(lowered.view(), {"devicetoken", "device_token", "device-token", "pushtoken", "push_token",
                                      "apnstoken", "apns_token"});
}

// `SELECT token('x')`, `WHERE token(id) > token('x')`: a function of CQL.
bool IsCqlFunction(std::string_view text, std::string_view name, const Key& key) {
  if (!IsOneOf(name, "token") || At(text, key.end) != '(') return false;
  const size_t line = LineBegin(text, key.begin);
  const Lowered ahead(text.substr(line, key.begin - line));
  return Contains(ahead.view(), "select ") || Contains(ahead.view(), "where ");
}

// `- uses: actions/cache@v4` and below it `key: x`; `save_cache: { key: x }`, `cache.set(key=x)`. Between them stands
// no text in quotes, which would be another entry's.
bool IsCachesKey(std::string_view text, std::string_view name, const Key& key) {
  constexpr size_t kReachBytes = 100;
  if (!IsOneOf(name, "key", "keys")) return false;
  const size_t first = key.begin - std::min(key.begin, kReachBytes);
  const std::string_view ahead = text.substr(first, key.begin - first);
  const size_t cache = ahead.rfind("cache");
  if (cache == std::string_view::npos) return false;
  const std::string_view between = ahead.substr(cache + 5);
  // "cache: redis" is an entry of its own.
  const bool opens = between.starts_with(": {") || between.starts_with(":\n") || between.starts_with("@") ||
                     between.starts_with(".set(") || between.starts_with(".get(");
  return opens && between.find_first_of("\"'};") == std::string_view::npos;
}

}  // namespace

bool IsInPublicPlace(std::string_view text, const Key& key, const Value& value) {
  const std::string_view name = text.substr(key.begin, key.end - key.begin);
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  return IsRequestSignature(text, key, value) || IsSignature(text, name, key, value) ||
         IsLinksSession(text, name, key) || IsPgpKeyId(name, written) || IsStorageSlot(name, written) ||
         IsTakenAsPublic(text, value) || IsSearchKey(text, key, value) || IsObjectsName(name, written) ||
         IsOfPair(text, key, value) || IsBeacons(text, key) || IsPublicLinks(text, key) ||
         IsTypedPublic(text, name, key) || IsVerifyKey(text, value) || IsProtectionsSalt(text, name, value) ||
         IsDomainsRecord(text, key) || IsConstraint(text, value) || IsCell(name, written) ||
         IsRequestsToken(text, name, key) || IsPhones(name, written) || IsCqlFunction(text, name, key) ||
         IsCachesKey(text, name, key);
}

}  // namespace veil::assign
