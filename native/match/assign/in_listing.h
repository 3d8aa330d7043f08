// Numbers that stand in lists of files, in tables and in rows of test vectors, beside a word that is a name elsewhere.
#pragma once

#include <string_view>

#include "match/assign/assigned_value.h"
#include "match/assign/key.h"

namespace veil::assign {

// Asked last, of what is about to be reported.
bool IsInListing(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

}  // namespace veil::assign
