// Names of algorithms, curves and formats, which stand beside keys and passwords all over programs.
#pragma once

#include <string_view>

namespace veil::assign {

// "PBES2-HS256+A128KW", "secp256r1", "EdDSA448PublicKey", "16-octet": no word of it says anything else.
bool NamesMethodOnly(std::string_view value);

}  // namespace veil::assign
