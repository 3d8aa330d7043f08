#include "scan/lfs_scan.h"

#include <fcntl.h>

#include <cerrno>
#include <utility>

#include "scan/other_paths.h"
#include "scan/source_scan.h"

namespace veil {
namespace {

bool Skip(Worker& worker, const InputName& name, io::SkipReason reason) {
  worker.ReportSkipped(name.item, name.path, reason, io::EntryType::kFile);
  return false;
}

bool Fail(Worker& worker, const InputName& name, Error error, const git::LfsPointer& pointer) {
  error.path = name.path;
  error.message = "LFS object " + pointer.oid + ": " + error.message;
  worker.ReportFailed(name.item, error, true);
  return false;
}

}  // namespace

bool ScanLfsObject(Worker& worker, const InputName& name, std::span<const InputName> others,
                   const std::string& lfs_folder, const git::LfsPointer& pointer, const std::atomic<bool>& cancelled) {
  if (lfs_folder.empty()) return Skip(worker, name, io::SkipReason::kLfsPointer);
  const std::string path = git::LfsObjectPath(lfs_folder, pointer);
  // No symlink is followed: a hostile repository's could lead anywhere.
  auto read = worker.reader().Read({.folder_fd = AT_FDCWD,
                                    .name = path.c_str(),
                                    .through_symlink = false,
                                    .max_size_bytes = worker.options().max_file_bytes});
  if (!read.ok()) {
    if (read.error().errno_value == ENOENT) return Skip(worker, name, io::SkipReason::kLfsPointer);
    return Fail(worker, name, read.error(), pointer);
  }
  io::FileContent& content = read.value();
  if (content.skipped) return Skip(worker, name, *content.skipped);
  const uint64_t size_bytes = content.large != nullptr ? content.large->size_bytes() : content.bytes.size();
  if (size_bytes != pointer.size_bytes) {
    return Fail(worker, name,
                {.code = "BAD_OBJECT", .message = "it has another size in the store than its pointer says"}, pointer);
  }
  if (content.large != nullptr) return ScanSource(worker, name, others, std::move(content.large), cancelled);
  (void)worker.ScanText(name, content.bytes, true);
  ScanOtherPaths(worker, name, others, content.bytes, io::Classify(content.bytes), nullptr);
  return true;
}

}  // namespace veil
