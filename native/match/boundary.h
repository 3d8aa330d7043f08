// What stands in front of a secret: a letter there may make it a part of a longer word, an escape's last letter does
// not ("start\nTOKEN", "?k%3DTOKEN", a colour of a terminal).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/byte_set.h"

namespace veil {

// How many bytes in front of a secret are looked at, at most: the longest colour, and some.
inline constexpr size_t kFrontBytes = 16;

// What the escape that ends right in front of text[at] stands for; -1 where none does, or where it stands for a byte
// beyond ASCII. Reads at most kFrontBytes in front of `at`, which is at most text.size().
//
//   \n \r \t \x3d \u003d   with one backslash or more: JSON inside JSON has two
//   %3D %253D =3D          of URLs, of URLs in URLs, of mail
//   [32m [0;1m [K          of terminals, whose first byte (ESC, or \033, \e, \u001b, …) logs often lost: taken for ESC
int EscapeInFront(std::string_view text, size_t at);

// Whether what stands in front of text[at] is one of `not_before`; an escape counts as what it stands for. At the
// text's begin nothing does. A caller with a piece of a larger text gives kFrontBytes of it in front, or all.
inline bool IsShutOut(const ByteSet& not_before, std::string_view text, size_t at) {
  if (at == 0 || !not_before.Has(text[at - 1])) return false;
  const int escaped = EscapeInFront(text, at);
  return escaped < 0 || not_before.Has(static_cast<char>(escaped));
}

}  // namespace veil
