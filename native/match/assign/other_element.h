// Values that stand in another element of a list, a table or a row than the one that the name is.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Asked last, of what is about to be reported.
bool IsInOtherElement(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

}  // namespace veil::assign
