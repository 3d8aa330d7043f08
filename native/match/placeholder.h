// Whether a value is a stand-in or looks random: what ValueFilter asks.
#pragma once

#include <string_view>

#include "match/rule_set.h"

namespace veil {

// Whether `value` passes `filter`. Pure, thread-safe, linear.
bool PassesValueFilter(ValueFilter filter, std::string_view value);

}  // namespace veil
