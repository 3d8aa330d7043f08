// Values that are notations of programs: what an editor or a library is told, an option, a type, counters, a drawing's
// path.
#pragma once

#include <string_view>

namespace veil::assign {

// `value` is not empty.
bool IsNotation(std::string_view value);

}  // namespace veil::assign
