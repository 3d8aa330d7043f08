// Credentials among the arguments of calls that say nothing of them: connect("host", "user", "x"), createHmac("sha256",
// "x").
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// mysqli_connect("host", "user", "x"), new PDO("mysql:…", "user", "x"), getConnection("jdbc:…", "user", "x"),
// login("user", "x"): the call's name, or the beginning of its first argument, stands at `hit`.
bool FindLoginArgument(std::string_view text, Hit hit, Key* key, Value* value);

// Whether the word at `hit` is a call that takes the key which it signs with: jwt.sign(, createHmac(, …
bool IsSigningCall(std::string_view text, Hit hit);

// The key of such a call.
bool FindSigningArgument(std::string_view text, Hit hit, Key* key, Value* value);

}  // namespace veil::assign
