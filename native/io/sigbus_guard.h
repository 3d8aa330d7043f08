// Reading a mapped file that somebody truncates raises SIGBUS, which would end the process. This turns it into an
// answer.
#pragma once

#include <cstddef>

namespace veil::io {

// Calls fn(context). Answers true when fn returned, false when it touched a page of [start, start + size_bytes) that
// is not there any more (the file became shorter, or its disk failed): fn was then left in the middle, by siglongjmp.
//
// So fn must own nothing with a destructor while it touches the range, nor hold a lock: whatever it was using then is
// in an unknown state. (A Vectorscan scratch stays "in use" for ever: free its raw memory and make a new one.) Put
// results into `context` as plain data.
//
// Thread-safe: the guard belongs to the calling thread. Guards nest; the innermost whose range holds the address wins,
// and leaves the inner ones. A SIGBUS elsewhere goes to the handler that was there before, or ends the process as it
// would have. The handler is installed by the first call in the process and stays. Costs one sigprocmask(2) a call:
// guard windows, not lines. No exception may leave fn.
[[nodiscard]] bool RunGuarded(const void* start, size_t size_bytes, void (*fn)(void* context), void* context);

}  // namespace veil::io
