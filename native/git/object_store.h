// Every place where a repository keeps its objects: its object directory and the alternates, packed and loose.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "git/buffer.h"
#include "git/delta.h"
#include "git/inflate.h"
#include "git/loose.h"
#include "git/object_id.h"
#include "git/object_stream.h"
#include "git/pack.h"
#include "support/result.h"

namespace veil::git {

inline constexpr int kAlternatesDepthLimit = 5;
// Git writes chains of at most 4,095 deltas; a longer one, or a cycle, is a trap.
inline constexpr int kDeltaChainLimit = 4096;

// Immutable after Open: safe to share between threads. Objects that are written later are not seen, packs that are
// removed later stay readable (their files are held open).
class ObjectStore {
 public:
  // `objects_directory` is `git rev-parse --git-path objects`: of the common directory in a worktree. A
  // multi-pack-index is not needed and not read. A pack or an alternate that cannot be opened does not end the opening:
  // it is an entry of problems(), because the caller must not call the result complete.
  static Result<std::unique_ptr<ObjectStore>> Open(std::span<const std::string> directories, ObjectFormat format,
                                                   IndexUse use = IndexUse::kWhole);

  // As it is now.
  Result<std::unique_ptr<ObjectStore>> Reopen() const { return Open(directories_, format_, use_); }

  ObjectFormat format() const { return format_; }
  const std::vector<std::unique_ptr<Pack>>& packs() const { return packs_; }
  const std::vector<Error>& problems() const { return problems_; }

  struct PackPosition {
    uint32_t pack = 0;            // of packs()
    uint32_t index_position = 0;  // of that pack's index
  };
  std::optional<PackPosition> FindPacked(const ObjectId& id) const;

  // Every object once, in the order of the ids.
  Result<std::vector<ObjectId>> ListAll() const;

  // Any object, packed or loose, its deltas resolved from its base on. "NOT_FOUND" when it is nowhere; "BAD_OBJECT" for
  // damage, "TOO_LARGE" above `limit_bytes`. For single objects: walking many of them is WalkObjects' work.
  Result<Object> Read(const ObjectId& id, uint64_t limit_bytes, Inflater* inflater, BufferPool* pool) const;
  // A blob above `least_bytes` that is stored whole, to be read piece by piece. Null for all others, and for what is
  // nowhere. Errors: the system's, "BAD_OBJECT".
  Result<std::unique_ptr<ObjectStream>> OpenStream(const ObjectId& id, uint64_t least_bytes) const;
  Result<Object> ReadLooseAnywhere(const ObjectId& id, uint64_t limit_bytes, Inflater* inflater,
                                   BufferPool* pool) const;

 private:
  ObjectStore(ObjectFormat format, IndexUse use) : format_(format), use_(use) {}
  void AddDirectory(const std::string& directory, int depth);
  void AddPacks(const std::string& directory);
  void AddAlternates(const std::string& directory, int depth);

  ObjectFormat format_;
  IndexUse use_;
  std::vector<std::string> directories_;
  std::vector<std::unique_ptr<Pack>> packs_;
  std::vector<Error> problems_;
};

// The result of the delta that stands at `offset` of `pack`, over `base`. `copies` as ApplyDelta has it. Errors:
// "BAD_OBJECT", "TOO_LARGE".
Result<std::shared_ptr<Buffer>> ResolveDelta(const Pack& pack, uint64_t offset, std::span<const uint8_t> base,
                                             std::span<const uint8_t> delta, uint64_t limit_bytes, BufferPool* pool,
                                             std::vector<CopiedRange>* copies);

}  // namespace veil::git
