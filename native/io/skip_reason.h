// Why an entry of a folder is not scanned: one list, exported to JavaScript by name.
#pragma once

#include <cstdint>
#include <string_view>

namespace veil::io {

// X(enumerator, stable name, what it means)
#define VEIL_SKIP_REASONS(X)                                                                     \
  X(kSymlink, "symlink", "a symbolic link, and links are not followed")                          \
  X(kSymlinkLoop, "symlink-loop", "a symbolic link to a folder that it stands in, or to itself") \
  X(kSymlinkDangling, "symlink-dangling", "a symbolic link to nothing")                          \
  X(kFifo, "fifo", "a named pipe")                                                               \
  X(kSocket, "socket", "a socket")                                                               \
  X(kDevice, "device", "a character or block device")                                            \
  X(kSpecial, "special", "neither file, folder nor link")                                        \
  X(kGitMetadata, "git-metadata", "a .git folder or file")                                       \
  X(kGitignored, "gitignored", "not tracked by git and matched by an ignore rule")               \
  X(kExcluded, "excluded", "matched by an exclude glob")                                         \
  X(kNotIncluded, "not-included", "matched by no include glob")                                  \
  X(kTooLarge, "too-large", "larger than --max-file-size")                                       \
  X(kBinary, "binary", "a NUL byte in its first 8 KiB, and not UTF-16")                          \
  X(kPseudoFile, "pseudo-file", "a file of the kernel's (as in /proc) without a known end")      \
  X(kLfsPointer, "lfs-pointer", "in git, a pointer to content that git LFS keeps elsewhere")     \
  X(kKnownClean, "known-clean", "unchanged since a scan with the same rules found nothing in it")

enum class SkipReason : uint8_t {
#define VEIL_SKIP_ENUMERATOR(enumerator, name, meaning) enumerator,
  VEIL_SKIP_REASONS(VEIL_SKIP_ENUMERATOR)
#undef VEIL_SKIP_ENUMERATOR
};

// What was skipped. Only kFile is a regular file: "scanned + skipped + failed = regular files" counts those alone.
#define VEIL_ENTRY_TYPES(X) \
  X(kFile, "file")          \
  X(kFolder, "folder")      \
  X(kSymlink, "symlink")    \
  X(kOther, "other")

enum class EntryType : uint8_t {
#define VEIL_ENTRY_ENUMERATOR(enumerator, name) enumerator,
  VEIL_ENTRY_TYPES(VEIL_ENTRY_ENUMERATOR)
#undef VEIL_ENTRY_ENUMERATOR
};

// The stable name of a reason ("gitignored").
constexpr std::string_view SkipReasonName(SkipReason reason) {
  constexpr std::string_view names[] = {
#define VEIL_SKIP_NAME(enumerator, name, meaning) name,
      VEIL_SKIP_REASONS(VEIL_SKIP_NAME)
#undef VEIL_SKIP_NAME
  };
  return names[static_cast<uint8_t>(reason)];
}

}  // namespace veil::io
