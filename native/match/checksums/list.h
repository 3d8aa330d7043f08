// The checksums that there are, for registry.cc. Each is explained in its own file.
#pragma once

#include <string_view>

#include "match/checksums/checksum.h"

namespace veil {

inline ChecksumResult Judge(bool valid) {
  return {.verdict = valid ? ChecksumVerdict::kValid : ChecksumVerdict::kInvalid, .note = ""};
}

ChecksumResult VerifyAge(std::string_view secret);
ChecksumResult VerifyAtlassian(std::string_view secret);
ChecksumResult VerifyBase58Check(std::string_view secret);
ChecksumResult VerifyBase62Crc32(std::string_view secret);
ChecksumResult VerifyBase64Secret(std::string_view secret);
ChecksumResult VerifyBasicAuth(std::string_view secret);
ChecksumResult VerifyCloudflare(std::string_view secret);
ChecksumResult VerifyConfluent(std::string_view secret);
ChecksumResult VerifyCorporateNumber(std::string_view secret);
ChecksumResult VerifyDiscordBot(std::string_view secret);
ChecksumResult VerifyGrafanaCloud(std::string_view secret);
ChecksumResult VerifyGrafanaServiceAccount(std::string_view secret);
ChecksumResult VerifyIban(std::string_view secret);
ChecksumResult VerifyJfrogApiKey(std::string_view secret);
ChecksumResult VerifyJfrogReference(std::string_view secret);
ChecksumResult VerifyJwt(std::string_view secret);
ChecksumResult VerifyLuhn(std::string_view secret);
ChecksumResult VerifyMyNumber(std::string_view secret);
ChecksumResult VerifyPem(std::string_view secret);
ChecksumResult VerifyPypi(std::string_view secret);
ChecksumResult VerifySentryOrg(std::string_view secret);
ChecksumResult VerifyZuplo(std::string_view secret);

}  // namespace veil
