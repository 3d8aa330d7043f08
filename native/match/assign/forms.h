// From a name to the value that it is given: operators, calls, elements, pairs, prose.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Finds the value of `key` (whose kind and tell are known). May refine key->kind. False when the name is not given one.
bool FindValue(std::string_view text, const PathTraits& path, Key* key, Value* value);

}  // namespace veil::assign
