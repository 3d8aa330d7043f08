// Passwords in what people write to each other, where neither an operator nor a sentence ties them to the word.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// The answer on the line below a question ("what's the password of db1?", "Bob: x"); the second of two in front of what
// names them ("bob / x as user name and password"); what is named behind it ("use x as the password"); a line's last
// word behind marks that no other form has ("Password (admin): x"); what stands below an address, below a heading ("QA
// credentials", "bob@corp.net", "x"). Each is one word with a digit or a mark.
bool FindInMessage(std::string_view text, const Key& key, const PathTraits& path, Value* value);

// Whether the line of the name asks for something.
bool IsInQuestion(std::string_view text, const Key& key);

// "gmail - bob@corp.net - password x": the line's last word, behind an address and the name.
bool IsBehindAddress(std::string_view text, const Key& key, size_t at, const Place& place);

}  // namespace veil::assign
