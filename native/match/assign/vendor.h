// A provider's name and, near it, a value that could be nothing but drawn at random: evidence enough without a telling
// word and without a rule for each provider.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// True when the word at `hit` is a provider's name and stands as a word of its own ("datadog", "DatadogClient", not
// "undatadogged"). Cheap enough to be asked at every hit.
bool IsVendorWord(std::string_view text, Hit hit);

// Finds a value of 20 bytes or more on the line of the name at `hit`, or on one of the five lines below it. Fills *key
// with the name. The verdict must ask much of such a value (Key::is_vendor, Link::kNear).
bool FindVendorValue(std::string_view text, Hit hit, const PathTraits& path, Key* key, Value* value);

}  // namespace veil::assign
