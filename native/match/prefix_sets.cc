#include "match/prefix_sets.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace veil {
namespace {

ByteSet SetOfRange(int first, int last) {
  ByteSet set;
  for (int c = first; c <= last; ++c) set.Add(static_cast<char>(c));
  return set;
}

// \d \w \s and their opposites; nothing for other letters.
std::optional<ByteSet> ClassOf(char letter) {
  ByteSet set;
  switch (letter) {
    case 'd':
    case 'D':
      set = ByteSet("0123456789");
      break;
    case 'w':
    case 'W':
      set = ByteSet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
      break;
    case 's':
    case 'S':
      set = ByteSet("\t\n\f\r ");
      break;
    default:
      return std::nullopt;
  }
  if (letter < 'a') set.Invert();
  return set;
}

// The byte that an escaped letter or sign stands for; nothing for what is no single byte or is not known here.
std::optional<char> EscapedByte(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    default:
      break;
  }
  const bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  if (word || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
  return c;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Where a bracketed set that begins at pattern[at] ends, behind its ']'.
size_t EndOfSet(std::string_view pattern, size_t at) {
  at += 1 + (pattern.substr(at + 1, 1) == "^");
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    const size_t posix = pattern.substr(at, 2) == "[:" ? pattern.find(":]", at) : std::string_view::npos;
    at = posix != std::string_view::npos ? posix + 2 : at + 1 + (pattern[at] == '\\');
  }
  return at + 1;
}

// The offsets of the groups that have alternatives or a quantifier: what is in them is not certain. nullopt when that
// holds for the whole pattern.
std::optional<std::vector<size_t>> UncertainGroups(std::string_view pattern) {
  struct Open {
    size_t begin;
    bool alternatives;
  };
  std::vector<Open> open = {{0, false}};  // the first is the pattern itself
  std::vector<size_t> uncertain;
  for (size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '\\') {
      if (pattern.substr(at + 1, 1) == "Q") return std::nullopt;  // \Q…\E: not read here
      ++at;
    } else if (c == '[') {
      at = EndOfSet(pattern, at) - 1;
    } else if (c == '(') {
      open.push_back({at, false});
    } else if (c == '|') {
      open.back().alternatives = true;
    } else if (c == ')' && open.size() > 1) {
      const char next = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
      const bool quantified = next == '*' || next == '+' || next == '?' || next == '{';
      const std::string_view group = pattern.substr(open.back().begin, at - open.back().begin);
      const bool only_flags = group.starts_with("(?") && group.find_first_of(":<") == std::string_view::npos;
      if (quantified && only_flags) return std::nullopt;  // belongs to whatever stands before the flags
      if (open.back().alternatives || quantified) uncertain.push_back(open.back().begin);
      open.pop_back();
    }
  }
  if (open.size() != 1 || open[0].alternatives) return std::nullopt;
  return uncertain;
}

// Reads the pattern from its beginning as long as what it reads is certain.
class PrefixReader {
 public:
  explicit PrefixReader(std::string_view pattern) : pattern_(pattern) {}

  std::vector<ByteSet> Read() {
    std::optional<std::vector<size_t>> uncertain = UncertainGroups(pattern_);
    if (!uncertain.has_value()) return {};
    uncertain_ = std::move(*uncertain);
    while (!ended_ && at_ < pattern_.size() && sets_.size() < kMaxPrefixBytes) ReadOne();
    return std::move(sets_);
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }

  // What was read so far stays.
  void End() { ended_ = true; }

  void ReadOne() {
    const char c = Peek();
    switch (c) {
      case '(':
        return OpenGroup();
      case ')':
        return CloseGroup();
      case '^':
      case '$':
        ++at_;
        return;
      case '[':
        return ReadSet();
      case '\\':
        return ReadEscape();
      case '.': {
        ++at_;
        return Add(SetOfRange(0, 255));  // also the newline: (?s) may be on
      }
      case '*':
      case '+':
      case '?':
      case '{':
        sets_.clear();  // on a quantifier: not understood
        return End();
      default:
        ++at_;
        return Add(Single(c));
    }
  }

  ByteSet Single(char c) const {
    ByteSet set;
    set.Add(c);
    return Folded(set);
  }

  ByteSet Folded(ByteSet set) const {
    if (!caseless_) return set;
    // Beyond ASCII all are taken for letters of some case.
    for (int c = 0x80; c < 0x100; ++c) {
      if (set.Has(static_cast<char>(c))) return WithHighBytes(set);
    }
    return WithBothCases(set);
  }

  static ByteSet WithHighBytes(ByteSet set) {
    for (int c = 0x80; c < 0x100; ++c) set.Add(static_cast<char>(c));
    return WithBothCases(set);
  }

  static ByteSet WithBothCases(ByteSet set) {
    for (char c = 'a'; c <= 'z'; ++c) {
      const char upper = static_cast<char>(c - 'a' + 'A');
      if (set.Has(c)) set.Add(upper);
      if (set.Has(upper)) set.Add(c);
    }
    return set;
  }

  // Adds `set` as often as the quantifier behind it demands. Where it may stand more often than that, the next byte is
  // one of it or one of what follows: that is added, too, but nothing behind it is certain any more.
  void Add(const ByteSet& set) {
    size_t least = 1;
    bool may_repeat = false;
    switch (Peek()) {
      case '*':
      case '?':
        least = 0;
        [[fallthrough]];
      case '+':
        may_repeat = true;
        ++at_;
        break;
      case '{': {
        size_t at = at_ + 1;
        if (at >= pattern_.size() || !IsDigit(pattern_[at])) return End();
        for (least = 0; at < pattern_.size() && IsDigit(pattern_[at]) && least <= 1000; ++at) {
          least = 10 * least + static_cast<size_t>(pattern_[at] - '0');
        }
        may_repeat = at < pattern_.size() && pattern_[at] != '}';
        at_ = std::min(pattern_.find('}', at), pattern_.size() - 1) + 1;
        break;
      }
      default:
        break;
    }
    if (may_repeat && Peek() == '?') ++at_;  // takes as few as it can: the bytes are the same

    if (least > 0 && optional_.has_value()) {
      optional_->AddAll(set);
      sets_.push_back(*optional_);
      return End();
    }
    for (size_t i = 0; i < least && sets_.size() < kMaxPrefixBytes; ++i) sets_.push_back(set);
    if (!may_repeat) return;
    if (!optional_.has_value()) optional_ = ByteSet();
    optional_->AddAll(set);
  }

  void OpenGroup() {
    if (std::find(uncertain_.begin(), uncertain_.end(), at_) != uncertain_.end()) return End();
    const bool caseless_before = caseless_;
    ++at_;
    if (Peek() != '?') {
      groups_.push_back(caseless_before);
      return;
    }
    ++at_;
    if (Peek() == 'P' && Peek(1) == '<') {
      const size_t close = pattern_.find('>', at_);
      if (close == std::string_view::npos) return End();
      at_ = close + 1;
      groups_.push_back(caseless_before);
      return;
    }
    // Flags: "(?i)" for the rest of the enclosing group, "(?i:" for a group of its own. Only i concerns a byte's set.
    bool on = true;
    bool caseless = caseless_;
    for (; Peek() != ')' && Peek() != ':'; ++at_) {
      if (Peek() == '-') {
        on = false;
      } else if (Peek() == 'i') {
        caseless = on;
      } else if (Peek() != 's' && Peek() != 'm' && Peek() != 'U') {
        return End();
      }
    }
    if (Peek() == ':') groups_.push_back(caseless_before);
    caseless_ = caseless;
    ++at_;
  }

  void CloseGroup() {
    if (groups_.empty()) return End();
    caseless_ = groups_.back();
    groups_.pop_back();
    ++at_;
  }

  void ReadSet() {
    ++at_;
    const bool negated = Peek() == '^';
    if (negated) ++at_;
    ByteSet set;
    for (bool first = true; first || Peek() != ']'; first = false) {
      if (at_ >= pattern_.size()) return End();
      if (Peek() == '[' && Peek(1) == ':') return End();  // [[:alpha:]]: not read here
      std::optional<char> low = Peek();
      if (Peek() == '\\') {
        ++at_;
        if (const std::optional<ByteSet> known = ClassOf(Peek()); known.has_value()) {
          set.AddAll(*known);
          ++at_;
          continue;
        }
        low = EscapedByte(Peek());
        if (!low.has_value()) return End();
      }
      ++at_;
      char high = *low;
      if (Peek() == '-' && Peek(1) != ']') {
        if (Peek(1) == '\\' || Peek(1) == '\0') return End();
        high = Peek(1);
        at_ += 2;
      }
      for (int c = static_cast<unsigned char>(*low); c <= static_cast<unsigned char>(high); ++c) {
        set.Add(static_cast<char>(c));
      }
    }
    ++at_;
    if (negated) {
      // What folding would add beyond ASCII is left in: a set may be too large, never too small.
      if (caseless_) set = WithBothCases(set.WithoutHighBytes());
      set.Invert();
    } else {
      set = Folded(set);
    }
    Add(set);
  }

  void ReadEscape() {
    if (at_ + 1 >= pattern_.size()) return End();
    const char c = Peek(1);
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      at_ += 2;
      return;
    }
    const std::optional<ByteSet> known = ClassOf(c);
    const std::optional<char> byte = EscapedByte(c);
    if (!known.has_value() && !byte.has_value()) return End();
    at_ += 2;
    Add(known.has_value() ? *known : Single(*byte));
  }

  const std::string_view pattern_;
  size_t at_ = 0;
  bool ended_ = false;
  std::optional<ByteSet> optional_;  // what may stand between the last set and what is read next
  bool caseless_ = false;
  std::vector<bool> groups_;  // those that are open: whether the text around them is caseless
  std::vector<size_t> uncertain_;
  std::vector<ByteSet> sets_;
};

}  // namespace

std::vector<ByteSet> PrefixSets(std::string_view pattern) { return PrefixReader(pattern).Read(); }

}  // namespace veil
