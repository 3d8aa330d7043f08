// The items behind the first one of a list: api_keys = ["x", "y"], tokens:\n  - x\n  - y.
#pragma once

#include <optional>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

class Items {
 public:
  // Those behind `first`, a value of `key` that was found; none where `key` says that it holds one secret only. `text`
  // must outlive it.
  static std::optional<Items> Behind(std::string_view text, const Key& key, const Value& first, const PathTraits& path);

  // Fills *value with the next item. False behind the last one.
  bool Next(Value* value);

 private:
  Items(std::string_view text, Syntax syntax, const Value& last) : text_(text), syntax_(syntax), last_(last) {}

  bool NextQuoted(Value* value) const;
  bool NextLine(Value* value) const;

  std::string_view text_;
  Syntax syntax_;
  Value last_;
};

}  // namespace veil::assign
