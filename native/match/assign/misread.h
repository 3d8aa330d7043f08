// A last look at the place of what is about to be reported. It costs more than a hit is worth, so it is asked last.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Whether the text around says that `value` is not what `key` names: it has a name of its own, the name is none, or
// what stands between them is no assignment.
bool IsMisread(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

}  // namespace veil::assign
