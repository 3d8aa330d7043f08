#include "napi/errors.h"

namespace veil::napi {

Napi::Error ToJsError(Napi::Env env, const Error& error) {
  std::string message = error.code;
  if (!error.message.empty()) message += ": " + error.message;
  if (!error.syscall.empty()) message += ", " + error.syscall;
  if (!error.path.empty()) message += " '" + error.path + "'";
  Napi::Error js_error = Napi::Error::New(env, message);
  js_error.Set("code", Napi::String::New(env, error.code));
  if (error.errno_value != 0) js_error.Set("errno", Napi::Number::New(env, error.errno_value));
  if (!error.syscall.empty()) js_error.Set("syscall", Napi::String::New(env, error.syscall));
  if (!error.path.empty()) js_error.Set("path", Napi::String::New(env, error.path));
  return js_error;
}

}  // namespace veil::napi
