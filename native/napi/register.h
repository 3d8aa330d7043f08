// Each file of the border registers its functions on the addon's exports. Called once for each environment
// (main thread, each worker_thread, each reload); no state is shared between environments.
#pragma once

#include <napi.h>

namespace veil::napi {

void RegisterGlobs(Napi::Env env, Napi::Object exports);
void RegisterLayout(Napi::Env env, Napi::Object exports);
void RegisterLock(Napi::Env env, Napi::Object exports);
void RegisterProgram(Napi::Env env, Napi::Object exports);
void RegisterScan(Napi::Env env, Napi::Object exports);
void RegisterStaged(Napi::Env env, Napi::Object exports);
void RegisterText(Napi::Env env, Napi::Object exports);

}  // namespace veil::napi
