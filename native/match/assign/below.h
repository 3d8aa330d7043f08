// Values that their telling word does not hold by an operator: below a comment or a heading, or as the second half of
// two names and two values ("login / password: bob / x").
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Only for names that tell much and have no value of their own. Unlike FindNearValue it takes values that are not
// random, so the place must leave no doubt.
bool FindBelowValue(std::string_view text, const Key& key, const PathTraits& path, Value* value);

}  // namespace veil::assign
