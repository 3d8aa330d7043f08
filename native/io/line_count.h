// Lines and columns, fast enough for lines of hundreds of megabytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace veil::io {

// Number of '\n' in `bytes`; several GB/s.
size_t CountNewlines(std::string_view bytes);

// Offset just behind the last '\n' of `bytes`, or 0: where the line that `bytes` ends in begins.
size_t LastLineStart(std::string_view bytes);

// Number of UTF-16 code units of `bytes` read as UTF-8: 2 for a character beyond U+FFFF, 1 for every other, and 1 for
// each byte that is not part of valid UTF-8.
size_t CountUtf16Units(std::string_view bytes);

}  // namespace veil::io
