// Files that an earlier scan found clean, by their stat data: they need not be read again.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/sip_hash.h"

namespace veil {

// A file that changed within this time before the scan began is not remembered: a change in the same tick of the file
// system's clock, after it was read, would not show. File systems count in steps of up to two seconds.
inline constexpr int64_t kUnsettledNs = 2'500'000'000;

// One scan's memory. An entry is a keyed hash of a file's path, inode, size, mtime and ctime. The ctime is what makes
// it sound: whoever writes to a file, renames it or sets its mtime back moves that, and cannot set it. What the index
// of git knows of a file would not do: it stands for the blob, and a filter (git-crypt) makes other bytes of the same
// blob. Thread-safe.
class KnownFiles {
 public:
  // What was found out about a file besides that nothing is in it.
  enum class Kind : uint8_t { kText, kBinary };

  // `sorted`: what Entries() answered after an earlier scan with the same `key`, or empty; other bytes are harmless.
  KnownFiles(const HashKey& key, std::vector<uint8_t> sorted);

  // The identity of a file that may be remembered; nothing for what is no regular file. `path` as reported.
  struct Identity {
    Hash128 hash;
    bool settled = false;
  };
  std::optional<Identity> Identify(int folder_fd, const char* name, bool through_symlink, std::string_view path) const;

  // Whether the file was known, and as what; then it stays known.
  std::optional<Kind> Find(const Identity& identity);
  // The file was read to its end and nothing was found. Call it with what Identify answered before it was read, and
  // only when it answers the same after.
  void Learn(const Identity& identity, Kind kind);

  // Of this scan: what was found and what was learnt, sorted, kEntryBytes each.
  static constexpr size_t kEntryBytes = sizeof(Hash128);
  std::vector<uint8_t> Entries() const;

 private:
  const HashKey key_;
  const int64_t settled_before_ns_;
  std::vector<Hash128> known_;  // sorted
  mutable std::mutex mutex_;
  std::vector<Hash128> kept_;  // guarded by mutex_
};

}  // namespace veil
