#include "io/file_system.h"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <cstdint>

namespace veil::io {
namespace {

// Not in every kernel's headers.
constexpr uint32_t kZfsMagic = 0x2FC12FC1;
constexpr uint32_t kXfsMagic = 0x58465342;
constexpr uint32_t kBcachefsMagic = 0xCA451A4E;
constexpr uint32_t kMqueueMagic = 0x19800202;
constexpr uint32_t kConfigfsMagic = 0x62656570;

// 0 when the kernel does not say.
uint32_t TypeOf(int fd) {
  struct statfs about {};
  return fstatfs(fd, &about) == 0 ? static_cast<uint32_t>(about.f_type) : 0;
}

}  // namespace

bool ShortReadIsEnd(int fd) {
  switch (TypeOf(fd)) {
    case EXT4_SUPER_MAGIC:  // also ext2 and ext3
    case BTRFS_SUPER_MAGIC:
    case F2FS_SUPER_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case RAMFS_MAGIC:
    case ISOFS_SUPER_MAGIC:
    case SQUASHFS_MAGIC:
    case kXfsMagic:
    case kZfsMagic:
    case kBcachefsMagic:
      return true;
    default:
      return false;
  }
}

bool IsPseudoFileSystem(int fd) {
  switch (TypeOf(fd)) {
    case PROC_SUPER_MAGIC:
    case SYSFS_MAGIC:
    case DEBUGFS_MAGIC:
    case TRACEFS_MAGIC:
    case SECURITYFS_MAGIC:
    case SELINUX_MAGIC:
    case SMACK_MAGIC:
    case CGROUP_SUPER_MAGIC:
    case CGROUP2_SUPER_MAGIC:
    case BPF_FS_MAGIC:
    case PSTOREFS_MAGIC:
    case EFIVARFS_MAGIC:
    case kMqueueMagic:
    case kConfigfsMagic:
      return true;
    default:
      return false;
  }
}

}  // namespace veil::io
