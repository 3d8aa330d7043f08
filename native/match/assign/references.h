// Values that stand for another: variables, templates, places where secrets are kept.
#pragma once

#include <string_view>

namespace veil::assign {

// `low` is `value` in lower case, which is not empty.
bool IsReference(std::string_view value, std::string_view low);

}  // namespace veil::assign
