// Names and values with nothing but spaces or words between them: settings, commands, sentences, declarations.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Words that stand between a name and its value in prose and in statements: "is", "to", "as", …
bool IsFiller(std::string_view word);

// A line of settings that is a name, spaces and one value ("requirepass x").
bool IsWholeLine(std::string_view text, const Key& key, size_t at, const Place& place);

// "name value": conf files, commands, prose, declarations with a type behind the name.
bool ReadSpaced(std::string_view text, size_t at, const Key& key, Place place, Value* value);

}  // namespace veil::assign
