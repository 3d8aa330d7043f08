#include "match/prefix_sets.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "match/pattern_bytes.h"

namespace veil {
namespace {

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
        return Add(EveryByte());  // also the newline: (?s) may be on
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
    return caseless_ ? WithBothCases(set) : set;
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
    if (!ReadFlags(pattern_, &caseless_, &at_)) return End();
    if (Peek() == ':') groups_.push_back(caseless_before);
    ++at_;
  }

  void CloseGroup() {
    if (groups_.empty()) return End();
    caseless_ = groups_.back();
    groups_.pop_back();
    ++at_;
  }

  void ReadSet() {
    const std::optional<ByteSet> set = ReadByteSet(pattern_, caseless_, &at_);
    if (!set.has_value()) return End();
    Add(*set);
  }

  void ReadEscape() {
    if (at_ + 1 >= pattern_.size()) return End();
    const char c = Peek(1);
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      at_ += 2;
      return;
    }
    if (const std::optional<ByteSet> known = EscapedSet(c); known.has_value()) {
      at_ += 2;
      return Add(*known);
    }
    ++at_;
    const std::optional<char> byte = ReadEscapedByte(pattern_, &at_);
    if (!byte.has_value()) return End();
    Add(Single(*byte));
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
