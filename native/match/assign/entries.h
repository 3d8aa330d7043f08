// Entries of a list or a map that hold a name and its value under names of their own, and the entries below a parent.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/literal.h"

namespace veil::assign {

// True when the name in front of `at` (behind which an operator or tag mark stands) holds names: `name: PASSWORD`,
// key="password", <name>password.
bool IsValueOfName(std::string_view text, size_t at);

// The value of a name that is itself a value: <add key="Password" value="x">, - name: PASSWORD / value: x. `at` is
// where the name ends, quote and all.
bool FindPairedValue(std::string_view text, size_t at, const Place& place, Value* value);

// { "value": "x", "name": "PASSWORD" }: the value stands in front of its name, in the same entry.
bool FindValueAhead(std::string_view text, size_t name_begin, const Place& place, Value* value);

// The first value of some length among the entries below a telling parent: secrets: { typeform: 'x' }.
bool FindChildValue(std::string_view text, size_t at, Place place, Value* value);

}  // namespace veil::assign
