#include "io/glob.h"

#include "io/pattern_list.h"

namespace veil::io {

Result<GlobSet> GlobSet::Compile(const std::vector<std::string>& globs) {
  GlobSet set;
  if (globs.empty()) return set;
  auto list = std::make_shared<PatternList>();
  for (const std::string& glob : globs) {
    // A glob is no line of a file: a leading `#` and trailing blanks are meant.
    std::string line(glob.starts_with('#') ? "\\" : "");
    line += glob;
    if (line.ends_with(' ') && !line.ends_with("\\ ")) {
      line.pop_back();
      line += "\\ ";
    }
    const bool has_nul = line.find('\0') != std::string::npos;
    if (has_nul || line.empty() || !list->Add(line, false)) {
      return Error{.code = "BAD_GLOB", .path = glob, .message = "this glob is malformed and can match nothing"};
    }
  }
  list->Seal();
  set.list_ = std::move(list);
  return set;
}

std::optional<bool> GlobSet::Ask(std::string_view path, bool is_folder) const {
  if (list_ == nullptr) return std::nullopt;
  const size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const Verdict verdict = list_->Match(path, name, is_folder);
  if (verdict == Verdict::kNone) return std::nullopt;
  return verdict == Verdict::kIgnored;
}

}  // namespace veil::io
