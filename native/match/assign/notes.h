// How people note passwords down, where no operator or another one stands.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// "Default credentials: `admin` / `x`", to the line's end.
bool ReadUserAndPassword(std::string_view text, size_t at, Value* value);

// "wifi password - x", "db password -> x": one word to the line's end, with a digit or a mark, as no explanation has.
bool IsNoted(std::string_view text, size_t dash, const Key& key, const Place& place);

}  // namespace veil::assign
