// One field of a small JSON object, without building a tree.
#pragma once

#include <optional>
#include <string_view>

namespace veil {

// Whether `json` is one well-formed object (nesting up to 16), with only spaces around it.
bool IsJsonObject(std::string_view json);

// The value of the object's own field `key` as it is written: quotes and escapes of a string included. nullopt when
// `json` is no object or has no such field. Of equal fields the first counts. O(length).
std::optional<std::string_view> JsonField(std::string_view json, std::string_view key);

// A field that is a string without escapes, without its quotes.
std::optional<std::string_view> JsonStringField(std::string_view json, std::string_view key);

}  // namespace veil
