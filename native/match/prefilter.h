// The literal prefilter: which of a set of literals stand in the bytes, and where.
//
// Two backends behind one interface: our own (simd_prefilter.h), with a kernel for AVX-512 and one for AVX2, and
// Vectorscan (vectorscan_prefilter.h) everywhere else and as the others' reference under test. All answer the same
// candidates in the same order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace veil {

struct Literal {
  std::string bytes;      // in lower case when caseless
  bool caseless = false;  // ASCII letters match in any case
};

// A literal was seen. `end` is the offset after its last byte in the scanned bytes.
struct Candidate {
  constexpr Candidate() = default;
  constexpr Candidate(uint32_t literal_index, uint32_t end_offset) : literal(literal_index), end(end_offset) {}

  uint32_t literal : 28 = 0;  // index into the engine's table of distinct literals
  // What candidate_filter.h says of it, when the scanned bytes reached far enough for an answer.
  uint32_t is_asked : 1 = 0;
  uint32_t may_match : 1 = 0;
  uint32_t may_match_named : 1 = 0;
  uint32_t may_tell : 1 = 0;
  uint32_t end = 0;
  bool operator==(const Candidate&) const = default;
};
static_assert(sizeof(Candidate) == 8);

// How many candidates one call holds before it stops: 128 KiB, so that they stay in the second-level cache.
inline constexpr size_t kMaxCandidates = 16 * 1024;

// The buffer of candidates and what else a search writes to. Belongs to one thread. May be destroyed right after a
// search was left by a jump.
class PrefilterScratch {
 public:
  // One more may be written than is held.
  PrefilterScratch() : candidates_(kMaxCandidates + 1) {}
  PrefilterScratch(const PrefilterScratch&) = delete;
  PrefilterScratch& operator=(const PrefilterScratch&) = delete;
  virtual ~PrefilterScratch() = default;

  std::span<const Candidate> candidates() const { return {candidates_.data(), count_}; }

  // Drops the candidates for which `keep` is false, without a branch on its answer; it may write to the candidate.
  template <typename Keep>
  void KeepIf(Keep keep) {
    size_t kept = 0;
    for (size_t i = 0; i < count_; ++i) {
      Candidate candidate = candidates_[i];
      const bool stays = keep(candidate);
      candidates_[kept] = candidate;
      kept += stays ? 1 : 0;
    }
    count_ = kept;
  }

 protected:
  friend class VectorscanPrefilter;
  friend class SimdPrefilter;
  // By end, then by literal: the order that Find promises.
  void SortCandidates();

  std::vector<Candidate> candidates_;
  size_t count_ = 0;
};

enum class PrefilterBackend { kBest, kVectorscan, kAvx2, kAvx512 };

// Immutable, thread-safe.
class Prefilter {
 public:
  // `literals`: distinct, each at least one byte. `wanted` has a byte for each: those of 0 are not looked for, as every
  // literal has its price; none at all is allowed. A candidate carries the index into `literals`. `serialized`: what
  // Serialize() gave, or empty; one of other literals, another library version or another kind of processor is ignored.
  // kBest is the fastest backend that this processor and these literals allow.
  // Errors: "BAD_RULE" when a literal is refused, "NO_MEMORY", "UNSUPPORTED" when the named backend cannot run here.
  static Result<std::unique_ptr<Prefilter>> Compile(const std::vector<Literal>& literals,
                                                    const std::vector<uint8_t>& wanted, std::string_view serialized,
                                                    PrefilterBackend backend = PrefilterBackend::kBest);

  // What every backend can start from, whichever this machine would choose. Compiles Vectorscan's database, which takes
  // some hundred milliseconds: for the prebuilt file.
  // Errors: as Compile's.
  static Result<std::string> Serialize(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted);

  Prefilter() = default;
  Prefilter(const Prefilter&) = delete;
  Prefilter& operator=(const Prefilter&) = delete;
  virtual ~Prefilter() = default;

  // Errors: "NO_MEMORY".
  virtual Result<std::unique_ptr<PrefilterScratch>> NewScratch() const = 0;

  // Collects the literals of data[0, size) that end after `resume_at`, in order of their ends, then of their indices;
  // size < 4 GiB. Answers `size`, or where to resume when the buffer was full, which is after `resume_at`: all that end
  // there or before are in the buffer. `scratch` is one of this prefilter's.
  // Reads `data`, owns no destructors meanwhile, allocates nothing, takes no locks: a signal handler may jump out of
  // it.
  virtual size_t Find(PrefilterScratch& scratch, const char* data, size_t size, size_t resume_at) const = 0;
};

}  // namespace veil
