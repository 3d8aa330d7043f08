// Packs made by hand, for what git itself would never write: lies, cycles, cuts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "git/object_id.h"

namespace veil::test {

std::string Deflate(const std::string& bytes);

// `size` as a pack writes it in an entry's header, with the type's code.
std::string EntryHeader(unsigned type_code, uint64_t size);
// A whole blob, and deltas.
std::string BlobEntry(const std::string& content);
std::string OffsetDeltaEntry(uint64_t distance, const std::string& instructions);
std::string RefDeltaEntry(const git::ObjectId& base, const std::string& instructions);

std::string Varint(uint64_t value);
std::string CopyInstruction(uint32_t offset, uint16_t size);
std::string InsertInstruction(const std::string& bytes);

// Ids need not be true: the reader does not hash. `n` names made-up objects.
git::ObjectId MadeUpId(uint8_t n);

struct PackEntry {
  git::ObjectId id;
  std::string bytes;
};

// Writes objects/pack/pack-x.pack and .idx below `folder` and answers the object directory. Entry i stands at
// offsets(entries)[i].
std::string WritePack(const std::filesystem::path& folder, const std::vector<PackEntry>& entries);
std::vector<uint64_t> Offsets(const std::vector<PackEntry>& entries);

// A folder that is removed with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Runs a shell command; its standard output. Fails the test when the command fails. Git hears of no configuration and
// no repository but those that the command names.
std::string RunShell(const std::string& command);

// A path as one word of such a command. The temporary folder may have a space in its name.
std::string Quoted(const std::filesystem::path& path);

}  // namespace veil::test
