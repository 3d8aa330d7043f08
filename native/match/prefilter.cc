#include "match/prefilter.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "match/simd_kernel.h"
#include "match/simd_prefilter.h"
#include "match/vectorscan_prefilter.h"

namespace veil {
namespace {

// FNV-1a over everything that decides what a serialised prefilter holds.
uint64_t Fingerprint(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted) {
  uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&hash](char c) { hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3; };
  for (size_t i = 0; i < literals.size(); ++i) {
    for (const char c : literals[i].bytes) add(c);
    add(literals[i].caseless ? 1 : 2);
    add(wanted[i] != 0 ? 1 : 2);
  }
  return hash;
}

// A serialised prefilter: this, the placements, Vectorscan's database.
struct SerializedHead {
  uint64_t fingerprint;
  uint64_t placements_bytes;
};

struct SerializedParts {
  std::string_view placements;
  std::string_view database;
};

// Empty parts when it is not of these literals.
SerializedParts Split(std::string_view serialized, uint64_t fingerprint) {
  SerializedHead head;
  if (serialized.size() < sizeof head) return {};
  std::memcpy(&head, serialized.data(), sizeof head);
  serialized.remove_prefix(sizeof head);
  if (head.fingerprint != fingerprint || head.placements_bytes > serialized.size()) return {};
  return {serialized.substr(0, head.placements_bytes), serialized.substr(head.placements_bytes)};
}

// Null when this processor has none of that kind, or the backend is none of ours.
const SimdKernel* KernelOf(PrefilterBackend backend) {
  switch (backend) {
    case PrefilterBackend::kBest: {
      const SimdKernel* fastest = Avx512Kernel();
      return fastest != nullptr ? fastest : Avx2Kernel();
    }
    case PrefilterBackend::kAvx512:
      return Avx512Kernel();
    case PrefilterBackend::kAvx2:
      return Avx2Kernel();
    case PrefilterBackend::kVectorscan:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

// Nearly sorted already: a candidate is seen within a literal's length of its end.
void PrefilterScratch::SortCandidates() {
  const auto key = [](const Candidate& candidate) { return uint64_t{candidate.end} << 32 | candidate.literal; };
  for (size_t i = 1; i < count_; ++i) {
    const Candidate moved = candidates_[i];
    size_t at = i;
    for (; at > 0 && key(candidates_[at - 1]) > key(moved); --at) candidates_[at] = candidates_[at - 1];
    candidates_[at] = moved;
  }
}

Result<std::unique_ptr<Prefilter>> Prefilter::Compile(const std::vector<Literal>& literals,
                                                      const std::vector<uint8_t>& wanted, std::string_view serialized,
                                                      PrefilterBackend backend) {
  const SerializedParts parts = Split(serialized, Fingerprint(literals, wanted));
  const SimdKernel* kernel = SimdPrefilter::CanHold(literals, wanted) ? KernelOf(backend) : nullptr;
  if (backend == PrefilterBackend::kVectorscan || (backend == PrefilterBackend::kBest && kernel == nullptr)) {
    Result<std::unique_ptr<VectorscanPrefilter>> made = VectorscanPrefilter::Compile(literals, wanted, parts.database);
    if (!made.ok()) return std::move(made).error();
    return std::unique_ptr<Prefilter>(std::move(made).value());
  }
  if (kernel == nullptr) {
    return Error{"UNSUPPORTED", 0, "", "", "this prefilter needs other literals or another processor"};
  }
  return std::unique_ptr<Prefilter>(std::make_unique<SimdPrefilter>(*kernel, literals, wanted, parts.placements));
}

Result<std::string> Prefilter::Serialize(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted) {
  Result<std::unique_ptr<VectorscanPrefilter>> portable = VectorscanPrefilter::Compile(literals, wanted, "");
  if (!portable.ok()) return std::move(portable).error();
  Result<std::string> database = portable.value()->SerializeDatabase();
  if (!database.ok()) return std::move(database).error();
  const std::string placements = SimdPrefilter::SerializePlacements(literals, wanted);
  const SerializedHead head{Fingerprint(literals, wanted), placements.size()};
  return std::string(reinterpret_cast<const char*>(&head), sizeof head) + placements + database.value();
}

}  // namespace veil
