#include "git/lfs_pointer.h"

#include <algorithm>
#include <charconv>

namespace veil::git {
namespace {

constexpr std::string_view kVersion = "version https://git-lfs.github.com/spec/v1";
constexpr std::string_view kExtension = "ext-";
constexpr std::string_view kOid = "oid ";
constexpr std::string_view kSize = "size ";
constexpr std::string_view kHash = "sha256:";
constexpr size_t kPointerLimitBytes = 1024;
constexpr size_t kOidDigits = 64;

bool IsHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// The digits of "sha256:…"; empty for anything else.
std::string_view DigitsOf(std::string_view value) {
  if (!value.starts_with(kHash)) return {};
  value.remove_prefix(kHash.size());
  return value.size() == kOidDigits && std::all_of(value.begin(), value.end(), IsHex) ? value : std::string_view();
}

// "ext-0-name sha256:…": what a filter made of the content before.
bool IsExtension(std::string_view line) {
  const size_t space = line.find(' ');
  return line.starts_with(kExtension) && space != std::string_view::npos && space <= 32 &&
         !DigitsOf(line.substr(space + 1)).empty();
}

// Cuts the first line off.
std::string_view TakeLine(std::string_view* text) {
  const size_t end = std::min(text->find('\n'), text->size());
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return line;
}

}  // namespace

std::optional<LfsPointer> ParseLfsPointer(std::string_view blob) {
  if (blob.size() > kPointerLimitBytes || !blob.starts_with(kVersion)) return std::nullopt;
  if (TakeLine(&blob) != kVersion) return std::nullopt;
  std::string_view line = TakeLine(&blob);
  while (IsExtension(line)) line = TakeLine(&blob);
  if (!line.starts_with(kOid)) return std::nullopt;
  LfsPointer pointer{std::string(DigitsOf(line.substr(kOid.size()))), 0};
  const std::string_view size = TakeLine(&blob);
  if (pointer.oid.empty() || !size.starts_with(kSize) || !blob.empty()) return std::nullopt;
  const char* end = size.data() + size.size();
  const auto [rest, failed] = std::from_chars(size.data() + kSize.size(), end, pointer.size_bytes);
  if (failed != std::errc{} || rest != end) return std::nullopt;
  return pointer;
}

std::string LfsObjectPath(std::string_view lfs_folder, const LfsPointer& pointer) {
  std::string path(lfs_folder);
  path += "/objects/" + pointer.oid.substr(0, 2) + "/" + pointer.oid.substr(2, 2) + "/" + pointer.oid;
  return path;
}

}  // namespace veil::git
