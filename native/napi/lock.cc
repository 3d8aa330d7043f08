// try_lock_shared(path, create = true), try_lock_exclusive(path, create = true), lock_holders(path).
// A handle lives until unlock(), until it is collected, or until its environment (main thread or worker) ends.
#include <memory>

#include "lock/file_lock.h"
#include "lock/lock_holders.h"
#include "napi/errors.h"
#include "napi/register.h"

namespace veil::napi {
namespace {

// The functions own the lock together: it is let go at the latest when the last of them is collected. There is no
// wrapped class, so there is no constructor to keep for each environment and no `this` of the wrong type.
Napi::Object NewHandle(Napi::Env env, FileLock file_lock) {
  auto lock = std::make_shared<FileLock>(std::move(file_lock));
  Napi::Object handle = Napi::Object::New(env);
  handle.Set("path", Napi::String::New(env, lock->path()));
  handle.Set("unlock", Napi::Function::New(
                           env, [lock](const Napi::CallbackInfo&) { lock->Unlock(); }, "unlock"));
  handle.Set("stillValid", Napi::Function::New(
                               env,
                               [lock](const Napi::CallbackInfo& info) -> Napi::Value {
                                 return Napi::Boolean::New(info.Env(), lock->StillValid());
                               },
                               "stillValid"));
  return handle;
}

// The path, or nothing with a TypeError pending. A NUL would silently cut the path short.
bool TakePath(const Napi::CallbackInfo& info, std::string& path) {
  if (info.Length() > 0 && info[0].IsString()) path = info[0].As<Napi::String>().Utf8Value();
  if (!path.empty() && path.find('\0') == std::string::npos) return true;
  Napi::TypeError::New(info.Env(), "the lock path must be a string that is not empty and holds no NUL")
      .ThrowAsJavaScriptException();
  return false;
}

template <LockMode mode>
Napi::Value TryLockFromJs(const Napi::CallbackInfo& info) {
  std::string path;
  if (!TakePath(info, path)) return info.Env().Undefined();
  const bool create = info.Length() < 2 || info[1].IsUndefined() || info[1].ToBoolean();
  Result<FileLock> lock = TryLock(path, mode, create ? IfMissing::kCreate : IfMissing::kFail);
  if (lock) return NewHandle(info.Env(), std::move(lock).value());
  ToJsError(info.Env(), lock.error()).ThrowAsJavaScriptException();
  return info.Env().Undefined();
}

Napi::Value LockHoldersFromJs(const Napi::CallbackInfo& info) {
  std::string path;
  if (!TakePath(info, path)) return info.Env().Undefined();
  const std::vector<LockHolder> holders = FindLockHolders(path);
  Napi::Array list = Napi::Array::New(info.Env(), holders.size());
  for (uint32_t i = 0; i < holders.size(); ++i) {
    Napi::Object holder = Napi::Object::New(info.Env());
    holder.Set("pid", Napi::Number::New(info.Env(), holders[i].pid));
    holder.Set("command", Napi::String::New(info.Env(), holders[i].command));
    list.Set(i, holder);
  }
  return list;
}

}  // namespace

void RegisterLock(Napi::Env env, Napi::Object exports) {
  exports.Set("try_lock_shared", Napi::Function::New(env, TryLockFromJs<LockMode::kShared>, "try_lock_shared"));
  exports.Set("try_lock_exclusive",
              Napi::Function::New(env, TryLockFromJs<LockMode::kExclusive>, "try_lock_exclusive"));
  exports.Set("lock_holders", Napi::Function::New(env, LockHoldersFromJs, "lock_holders"));
}

}  // namespace veil::napi
