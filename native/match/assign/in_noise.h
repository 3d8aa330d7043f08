// Names that stand by chance in what no person wrote: base64, and other printable noise.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

bool IsInBlob(std::string_view text, const Key& key);
bool IsInNoise(std::string_view text, const Key& key);
// The same for a value that stands in front of the name.
bool IsBehindBlob(std::string_view text, const Key& key, const Value& value);

}  // namespace veil::assign
