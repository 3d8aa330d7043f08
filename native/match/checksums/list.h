// The checksums that there are, for registry.cc. Each is explained in its own file.
#pragma once

#include <string_view>

#include "match/checksums/checksum.h"

namespace veil {

inline ChecksumResult Judge(bool valid) { return {valid ? ChecksumVerdict::kValid : ChecksumVerdict::kInvalid, ""}; }

ChecksumResult VerifyBase62Crc32(std::string_view secret);

}  // namespace veil
