// The password that SQL gives a user: `CREATE USER bob IDENTIFIED BY 'x'`.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"
#include "match/assign/scan.h"

namespace veil::assign {

inline constexpr std::string_view kIdentifiedBy = "identified by";

inline bool IsIdentifiedBy(std::string_view text, Hit hit) {
  return hit.end - hit.begin == kIdentifiedBy.size() && StartsWithNoCase(text, hit.begin, kIdentifiedBy);
}

// Fills *key and *value where a statement stands at such a hit. False, and a name that tells nothing, in a sentence;
// false, too, where the statement gives no password.
bool FindIdentifiedBy(std::string_view text, Hit hit, Syntax syntax, Key* key, Value* value);

}  // namespace veil::assign
