// What stands at a telling word, before it is judged.
#pragma once

#include <array>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Reads name and value around a telling word without judging the value. False when there is no name or no literal.
bool FindCandidate(std::string_view text, Hit hit, const PathTraits& path, Key* key, Value* value);

// The bytes to judge: the value's own, or, for joined literals, the pieces put together in `buffer`.
std::string_view TextToJudge(std::string_view text, const Value& value, std::array<char, kMaxValueBytes>* buffer);

}  // namespace veil::assign
