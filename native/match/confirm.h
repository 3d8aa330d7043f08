// The confirm step of one rule at one candidate. Stateless: what it answers depends on the text around the candidate
// alone. Windows are cut relative to the candidate.
#pragma once

#include <cstdint>
#include <string_view>

#include "match/compiled_rule.h"
#include "match/match.h"
#include "match/text.h"

namespace veil {

// The rule's pattern at a literal at text[literal_begin, literal_end), then everything that FilterMatch asks.
// A match covers the literal; of several the leftmost is taken. False: no match, *match is then unspecified.
bool ConfirmPattern(const CompiledRule& rule, Text& text, uint64_t literal_begin, uint64_t literal_end, Match* match);

// Everything a rule asks beyond its pattern. `match` has its ranges; `window` is the text from `window_begin` on and
// holds the secret with kFrontBytes (boundary.h) of context in front and one behind, where there are any. Fills in what
// is learnt on the way.
bool FilterMatch(const CompiledRule& rule, Text& text, std::string_view window, uint64_t window_begin, Match* match);

// How far before a candidate's begin, and after it, the two look at most.
uint64_t ContextBeforeBytes(const CompiledRule& rule);
uint64_t ContextAfterBytes(const CompiledRule& rule);

}  // namespace veil
