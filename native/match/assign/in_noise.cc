#include "match/assign/in_noise.h"

#include <algorithm>
#include <array>
#include <utility>

#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

bool IsBase64(char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_'; }

// Whether small letters, capitals and digits follow each other as in base64: names change far less often.
bool IsMixed(std::string_view text) {
  size_t changes = 0;
  for (size_t i = 1; i < text.size(); ++i) {
    if (IsAlnum(text[i]) && IsAlnum(text[i - 1]) && ClassOf(text[i]) != ClassOf(text[i - 1])) ++changes;
  }
  return changes * 10 >= text.size() * 4;
}

// "ICI8Pw== 105058": the marks behind the name fill up a group of base64.
bool IsPadded(std::string_view text, size_t run_begin, const Key& key) {
  if (At(text, key.end) != '=') return false;
  size_t end = key.end;
  while (end < key.end + 2 && At(text, end) == '=') ++end;
  const bool ends = end >= text.size() || Is(text[end], kSpace | kNewline | kQuote);
  const std::string_view run = text.substr(run_begin, key.end - run_begin);
  // "dbpw= x" and "MyPw= x" are names.
  const bool is_name = std::all_of(run.begin(), run.end(), [](char c) { return Is(c, kLower) || c == '_'; });
  return ends && (end - run_begin) % 4 == 0 && !is_name && (end - key.end == 2 || IsMixed(run));
}

}  // namespace

// "…q3TfJwt" at the end of a line of base64, "…pw=" at the end of it all: no name.
bool IsInBlob(std::string_view text, const Key& key) {
  constexpr size_t kMinBlobBytes = 24;
  constexpr size_t kMinBlobLineBytes = 56;
  size_t begin = key.begin;
  const size_t first = key.begin > kMaxLineBytes ? key.begin - kMaxLineBytes : 0;
  while (begin > first && IsBase64(text[begin - 1])) --begin;
  if (IsPadded(text, begin, key)) return true;
  size_t end = key.end;
  while (end < text.size() && end < key.end + kMinBlobLineBytes && IsBase64(text[end])) ++end;
  if (end - begin >= kMinBlobLineBytes) return IsMixed(text.substr(begin, end - begin));
  // A path has slashes, too.
  const std::string_view run = text.substr(begin, key.end - begin);
  const std::string_view last = run.substr(run.rfind('/') + 1);
  return last.size() >= kMinBlobBytes && IsMixed(last);
}

// `…<v=){pw:MPjr…` in printable noise, as ASCII85 is: ten marks and more before the name, and hardly a space.
bool IsInNoise(std::string_view text, const Key& key) {
  constexpr size_t kMaxName = 4;
  constexpr size_t kReachBytes = 60;
  constexpr size_t kMinMarks = 10;
  constexpr size_t kMaxSpaces = 3;
  if (key.end - key.begin > kMaxName) return false;
  const size_t line = LineBegin(text, key.begin);
  const size_t first = std::max(line, key.begin > kReachBytes ? key.begin - kReachBytes : 0);
  std::array<bool, 128> seen{};
  size_t marks = 0;
  size_t spaces = 0;
  for (const char c : text.substr(first, key.begin - first)) {
    if (Is(c, kHigh) || IsAlnum(c)) continue;
    spaces += c == ' ';
    marks += c > ' ' && !std::exchange(seen[static_cast<uint8_t>(c) & 127U], true);
  }
  return marks >= kMinMarks && spaces <= kMaxSpaces;
}

// "x6U8mk HPw=": the end of base64 that a blank parts, and what pads it, for a name that is given nothing.
bool IsBehindBlob(std::string_view text, const Key& key, const Value& value) {
  if (value.link != Link::kNear || value.end > key.begin || At(text, key.end) != '=') return false;
  return Contains(text.substr(value.end, key.begin - value.end), " ") &&
         Is(At(text, text.find_first_not_of('=', key.end)), kSpace | kNewline);
}

}  // namespace veil::assign
