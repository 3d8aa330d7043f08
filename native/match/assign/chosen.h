// Passwords that no model tells from names: letters that belong to no language, words of languages that the dictionary
// does not hold, first names written together. Only for names that say password; what programs and labels write there
// is told by the words in it.
#pragma once

#include <string_view>

#include "match/assign/assign.h"

namespace veil::assign {

// Two to six words of a language that say nothing about passwords or programs: "TunnelSpider", "lucky-wizard-marble".
// A value like "password_input" or "newUserToken" is a name. Of what is named as a password, one word may be of
// programs.
bool IsPassphrase(std::string_view text, Kind kind);

// "signature1", "key-2": a word of programs and its number.
bool IsNumberedName(std::string_view text);

// "markup.heading.1", "Team.contacts": words of programs, and no other mark than dots.
bool IsDottedName(std::string_view text);

// "amber marco ocean": three to six words of small letters with spaces between them, none of which speaks of passwords,
// programs or what to do. Only where the name leaves no doubt: labels are made of words, too.
bool IsSpacedPhrase(std::string_view text);

// "abcd efgh ijkl mnop": the form in which Google prints the passwords it makes for programs.
inline constexpr size_t kAppPasswordBytes = 19;
bool IsAppPassword(std::string_view text);

// "Orange307$", "mail_l1ve_2019^": letters, digits and a mark that names of programs do not have.
bool IsComposed(std::string_view text);

// True for text of letters and digits that is no word, no name of a program and no label. Weaker than IsPassphrase.
bool LooksChosen(std::string_view text);

}  // namespace veil::assign
