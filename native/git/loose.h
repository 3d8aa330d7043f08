// Objects that stand in a file each: objects/ab/cdef….
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "git/buffer.h"
#include "git/inflate.h"
#include "git/object_id.h"
#include "support/result.h"

namespace veil::git {

// A whole object: `bytes` points into `buffer`.
struct Object {
  ObjectType type = ObjectType::kBlob;
  std::shared_ptr<Buffer> buffer;
  std::span<const uint8_t> bytes;
};

// "commit " or such, a size of at most 20 digits, NUL.
inline constexpr size_t kLooseHeaderLimitBytes = 32;

struct LooseHeader {
  ObjectType type;
  uint64_t size_bytes;
  size_t header_size;
};

// The header in the first bytes of a loose object's file. Nothing when there is none.
std::optional<LooseHeader> ReadLooseHeader(std::span<const uint8_t> compressed);

// The path of `id` below an object directory.
std::string LoosePath(const std::string& directory, const ObjectId& id, ObjectFormat format);

// Reads one. Errors: the system's (ENOENT: it is not there), "BAD_OBJECT", "TOO_LARGE" above `limit_bytes` inflated.
Result<Object> ReadLoose(const std::string& path, uint64_t limit_bytes, Inflater* inflater, BufferPool* pool);

// Appends the ids of every loose object below `directory`; names that are no ids are passed over.
Status ListLoose(const std::string& directory, ObjectFormat format, std::vector<ObjectId>* ids);

}  // namespace veil::git
