// Reading the name that a telling word belongs to.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "match/assign/assign.h"
#include "match/assign/chars.h"

namespace veil::assign {

// How much the name alone says. strong: the value is a secret unless it is something else. weak ("key", "auth", a name
// with an unknown tail): the value must speak for itself.
enum class Tell : uint8_t { kNone, kWeak, kStrong };

// What the words of a name say, wherever it stands.
struct NameSays {
  Kind kind = Kind::kSecret;
  Tell tell = Tell::kNone;
  bool is_pin = false;        // only digits count
  bool is_pass = false;       // the bare word "pass", which is a verb too
  bool is_auth = false;       // "auth": of two literals the second is the password
  bool has_provider = false;  // a provider's name stands in it or near its value
  bool is_vendor = false;     // only a provider's name: the value must be beyond doubt
  bool is_phrase = false;     // "mnemonic": of many words, or long; a short one is the letter of a menu
  bool is_userpwd = false;    // "userpwd": the user's name and a colon stand before the password
  bool is_getter = false;     // "getToken": as a call it answers the secret, its argument is none
  bool operator==(const NameSays&) const = default;
};

struct Key : NameSays {
  size_t begin = 0;  // the identifier, without quotes
  size_t end = 0;
  size_t method_end = 0;  // where a method's name ends that was cut off ("token.set"); 0: none

  // text[at, past) is a strong name of this kind, whatever its words say; all else is left as it was.
  void SetStrong(size_t at, size_t past, Kind of) {
    begin = at;
    end = past;
    kind = of;
    tell = Tell::kStrong;
  }

  bool operator==(const Key&) const = default;
};

// The longest stretch of an identifier that is read on each side of the hit.
inline constexpr size_t kMaxIdentifierReach = 64;

constexpr bool JoinsWords(char c) { return c == '_' || c == '-' || c == '.'; }

// The bytes of an identifier and the marks that join its words.
inline bool IsInIdentifier(char c) {
  static constexpr Marks kIn =
      Marks::Where([](char byte) { return IsAlnum(byte) || JoinsWords(byte) || Is(byte, kHigh); });
  return kIn.Has(c);
}

// The colon of Chinese and Japanese text, whose bytes are letters to everything else here.
inline constexpr std::string_view kFullWidthColon = "：";

// The fillers and marks that can follow a name. Anything else ("key;", "key->", "key + 1") has no value.
inline bool MayLeadToValue(char c) {
  static constexpr Marks kLeads("=:\"'`\\ \t\n\r(),]>|<?&![*+.{}%\xEF");
  return kLeads.Has(c);
}

// Where the identifier ends that goes on at `at`, at most kMaxIdentifierReach further: "password-" and "key." end at
// the letters.
inline size_t NameEnd(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && end - at < kMaxIdentifierReach && IsInIdentifier(text[end])) {
    if (text[end] == kFullWidthColon[0] && text.substr(end, 3) == kFullWidthColon) break;
    ++end;
  }
  while (end > at && (text[end - 1] == '-' || text[end - 1] == '.')) --end;
  return end;
}

// The identifier around `hit`: letters, digits and the marks that join words.
void FindIdentifier(std::string_view text, Hit hit, Key* key);

// Fills kind and tell from the words of the name text[key->begin, key->end). `before` is the word before it on the
// line, for names that are written with spaces ("public key"); may be empty.
void ClassifyKey(std::string_view text, std::string_view before, Key* key);

// The same for the name around `hit`, unless the word that the hit ends in says nothing at all: then it answers false
// and *key is as it was. "author", "credits", "_pinctrl" say nothing, and where a word says nothing, its name does not
// either, unless another word tells, which then has a hit of its own. Most hits in source code end here.
bool ClassifyName(std::string_view text, Hit hit, std::string_view before, Key* key);

// True for the names that hold a value for another name: "value", "default", "string", "secretString", …
bool IsValueName(std::string_view name);
// True for names of what is no secret whatever stands above them: "id", "url", "username".
bool IsPlainName(std::string_view name);
// True for the names that hold a name: "name", "key", "id", "field", …
bool IsNameName(std::string_view name);

}  // namespace veil::assign
