#include "scan/inline_ignore.h"

#include <string>

#include "scan/place.h"

namespace veil {
namespace {

constexpr std::string_view kMarker = "veil:ignore";
constexpr std::string_view kNextLine = "-next-line";
constexpr std::string_view kGitleaksMarker = "gitleaks:allow";

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// `list` begins with rule ids, separated by commas.
bool Names(std::string_view list, std::string_view rule) {
  while (true) {
    size_t size = 0;
    while (size < list.size() && IsIdCharacter(list[size])) ++size;
    if (list.substr(0, size) == rule) return true;
    if (size == list.size() || list[size] != ',') return false;
    list.remove_prefix(size + 1);
  }
}

// Whether a marker in `text` takes back `rule`; `next_line` says which of the two kinds of marker.
bool HoldsMarker(std::string_view text, bool next_line, std::string_view rule) {
  for (size_t at = text.find(kMarker); at != std::string_view::npos; at = text.find(kMarker, at + 1)) {
    std::string_view rest = text.substr(at + kMarker.size());
    if (rest.starts_with(kNextLine) != next_line) continue;
    if (next_line) rest.remove_prefix(kNextLine.size());
    if (rest.starts_with('=') ? Names(rest.substr(1), rule) : rest.empty() || !IsIdCharacter(rest.front())) return true;
  }
  return false;
}

}  // namespace

InlineIgnore FindInlineIgnore(Text& original, io::Encoding encoding, uint64_t begin, uint64_t end,
                              std::string_view rule) {
  const uint64_t first = begin > kInlineIgnoreReachBytes ? begin - kInlineIgnoreReachBytes : 0;
  const std::string before = ReadAsUtf8(original, encoding, first, begin);
  const std::string after = ReadAsUtf8(original, encoding, end, end + kInlineIgnoreReachBytes);

  const size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::string_view head = std::string_view(before).substr(line_begin);
  const std::string_view tail = std::string_view(after).substr(0, after.find('\n'));
  if (HoldsMarker(head, false, rule) || HoldsMarker(tail, false, rule)) return InlineIgnore::kVeil;
  if (line_begin != 0) {
    const std::string_view above = std::string_view(before).substr(0, line_begin - 1);
    if (HoldsMarker(above.substr(above.rfind('\n') + 1), true, rule)) return InlineIgnore::kVeil;
  }
  const bool allowed =
      head.find(kGitleaksMarker) != std::string_view::npos || tail.find(kGitleaksMarker) != std::string_view::npos;
  return allowed ? InlineIgnore::kGitleaks : InlineIgnore::kNone;
}

}  // namespace veil
