// A value that stands near a telling name without being tied to it by the text's form.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// The first random-looking text on the name's line, or on one of the five lines below it when the name ends its line.
// The value is answered with Link::kNear; judging it is the verdict's part.
bool FindNearValue(std::string_view text, const Key& key, const PathTraits& path, Value* value);

}  // namespace veil::assign
