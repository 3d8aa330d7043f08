// start_program(words, environment, folder) → a handle with wait(timeout_ms) and stop().
#include "support/program.h"

#include <memory>
#include <new>

#include "napi/errors.h"
#include "napi/register.h"

namespace veil::napi {
namespace {

std::vector<std::string> TextsOf(const Napi::Value& value) {
  const auto array = value.As<Napi::Array>();
  std::vector<std::string> texts;
  for (uint32_t i = 0; i < array.Length(); ++i) texts.push_back(array.Get(i).As<Napi::String>());
  return texts;
}

Result<std::optional<ProgramAnswer>> Wait(Program& program, int timeout_ms) {
  try {
    return program.Wait(timeout_ms);
  } catch (const std::bad_alloc&) {
    program.Stop();
    return Error{.code = "NO_MEMORY", .message = "no memory is left for what a program says"};
  }
}

Napi::Value WaitFor(Program& program, const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto answer = Wait(program, info[0].As<Napi::Number>().Int32Value());
  if (!answer) {
    ToJsError(env, answer.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  if (!answer.value()) return env.Undefined();
  const auto& [status, output, errors] = *answer.value();
  Napi::Object object = Napi::Object::New(env);
  object.Set("status", status < 0 ? env.Null() : Napi::Number::New(env, status));
  object.Set("stdout", Napi::Buffer<char>::Copy(env, output.data(), output.size()));
  object.Set("stderr", Napi::Buffer<char>::Copy(env, errors.data(), errors.size()));
  return object;
}

// The handle's functions own the program together: one that still runs is killed when they are collected, or when their
// environment ends.
Napi::Value StartProgram(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto started = Program::Start(
      {.words = TextsOf(info[0]), .environment = TextsOf(info[1]), .folder = info[2].As<Napi::String>()});
  if (!started) {
    ToJsError(env, started.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  const std::shared_ptr<Program> program = std::move(started).value();
  Napi::Object handle = Napi::Object::New(env);
  handle.Set("wait", Napi::Function::New(
                         env, [program](const Napi::CallbackInfo& call) { return WaitFor(*program, call); }, "wait"));
  handle.Set("stop", Napi::Function::New(
                         env, [program](const Napi::CallbackInfo&) { program->Stop(); }, "stop"));
  return handle;
}

}  // namespace

void RegisterProgram(Napi::Env env, Napi::Object exports) {
  exports.Set("start_program", Napi::Function::New(env, StartProgram, "start_program"));
}

}  // namespace veil::napi
