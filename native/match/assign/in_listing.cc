#include "match/assign/in_listing.h"

#include <algorithm>

#include "match/assign/scan.h"
#include "match/assign/value_text.h"

namespace veil::assign {
namespace {

bool IsDigestSize(size_t size) { return size == 32 || size == 40 || size == 64 || size == 128; }

// "vendor/x/LICENSE.md <md5>", "<md5> *demo/oauth2-vimeo.r", "<md5> 84195 jwt.tar.gz": a list of files and their
// checksums.
bool IsChecksum(std::string_view text, const Value& value) {
  if (value.written != Written::kBare || value.link == Link::kAssigned) return false;
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  if (!IsDigestSize(written.size()) || !IsHex(written)) return false;
  const auto is_path = [&](size_t begin, size_t end) {
    const std::string_view word = text.substr(begin, end - begin);
    return word.find('/') != std::string_view::npos && word.find_first_of("<>") == std::string_view::npos;
  };
  size_t before = value.begin;
  while (before > 0 && Is(text[before - 1], kSpace)) --before;
  size_t word = before;
  while (word > 0 && !Is(text[word - 1], kSpace | kNewline)) --word;
  if (before < value.begin && is_path(word, before)) return true;
  size_t after = SkipSpaces(text, value.end);
  if (after == value.end) return false;
  // The size of the file stands between them in Debian's lists.
  const size_t size_end = WordEnd(text, after);
  const bool has_size = size_end > after && At(text, size_end) == ' ' &&
                        AllOf(text.substr(after, size_end - after), [](char c) { return Is(c, kDigit); });
  if (has_size) after = SkipSpaces(text, size_end);
  const size_t name_end = WordEnd(text, after);
  return At(text, after) == '*' || is_path(after, name_end) ||
         (has_size && Contains(text.substr(after, name_end - after), "."));
}

// "MD5 (password.txt) = <md5>": how BSD's programs list checksums.
bool IsBsdChecksum(std::string_view text, const Key& key, const Value& value) {
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  if (value.begin <= key.end || !IsDigestSize(written.size()) || !IsHex(written)) return false;
  const size_t begin = LineBegin(text, key.begin);
  const size_t open = text.substr(begin, key.begin - begin).find(" (");
  return open != std::string_view::npos && open <= 6 && AllOf(text.substr(begin, open), IsAlnum) &&
         Contains(text.substr(key.end, value.begin - key.end), ") = ");
}

// "secret_key <hex> 2363 <hex>": a row of a table of numbers, as test vectors are written.
bool IsInRow(std::string_view text, const Key& key, const Value& value) {
  constexpr size_t kMinHex = 32;
  if (value.written != Written::kBare || value.begin <= key.end) return false;
  if (!AllOf(text.substr(key.end, value.begin - key.end), [](char c) { return Is(c, kSpace); })) return false;
  const auto is_hex = [](std::string_view word) { return word.size() >= kMinHex && IsHex(word); };
  if (!is_hex(text.substr(value.begin, value.end - value.begin))) return false;
  const auto word_at = [&](size_t begin) { return text.substr(begin, WordEnd(text, begin) - begin); };
  size_t next = SkipSpaces(text, value.end);
  std::string_view word = word_at(next);
  // Numbers may stand between.
  if (!word.empty() && word.size() < kMinHex && AllOf(word, [](char c) { return Is(c, kDigit); })) {
    next = SkipSpaces(text, next + word.size());
    word = word_at(next);
  }
  return is_hex(word);
}

// "prpasswd  300632": the number of a service and nothing that assigns it.
bool IsNumberOfName(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  if (path.syntax != Syntax::kUnknown && path.syntax != Syntax::kProse) return false;
  return value.begin > key.end &&
         AllOf(text.substr(value.begin, value.end - value.begin), [](char c) { return Is(c, kDigit); }) &&
         AllOf(text.substr(key.end, value.begin - key.end), [](char c) { return Is(c, kSpace); });
}

}  // namespace

bool IsInListing(std::string_view text, const Key& key, const Value& value, const PathTraits& path) {
  return IsChecksum(text, value) || IsBsdChecksum(text, key, value) || IsInRow(text, key, value) ||
         IsNumberOfName(text, key, value, path);
}

}  // namespace veil::assign
