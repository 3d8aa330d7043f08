// Passwords that no model tells from names: letters that belong to no language, words of languages that the dictionary
// does not hold, first names written together. Only for names that say password; what programs and labels write there
// is told by the words in it.
#pragma once

#include <string_view>

namespace veil::assign {

// Two to six words of a language that say nothing about passwords or programs: "TunnelSpider", "lucky-wizard-marble".
// A value like "password_input" or "newUserToken" is a name.
bool IsPassphrase(std::string_view text);

// "signature1", "key-2": a word of programs and its number.
bool IsNumberedName(std::string_view text);

// "markup.heading.1", "Team.contacts": words of programs, and no other mark than dots.
bool IsDottedName(std::string_view text);

// True for text of letters and digits that is no word, no name of a program and no label. Weaker than IsPassphrase.
bool LooksChosen(std::string_view text);

}  // namespace veil::assign
