// Values that a name is given by a variable: `k = "x"` and, below, `setApiKey(k)`.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// In a program: the literal that was assigned, shortly above, to the variable that `key` is given.
bool FindVariableValue(std::string_view text, const Key& key, const PathTraits& path, Value* value);

}  // namespace veil::assign
