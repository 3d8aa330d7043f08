#include "napi/register.h"

namespace veil::napi {

void RegisterScan(Napi::Env env, Napi::Object exports) {}

}  // namespace veil::napi
