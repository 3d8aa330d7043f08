#include "match/pattern_parts.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "match/pattern_bytes.h"

namespace veil {
namespace {

using Kind = PatternPart::Kind;

constexpr size_t kEndless = std::numeric_limits<size_t>::max();
constexpr size_t kMaxRepeats = 1000;  // RE2's own bound
// Each level of nested repetitions doubles the time of whoever follows the parts: 20 took 0.3 s, 12 take 1 ms.
constexpr int kMaxDepth = 12;

// Reads a pattern by descent. Whatever it does not know ends the reading: `ok` is then false.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}

  std::optional<PatternPart> Read() {
    PatternPart part = ReadAlternatives(0);
    if (!ok_ || at_ != pattern_.size()) return std::nullopt;
    return part;
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }
  bool AtEnd() const { return at_ >= pattern_.size(); }
  void Fail() { ok_ = false; }

  PatternPart ReadAlternatives(int depth) {
    PatternPart part;
    part.kind = Kind::kAlternatives;
    if (depth > kMaxDepth) Fail();
    while (ok_) {
      part.parts.push_back(ReadSequence(depth));
      if (AtEnd() || Peek() != '|') break;
      ++at_;
    }
    if (part.parts.size() == 1) return std::move(part.parts.front());
    return part;
  }

  PatternPart ReadSequence(int depth) {
    PatternPart sequence;
    while (ok_ && !AtEnd() && Peek() != '|' && Peek() != ')') {
      std::optional<PatternPart> atom = ReadAtom(depth);
      if (!ok_) break;
      if (atom.has_value()) {
        PatternPart part = ReadQuantifier(std::move(*atom));
        if (part.kind == Kind::kSequence) {
          std::move(part.parts.begin(), part.parts.end(), std::back_inserter(sequence.parts));
        } else {
          sequence.parts.push_back(std::move(part));
        }
      } else if (IsQuantifier(Peek())) {
        Fail();  // of what has no width
      }
    }
    return sequence;
  }

  // Nothing for what has no width.
  std::optional<PatternPart> ReadAtom(int depth) {
    const char c = Peek();
    if (c == '(') return ReadGroup(depth);
    if (c == '[') {
      const std::optional<ByteSet> set = ReadByteSet(pattern_, caseless_, &at_);
      if (!set.has_value()) Fail();
      return Bytes(set.value_or(ByteSet()));
    }
    if (c == '\\') return ReadEscape();
    if (IsQuantifier(c)) Fail();
    ++at_;
    if (c == '^' || c == '$') return std::nullopt;
    return c == '.' ? Bytes(EveryByte()) : Single(c);  // also the newline: (?s) may be on
  }

  std::optional<PatternPart> ReadEscape() {
    const char c = Peek(1);
    ++at_;
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      ++at_;
      return std::nullopt;
    }
    if (const std::optional<ByteSet> set = EscapedSet(c); set.has_value()) {
      ++at_;
      return Bytes(*set);
    }
    const std::optional<char> byte = ReadEscapedByte(pattern_, &at_);
    if (!byte.has_value()) Fail();
    return Single(byte.value_or(c));
  }

  std::optional<PatternPart> ReadGroup(int depth) {
    const bool caseless_before = caseless_;
    ++at_;
    if (Peek() == '?' && Peek(1) == 'P' && Peek(2) == '<') {
      at_ = std::min(pattern_.find('>', at_), pattern_.size() - 1) + 1;
    } else if (Peek() == '?') {
      ++at_;
      if (!ReadFlags(pattern_, &caseless_, &at_)) {
        Fail();
        return std::nullopt;
      }
      ++at_;
      if (pattern_[at_ - 1] == ')') return std::nullopt;
    }
    PatternPart group = ReadAlternatives(depth + 1);
    if (Peek() != ')') Fail();
    ++at_;
    caseless_ = caseless_before;
    return group;
  }

  static bool IsQuantifier(char c) { return c == '*' || c == '+' || c == '?' || c == '{'; }

  PatternPart ReadQuantifier(PatternPart atom) {
    size_t least = 1, most = kEndless;
    switch (Peek()) {
      case '*':
        least = 0;
        break;
      case '+':
        break;
      case '?':
        least = 0;
        most = 1;
        break;
      case '{':
        ++at_;
        least = most = ReadNumber();
        if (Peek() == ',') {
          ++at_;
          most = Peek() == '}' ? kEndless : ReadNumber();
        }
        if (Peek() != '}') Fail();
        break;
      default:
        return atom;
    }
    ++at_;
    if (Peek() == '?') ++at_;  // takes as few as it can: the bytes are the same
    if (IsQuantifier(Peek())) Fail();
    PatternPart repeated;
    repeated.kind = Kind::kRepeated;
    repeated.parts.push_back(std::move(atom));
    repeated.least = least;
    repeated.most = most;
    return repeated;
  }

  size_t ReadNumber() {
    size_t number = 0;
    const size_t begin = at_;
    for (; Peek() >= '0' && Peek() <= '9' && number <= kMaxRepeats; ++at_) {
      number = 10 * number + static_cast<size_t>(Peek() - '0');
    }
    if (at_ == begin || number > kMaxRepeats) Fail();
    return number;
  }

  PatternPart Single(char c) const {
    ByteSet set;
    set.Add(c);
    return Bytes(caseless_ ? WithBothCases(set) : set);
  }

  static PatternPart Bytes(const ByteSet& set) {
    PatternPart part;
    part.kind = Kind::kSet;
    part.set = set;
    return part;
  }

  const std::string_view pattern_;
  size_t at_ = 0;
  bool ok_ = true;
  bool caseless_ = false;
};

}  // namespace

std::optional<PatternPart> ReadPattern(std::string_view pattern) { return Reader(pattern).Read(); }

}  // namespace veil
