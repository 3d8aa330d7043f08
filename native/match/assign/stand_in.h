// Values that stand where a secret will: placeholders, sequences, samples of documentation.
#pragma once

#include <string_view>

namespace veil::assign {

// For values whose shape alone is evidence, too.
bool IsStandIn(std::string_view value);

// "admin123", "Passw0rd!", "root@2020": made of stand-in words, and yet what people set as passwords.
bool IsWeakPassword(std::string_view value);

// "nodigitshere", "thisisasecret", "somerandomstring2": words of stand-ins in one run; where no password is asked for,
// also one or two, and with digits for letters ("p4ssw0rd"). Costs more than the rest: for values that are about to be
// reported.
bool IsGluedStandIn(std::string_view value, bool is_password);

}  // namespace veil::assign
