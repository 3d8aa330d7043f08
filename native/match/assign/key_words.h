// What single words mean inside a name.
#pragma once

#include <cstdint>
#include <string_view>

namespace veil::assign {

enum KeyWordRole : uint32_t {
  kTellsPassword = 1,
  kTellsSecret = 2,
  kTellsToken = 4,
  kTellsKey = 8,
  kTellsAuth = 16,
  kTells = 31,
  kQualifies = 32,       // makes "key" and "token" specific: "api", "access", a provider's name
  kDenies = 64,          // as a tail: "type", "id", "length"
  kDeniesAhead = 128,    // in front: "public" key, "csrf" token
  kVerb = 256,           // with kDeniesAhead: denies anywhere in front ("forgot my password")
  kGets = 512,           // "get", "find": a call does not take the secret
  kHashes = 1024,        // "hash", "digest", "encrypted"
  kNeutral = 2048,       // as a tail it changes nothing: "value", "prod", "old"
  kNamesValue = 4096,    // <value>, "default":
  kWeakTell = 16384,     // a telling word that is more often something else: "mdp", "psw"
  kTellsPin = 32768,     // "pin": only digits count
  kMakesSecret = 65536,  // with "key": people choose it like a password ("jwt key", "signing key")
  kNamesProvider = 131072,
  kNamesName = 8192,  // <name>, "key":
};

// The roles of a word in lower case; 0 when it is not known. Names of providers qualify.
uint32_t KeyWordRoles(std::string_view lower_word);

}  // namespace veil::assign
