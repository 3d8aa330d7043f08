// The name of a git object: the hash that the object store looks it up by.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace veil::git {

enum class ObjectFormat : uint8_t { kSha1, kSha256 };

constexpr size_t RawSizeBytes(ObjectFormat format) { return format == ObjectFormat::kSha1 ? 20 : 32; }

enum class ObjectType : uint8_t { kCommit = 1, kTree = 2, kBlob = 3, kTag = 4 };

// A value; bytes past the format's size are zero, so that ids of one format compare as their hashes do.
struct ObjectId {
  std::array<uint8_t, 32> bytes{};

  static ObjectId FromRaw(const uint8_t* raw, ObjectFormat format) {
    ObjectId id;
    std::memcpy(id.bytes.data(), raw, RawSizeBytes(format));
    return id;
  }
  // Nothing unless `hex` is exactly one lower- or upper-case id of `format`.
  static std::optional<ObjectId> FromHex(std::string_view hex, ObjectFormat format);

  std::string Hex(ObjectFormat format) const;

  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

}  // namespace veil::git
