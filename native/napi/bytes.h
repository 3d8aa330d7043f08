// Bytes that JavaScript hands over, and lists of them.
#pragma once

#include <napi.h>

#include <string>
#include <string_view>
#include <vector>

namespace veil::napi {

// Of a Uint8Array; valid as long as that is not freed or detached.
inline std::string_view ViewOf(const Napi::Value& value) {
  const auto array = value.As<Napi::Uint8Array>();
  return {reinterpret_cast<const char*>(array.Data()), array.ByteLength()};
}

// Copies of an array's Uint8Arrays.
inline std::vector<std::string> BytesListOf(const Napi::Value& value) {
  const auto array = value.As<Napi::Array>();
  std::vector<std::string> list;
  list.reserve(array.Length());
  for (uint32_t i = 0; i < array.Length(); ++i) list.emplace_back(ViewOf(array.Get(i)));
  return list;
}

}  // namespace veil::napi
