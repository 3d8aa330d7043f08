// The prefilter on Vectorscan's literal matcher: runs on every processor, and is the reference for the others.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/prefilter.h"

struct hs_database;

namespace veil {

class VectorscanPrefilter final : public Prefilter {
 public:
  // As Prefilter::Compile. `database`: what SerializeDatabase() gave for the same literals, or empty; it is checked.
  static Result<std::unique_ptr<VectorscanPrefilter>> Compile(const std::vector<Literal>& literals,
                                                              const std::vector<uint8_t>& wanted,
                                                              std::string_view database);
  ~VectorscanPrefilter() override;

  // Empty when there are no literals. Errors: "NO_MEMORY".
  Result<std::string> SerializeDatabase() const;

  Result<std::unique_ptr<PrefilterScratch>> NewScratch() const override;
  size_t Find(PrefilterScratch& scratch, const char* data, size_t size, size_t resume_at) const override;

 private:
  VectorscanPrefilter() = default;
  hs_database* database_ = nullptr;  // null: no literals
  size_t max_literal_bytes_ = 0;
};

}  // namespace veil
