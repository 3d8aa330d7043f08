// Many objects, each once, several threads: packs in the order of their files, each delta made from its base while the
// base is still in memory.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>

#include "git/delta.h"
#include "git/object_id.h"
#include "git/object_store.h"
#include "support/result.h"

namespace veil::git {

// Deltas, bases of deltas and messages above it are Errors ("TOO_LARGE"), never half read. Git makes no deltas of blobs
// above core.bigFileThreshold, which is half of it by default.
inline constexpr uint64_t kObjectSizeLimitBytes = uint64_t{1} << 30;
// Blobs above it that nothing is made from are shown as streams: they would be the memory of the walk.
inline constexpr uint64_t kStreamAboveBytes = 64 << 20;

// Whatever a visitor learnt about an object and wants to have again when it sees a delta made from it.
class ObjectNotes {
 public:
  virtual ~ObjectNotes() = default;
};

// How to open the store for a walk over so many objects. Each of few is read by itself; for more the packs are planned,
// which reads every entry's header.
inline constexpr size_t kSingleReadsLimit = 256;
constexpr IndexUse IndexUseFor(size_t wanted_count) {
  return wanted_count < kSingleReadsLimit ? IndexUse::kFewIds : IndexUse::kWhole;
}

struct VisitedObject {
  uint32_t wanted = 0;  // which of the wanted ids
  ObjectType type = ObjectType::kBlob;
  std::span<const uint8_t> bytes;  // valid during the call
  // What the visitor answered for the object that this one is a delta over, and what stands unchanged from there, in
  // the order of its targets. Null and empty for a whole object, and where the base was not wanted.
  const ObjectNotes* base_notes = nullptr;
  std::span<const CopiedRange> copies;
};

// Called by several threads at once, each with its own `thread` in [0, threads).
class ObjectVisitor {
 public:
  virtual ~ObjectVisitor() = default;
  // May answer null. A tree is never visited. May throw std::bad_alloc only: the object is then Failed with ENOMEM.
  virtual std::shared_ptr<const ObjectNotes> Visit(unsigned thread, const VisitedObject& object) = 0;
  // A blob that is too large to hold, of any size. Nothing of it was read: damage shows while it is. May throw as
  // Visit.
  virtual void VisitStream(unsigned thread, uint32_t wanted, std::shared_ptr<ObjectStream> stream) = 0;
  // The object could not be had. Each wanted object that is no tree is visited, streamed or failed, unless the walk is
  // cancelled.
  virtual void Failed(unsigned thread, uint32_t wanted, const Error& error) = 0;
};

struct WalkOptions {
  unsigned threads = 1;
  uint64_t object_size_limit_bytes = kObjectSizeLimitBytes;
  uint64_t stream_above_bytes = kStreamAboveBytes;
  const std::atomic<bool>* cancelled = nullptr;
};

// Visits the objects of `wanted` (no id twice) in no fixed order. Blocks until all is done. Memory: the objects in
// work, and for each thread at most log2(objects of a delta tree) bases that wait for their smaller branches to end.
void WalkObjects(const ObjectStore& store, std::span<const ObjectId> wanted, const WalkOptions& options,
                 ObjectVisitor* visitor);

}  // namespace veil::git
