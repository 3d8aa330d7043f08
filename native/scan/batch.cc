#include "scan/batch.h"

#include <algorithm>
#include <limits>

namespace veil {

void Batch::AddRow(RowKind kind, uint32_t item, std::string_view path) {
  rows_.resize(rows_.size() + kRowFieldCount, 0);
  Set(RowField::kind, static_cast<uint32_t>(kind));
  Set(RowField::item, item);
  SetBytes(RowField::path_offset, path);
}

void Batch::SetBytes(RowField offset_field, std::string_view bytes) {
  const auto length_field = static_cast<RowField>(static_cast<uint32_t>(offset_field) + 1);
  Set(offset_field, static_cast<uint32_t>(bytes_.size()));
  Set(length_field, static_cast<uint32_t>(bytes.size()));
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void Batch::AddFinding(uint32_t item, std::string_view path) { AddRow(RowKind::finding, item, path); }

void Batch::AddFailed(uint32_t item, const Error& error) {
  AddRow(RowKind::failed, item, error.path);
  Set(RowField::errno_value, static_cast<uint32_t>(error.errno_value));
  SetBytes(RowField::code_offset, error.code);
  SetBytes(RowField::syscall_offset, error.syscall);
  SetBytes(RowField::message_offset, error.message);
}

void Batch::AddSkipped(uint32_t item, std::string_view path, uint32_t reason) {
  AddRow(RowKind::skipped, item, path);
  Set(RowField::reason, reason);
}

void Batch::AddChanged(uint32_t item, std::string_view path) { AddRow(RowKind::changed, item, path); }

void Batch::AddCapped(uint32_t item, std::string_view path, uint64_t count) {
  AddRow(RowKind::capped, item, path);
  Set(RowField::count, static_cast<uint32_t>(std::min<uint64_t>(count, std::numeric_limits<uint32_t>::max())));
}

}  // namespace veil
