// classify, measure: what a caller needs who hands a stream over piece by piece (src/scan/scan-stream.ts).
#include <string_view>

#include "io/encoding.h"
#include "io/line_count.h"
#include "napi/bytes.h"
#include "napi/register.h"

namespace veil::napi {
namespace {

// What a file that begins with these bytes is read as.
Napi::Value Classify(const Napi::CallbackInfo& info) {
  switch (io::Classify(ViewOf(info[0])).encoding) {
    case io::Encoding::kText:
      return Napi::String::New(info.Env(), "text");
    case io::Encoding::kBinary:
      return Napi::String::New(info.Env(), "binary");
    case io::Encoding::kUtf16Le:
      return Napi::String::New(info.Env(), "utf16le");
    case io::Encoding::kUtf16Be:
      return Napi::String::New(info.Env(), "utf16be");
  }
  return info.Env().Undefined();
}

// How many line feeds there are, and how many UTF-16 units behind the last of them.
Napi::Value Measure(const Napi::CallbackInfo& info) {
  const std::string_view bytes = ViewOf(info[0]);
  Napi::Object measured = Napi::Object::New(info.Env());
  measured.Set("newlines", Napi::Number::New(info.Env(), static_cast<double>(io::CountNewlines(bytes))));
  const std::string_view line = bytes.substr(io::LastLineStart(bytes));
  measured.Set("units", Napi::Number::New(info.Env(), static_cast<double>(io::CountUtf16Units(line))));
  return measured;
}

}  // namespace

void RegisterText(Napi::Env env, Napi::Object exports) {
  exports.Set("classify", Napi::Function::New(env, Classify));
  exports.Set("measure", Napi::Function::New(env, Measure));
}

}  // namespace veil::napi
