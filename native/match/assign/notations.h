// Text of a value that is a notation of programs: what an editor is told, an option, counters, a drawing's path.
#pragma once

#include <string_view>

namespace veil::assign {

bool IsNotation(std::string_view value);

}  // namespace veil::assign
