// Formats of tokens whose whole length or check digits are known: what begins like one and is none was cut, masked or
// made up.
#pragma once

#include <string_view>

namespace veil::assign {

// True for a value that begins as a token of a known format does, and has another length or wrong check digits. Pure,
// cheap where no prefix fits.
bool IsBrokenForm(std::string_view value);

}  // namespace veil::assign
