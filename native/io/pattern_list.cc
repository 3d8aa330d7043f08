#include "io/pattern_list.h"

namespace veil::io {

PatternList PatternList::Parse(std::string_view content, bool ignore_case) {
  PatternList list;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  while (!content.empty()) {
    const size_t end = content.find('\n');
    list.Add(content.substr(0, end), ignore_case);
    if (end == std::string_view::npos) break;
    content.remove_prefix(end + 1);
  }
  list.Seal();
  return list;
}

bool PatternList::Add(std::string_view line, bool ignore_case) {
  ignore_case_ = ignore_case;
  auto pattern = Pattern::Parse(line, ignore_case);
  if (!pattern) return false;
  patterns_.push_back(std::move(*pattern));
  return true;
}

void PatternList::Seal() {
  for (const Pattern& pattern : patterns_) {
    if (const auto last = pattern.last_byte()) ++bucket_starts_[*last + 1];
  }
  for (size_t i = 1; i < bucket_starts_.size(); ++i) bucket_starts_[i] += bucket_starts_[i - 1];
  buckets_.resize(bucket_starts_.back());
  auto next = bucket_starts_;
  for (size_t i = patterns_.size(); i-- > 0;) {
    if (const auto last = patterns_[i].last_byte()) {
      buckets_[next[*last]++] = static_cast<uint32_t>(i);
    } else {
      any_ending_.push_back(static_cast<uint32_t>(i));
    }
  }
}

Verdict PatternList::Match(std::string_view path, std::string_view name, bool is_folder) const {
  if (name.empty()) return Verdict::kNone;
  auto last = static_cast<uint8_t>(name.back());
  if (ignore_case_ && last >= 'A' && last <= 'Z') last += 'a' - 'A';
  // Both sequences run from the last pattern to the first; take the later of their heads each time.
  size_t in_bucket = bucket_starts_[last];
  const size_t bucket_end = bucket_starts_[last + 1];
  size_t in_any = 0;
  while (in_bucket < bucket_end || in_any < any_ending_.size()) {
    const bool from_bucket =
        in_any == any_ending_.size() || (in_bucket < bucket_end && buckets_[in_bucket] > any_ending_[in_any]);
    const Pattern& pattern = patterns_[from_bucket ? buckets_[in_bucket++] : any_ending_[in_any++]];
    if (pattern.Matches(path, name, is_folder)) return pattern.negated() ? Verdict::kKept : Verdict::kIgnored;
  }
  return Verdict::kNone;
}

}  // namespace veil::io
