#include "io/pattern.h"

#include <cstring>

namespace veil::io {
namespace {

// <cctype> asks the locale; git does not.
bool IsUpper(uint8_t byte) { return byte >= 'A' && byte <= 'Z'; }
bool IsLower(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }
bool IsDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
uint8_t ToLower(uint8_t byte) { return IsUpper(byte) ? byte + ('a' - 'A') : byte; }

// Trailing blanks do not count unless a backslash stands before them.
std::string_view WithoutTrailingBlanks(std::string_view line) {
  size_t end = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ' ') continue;
    // A backslash takes the next byte along, whatever it is.
    if (line[i] == '\\') ++i;
    end = i + 1;
  }
  return line.substr(0, end);
}

size_t LiteralSize(std::string_view glob) {
  const size_t special = glob.find_first_of("*?[\\");
  return special == std::string_view::npos ? glob.size() : special;
}

// The named sets of `[[:name:]]`. Empty for a name that does not exist.
std::optional<std::bitset<256>> NamedClass(std::string_view name, bool ignore_case) {
  const auto punct = [](int c) { return c > 0x20 && c < 0x7F && !IsDigit(c) && !IsUpper(c) && !IsLower(c); };
  bool (*contains)(int) = nullptr;
  if (name == "alnum") contains = [](int c) { return IsDigit(c) || IsUpper(c) || IsLower(c); };
  if (name == "alpha") contains = [](int c) { return IsUpper(c) || IsLower(c); };
  if (name == "blank") contains = [](int c) { return c == ' ' || c == '\t'; };
  if (name == "cntrl") contains = [](int c) { return c < 0x20 || c == 0x7F; };
  if (name == "digit") contains = [](int c) { return IsDigit(c); };
  if (name == "graph") contains = [](int c) { return c > 0x20 && c < 0x7F; };
  if (name == "lower") contains = [](int c) { return IsLower(c); };
  if (name == "print") contains = [](int c) { return c >= 0x20 && c < 0x7F; };
  if (name == "punct") contains = punct;
  if (name == "space") contains = [](int c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  if (name == "upper") contains = [](int c) { return IsUpper(c); };
  if (name == "xdigit") contains = [](int c) { return IsDigit(c) || (ToLower(c) >= 'a' && ToLower(c) <= 'f'); };
  if (contains == nullptr) return std::nullopt;
  std::bitset<256> members;
  for (int c = 0; c < 256; ++c) members[c] = contains(c) || (ignore_case && name == "upper" && IsLower(c));
  return members;
}

}  // namespace

std::optional<Pattern> Pattern::Parse(std::string_view line, bool ignore_case) {
  if (line.starts_with('#')) return std::nullopt;
  if (line.ends_with('\r')) line.remove_suffix(1);
  // git holds lines as C strings.
  line = line.substr(0, line.find('\0'));
  line = WithoutTrailingBlanks(line);
  Pattern pattern;
  pattern.ignore_case_ = ignore_case;
  if (line.starts_with('!')) {
    pattern.negated_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.folders_only_ = true;
    line.remove_suffix(1);
  }
  pattern.name_only_ = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty() || !pattern.Compile(line)) return std::nullopt;
  return pattern;
}

// False when the glob is malformed and so matches nothing.
bool Pattern::Compile(std::string_view glob) {
  if (name_only_ && glob.starts_with('*') && LiteralSize(glob.substr(1)) == glob.size() - 1) {
    shape_ = Shape::kSuffix;
    literal_ = glob.substr(1);
    return true;
  }
  size_t at = LiteralSize(glob);
  literal_ = glob.substr(0, at);
  if (at == glob.size()) return true;
  shape_ = Shape::kGeneral;
  // git matches the literal beginning by itself and the rest as a pattern of its own, so that the `**` of `a**/b`
  // counts as standing at the beginning.
  const size_t rest = at;
  while (at < glob.size()) {
    const char byte = glob[at];
    if (byte == '*') {
      const size_t first = at;
      while (at < glob.size() && glob[at] == '*') ++at;
      const std::string_view after = glob.substr(at);
      const bool alone = (first == rest || glob[first - 1] == '/') &&
                         (after.empty() || after.starts_with('/') || after.starts_with("\\/"));
      if (at - first < 2 || !alone || name_only_) {
        tokens_.push_back({Step::kStar});
      } else if (after.starts_with('/')) {
        tokens_.push_back({Step::kFolders});
        ++at;
      } else {
        tokens_.push_back({Step::kEverything});
      }
      continue;
    }
    if (byte == '?') {
      tokens_.push_back({Step::kAny});
      ++at;
      continue;
    }
    if (byte == '[') {
      if (!CompileClass(glob, &at)) return false;
      continue;
    }
    // git does not put an escaped byte in lower case, so that with ignore_case an escaped capital matches nothing.
    const bool escaped = byte == '\\';
    if (escaped && ++at == glob.size()) return false;
    const auto literal = static_cast<uint8_t>(glob[at]);
    tokens_.push_back({Step::kByte, ignore_case_ && !escaped ? ToLower(literal) : literal});
    ++at;
  }
  return true;
}

// `*at` is at the bracket, and behind the class afterwards.
bool Pattern::CompileClass(std::string_view glob, size_t* at) {
  // Past the end reads as NUL, which no glob holds.
  const auto byte = [&](size_t i) { return i < glob.size() ? static_cast<uint8_t>(glob[i]) : uint8_t{0}; };
  size_t i = *at + 1;
  const bool inverted = byte(i) == '!' || byte(i) == '^';
  if (inverted) ++i;
  std::bitset<256> members;
  // The byte that a following `-` starts a range from; 0 after a range or a named class.
  uint8_t from = 0;
  for (bool first = true; first || byte(i) != ']'; first = false, ++i) {
    if (byte(i) == 0) return false;
    if (byte(i) == '-' && from != 0 && byte(i + 1) != 0 && byte(i + 1) != ']') {
      ++i;
      if (byte(i) == '\\') ++i;
      const uint8_t to = byte(i);
      if (to == 0) return false;
      for (int c = from; c <= to; ++c) {
        members.set(c);
        // Texts come in lower case then.
        if (ignore_case_) members.set(ToLower(c));
      }
      from = 0;
      continue;
    }
    if (byte(i) == '[' && byte(i + 1) == ':') {
      const size_t close = glob.find(']', i + 2);
      if (close == std::string_view::npos) return false;
      if (close > i + 2 && glob[close - 1] == ':') {
        const auto named = NamedClass(glob.substr(i + 2, close - 1 - (i + 2)), ignore_case_);
        if (!named) return false;
        members |= *named;
        i = close;
        from = 0;
        continue;
      }
    }
    if (byte(i) == '\\' && byte(++i) == 0) return false;
    from = byte(i);
    members.set(from);
  }
  if (inverted) members.flip();
  members.reset('/');
  // Nobody writes 65,536 classes in a line but a fuzzer.
  if (classes_.size() > UINT16_MAX) return false;
  tokens_.push_back({Step::kClass, 0, static_cast<uint16_t>(classes_.size())});
  classes_.push_back(members);
  *at = i + 1;
  return true;
}

std::optional<uint8_t> Pattern::last_byte() const {
  uint8_t last = 0;
  if (shape_ == Shape::kGeneral) {
    if (tokens_.back().step != Step::kByte) return std::nullopt;
    last = tokens_.back().byte;
  } else {
    if (literal_.empty()) return std::nullopt;
    last = static_cast<uint8_t>(literal_.back());
  }
  return ignore_case_ ? ToLower(last) : last;
}

bool Pattern::EqualsLiteral(std::string_view text) const {
  if (!ignore_case_) return std::memcmp(text.data(), literal_.data(), literal_.size()) == 0;
  for (size_t i = 0; i < literal_.size(); ++i) {
    if (ToLower(static_cast<uint8_t>(text[i])) != ToLower(static_cast<uint8_t>(literal_[i]))) return false;
  }
  return true;
}

bool Pattern::MatchesText(std::string_view text) const {
  if (text.size() < literal_.size()) return false;
  switch (shape_) {
    case Shape::kLiteral:
      return text.size() == literal_.size() && EqualsLiteral(text);
    case Shape::kSuffix:
      return EqualsLiteral(text.substr(text.size() - literal_.size()));
    case Shape::kGeneral:
      return EqualsLiteral(text) && MatchesTokens(text.substr(literal_.size()));
  }
  return false;
}

bool Pattern::TokenTakes(const Token& token, uint8_t byte) const {
  if (ignore_case_) byte = ToLower(byte);
  switch (token.step) {
    case Step::kByte:
      return byte == token.byte;
    case Step::kAny:
      return byte != '/';
    case Step::kClass:
      return classes_[token.class_id][byte];
    default:
      return false;
  }
}

// Two places to go back to are enough. A later `*` makes an earlier one pointless: the leftmost fit of what lies
// between leaves the later one the most room, and neither crosses a slash. The same holds for `**`.
bool Pattern::MatchesTokens(std::string_view text) const {
  constexpr size_t kNone = SIZE_MAX;
  size_t token = 0;
  size_t at = 0;
  size_t star_token = kNone;
  size_t star_at = 0;
  size_t deep_token = kNone;
  size_t deep_at = 0;
  while (true) {
    if (token < tokens_.size()) {
      const Token& now = tokens_[token];
      if (now.step == Step::kStar) {
        star_token = token++;
        star_at = at;
        continue;
      }
      if (now.step == Step::kEverything || now.step == Step::kFolders) {
        deep_token = token++;
        deep_at = at;
        star_token = kNone;
        continue;
      }
      if (at < text.size() && TokenTakes(now, static_cast<uint8_t>(text[at]))) {
        ++token;
        ++at;
        continue;
      }
    } else if (at == text.size()) {
      return true;
    }
    // A mismatch: let the last `*` take one byte more, or else the last `**` one byte or one folder more.
    if (star_token != kNone && star_at < text.size() && text[star_at] != '/') {
      token = star_token + 1;
      at = ++star_at;
      continue;
    }
    if (deep_token == kNone || deep_at >= text.size()) return false;
    if (tokens_[deep_token].step == Step::kEverything) {
      ++deep_at;
    } else {
      const size_t slash = text.find('/', deep_at);
      if (slash == std::string_view::npos) return false;
      deep_at = slash + 1;
    }
    token = deep_token + 1;
    at = deep_at;
    star_token = kNone;
  }
}

}  // namespace veil::io
