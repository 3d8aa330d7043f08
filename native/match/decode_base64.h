// Base64 around a place in a text. Contract: DecodeAround in encoding.h.
#pragma once

#include "match/encoding.h"

namespace veil {

bool DecodeBase64Around(std::string_view text, size_t form_begin, size_t phase, size_t before_bytes, size_t after_bytes,
                        DecodedText* out);

}  // namespace veil
