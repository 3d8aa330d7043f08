// Texts and attributes of markup that belong to another tag's name than the one that tells.
#pragma once

#include <string_view>

#include "match/assign/assigned_value.h"
#include "match/assign/key.h"

namespace veil::assign {

// Asked last, of what is about to be reported.
bool IsInOtherTag(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

}  // namespace veil::assign
