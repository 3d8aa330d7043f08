// Error → JavaScript error with `code`, `errno`, `syscall` and `path` kept.
#pragma once

#include <napi.h>

#include "support/result.h"

namespace veil::napi {

// An Error object whose `code`, `errno` (positive, 0 left out), `syscall` and `path` (a string; bytes that are not
// UTF-8 become U+FFFD) are set from `error`. The caller throws it or passes it on.
Napi::Error ToJsError(Napi::Env env, const Error& error);

}  // namespace veil::napi
