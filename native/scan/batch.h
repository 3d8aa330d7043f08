// What a scan hands over: rows of numbers, and one slab of bytes that they point into. The field numbers are exported
// to JavaScript by native/napi/layout.cc; nothing is copied by hand.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "match/engine.h"
#include "support/result.h"

namespace veil {

// One row of kRowFieldCount numbers. X_offset and X_length are a range of the batch's bytes.
#define VEIL_ROW_FIELDS(X)                                                                            \
  X(kind)        /* RowKind: says which of the fields below hold something */                         \
  X(item)        /* index of the root or buffer that this came from */                                \
  X(path_offset) /* finding, changed, capped: the reported path; failed, skipped: the path to show */ \
  X(path_length)                                                                                      \
  X(rule) /* index of the rule */                                                                     \
  X(severity)                                                                                         \
  X(confidence)                                                                                       \
  X(checksum) /* 0 none, 1 valid, 2 invalid */                                                        \
  X(entropy_milli)                                                                                    \
  X(offset_low) /* of the secret in the original file, in bytes: low and high 32 bits */              \
  X(offset_high)                                                                                      \
  X(length) /* of the secret in the original file, in bytes */                                        \
  X(line)   /* from 1 */                                                                              \
  X(column) /* from 1, in UTF-16 units */                                                             \
  X(end_line)                                                                                         \
  X(end_column)    /* exclusive */                                                                    \
  X(secret_offset) /* the secret as text (decoded where it lay under an encoding) */                  \
  X(secret_length)                                                                                    \
  X(match_offset) /* the match, cut to kExcerptBytes on both sides of the secret */                   \
  X(match_length)                                                                                     \
  X(secret_in_match_offset) /* where the secret lies in the match */                                  \
  X(secret_in_match_length)                                                                           \
  X(pair_offset) /* the other half of a two-part credential */                                        \
  X(pair_length)                                                                                      \
  X(note_offset)                                                                                      \
  X(note_length)                                                                                      \
  X(reason)      /* skipped: index of the skip reason */                                              \
  X(errno_value) /* failed: 0 where no system call failed */                                          \
  X(code_offset) /* failed */                                                                         \
  X(code_length)                                                                                      \
  X(syscall_offset)                                                                                   \
  X(syscall_length)                                                                                   \
  X(message_offset)                                                                                   \
  X(message_length)                                                                                   \
  X(count)         /* capped: findings left out */                                                    \
  X(inline_ignore) /* finding: InlineIgnore */

#define VEIL_ROW_KINDS(X)                                                       \
  X(finding)                                                                    \
  X(failed)  /* an input that could not be read */                              \
  X(skipped) /* only when asked for */                                          \
  X(changed) /* a file that changed while it was read, and was scanned again */ \
  X(capped)  /* a file with more findings than kMaxFindingsPerFile */

enum class RowField : uint32_t {
#define X(name) name,
  VEIL_ROW_FIELDS(X)
#undef X
};
#define X(name) +1
inline constexpr uint32_t kRowFieldCount = 0 VEIL_ROW_FIELDS(X);
#undef X
#define X(name) name,
enum class RowKind : uint32_t { VEIL_ROW_KINDS(X) };
#undef X

// Text kept before and after the secret in a finding's `match`.
inline constexpr uint64_t kExcerptBytes = 200;

// The rows that a worker has collected. One thread at a time.
class Batch {
 public:
  bool empty() const { return rows_.empty(); }
  // Time to hand it over: so that neither memory nor the number of border crossings grows.
  bool full() const { return rows_.size() >= 1024 * kRowFieldCount || bytes_.size() >= 256 * 1024; }

  void AddFailed(uint32_t item, const Error& error);
  void AddSkipped(uint32_t item, std::string_view path, uint32_t reason);
  void AddChanged(uint32_t item, std::string_view path);
  void AddCapped(uint32_t item, std::string_view path, uint64_t count);

  // Begins a finding's row; the caller sets the rest by Set and SetBytes.
  void AddFinding(uint32_t item, std::string_view path);
  void Set(RowField field, uint32_t value) {
    rows_[rows_.size() - kRowFieldCount + static_cast<uint32_t>(field)] = value;
  }
  // Copies `bytes` into the slab; `offset_field` and the field after it say where.
  void SetBytes(RowField offset_field, std::string_view bytes);

  std::vector<uint32_t>& rows() { return rows_; }
  std::vector<char>& bytes() { return bytes_; }

 private:
  void AddRow(RowKind kind, uint32_t item, std::string_view path);

  std::vector<uint32_t> rows_;
  std::vector<char> bytes_;
};

}  // namespace veil
