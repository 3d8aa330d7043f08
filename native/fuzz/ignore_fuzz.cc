// The ignore parser and matcher: no input may crash it or make it slow, and it must answer what a plain matcher does.
// Folders: support io
//
// Input: a byte of switches, the ignore file up to the first 0xFF, and the path behind it.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "io/pattern_list.h"

namespace veil::io {
namespace {

// A second implementation, by definition instead of by speed: what each step of a pattern may take is tried in full,
// with a table of what was tried. Letters count as they are (core.ignoreCase has quirks that only git can teach).
class PlainMatcher {
 public:
  PlainMatcher(std::string_view glob, std::string_view text)
      : glob_(glob), text_(text), tried_((glob.size() + 1) * (text.size() + 1), Answer::kOpen) {}

  bool Matches() { return From(0, 0); }

 private:
  enum class Answer : uint8_t { kOpen, kYes, kNo };

  bool From(size_t g, size_t t) {
    Answer& answer = tried_[g * (text_.size() + 1) + t];
    if (answer == Answer::kOpen) {
      // A pattern does not come back to the same place by itself, so a preliminary "no" harms nobody.
      answer = Answer::kNo;
      answer = Try(g, t) ? Answer::kYes : Answer::kNo;
    }
    return answer == Answer::kYes;
  }

  bool Try(size_t g, size_t t) {
    if (g == glob_.size()) return t == text_.size();
    if (glob_[g] == '*') return TryStars(g, t);
    if (t == text_.size()) return false;
    if (glob_[g] == '?') return text_[t] != '/' && From(g + 1, t + 1);
    if (glob_[g] == '[') {
      bool takes = false;
      const size_t end = ClassEnd(g, text_[t], &takes);
      return takes && text_[t] != '/' && From(end, t + 1);
    }
    if (glob_[g] == '\\') ++g;
    return g < glob_.size() && glob_[g] == text_[t] && From(g + 1, t + 1);
  }

  bool TryStars(size_t g, size_t t) {
    size_t after = g;
    while (after < glob_.size() && glob_[after] == '*') ++after;
    const std::string_view rest = glob_.substr(after);
    const bool starts_part = g == first_special() || glob_[g - 1] == '/';
    const bool deep = after - g >= 2 && starts_part && (rest.empty() || rest[0] == '/' || rest.starts_with("\\/"));
    if (deep && rest.starts_with('/') && From(after + 1, t)) return true;
    for (size_t end = t;; ++end) {
      if (From(after, end)) return true;
      if (end == text_.size() || (!deep && text_[end] == '/')) return false;
    }
  }

  size_t first_special() const { return glob_.find_first_of("*?[\\"); }

  // Behind the class that begins at `g`; `takes` is false for a class without an end, too.
  size_t ClassEnd(size_t g, char text_byte, bool* takes) const {
    const auto byte = static_cast<uint8_t>(text_byte);
    const auto at = [&](size_t i) { return i < glob_.size() ? static_cast<uint8_t>(glob_[i]) : 0; };
    size_t i = g + 1;
    const bool inverted = at(i) == '!' || at(i) == '^';
    if (inverted) ++i;
    bool found = false;
    int previous = 0;
    bool first = true;
    for (; first || at(i) != ']'; ++i, first = false) {
      if (at(i) == 0) return g;
      if (at(i) == '\\') {
        if (at(++i) == 0) return g;
        previous = at(i);
        found |= byte == previous;
      } else if (at(i) == '-' && previous != 0 && at(i + 1) != 0 && at(i + 1) != ']') {
        ++i;
        if (at(i) == '\\' && at(++i) == 0) return g;
        found |= byte >= previous && byte <= at(i);
        previous = 0;
      } else if (at(i) == '[' && at(i + 1) == ':') {
        const size_t close = glob_.find(']', i + 2);
        if (close == std::string_view::npos) return g;
        if (close < i + 3 || glob_[close - 1] != ':') {
          previous = '[';
          found |= byte == '[';
          continue;
        }
        const int in_class = InNamedClass(glob_.substr(i + 2, close - i - 3), byte);
        if (in_class < 0) return g;
        found |= in_class > 0;
        previous = 0;
        i = close;
      } else {
        previous = at(i);
        found |= byte == previous;
      }
    }
    *takes = found != inverted;
    return i + 1;
  }

  static int InNamedClass(std::string_view name, uint8_t c) {
    const bool digit = c >= '0' && c <= '9';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = c >= 'a' && c <= 'z';
    const bool graph = c >= '!' && c <= '~';
    if (name == "alnum") return digit || upper || lower;
    if (name == "alpha") return upper || lower;
    if (name == "blank") return c == ' ' || c == '\t';
    if (name == "cntrl") return c < 32 || c == 127;
    if (name == "digit") return digit;
    if (name == "graph") return graph;
    if (name == "lower") return lower;
    if (name == "print") return graph || c == ' ';
    if (name == "punct") return graph && !digit && !upper && !lower;
    if (name == "space") return c == ' ' || (c >= 9 && c <= 13);
    if (name == "upper") return upper;
    if (name == "xdigit") return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return -1;
  }

  const std::string_view glob_;
  const std::string_view text_;
  std::vector<Answer> tried_;
};

// The last line that matches decides.
Verdict PlainVerdict(std::string_view content, std::string_view path, bool is_folder) {
  Verdict verdict = Verdict::kNone;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (size_t start = 0; start <= content.size();) {
    const size_t end = std::min(content.find('\n', start), content.size());
    std::string line(content.substr(start, end - start));
    start = end + 1;
    if (line.starts_with('#')) continue;
    if (line.ends_with('\r')) line.pop_back();
    line = line.c_str();
    size_t kept = 0;
    for (size_t i = 0; i < line.size();) {
      const size_t step = line[i] == '\\' ? 2 : 1;
      if (line[i] != ' ') kept = i + step;
      i += step;
    }
    line.resize(std::min(kept, line.size()));
    const bool negated = line.starts_with('!');
    if (negated) line.erase(0, 1);
    const bool folders_only = line.ends_with('/');
    if (folders_only) line.pop_back();
    if (folders_only && !is_folder) continue;
    const bool by_name = line.find('/') == std::string::npos;
    if (line.starts_with('/')) line.erase(0, 1);
    if (line.empty()) continue;
    if (PlainMatcher(line, by_name ? name : path).Matches()) verdict = negated ? Verdict::kKept : Verdict::kIgnored;
  }
  return verdict;
}

}  // namespace
}  // namespace veil::io

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace veil::io;
  if (size < 2 || size > 600) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool is_folder = (data[0] & 1) != 0;
  const bool ignore_case = (data[0] & 2) != 0;
  const size_t split = input.find('\xFF');
  if (split == std::string_view::npos) return 0;
  const std::string_view content = input.substr(0, split);
  const std::string_view path = input.substr(split + 1);
  // As the walk makes paths: names without NUL, one slash between them.
  if (path.empty() || path.find('\0') != std::string_view::npos || path.find("//") != std::string_view::npos) return 0;
  if (path.front() == '/' || path.back() == '/') return 0;
  const PatternList list = PatternList::Parse(content, ignore_case);
  const Verdict verdict = list.Match(path, path.substr(path.rfind('/') + 1), is_folder);
  if (!ignore_case && verdict != PlainVerdict(content, path, is_folder)) std::abort();
  return 0;
}
