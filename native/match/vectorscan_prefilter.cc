#include "match/vectorscan_prefilter.h"

#include <hs/hs.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

namespace veil {
namespace {

Error NoMemory() { return Error{"NO_MEMORY", ENOMEM, "", "", "no memory for the literal prefilter"}; }

// Vectorscan aligns the scratch inside what its allocator answered and keeps that address to itself. The allocator is
// one for the process, so it leaves the address where only the allocating thread sees it.
thread_local void* last_scratch_memory = nullptr;

void* AllocateScratch(size_t size) { return last_scratch_memory = std::malloc(size); }

void UseOwnScratchAllocator() {
  static std::once_flag once;
  std::call_once(once, [] { hs_set_scratch_allocator(AllocateScratch, std::free); });
}

struct VectorscanScratch final : PrefilterScratch {
  // Also right after a search was left by a jump: Vectorscan then refuses to free its scratch, as it is marked in use
  // for ever, so the memory is given back by the address that its allocator answered.
  ~VectorscanScratch() override { std::free(memory); }

  hs_scratch* scratch = nullptr;
  void* memory = nullptr;    // what holds `scratch`
  std::vector<char> ending;  // a copy of the last bytes, see kBlindBytes
};

// Where it has a few literals to find (up to some forty), Vectorscan 5.4.9 misses some of those that end in the last
// bytes of what it is given. So it is given this many more than are looked at.
constexpr size_t kBlindBytes = 32;

// Checks magic, version, platform and a CRC. Null when one of them is wrong.
hs_database_t* Deserialize(std::string_view serialized) {
  hs_database_t* database = nullptr;
  if (serialized.empty()) return nullptr;
  if (hs_deserialize_database(serialized.data(), serialized.size(), &database) != HS_SUCCESS) return nullptr;
  return database;
}

// What the match callback sees of a search. Plain data: the search may be left by a jump.
struct Collector {
  Candidate* candidates;
  size_t count;
  uint32_t offset;     // of the scanned piece in the data
  uint32_t resume_at;  // ends at or before it are known already
  uint32_t last_end;   // ends after it are not for this piece
  uint32_t resume_next;
};

int Collect(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  Collector& collector = *static_cast<Collector*>(context);
  const uint32_t end = collector.offset + static_cast<uint32_t>(to);
  if (end <= collector.resume_at || end > collector.last_end) return 0;
  if (collector.count == kMaxCandidates) {
    // Others that end here may be in the buffer or still to come: the next call finds them all.
    while (collector.count > 0 && collector.candidates[collector.count - 1].end >= end) --collector.count;
    collector.resume_next = end - 1;
    return 1;
  }
  collector.candidates[collector.count++] = {id, end};
  return 0;
}

}  // namespace

VectorscanPrefilter::~VectorscanPrefilter() { hs_free_database(database_); }

Result<std::unique_ptr<VectorscanPrefilter>> VectorscanPrefilter::Compile(const std::vector<Literal>& literals,
                                                                          const std::vector<uint8_t>& wanted,
                                                                          std::string_view database) {
  std::unique_ptr<VectorscanPrefilter> prefilter(new VectorscanPrefilter());
  std::vector<const char*> expressions;
  std::vector<unsigned> flags, ids;
  std::vector<size_t> sizes;
  for (size_t i = 0; i < literals.size(); ++i) {
    if (wanted[i] == 0) continue;
    expressions.push_back(literals[i].bytes.data());
    sizes.push_back(literals[i].bytes.size());
    ids.push_back(static_cast<unsigned>(i));
    flags.push_back(literals[i].caseless ? HS_FLAG_CASELESS : 0);
    prefilter->max_literal_bytes_ = std::max(prefilter->max_literal_bytes_, sizes.back());
  }
  if (ids.empty()) return prefilter;
  prefilter->database_ = Deserialize(database);
  if (prefilter->database_ != nullptr) return prefilter;

  hs_compile_error_t* refused = nullptr;
  const hs_error_t status =
      hs_compile_lit_multi(expressions.data(), flags.data(), ids.data(), sizes.data(),
                           static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr, &prefilter->database_, &refused);
  if (status != HS_SUCCESS) {
    Error error{"BAD_RULE", 0, "", "", refused != nullptr ? refused->message : "the literals cannot be compiled"};
    hs_free_compile_error(refused);
    return error;
  }
  return prefilter;
}

Result<std::string> VectorscanPrefilter::SerializeDatabase() const {
  if (database_ == nullptr) return std::string();
  char* bytes = nullptr;
  size_t size = 0;
  if (hs_serialize_database(database_, &bytes, &size) != HS_SUCCESS) return NoMemory();
  std::string serialized(bytes, size);
  std::free(bytes);
  return serialized;
}

Result<std::unique_ptr<PrefilterScratch>> VectorscanPrefilter::NewScratch() const {
  auto scratch = std::make_unique<VectorscanScratch>();
  if (database_ != nullptr) {
    UseOwnScratchAllocator();
    if (hs_alloc_scratch(database_, &scratch->scratch) != HS_SUCCESS) return NoMemory();
    scratch->memory = last_scratch_memory;
    scratch->ending.resize(max_literal_bytes_ + 2 * kBlindBytes);
  }
  return std::unique_ptr<PrefilterScratch>(std::move(scratch));
}

size_t VectorscanPrefilter::Find(PrefilterScratch& any_scratch, const char* data, size_t size, size_t resume_at) const {
  auto& scratch = static_cast<VectorscanScratch&>(any_scratch);
  scratch.count_ = 0;
  if (database_ == nullptr || resume_at >= size) return size;
  Collector collector{scratch.candidates_.data(), 0, 0, static_cast<uint32_t>(resume_at), 0, 0};
  // A literal that ends after `at` may begin this far before it.
  const auto begin_for = [this](size_t at) { return at - std::min(at, max_literal_bytes_ - 1); };
  const auto scan = [&](const char* piece, size_t offset, size_t piece_size, size_t last_end) {
    collector.offset = static_cast<uint32_t>(offset);
    collector.last_end = static_cast<uint32_t>(last_end);
    return hs_scan(database_, piece, static_cast<unsigned>(piece_size), 0, scratch.scratch, Collect, &collector);
  };

  const size_t ending_at = std::max(resume_at, size - std::min(size, kBlindBytes));
  hs_error_t status = HS_SUCCESS;
  if (resume_at < ending_at) {
    const size_t offset = begin_for(resume_at);
    status = scan(data + offset, offset, size - offset, ending_at);
  }
  if (status == HS_SUCCESS) {
    const size_t offset = begin_for(ending_at);
    std::memcpy(scratch.ending.data(), data + offset, size - offset);
    std::memset(scratch.ending.data() + (size - offset), 0, kBlindBytes);
    collector.resume_at = static_cast<uint32_t>(ending_at);
    status = scan(scratch.ending.data(), offset, size - offset + kBlindBytes, size);
  }
  scratch.count_ = collector.count;
  scratch.SortCandidates();
  return status == HS_SCAN_TERMINATED ? collector.resume_next : size;
}

}  // namespace veil
