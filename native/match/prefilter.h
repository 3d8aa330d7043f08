// The literal prefilter: which of a set of literals stand in the bytes, and where. Vectorscan behind four functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

struct hs_database;
struct hs_scratch;

namespace veil {

struct Literal {
  std::string bytes;      // in lower case when caseless
  bool caseless = false;  // ASCII letters match in any case
};

// A literal was seen. `end` is the offset after its last byte in the scanned bytes.
struct Candidate {
  uint32_t literal;  // index into the engine's table of distinct literals
  uint32_t end;
};

// How many candidates one call holds before it stops: 128 KiB, so that they stay in the second-level cache.
inline constexpr size_t kMaxCandidates = 16 * 1024;

// Vectorscan's working memory and the buffer of candidates. Belongs to one thread.
class PrefilterScratch {
 public:
  PrefilterScratch() = default;
  PrefilterScratch(const PrefilterScratch&) = delete;
  PrefilterScratch& operator=(const PrefilterScratch&) = delete;
  // Also right after a scan was left by a jump: Vectorscan then refuses to free its scratch, as it is marked in use for
  // ever, so the memory is given back by the address that its allocator answered.
  ~PrefilterScratch();

  std::span<const Candidate> candidates() const { return {candidates_.data(), count_}; }

 private:
  friend class Prefilter;
  hs_scratch* scratch_ = nullptr;
  void* memory_ = nullptr;  // what holds scratch_
  std::vector<Candidate> candidates_;
  size_t count_ = 0;
};

// Immutable, thread-safe.
class Prefilter {
 public:
  // `literals`: distinct, each at least one byte. `wanted` has a byte for each: those of 0 are not looked for, as every
  // literal has its price; none at all is allowed. A candidate carries the index into `literals`. `serialized`: what
  // Serialize() gave, or empty; one of other literals, another library version or another kind of processor is ignored.
  // Errors: "BAD_RULE" when Vectorscan refuses a literal, "NO_MEMORY".
  static Result<std::unique_ptr<Prefilter>> Compile(const std::vector<Literal>& literals,
                                                    const std::vector<uint8_t>& wanted, std::string_view serialized);
  Prefilter(const Prefilter&) = delete;
  Prefilter& operator=(const Prefilter&) = delete;
  ~Prefilter();

  // Errors: "NO_MEMORY".
  Result<std::string> Serialize() const;
  Result<std::unique_ptr<PrefilterScratch>> NewScratch() const;

  // Collects the literals of data[0, size) that end after `resume_at`, in order of their ends, size < 4 GiB.
  // Answers `size`, or where to resume when the buffer was full: all that end there or before are in the buffer.
  // Reads `data`, owns no destructors meanwhile, allocates nothing, takes no locks: a signal handler may jump out of
  // it.
  size_t Find(PrefilterScratch& scratch, const char* data, size_t size, size_t resume_at) const;

  size_t max_literal_bytes() const { return max_literal_bytes_; }

 private:
  Prefilter() = default;
  hs_database* database_ = nullptr;  // null: no literals
  uint64_t fingerprint_ = 0;         // of the literals: a serialised database carries it
  size_t max_literal_bytes_ = 0;
};

}  // namespace veil
