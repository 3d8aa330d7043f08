// What kind of file system a descriptor is on, as far as reading needs to know.
#pragma once

namespace veil::io {

// True when a read(2) of a regular file that answers less than was asked has met the end of the file: the file systems
// that keep data in the page cache. False for the kernel's own (/proc answers a page at a time), FUSE, and unknown
// ones.
bool ShortReadIsEnd(int fd);

// True for file systems whose files are made up by the kernel when they are read (/proc, /sys, …): sizes mean nothing.
bool IsPseudoFileSystem(int fd);

}  // namespace veil::io
