#include <array>

#include "match/checksums/list.h"

namespace veil {
namespace {

// The order is no contract: rules name checksums, and the numbers are made when the rule set is built.
constexpr std::array kChecksums = {
    Checksum{"", [](std::string_view) { return ChecksumResult{}; }},
    Checksum{"crc32-base62", VerifyBase62Crc32},
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
