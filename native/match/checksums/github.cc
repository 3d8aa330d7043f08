// GitHub's and npm's tokens: `<prefix>_`, 30 random characters, then their CRC-32 in six digits of base 62.
#include "match/checksums/crc32.h"
#include "match/checksums/list.h"

namespace veil {

ChecksumResult VerifyBase62Crc32(std::string_view secret) {
  constexpr size_t kBodyBytes = 30, kChecksumBytes = 6;
  const size_t prefix_bytes = secret.find('_') + 1;  // 0 when there is none
  // ghs_ also has a newer, longer form that carries no such checksum.
  if (secret.size() != prefix_bytes + kBodyBytes + kChecksumBytes) return {};
  const std::string_view body = secret.substr(prefix_bytes, kBodyBytes);
  return Judge(Base62(Crc32(body), kChecksumBytes) == secret.substr(prefix_bytes + kBodyBytes));
}

}  // namespace veil
