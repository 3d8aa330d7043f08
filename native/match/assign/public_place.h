// Values that look drawn at random under a telling name, and that the place gives away as public: signatures, ids of
// keys, sessions in links.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Asked last, of what is about to be reported.
bool IsInPublicPlace(std::string_view text, const Key& key, const Value& value);

}  // namespace veil::assign
