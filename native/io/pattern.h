// One line of a .gitignore, with git's meaning to the letter.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace veil::io {

// Immutable. Matching allocates nothing and takes at most (path length)² × (pattern length) steps; common shapes (a
// plain name, `*.suffix`, a plain path) are one comparison.
class Pattern {
 public:
  // Reads a line without its newline (a carriage return and trailing blanks as git treats them). Empty for blank lines,
  // comments, and patterns that can match nothing.
  // ignore_case: git's core.ignoreCase; ASCII letters only, as git does it.
  static std::optional<Pattern> Parse(std::string_view line, bool ignore_case);

  // `path` is relative to the folder of the ignore file, `name` its last component.
  bool Matches(std::string_view path, std::string_view name, bool is_folder) const {
    if (folders_only_ && !is_folder) return false;
    return MatchesText(name_only_ ? name : path);
  }

  // `!pattern`: what it matches is not ignored.
  bool negated() const { return negated_; }

  // The byte that every match ends with (lower case with ignore_case), when there is one: lets a list pass over most of
  // its patterns unseen.
  std::optional<uint8_t> last_byte() const;

 private:
  enum class Shape : uint8_t { kLiteral, kSuffix, kGeneral };

  // One step of a general pattern.
  enum class Step : uint8_t {
    kByte,        // this byte
    kAny,         // `?`: one byte, not a slash
    kClass,       // `[…]`: one byte of a set, not a slash
    kStar,        // `*`: bytes without a slash
    kEverything,  // `**` at the end: any bytes
    kFolders,     // `**/`: nothing, or bytes that end with a slash
  };
  struct Token {
    Step step;
    uint8_t byte = 0;       // kByte
    uint16_t class_id = 0;  // kClass
  };

  Pattern() = default;
  bool Compile(std::string_view glob);
  bool CompileClass(std::string_view glob, size_t* at);
  bool MatchesText(std::string_view text) const;
  bool MatchesTokens(std::string_view text) const;
  bool TokenTakes(const Token& token, uint8_t byte) const;
  bool EqualsLiteral(std::string_view text) const;

  bool negated_ = false;
  bool folders_only_ = false;
  bool name_only_ = false;
  bool ignore_case_ = false;
  Shape shape_ = Shape::kLiteral;
  // kLiteral: the whole text. kSuffix: its end. kGeneral: its beginning, before `tokens_`.
  std::string literal_;
  std::vector<Token> tokens_;
  std::vector<std::bitset<256>> classes_;
};

}  // namespace veil::io
