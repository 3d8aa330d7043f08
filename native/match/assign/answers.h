// What a program types where a text or a field asks for it: expect "Password:" and send "x", a field that is looked up
// by its name and filled.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// The text that is typed behind the string that `key` stands in, on its line or the next one.
bool FindAnswer(std::string_view text, const Key& key, const PathTraits& path, Value* value);

}  // namespace veil::assign
