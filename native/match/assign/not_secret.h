// Values that are no secrets whatever their letters look like: references, templates, stand-ins, paths, types.
#pragma once

#include <cstdint>
#include <string_view>

namespace veil::assign {

enum class NotSecret : uint8_t {
  kNo = 0,      // may be a secret
  kReference,   // ${VAR}, {{ x }}, process.env.X, vault:…
  kStandIn,     // xxxx, changeme, <your-key>, 123456, abcdef
  kTypeOrWord,  // str, true, null, required
  kPath,
  kUrl,
  kEmail,
  kUuid,
  kNumber,     // dates, versions, addresses, plain numbers
  kPublic,     // public keys, certificates
  kEncrypted,  // SOPS, sealed, vault, ENC[…]
  kPattern,    // regular expressions, markup
  kCode,       // expressions
  kText,       // several words
  kHash,       // sha256-…, md5:…
};

// The first reason that fits; kUuid is answered for any UUID (the caller decides by the name).
NotSecret WhyNotSecret(std::string_view value);

// True for hashes of passwords as systems store them: $2y$…, $6$…, {SSHA}…, pbkdf2_sha256$….
bool IsPasswordHash(std::string_view value);

// Whether the value is a UUID, of which `mark` joins the parts.
bool IsUuid(std::string_view value, char mark = '-');

}  // namespace veil::assign
