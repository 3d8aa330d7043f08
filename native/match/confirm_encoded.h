// The confirm step of a rule under encodings, at an encoded form of one of its literals.
#pragma once

#include <cstdint>
#include <span>

#include "match/compiled_rule.h"
#include "match/encoding.h"
#include "match/match.h"
#include "match/text.h"

namespace veil {

// A secret may lie under so many layers.
inline constexpr size_t kMaxLayers = 2;

// How much is decoded from a literal on, at most, whatever the rule asks for: a private key of 8192 bits is shorter.
inline constexpr uint32_t kMaxDecodedBytes = 8 * 1024;

// `layers` from the outermost in. The match's offsets are those of the encoded text; `decoded` holds the secret.
// False: no match, *match is then unspecified.
bool ConfirmEncoded(const CompiledRule& rule, Text& text, uint64_t form_begin, std::span<const Layer> layers,
                    size_t literal_bytes, Match* match);

// How far before the form's begin, and after it, that looks at most.
uint64_t EncodedBeforeBytes(const CompiledRule& rule, std::span<const Layer> layers);
uint64_t EncodedAfterBytes(const CompiledRule& rule, std::span<const Layer> layers);

}  // namespace veil
