#include "scan/known_files.h"

#include <fcntl.h>
#include <time.h>

#include <algorithm>
#include <cstring>

namespace veil {
namespace {

int64_t Nanoseconds(const struct timespec& time) {
  return static_cast<int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

int64_t NowNs() {
  struct timespec now {};
  clock_gettime(CLOCK_REALTIME, &now);
  return Nanoseconds(now);
}

// The last bit of an entry is its kind, so that one search finds both.
constexpr uint8_t kKindBit = 1;

Hash128 WithKind(Hash128 hash, KnownFiles::Kind kind) {
  hash.back() = static_cast<uint8_t>((hash.back() & ~kKindBit) | static_cast<uint8_t>(kind));
  return hash;
}

}  // namespace

KnownFiles::KnownFiles(const HashKey& key, std::vector<uint8_t> sorted)
    : key_(key), settled_before_ns_(NowNs() - kUnsettledNs), known_(sorted.size() / kEntryBytes) {
  // Of nothing, data() may be null, which memcpy must not get.
  if (!known_.empty()) std::memcpy(known_.data(), sorted.data(), known_.size() * kEntryBytes);
}

std::optional<KnownFiles::Identity> KnownFiles::Identify(int folder_fd, const char* name, bool through_symlink,
                                                         std::string_view path) const {
  struct stat about {};
  if (::fstatat(folder_fd, name, &about, through_symlink ? 0 : AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  if (!S_ISREG(about.st_mode)) return std::nullopt;
  const int64_t modified_ns = Nanoseconds(about.st_mtim);
  const int64_t changed_ns = Nanoseconds(about.st_ctim);
  const uint64_t numbers[] = {static_cast<uint64_t>(about.st_ino), static_cast<uint64_t>(about.st_size),
                              static_cast<uint64_t>(modified_ns), static_cast<uint64_t>(changed_ns)};
  std::string text(reinterpret_cast<const char*>(numbers), sizeof(numbers));
  text += path;
  Identity identity;
  identity.hash = SipHash128(key_, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  identity.settled = std::max(modified_ns, changed_ns) < settled_before_ns_;
  return identity;
}

std::optional<KnownFiles::Kind> KnownFiles::Find(const Identity& identity) {
  const auto found = std::lower_bound(known_.begin(), known_.end(), WithKind(identity.hash, Kind::kText));
  if (found == known_.end()) return std::nullopt;
  const Kind kind = static_cast<Kind>(found->back() & kKindBit);
  if (*found != WithKind(identity.hash, kind)) return std::nullopt;
  const std::lock_guard lock(mutex_);
  kept_.push_back(*found);
  return kind;
}

void KnownFiles::Learn(const Identity& identity, Kind kind) {
  if (!identity.settled) return;
  const std::lock_guard lock(mutex_);
  kept_.push_back(WithKind(identity.hash, kind));
}

std::vector<uint8_t> KnownFiles::Entries() const {
  const std::lock_guard lock(mutex_);
  std::vector<Hash128> sorted = kept_;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<uint8_t> bytes(sorted.size() * kEntryBytes);
  if (!bytes.empty()) std::memcpy(bytes.data(), sorted.data(), bytes.size());
  return bytes;
}

}  // namespace veil
