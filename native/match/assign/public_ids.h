// Ids that anybody may know: of findings, answers, advisories, objects. They stand where tokens and keys are counted.
#pragma once

#include <string_view>

namespace veil::assign {

bool IsPublicId(std::string_view value);

// The id or the fingerprint of an OpenPGP key: 16 hex digits, or 40 in capitals. Other values look like that, too.
bool IsKeyId(std::string_view value);

// "linux-node-<SHA-256>", "RSA_SEAL_KEY_<UUID>": words and what they were hashed to or are told apart by.
bool IsNamedDigest(std::string_view value);

// "REL-20240301-83c6960", "v1.2-4-g83c6960-dirty": when something was built and from what.
bool IsBuildStamp(std::string_view value);

// 32 bytes in base58, as Solana writes the address of an account or a coin. A random text of 44 letters and digits is
// one by chance once in twenty.
bool IsChainAddress(std::string_view value);

}  // namespace veil::assign
