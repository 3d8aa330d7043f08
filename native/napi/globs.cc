// judge_paths(include, exclude, above, paths, path_ends) → a byte a path: which globs of a configuration leave it out.
#include <string>
#include <string_view>

#include "io/scan_globs.h"
#include "napi/bytes.h"
#include "napi/errors.h"
#include "napi/register.h"

namespace veil::napi {
namespace {

Napi::Value JudgePaths(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto includes = io::GlobSet::Compile(BytesListOf(info[0]));
  auto excludes = io::GlobSet::Compile(BytesListOf(info[1]));
  if (!includes.ok() || !excludes.ok()) {
    ToJsError(env, includes.ok() ? excludes.error() : includes.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  const io::ScanGlobs globs{.includes = {},
                            .excludes = {},
                            .config_includes = std::move(includes).value(),
                            .config_excludes = std::move(excludes).value()};
  std::string path(ViewOf(info[2]));
  const size_t above_size = path.size();
  const std::string_view paths = ViewOf(info[3]);
  const auto ends = info[4].As<Napi::Uint32Array>();
  auto verdicts = Napi::Uint8Array::New(env, ends.ElementLength());
  size_t begin = 0;
  for (size_t i = 0; i < ends.ElementLength(); ++i) {
    const size_t end = ends[i];
    if (end < begin || end > paths.size()) {
      Napi::TypeError::New(env, "`path_ends` must rise, within `paths`").ThrowAsJavaScriptException();
      return env.Undefined();
    }
    path.resize(above_size);
    path.append(paths.substr(begin, end - begin));
    const auto reason = globs.ConfigOnFile(path);
    verdicts[i] = reason ? static_cast<uint8_t>(static_cast<uint8_t>(*reason) + 1) : uint8_t{0};
    begin = end;
  }
  return verdicts;
}

}  // namespace

void RegisterGlobs(Napi::Env env, Napi::Object exports) {
  exports.Set("judge_paths", Napi::Function::New(env, JudgePaths));
}

}  // namespace veil::napi
