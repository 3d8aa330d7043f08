// Comments in the scanned text that take a finding back:
//
//   veil:ignore                      on the secret's line: any rule
//   veil:ignore=rule-id[,rule-id]    only these rules, by their exact ids
//   veil:ignore-next-line[=…]        on the line before
//   gitleaks:allow                   on the secret's line, as that scanner has it
//
// The finding is reported all the same, and says so: what becomes of it is the caller's to decide and to count.
#pragma once

#include <cstdint>
#include <string_view>

#include "io/encoding.h"
#include "match/text.h"

namespace veil {

// A row has it as a number.
enum class InlineIgnore : uint32_t { kNone = 0, kVeil = 1, kGitleaks = 2 };

// How far before and after the secret its line, and the line before, are looked at.
inline constexpr uint64_t kInlineIgnoreReachBytes = 4096;

// Whether a comment takes back `rule`'s finding of the secret [begin, end) of `original`. What stands inside the secret
// is no comment. O(reach).
InlineIgnore FindInlineIgnore(Text& original, io::Encoding encoding, uint64_t begin, uint64_t end,
                              std::string_view rule);

}  // namespace veil
