// Names of algorithms, encodings, protocols and formats, which stand where passwords, keys and tokens are spoken of.
#pragma once

#include <string_view>

namespace veil::assign {

// "pbkdf2", "SHA-512", "TLSv1.3", "secp256k1": every word of the value is one of such names, and some tell a method.
// Splits the value: for values that are about to be reported.
bool IsMethodName(std::string_view value);

}  // namespace veil::assign
