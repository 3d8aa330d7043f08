#include "match/assign/items.h"

#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {

std::optional<Items> Items::Behind(std::string_view text, const Key& key, const Value& first, const PathTraits& path) {
  if (!IsOfSeveral(text.substr(key.begin, key.end - key.begin)) || first.is_joined || first.is_partial) {
    return std::nullopt;
  }
  return Items(text, path.syntax, first);
}

bool Items::Next(Value* value) {
  *value = Value{};
  const bool has_next = last_.written == Written::kQuoted ? NextQuoted(value) : NextLine(value);
  if (!has_next) return false;
  value->link = last_.link;
  last_ = *value;
  return true;
}

// "x", "y"; not the next name of a map.
bool Items::NextQuoted(Value* value) const {
  const size_t comma = SkipBlank(text_, last_.end + QuoteAt(text_, last_.end).size);
  if (At(text_, comma) != ',') return false;
  const size_t at = SkipBlank(text_, comma + 1);
  if (QuoteAt(text_, at).mark == 0 || !ReadQuoted(text_, at, syntax_, value)) return false;
  const size_t behind = SkipSpaces(text_, value->end + QuoteAt(text_, value->end).size);
  return OperatorSize(text_, behind) == 0 && !value->is_joined && !value->is_partial;
}

// - x, as far to the right as the one before.
bool Items::NextLine(Value* value) const {
  const size_t line = LineBegin(text_, last_.begin);
  const size_t dash = SkipSpaces(text_, line);
  const size_t next = SkipBlank(text_, LineEnd(text_, last_.end));
  if (At(text_, dash) != '-' || At(text_, next) != '-' || !Is(At(text_, next + 1), kSpace)) return false;
  if (next - LineBegin(text_, next) != dash - line) return false;
  Place place;
  place.syntax = syntax_;
  return ReadValue(text_, next + 1, place, value);
}

}  // namespace veil::assign
