// Robot Framework: all text is a literal, and two spaces or more hold it apart.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// `${PASSWORD}    x`, `${token}=    Set Variable    x`: Robot Framework, whose separator is two spaces or more.
bool ReadRobotVariable(std::string_view text, size_t line_begin, const Key& key, Place place, Value* value);

// `Input Text    name=password    x`: the last of the arguments, two spaces and more apart.
bool IsRobotArgument(std::string_view text, const Key& key, size_t at, const Place& place);

}  // namespace veil::assign
