// Literals of calls that are no secret by what the call does with them.
#pragma once

#include <string_view>

#include "match/assign/assigned_value.h"
#include "match/assign/key.h"

namespace veil::assign {

// Asked last, of what is about to be reported.
bool IsOtherArgument(std::string_view text, const Key& key, const Value& value);

}  // namespace veil::assign
