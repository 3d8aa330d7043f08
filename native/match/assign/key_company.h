// What stands beside a name that is "key" and nothing else: in data it is the key of an object, a public key or a part
// of a test vector as often as a secret.
#pragma once

#include <string_view>

#include "match/assign/key.h"

namespace veil::assign {

// True when `key` is such a name, and the names beside it say that its value is no secret: what went into a cipher and
// what came out of it (programs that hold a key hold no result), or what describes a stored file or an encrypted
// value. Reads a few hundred bytes: for values that are about to be reported.
bool IsInOtherCompany(std::string_view text, const Key& key);

// OAuth 1: "token_key" stands beside "token_secret" and holds half of a credential, where it tells less by itself.
bool IsBesideTokenSecret(std::string_view text, const Key& key);

// {"encrypted": {"token": x}}, {"pubkey": {"key": x}}: true when the object or the YAML mapping that holds `key` is
// named as encrypted or as a public key.
bool IsInPublicOrEncrypted(std::string_view text, const Key& key);

}  // namespace veil::assign
