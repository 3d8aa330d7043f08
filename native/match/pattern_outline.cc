#include "match/pattern_outline.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "match/pattern_bytes.h"

namespace veil {
namespace {

using Part = PatternOutline::Part;
using Kind = Part::Kind;

constexpr size_t kEndless = std::numeric_limits<size_t>::max();
constexpr size_t kMaxRepeats = 1000;  // RE2's own bound
constexpr int kMaxDepth = 32;

// Reads a pattern by descent. Whatever it does not know ends the reading: `ok` is then false.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}

  std::optional<Part> Read() {
    Part part = ReadAlternatives(0);
    if (!ok_ || at_ != pattern_.size()) return std::nullopt;
    return part;
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }
  bool AtEnd() const { return at_ >= pattern_.size(); }
  void Fail() { ok_ = false; }

  Part ReadAlternatives(int depth) {
    Part part;
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

  Part ReadSequence(int depth) {
    Part sequence;
    while (ok_ && !AtEnd() && Peek() != '|' && Peek() != ')') {
      std::optional<Part> atom = ReadAtom(depth);
      if (!ok_) break;
      if (atom.has_value()) {
        Part part = ReadQuantifier(std::move(*atom));
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
  std::optional<Part> ReadAtom(int depth) {
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

  std::optional<Part> ReadEscape() {
    const char c = Peek(1);
    at_ += 2;
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') return std::nullopt;
    if (const std::optional<ByteSet> set = EscapedSet(c); set.has_value()) return Bytes(*set);
    const std::optional<char> byte = at_ > pattern_.size() ? std::nullopt : EscapedByte(c);
    if (!byte.has_value()) Fail();
    return Single(byte.value_or(c));
  }

  std::optional<Part> ReadGroup(int depth) {
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
    Part group = ReadAlternatives(depth + 1);
    if (Peek() != ')') Fail();
    ++at_;
    caseless_ = caseless_before;
    return group;
  }

  static bool IsQuantifier(char c) { return c == '*' || c == '+' || c == '?' || c == '{'; }

  Part ReadQuantifier(Part atom) {
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
    Part repeated;
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

  Part Single(char c) const {
    ByteSet set;
    set.Add(c);
    return Bytes(caseless_ ? WithBothCases(set) : set);
  }

  static Part Bytes(const ByteSet& set) {
    Part part;
    part.kind = Kind::kSet;
    part.set = set;
    return part;
  }

  const std::string_view pattern_;
  size_t at_ = 0;
  bool ok_ = true;
  bool caseless_ = false;
};

// Follows the parts through a text. Places are offsets in it, a bit each: where what was read so far may end.
class Follower {
 public:
  explicit Follower(std::string_view text) : text_(text) {}

  // Where `part` may end when it begins at one of `begins`.
  uint64_t EndsOf(const Part& part, uint64_t begins) {
    switch (part.kind) {
      case Kind::kSet:
        return Behind(part.set, begins, 1, 1);
      case Kind::kSequence:
        for (const Part& next : part.parts) {
          if (begins == 0 || left_text_) break;
          begins = next.kind == Kind::kSet ? Behind(next.set, begins, 1, 1) : EndsOf(next, begins);
        }
        return begins;
      case Kind::kAlternatives: {
        uint64_t ends = 0;
        for (const Part& alternative : part.parts) ends |= EndsOf(alternative, begins);
        return ends;
      }
      case Kind::kRepeated:
        break;
    }
    const Part& repeated = part.parts.front();
    if (repeated.kind == Kind::kSet) return Behind(repeated.set, begins, part.least, part.most);
    uint64_t ends = part.least == 0 ? begins : 0;
    for (size_t times = 1; times <= part.most && begins != 0 && !left_text_; ++times) {
      begins = EndsOf(repeated, begins);
      if (times < part.least) continue;
      if ((begins & ~ends) == 0) break;
      ends |= begins;
    }
    return ends;
  }

  // Whether some way led out of what is looked at: then nothing is certain.
  bool left_text() const { return left_text_; }

 private:
  // The places behind `least` to `most` bytes of the set.
  uint64_t Behind(const ByteSet& set, uint64_t begins, size_t least, size_t most) {
    if (begins == 0) return 0;
    if (std::has_single_bit(begins)) return BehindOne(set, begins, least, most);
    const uint64_t in_set = InSet(set, begins);
    uint64_t ends = least == 0 ? begins : 0;
    for (size_t times = 1; times <= most && begins != 0; ++times) {
      const uint64_t stepping = begins & in_set;
      left_text_ |= stepping >> (PatternOutline::kReachBytes - 1) != 0;
      begins = stepping << 1;
      if (times >= least) ends |= begins;
    }
    return ends;
  }

  // The same for a single place, as most are: without a step for each byte and place.
  uint64_t BehindOne(const ByteSet& set, uint64_t begins, size_t least, size_t most) {
    const auto begin = static_cast<size_t>(std::countr_zero(begins));
    const size_t end = std::min(text_.size(), PatternOutline::kReachBytes);
    size_t bytes = 0;
    while (bytes < most && begin + bytes < end && set.Has(text_[begin + bytes])) ++bytes;
    if (begin + bytes == PatternOutline::kReachBytes) left_text_ = true;
    if (bytes < least) return 0;
    // From the least end to the greatest, each a bit.
    const uint64_t ends =
        bytes - least >= PatternOutline::kReachBytes - 1 ? ~uint64_t{0} : (uint64_t{2} << (bytes - least)) - 1;
    return least < PatternOutline::kReachBytes ? ends << least << begin : 0;
  }

  // The places of bytes of the set, as far as they can be come to from `begins`.
  uint64_t InSet(const ByteSet& set, uint64_t begins) const {
    const auto last_begin = static_cast<size_t>(std::bit_width(begins)) - 1;
    const size_t end = std::min(text_.size(), PatternOutline::kReachBytes);
    uint64_t in_set = 0;
    for (auto at = static_cast<size_t>(std::countr_zero(begins)); at < end; ++at) {
      const bool is_in = set.Has(text_[at]);
      in_set |= uint64_t{is_in} << at;
      if (!is_in && at >= last_begin) break;
    }
    return in_set;
  }

  const std::string_view text_;
  bool left_text_ = false;
};

}  // namespace

PatternOutline::PatternOutline(std::string_view pattern) {
  std::optional<Part> part = Reader(pattern).Read();
  is_understood_ = part.has_value();
  if (is_understood_) pattern_ = std::move(*part);
}

bool PatternOutline::MayMatch(std::string_view text) const {
  if (!is_understood_) return true;
  Follower follower(text);
  return follower.EndsOf(pattern_, 1) != 0 || follower.left_text();
}

}  // namespace veil
