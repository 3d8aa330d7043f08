// Credentials in the arguments of well-known commands.
#pragma once

#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// Whether the telling word at `hit` is a command, or a call, that FindCommandValue is to read.
bool IsCommandWord(std::string_view text, Hit hit);

// `curl -u user:password`, `mysql -ppassword`, `redis-cli -a password`, …: the command's name stands at `hit`.
bool FindCommandValue(std::string_view text, Hit hit, Key* key, Value* value);

}  // namespace veil::assign
