// The providers whose names are known (ProviderName is public, in assign.h).
#pragma once

#include <cstdint>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// The provider whose name stands nearest before or in the name, or shortly after the value; 0 when none does. Looks at
// some hundred words.
uint32_t NearProvider(std::string_view text, const Key& key, const Value& value);

}  // namespace veil::assign
