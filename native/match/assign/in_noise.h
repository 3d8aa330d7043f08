// Names that stand by chance in what no person wrote: base64, and other printable noise.
#pragma once

#include <string_view>

#include "match/assign/key.h"

namespace veil::assign {

bool IsInBlob(std::string_view text, const Key& key);
bool IsInNoise(std::string_view text, const Key& key);

}  // namespace veil::assign
