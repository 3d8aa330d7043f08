// Literals that no quotes enclose: here-documents, and Perl's own.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/literal.h"

namespace veil::assign {

// <<~TXT, <<<EOT, <<-"EOF" at `at`, when the document is one word on one line.
bool ReadHereDocument(std::string_view text, size_t at, Value* value);

// q(x), qq{x} at `at`, as all that is assigned.
bool ReadPerlQuoted(std::string_view text, size_t at, Value* value);

}  // namespace veil::assign
