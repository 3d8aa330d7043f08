// Literals of calls that are no secret by what the call does with them.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

bool IsOtherArgument(std::string_view text, const Key& key, const Value& value);

}  // namespace veil::assign
