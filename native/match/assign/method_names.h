// Names of algorithms, curves, encodings, protocols and formats, which stand where passwords, keys and tokens are
// spoken of.
#pragma once

#include <string_view>

namespace veil::assign {

// "pbkdf2", "SHA-512", "TLSv1.3", "PBES2-HS256+A128KW", "EdDSA448PublicKey", "16-octet": some word tells a method, and
// no word says anything else. Splits the value: for values that are about to be reported.
bool IsMethodName(std::string_view value);

}  // namespace veil::assign
