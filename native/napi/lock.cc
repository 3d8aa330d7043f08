#include "napi/register.h"

namespace veil::napi {

void RegisterLock(Napi::Env env, Napi::Object exports) {}

}  // namespace veil::napi
