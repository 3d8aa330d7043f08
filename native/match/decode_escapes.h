// Hex, percent and backslash escapes around a place in a text. Contract: DecodeAround in encoding.h.
#pragma once

#include "match/encoding.h"

namespace veil {

bool DecodeHexAround(std::string_view text, size_t form_begin, size_t before_bytes, size_t after_bytes,
                     DecodedText* out);

// `encoding` is kPercent or kEscape.
bool DecodeEscapesAround(std::string_view text, size_t form_begin, Encoding encoding, size_t before_bytes,
                         size_t after_bytes, DecodedText* out);

}  // namespace veil
