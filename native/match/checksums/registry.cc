#include <array>

#include "match/checksums/list.h"

namespace veil {
namespace {

// The order is no contract: rules name checksums, and the numbers are made when the rule set is built.
constexpr std::array kChecksums = {
    Checksum{"", [](std::string_view) { return ChecksumResult{}; }},
    Checksum{"crc32-base62", VerifyBase62Crc32},
    Checksum{"atlassian", VerifyAtlassian},
    Checksum{"cloudflare", VerifyCloudflare},
    Checksum{"confluent", VerifyConfluent},
    Checksum{"grafana-service-account", VerifyGrafanaServiceAccount},
    Checksum{"zuplo", VerifyZuplo},
    Checksum{"age", VerifyAge},
    Checksum{"base58check", VerifyBase58Check},
    Checksum{"luhn", VerifyLuhn},
    Checksum{"iban", VerifyIban},
    Checksum{"my-number", VerifyMyNumber},
    Checksum{"corporate-number", VerifyCorporateNumber},
    // Structure rather than a check digit: valid when the secret decodes to what its kind holds.
    Checksum{"base64-secret", VerifyBase64Secret},
    Checksum{"basic-auth", VerifyBasicAuth},
    Checksum{"discord-bot", VerifyDiscordBot},
    Checksum{"grafana-cloud", VerifyGrafanaCloud},
    Checksum{"jfrog-api-key", VerifyJfrogApiKey},
    Checksum{"jfrog-reference", VerifyJfrogReference},
    Checksum{"jwt", VerifyJwt},
    Checksum{"pem", VerifyPem},
    Checksum{"pypi", VerifyPypi},
    Checksum{"sentry-org", VerifySentryOrg},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kChecksums.size()> names;
  for (size_t i = 0; i < names.size(); ++i) names[i] = kChecksums[i].name;
  return names;
}();

}  // namespace

std::span<const std::string_view> ChecksumNames() { return kNames; }

ChecksumResult VerifyChecksum(uint32_t index, std::string_view secret) { return kChecksums[index].verify(secret); }

}  // namespace veil
