#include "match/assign/public_ids.h"

#include <algorithm>
#include <iterator>

#include "match/assign/base58_address.h"
#include "match/assign/not_secret.h"
#include "match/assign/value_text.h"
#include "match/assign/words.h"
#include "support/hex.h"

namespace veil::assign {
namespace {

// veil's own ids of findings: they stand in reports, registries and logs.
bool IsFindingId(std::string_view value) {
  constexpr size_t kIdBytes = 29;
  return value.size() == kIdBytes && value.starts_with("fx_") &&
         AllOf(value.substr(3), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

// Ids that services give to what they answer.
bool IsAnswerId(std::string_view value) {
  static constexpr Texts kBegins("msg_0", "chatcmpl-", "resp_", "toolu_", "run_", "thread_", "asst_", "evt_1", "req_0",
                                 "amzn1.account.");
  return kBegins.AnyBegins(value) && AllOf(value, [](char c) { return IsWordChar(c) || c == '-' || c == '.'; });
}

// NATS' keys of operators, accounts, users, servers and clusters; their seeds begin with an S.
bool IsNatsPublicKey(std::string_view value) {
  constexpr size_t kKeyBytes = 56;
  return value.size() == kKeyBytes && std::string_view("OAUNCX").find(value.front()) != std::string_view::npos &&
         AllOf(value, [](char c) { return Is(c, kUpper) || (c >= '2' && c <= '7'); });
}

// The standard name of a chemical substance: InChIKey=RYYVLZVUVIJVGH-UHFFFAOYSA-N.
bool IsInChIKey(std::string_view value) {
  if (value.size() != 27 || value[14] != '-' || value[25] != '-') return false;
  return AllOf(value, [](char c) { return Is(c, kUpper) || c == '-'; });
}

// A place on Google's maps.
bool IsPlaceId(std::string_view value) { return value.size() == 27 && value.starts_with("ChIJ"); }

// "vpc-0a1b2c3d", "i-0123456789abcdef0": a resource of AWS.
bool IsResourceId(std::string_view value) {
  static constexpr Texts kBegins("vpc-", "sg-", "subnet-", "ami-", "i-", "eni-", "vol-", "snap-", "rtb-", "igw-",
                                 "nat-", "acl-", "eipalloc-", "lt-", "fs-", "vpce-", "tgw-", "pcx-");
  if (!kBegins.AnyBegins(value)) return false;
  const std::string_view tail = value.substr(value.find('-') + 1);
  return (tail.size() == 8 || tail.size() == 17) && IsHex(tail);
}

// "GHSA-5crp-9r3c-p9vr", "CVE-2022-39291"
bool IsAdvisory(std::string_view value) {
  static constexpr Texts kBegins("GHSA-", "CVE-", "RUSTSEC-", "PYSEC-", "DSA-", "RHSA-", "GO-20");
  return value.size() <= 24 && kBegins.AnyBegins(value) &&
         AllOf(value, [](char c) { return IsAlnum(c) || c == '-' || c == ':'; });
}

// A point of the curve P-256 as the web's push services have it: the half of a key that pages are told.
bool IsPublicPoint(std::string_view value) {
  constexpr size_t kPointBytes = 87;
  return value.size() == kPointBytes && value[0] == 'B' && value[1] >= 'A' && value[1] <= 'P' &&
         AllOf(value, [](char c) { return IsWordChar(c) || c == '-'; });
}

// What GitHub's API calls an object: "LA_kwDOCsUTCM75TTQL".
bool IsGithubNode(std::string_view value) {
  const size_t mark = value.find("_k");
  if (mark == std::string_view::npos || mark == 0 || mark > 4 || value.size() < mark + 8) return false;
  return AllOf(value.substr(0, mark), [](char c) { return Is(c, kUpper); }) &&
         (value[mark + 2] == 'w' || value[mark + 2] == 'g') && value[mark + 3] == 'D';
}

// Whether letters and digits alone stand behind the first low line, as many as an id has.
bool HasIdBehindLine(std::string_view value, size_t max_bytes) {
  constexpr size_t kMinIdBytes = 14;
  const std::string_view id = value.substr(value.find('_') + 1);
  return id.size() >= kMinIdBytes && id.size() <= max_bytes && AllOf(id, IsAlnum);
}

// "price_1DLE6sDbQlsW9rReook0MDRv": what Stripe sells, whom it knows and what was paid. Of "pi_x_secret_x" the end is
// one.
bool IsStripeId(std::string_view value) {
  static constexpr Texts kBegins("price_1", "prod_", "cus_", "sub_1", "acct_1", "plan_", "txn_1", "pm_1", "ch_1",
                                 "in_1", "si_");
  constexpr size_t kMaxIdBytes = 24;
  return kBegins.AnyBegins(value) && HasIdBehindLine(value, kMaxIdBytes);
}

// "FK2cvjpnbv2gtcvuqwhf8hoykh7", "IDX_28fcbada56ab3d5bfc77945299f", "UNIQ_5F37A13B5F37A13B": what Hibernate, TypeORM
// and Doctrine call the constraints that they make.
bool IsConstraintsName(std::string_view value) {
  static constexpr Texts kBegins("FK", "PK", "UK", "UQ", "IDX", "REL", "UNIQ");
  constexpr size_t kMinHashBytes = 13;
  constexpr size_t kMaxHashBytes = 28;
  if (!kBegins.AnyBegins(value)) return false;
  size_t begin = value.starts_with("IDX") || value.starts_with("REL") ? 3 : value.starts_with("UNIQ") ? 4 : 2;
  if (begin < value.size() && value[begin] == '_') ++begin;
  const std::string_view hash = value.substr(begin);
  if (hash.size() < kMinHashBytes || hash.size() > kMaxHashBytes) return false;
  const bool is_upper_hex =
      hash.size() <= 16 && AllOf(hash, [](char c) { return Is(c, kDigit) || (c >= 'A' && c <= 'F'); });
  return is_upper_hex || (hash.size() >= 20 && AllOf(hash, [](char c) { return Is(c, kDigit | kLower); }));
}

// "<SHA-256>.zip": a file called by the digest of what it holds.
bool IsDigestFile(std::string_view value) {
  constexpr size_t kMaxEndingBytes = 6;
  const size_t dot = value.rfind('.');
  if (dot != 40 && dot != 64) return false;
  return value.size() - dot <= kMaxEndingBytes && IsHex(value.substr(0, dot));
}

// "flduC4NfbYvjeXZPO": a field, a table or a record of Airtable. "shtcnlKFIW0s…": a sheet, a document or a folder of
// Feishu.
bool IsOfficeId(std::string_view value) {
  static constexpr Texts kAirtable("fld", "rec", "tbl", "viw", "sel", "app");
  static constexpr Texts kFeishu("doxcn", "shtcn", "wikcn", "bascn", "boxcn", "fldcn", "doccn");
  constexpr size_t kAirtableBytes = 17;
  constexpr size_t kFeishuBytes = 27;
  if (!AllOf(value, IsAlnum)) return false;
  return (value.size() == kAirtableBytes && kAirtable.AnyBegins(value)) ||
         (value.size() == kFeishuBytes && kFeishu.AnyBegins(value));
}

// "01HZX4W8J0N5T3QK7VYB2MRD6C": a ULID of 2022 to 2030.
bool IsUlid(std::string_view value) {
  constexpr size_t kUlidBytes = 26;
  constexpr std::string_view kYears = "GHJKMNPQ";
  if (value.size() != kUlidBytes || !value.starts_with("01")) return false;
  return kYears.find(value[2]) != std::string_view::npos &&
         AllOf(value, [](char c) { return Is(c, kUpper | kDigit) && c != 'I' && c != 'L' && c != 'O' && c != 'U'; });
}

bool IsBase58(std::string_view value) {
  return AllOf(value, [](char c) { return IsAlnum(c) && c != '0' && c != 'O' && c != 'I' && c != 'l'; });
}

// "QmkCz4a5J7VfP…", "bafybei…": what IPFS calls what it holds, by its SHA-256.
bool IsContentId(std::string_view value) {
  if (value.size() == 46 && value.starts_with("Qm")) return IsBase58(value);
  return value.size() == 59 && (value.starts_with("bafy") || value.starts_with("bafk")) &&
         AllOf(value, [](char c) { return Is(c, kLower) || (c >= '2' && c <= '7'); });
}

// "usr_cc34rbJ5bhBGHV": whom a service knows.
bool IsAccountId(std::string_view value) {
  static constexpr Texts kBegins("usr_", "user_", "org_", "acct_", "team_");
  constexpr size_t kMaxIdBytes = 28;
  return kBegins.AnyBegins(value) && HasIdBehindLine(value, kMaxIdBytes) &&
         std::any_of(value.begin(), value.end(), [](char c) { return Is(c, kDigit); });
}

// "!1m18!1m12!1m3!1d2519.75!2d4.35": what a link to Google's maps holds.
bool IsMapsView(std::string_view value) { return value.size() > 4 && value.starts_with("!1m") && Is(value[3], kDigit); }

// "<id>:APA91b…": where Firebase sends a phone's messages. It takes the key of the app to send there.
bool IsFirebaseRegistration(std::string_view value) {
  constexpr size_t kMinBytes = 100;
  return value.size() >= kMinBytes && Contains(value, ":APA91b");
}

// Datadog's token of a page that is measured, which each of its readers gets.
bool IsPagesToken(std::string_view value) {
  constexpr size_t kTokenBytes = 35;
  return value.size() == kTokenBytes && value.starts_with("pub") && IsHex(value.substr(3));
}

// "spotify:track:1YZ3…": the rest of it, where the first name is taken for the key's.
bool IsMediaUri(std::string_view value) {
  static constexpr Texts kBegins("album:", "artist:", "track:", "playlist:", "episode:", "show:");
  return kBegins.AnyBegins(value);
}

// "Shape.c1b51cfcee4bafa04a39110cb65b6e600e4d98d3": a name with the hash of what it names.
bool IsHashedName(std::string_view value) {
  constexpr size_t kHashBytes = 40;
  if (value.size() < kHashBytes + 4 || value[value.size() - kHashBytes - 1] != '.') return false;
  const std::string_view name = value.substr(0, value.size() - kHashBytes - 1);
  return Is(name.front(), kUpper) && AllOf(name, [](char c) { return IsLetter(c) || c == '.' || c == '-'; }) &&
         AllOf(value.substr(name.size() + 1), [](char c) { return Is(c, kDigit) || (c >= 'a' && c <= 'f'); });
}

// "#ga3ebb220fa6f93ad00c6589400c1a441c": a place in a page that a program wrote.
bool IsAnchor(std::string_view value) {
  constexpr size_t kHashBytes = 32;
  if (value.size() < kHashBytes + 1 || value.size() > kHashBytes + 3 || value.front() != '#') return false;
  return IsHex(value.substr(value.size() - kHashBytes)) &&
         AllOf(value.substr(1, value.size() - kHashBytes - 1), [](char c) { return Is(c, kLower); });
}

// "VYNB:ZLKC:CVAE:YJP2:SI4A": the id of a key as Docker writes it.
bool IsGroupedId(std::string_view value) {
  constexpr size_t kGroup = 4;
  constexpr size_t kMinGroups = 5;
  if (value.size() + 1 < kMinGroups * (kGroup + 1) || (value.size() + 1) % (kGroup + 1) != 0) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool is_mark = i % (kGroup + 1) == kGroup;
    if (is_mark ? value[i] != ':' : !Is(value[i], kUpper | kDigit)) return false;
  }
  return true;
}

// The bytes of an OID as DER writes them, in hex: which curve or method. "06", the bytes that follow, those.
bool IsObjectIdentifier(std::string_view value) {
  constexpr size_t kMinBytes = 5;
  if (value.size() < 2 * kMinBytes || value.size() > 2 * 16 || !value.starts_with("06")) return false;
  if (!IsHex(value)) return false;
  return static_cast<size_t>(HexValue(value[2]) * 16 + HexValue(value[3])) == value.size() / 2 - 2;
}

// "8:_092CBAA0A0914855A6FDE86CD482FD39": a part of an installer.
bool IsInstallersPart(std::string_view value) {
  constexpr size_t kIdBytes = 32;
  return value.size() == kIdBytes + 3 && value.starts_with("8:_") && IsHex(value.substr(3));
}

// "cosmos1w34k…", "bc1qw508…": an address on a blockchain in bech32, of 20 or 32 bytes, in Bitcoin's behind a version;
// secrets of that form have names of their own.
bool IsBechAddress(std::string_view value) {
  constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  constexpr size_t kMaxName = 12;
  constexpr size_t kMinBytes = 38 + 3;
  if (value.size() < kMinBytes) return false;
  const size_t mark = value.find('1');
  if (mark == std::string_view::npos || mark < 2 || mark > kMaxName) return false;
  for (const std::string_view part : {"sec", "sk", "priv", "prv", "key"}) {
    if (Contains(value.substr(0, mark), part)) return false;
  }
  const std::string_view data = value.substr(mark + 1);
  const size_t version = mark == 2 ? 1 : 0;
  return (data.size() == 38 + version || data.size() == 58 + version || data.size() == 38 || data.size() == 58) &&
         AllOf(value.substr(0, mark), [](char c) { return Is(c, kLower); }) &&
         AllOf(data, [&](char c) { return kBech32.find(c) != std::string_view::npos; });
}

// "roads_67787984_68b5_423c_bc5e_ce92d8d74d70": a layer's name and its UUID, all joined by low lines.
bool IsUuidOfName(std::string_view value) {
  constexpr size_t kUuidBytes = 36;
  if (value.size() < kUuidBytes + 3 || value[value.size() - kUuidBytes - 1] != '_') return false;
  return IsUuid(value.substr(value.size() - kUuidBytes), '_') &&
         AllOf(value.substr(0, value.size() - kUuidBytes), [](char c) { return IsWordChar(c) || Is(c, kHigh); });
}

// "Q-3934f0fb-8ad6-4519-a98d-c26d0fc6b312-0": one of several things of a UUID.
bool IsNumberedUuid(std::string_view value) {
  constexpr size_t kUuidBytes = 36;
  if (value.size() < kUuidBytes + 4 || !Is(value[0], kUpper) || value[1] != '-') return false;
  const std::string_view number = value.substr(kUuidBytes + 2);
  return IsUuid(value.substr(2, kUuidBytes)) && number.front() == '-' && number.size() > 1 &&
         AllOf(number.substr(1), [](char c) { return Is(c, kDigit); });
}

// Where the UUID or the digest begins that the text ends in, behind a mark; npos where there is none.
size_t DigestAt(std::string_view text) {
  constexpr size_t kDigestBytes[] = {32, 40, 64};
  constexpr size_t kUuidBytes = 36;
  constexpr std::string_view kMarks = "-_:/";
  if (text.size() > kUuidBytes + 1 && IsUuid(text.substr(text.size() - kUuidBytes)) &&
      kMarks.find(text[text.size() - kUuidBytes - 1]) != std::string_view::npos) {
    return text.size() - kUuidBytes;
  }
  const size_t mark = text.find_last_of(kMarks);
  if (mark == std::string_view::npos) return mark;
  const std::string_view tail = text.substr(mark + 1);
  const bool is_digest =
      std::find(std::begin(kDigestBytes), std::end(kDigestBytes), tail.size()) != std::end(kDigestBytes) && IsHex(tail);
  return is_digest ? mark + 1 : std::string_view::npos;
}

// "session:<digest>" of "session:<digest>:lock", "node-<digest>" of "node-<digest>-v3".
std::string_view WithoutLastWord(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && Is(text[end - 1], kDigit)) --end;
  if (end < text.size() && end > 2 && text[end - 1] == 'v' && text[end - 2] == '-') return text.substr(0, end - 2);
  end = text.size();
  while (end > 0 && (IsLetter(text[end - 1]) || text[end - 1] == '.')) --end;
  const bool is_word = end < text.size() && end > 1 && (text[end - 1] == ':' || text[end - 1] == '/');
  return is_word && IsHexDigit(text[end - 2]) ? text.substr(0, end - 1) : text;
}

}  // namespace

bool IsPublicId(std::string_view value) {
  return IsFindingId(value) || IsAnswerId(value) || IsInChIKey(value) || IsPlaceId(value) || IsResourceId(value) ||
         IsAdvisory(value) || IsGithubNode(value) || IsMediaUri(value) || IsHashedName(value) || IsAnchor(value) ||
         IsGroupedId(value) || IsInstallersPart(value) || IsObjectIdentifier(value) || IsNatsPublicKey(value) ||
         IsPublicPoint(value) || IsBechAddress(value) || IsUuidOfName(value) || IsStripeId(value) ||
         IsConstraintsName(value) || IsDigestFile(value) || IsPagesToken(value) || IsAccountId(value) ||
         IsOfficeId(value) || IsUlid(value) || IsContentId(value) || IsMapsView(value) ||
         IsFirebaseRegistration(value) || IsBase58Address(value);
}

bool IsKeyId(std::string_view text) {
  if (!IsHex(text)) return false;
  return text.size() == 16 ||
         (text.size() == 40 && std::none_of(text.begin(), text.end(), [](char c) { return Is(c, kLower); }));
}

bool IsChainAddress(std::string_view value) { return (value.size() == 43 || value.size() == 44) && IsBase58(value); }

bool IsBuildStamp(std::string_view text) {
  constexpr size_t kMaxPart = 12;
  constexpr size_t kDateBytes = 8;
  if (text.ends_with("-dirty")) return true;
  bool has_date = false;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of("-_.", begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    if (part.size() > kMaxPart || !AllOf(part, IsAlnum)) return false;
    const bool is_date = part.size() == kDateBytes && AllOf(part, [](char c) { return Is(c, kDigit); }) &&
                         (part.starts_with("19") || part.starts_with("20")) && part[4] <= '1' && part[6] <= '3';
    has_date = has_date || is_date;
    begin = end + 1;
  }
  return has_date && text.size() > kDateBytes;
}

bool IsNamedDigest(std::string_view text) {
  if (IsNumberedUuid(text)) return true;
  text = WithoutLastWord(text);
  const size_t digest = DigestAt(text);
  if (digest == std::string_view::npos) return false;
  Words words;
  SplitWords(text.substr(0, digest), &words);
  size_t known = 0;
  for (size_t i = 0; i < words.count; ++i) known += words[i].size() >= 3 && IsDictionaryWord(words[i]);
  return known >= 1 && known * 2 >= words.count;
}

}  // namespace veil::assign
