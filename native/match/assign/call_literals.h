// Values that are literals of a call or a list, as the name is or behind it: setPassword("x"), put("password", "x").
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/name_site.h"

namespace veil::assign {

// A function's name is followed by its first literal: setPassword("x"). "name, "x"" inside is read too. `at` is behind
// the parenthesis.
bool ReadCall(const NameSite& site, size_t at, Value* value);

// put("password", "x"), define('DB_PASSWORD', 'x'), set(API_KEY, "x"): a comma follows the name.
bool ReadNextArgument(const NameSite& site, Value* value);

// find("password").type("x"), env::var("TOKEN").unwrap_or_else(|_| "x".to_string()): a method of what the call with the
// name answers.
bool ReadMethodLiteral(const NameSite& site, Value* value);

}  // namespace veil::assign
