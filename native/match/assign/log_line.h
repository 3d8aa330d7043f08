// Lines of logs, which have a telling word by the million ("retried token cache entry") and hardly ever a secret.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/assign.h"

namespace veil::assign {

// Whether the line that begins at `line_begin` begins as those of logs do: with a date, or, in a text that is no
// program and no settings, with a time of day near its beginning (syslog, JSON, klog, web servers). What stands near a
// word there without being tied to it is a request's id, a path or what is said next.
bool IsLogLine(std::string_view text, size_t line_begin, const PathTraits& path);

// Whether the word of the hit stands in the running text of such a line, so that it names no value. A command's word or
// a provider's name may lead to one all the same.
bool IsInLogSentence(std::string_view text, Hit hit, const PathTraits& path);

}  // namespace veil::assign
