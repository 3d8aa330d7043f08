// Tokens whose text is an encoding of something that can be recognised.
#include <optional>
#include <string>

#include "match/base64.h"
#include "match/checksums/list.h"
#include "match/json_field.h"
#include "match/placeholder.h"

namespace veil {
namespace {

std::string_view WithoutPrefix(std::string_view text, std::string_view prefix) {
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  return text;
}

// The longest beginning that can be decoded whole: a cut-off token still shows what it is.
std::optional<std::string> DecodeBeginning(std::string_view text) {
  if (text.size() % 4 == 1) text.remove_suffix(1);
  return DecodeBase64(text);
}

bool IsPrintable(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) return false;
  }
  return true;
}

}  // namespace

// PyPI: "pypi-" and a macaroon whose location names the index that it is for.
ChecksumResult VerifyPypi(std::string_view secret) {
  const std::optional<std::string> macaroon = DecodeBeginning(WithoutPrefix(secret, "pypi-"));
  return Judge(macaroon.has_value() && macaroon->find("pypi.org") != std::string::npos);
}

// Sentry: "sntrys_", base64 of an object with the time of issue, '_', a tail.
ChecksumResult VerifySentryOrg(std::string_view secret) {
  std::string_view body = WithoutPrefix(secret, "sntrys_");
  body = body.substr(0, body.rfind('_'));
  const std::optional<std::string> json = DecodeBase64(body);
  return Judge(json.has_value() && JsonField(*json, "iat").has_value());
}

// Grafana Cloud: "glc_" and base64 of an object with organisation, name, key and more.
ChecksumResult VerifyGrafanaCloud(std::string_view secret) {
  const std::optional<std::string> json = DecodeBase64(WithoutPrefix(secret, "glc_"));
  return Judge(json.has_value() && JsonField(*json, "o").has_value() && JsonField(*json, "k").has_value());
}

// JFrog's reference tokens: base64 of "reftkn:version:expiry:random".
ChecksumResult VerifyJfrogReference(std::string_view secret) {
  const std::optional<std::string> text = DecodeBase64(secret);
  return Judge(text.has_value() && text->starts_with("reftkn:"));
}

// Basic authentication: base64 of "user:password", where the password is no stand-in: what a filter over the encoded
// text cannot see.
ChecksumResult VerifyBasicAuth(std::string_view secret) {
  const std::optional<std::string> text = DecodeBase64(secret);
  if (!text.has_value() || !IsPrintable(*text)) return Judge(false);
  const size_t colon = text->find(':');
  return Judge(colon != std::string::npos && colon + 1 < text->size() &&
               PassesValueFilter(ValueFilter::password, std::string_view(*text).substr(colon + 1)));
}

// Fewer bytes that are no text come out of any word that happens to be base64, too.
constexpr size_t kMinBinaryBytes = 16;

// Head, foot and an Ed25519 key, the shortest that there is.
constexpr size_t kMinPemBytes = 100;

// A value that its format wants in base64 (a Kubernetes Secret): bytes, a text of lines, or a line that is no stand-in.
ChecksumResult VerifyBase64Secret(std::string_view secret) {
  if (secret.size() % 4 != 0) return Judge(false);  // the format wants it padded; "VerifyClientCertIfGiven" is a name
  std::optional<std::string> text = DecodeBase64(secret);
  if (!text.has_value()) return Judge(false);
  // `echo secret | base64` leaves its line break in.
  while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  // Beside a private key stand its certificate and the authority's.
  if (text->starts_with("-----BEGIN CERTIFICATE") || text->starts_with("-----BEGIN PUBLIC KEY")) return Judge(false);
  // A key's head and foot without a body: what tests write for one.
  if (text->starts_with("-----BEGIN") && text->size() < kMinPemBytes) return Judge(false);
  if (!IsPrintable(*text)) return Judge(text->size() >= kMinBinaryBytes);
  return Judge(PassesValueFilter(ValueFilter::password, *text));
}

// Discord: base64 of the bot's id in decimal, '.', a time, '.', a signature.
ChecksumResult VerifyDiscordBot(std::string_view secret) {
  const size_t dot = secret.find('.');
  if (dot == std::string_view::npos) return Judge(false);
  const std::optional<std::string> id = DecodeBase64(secret.substr(0, dot));
  constexpr size_t kMinDigits = 15, kMaxDigits = 20;
  return Judge(id.has_value() && id->size() >= kMinDigits && id->size() <= kMaxDigits &&
               id->find_first_not_of("0123456789") == std::string::npos);
}

}  // namespace veil
