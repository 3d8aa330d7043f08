// The bytes that parts of a pattern (RE2 syntax, Latin-1) stand for, for those who read patterns without RE2. A set may
// be too large, never too small.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "match/byte_set.h"

namespace veil {

ByteSet EveryByte();

// What stands for one of `set` where case does not count: beyond ASCII all are taken for letters of some case.
ByteSet WithBothCases(ByteSet set);

// \d \w \s and their opposites, by their letter; nothing for other letters.
std::optional<ByteSet> EscapedSet(char letter);

// The byte that the escape at pattern[*at], behind its backslash, stands for; *at is then behind it. Nothing for what
// is no single byte or is not known here.
std::optional<char> ReadEscapedByte(std::string_view pattern, size_t* at);

// The flags that begin at pattern[*at], behind "(?", up to the ')' or ':' that ends them; *at is then there: "(?i)"
// holds for the rest of the enclosing group, "(?i:" for a group of its own. Only i concerns a byte's set: it goes to
// *caseless. False for what is not known here.
bool ReadFlags(std::string_view pattern, bool* caseless, size_t* at);

// The bracketed set that begins at pattern[*at]; *at is then behind it. Nothing for what is not known here.
std::optional<ByteSet> ReadByteSet(std::string_view pattern, bool caseless, size_t* at);

}  // namespace veil
