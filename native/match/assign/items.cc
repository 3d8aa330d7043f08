#include "match/assign/operators.h"
#include "match/assign/scan.h"
#include "match/assign/several.h"

namespace veil::assign {
namespace {

// "x", "y"; not the next name of a map.
bool ReadNextQuoted(std::string_view text, Syntax syntax, const Value& last, Value* value) {
  const size_t comma = SkipBlank(text, last.end + QuoteAt(text, last.end).size);
  if (At(text, comma) != ',') return false;
  const size_t at = SkipBlank(text, comma + 1);
  if (QuoteAt(text, at).mark == 0 || !ReadQuoted(text, at, syntax, value)) return false;
  const size_t behind = SkipSpaces(text, value->end + QuoteAt(text, value->end).size);
  return OperatorSize(text, behind) == 0 && !value->is_joined && !value->is_partial;
}

// - x, as far to the right as the one before.
bool ReadNextLine(std::string_view text, Syntax syntax, const Value& last, Value* value) {
  const size_t line = LineBegin(text, last.begin);
  const size_t dash = SkipSpaces(text, line);
  const size_t next = SkipBlank(text, LineEnd(text, last.end));
  if (At(text, dash) != '-' || At(text, next) != '-' || !Is(At(text, next + 1), kSpace)) return false;
  if (next - LineBegin(text, next) != dash - line) return false;
  Place place;
  place.syntax = syntax;
  return ReadValue(text, next + 1, place, value);
}

}  // namespace

std::vector<Value> ReadItemsBehind(std::string_view text, const Key& key, const Value& first, const PathTraits& path) {
  if (!IsOfSeveral(text.substr(key.begin, key.end - key.begin)) || first.is_joined || first.is_partial) return {};
  std::vector<Value> values;
  Value last = first;
  while (true) {
    Value next;
    const bool has_next = last.written == Written::kQuoted ? ReadNextQuoted(text, path.syntax, last, &next)
                                                           : ReadNextLine(text, path.syntax, last, &next);
    if (!has_next) return values;
    next.link = first.link;
    values.push_back(next);
    last = next;
  }
}

}  // namespace veil::assign
