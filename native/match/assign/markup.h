// Values in elements of XML and HTML.
#pragma once

#include <cstddef>
#include <string_view>

#include "match/assign/literal.h"

namespace veil::assign {

// The element's text behind `>`; `at` is behind the mark.
bool ReadElement(std::string_view text, size_t at, Value* value);

// For `<password …>`: where the tag ends, when `at` is inside it behind the name; npos when it is no tag.
size_t TagEnd(std::string_view text, size_t at);

// True when only a few words stand between a tag and the name at `at`: <th>API key</th>
bool IsInElement(std::string_view text, size_t line_begin, size_t at);

// <key>password</key> <string>x</string>, <name>password</name> <type>…</type> <value>x</value>: the text of the first
// element behind the closing tag at `at` that is not named as something else.
bool ReadSibling(std::string_view text, size_t at, Value* value);

// The one word behind the closing tag at `at`: "Password:</b> x<br>". It has a digit or a mark.
bool ReadBehindTag(std::string_view text, size_t at, Value* value);

// The cell below a head: <th>User</th><th>Password</th></tr> and, in the next row, the second <td>. `name` is where the
// name in the head begins.
bool ReadCellBelow(std::string_view text, size_t name, Value* value);

}  // namespace veil::assign
