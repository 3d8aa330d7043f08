// The table of provider names (ProviderName is public, in assign.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace veil::assign {

// The index of a provider by its name in lower case without separators ("newrelic"); 0 when it is none.
uint32_t FindProvider(std::string_view lower_word);

}  // namespace veil::assign
