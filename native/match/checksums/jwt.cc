// JSON web tokens: header.payload.signature in base64url; the header is an object that names its algorithm.
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>

#include "match/base64.h"
#include "match/checksums/list.h"
#include "match/json_field.h"

namespace veil {
namespace {

constexpr size_t kMaxNoteValueBytes = 64;

// The part as JSON, or nothing.
std::optional<std::string> DecodePart(std::string_view part) {
  std::optional<std::string> json = DecodeBase64(part);
  if (!json.has_value() || !IsJsonObject(*json)) return std::nullopt;
  return json;
}

// Seconds since 1970 as a date, by the civil calendar (days are counted from a 1 March, so that leap days come last).
std::string DateOf(int64_t seconds) {
  const int64_t days = seconds / 86400 + 719468;
  const int64_t era = days / 146097;
  const int64_t day_of_era = days % 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(year), static_cast<int>(month),
                static_cast<int>(day));
  return text;
}

bool IsPlain(std::string_view text) {
  for (const char c : text) {
    if (c < ' ' || c > '~') return false;
  }
  return !text.empty() && text.size() <= kMaxNoteValueBytes;
}

// Which day it expires; whether that is past is for the reader to say: a finding does not depend on the clock.
std::string ExpiryNote(const std::string& payload) {
  const std::optional<std::string_view> field = JsonField(payload, "exp");
  constexpr int64_t kYear10000 = 253402300800;
  int64_t seconds = 0;
  if (!field.has_value()) return "";
  const auto [end, error] = std::from_chars(field->data(), field->data() + field->size(), seconds);
  if (error != std::errc() || seconds <= 0 || seconds >= kYear10000) return "";
  return ", expires " + DateOf(seconds);
}

}  // namespace

ChecksumResult VerifyJwt(std::string_view secret) {
  const size_t first_dot = secret.find('.');
  if (first_dot == std::string_view::npos) return Judge(false);
  const size_t second_dot = secret.find('.', first_dot + 1);
  const std::optional<std::string> header = DecodePart(secret.substr(0, first_dot));
  if (!header.has_value()) return Judge(false);
  const std::optional<std::string_view> algorithm = JsonStringField(*header, "alg");
  if (!algorithm.has_value()) return Judge(false);
  ChecksumResult result = Judge(true);
  if (IsPlain(*algorithm)) result.note = "alg " + std::string(*algorithm);

  // An encrypted token (JWE) has no readable payload and says so in its header.
  if (JsonStringField(*header, "enc").has_value()) return result;
  const std::optional<std::string> payload = DecodePart(secret.substr(first_dot + 1, second_dot - first_dot - 1));
  if (!payload.has_value()) return Judge(false);
  result.note += ExpiryNote(*payload);
  const std::optional<std::string_view> issuer = JsonStringField(*payload, "iss");
  if (issuer.has_value() && IsPlain(*issuer)) result.note += ", issuer " + std::string(*issuer);
  return result;
}

}  // namespace veil
