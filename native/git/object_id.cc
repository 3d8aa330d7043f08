#include "git/object_id.h"

#include "support/hex.h"

namespace veil::git {

std::optional<ObjectId> ObjectId::FromHex(std::string_view hex, ObjectFormat format) {
  if (hex.size() != 2 * RawSizeBytes(format)) return std::nullopt;
  ObjectId id;
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = HexValue(hex[i]);
    const int low = HexValue(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    id.bytes[i / 2] = static_cast<uint8_t>(high << 4 | low);
  }
  return id;
}

std::string ObjectId::Hex(ObjectFormat format) const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (size_t i = 0; i < RawSizeBytes(format); ++i) {
    hex += kDigits[bytes[i] >> 4];
    hex += kDigits[bytes[i] & 15];
  }
  return hex;
}

}  // namespace veil::git
