// Registration of the addon: nothing else in native/ outside napi/ knows that Node exists.
#include <napi.h>

#include "napi/register.h"

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  veil::napi::RegisterGlobs(env, exports);
  veil::napi::RegisterLayout(env, exports);
  veil::napi::RegisterLock(env, exports);
  veil::napi::RegisterProgram(env, exports);
  veil::napi::RegisterScan(env, exports);
  veil::napi::RegisterStaged(env, exports);
  veil::napi::RegisterText(env, exports);
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
