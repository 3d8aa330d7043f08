// What a value says when it is decoded from base64.
#pragma once

#include <array>
#include <string_view>

#include "match/assign/assign.h"

namespace veil::assign {

// Decodes base64 of either alphabet up to a '=' or the end; the bytes of an incomplete last group are left out. Answers
// how many bytes there are, or -1 where another byte stands. `text` has at most kMaxValueBytes.
int DecodeBase64(std::string_view text, std::array<char, kMaxValueBytes>* out);

// Base64 of readable words: a message or a setting, not a key.
bool IsEncodedText(std::string_view text);

// Base64 of text that says what stands for a password ("not my real password", "username:password").
bool IsEncodedStandIn(std::string_view text);

// `{"alg":"HS256","typ":"JWT"}` in base64 and nothing behind it: a JWT's head, which is everybody's. Cut off, too.
bool IsJwtHead(std::string_view text);

// True for base64 of a message of protobuf that begins with a text, as descriptors of files do: data of a program.
bool IsEncodedMessage(std::string_view text);

}  // namespace veil::assign
