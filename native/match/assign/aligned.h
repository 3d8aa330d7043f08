// Tables whose columns are held apart by spaces: reStructuredText's, and what programs print under a head in capitals.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// The cell below `key`, which must be a column's name in the table's head.
bool FindAlignedValue(std::string_view text, const Key& key, const PathTraits& path, Value* value);

}  // namespace veil::assign
