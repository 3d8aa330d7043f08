#include "napi/register.h"

namespace veil::napi {

void RegisterLayout(Napi::Env env, Napi::Object exports) {}

}  // namespace veil::napi
