// The credentials of an HTTP header: `Authorization: Bearer x`, set("Authorization", "Bearer x").
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/name_site.h"

namespace veil::assign {

// Whether the name is that of a header whose value begins with a scheme.
bool IsHeaderName(std::string_view name);

// The header's value begins at `at`, quoted or not. Behind a scheme site.key becomes an authorization header.
bool ReadHeader(const NameSite& site, size_t at, Value* value);

}  // namespace veil::assign
