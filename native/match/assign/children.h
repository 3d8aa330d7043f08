// The entries of a section, a map or a parent that is called by what it holds: [passwords], `tokens:`, `api_keys = {`.
#pragma once

#include <optional>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

class Children {
 public:
  // The entries of what `key` is the head of; none where it is no head, or not of secrets alone. `text` must outlive
  // it.
  static std::optional<Children> Find(std::string_view text, const Key& key, const PathTraits& path);

  // Fills *value with the value of the next entry whose own name says nothing. False behind the last one.
  bool Next(Value* value);

 private:
  enum class Form : uint8_t { kSection, kIndented, kBraces };

  Children(std::string_view text, Form form, Syntax syntax, size_t at, size_t indent)
      : text_(text), form_(form), syntax_(syntax), at_(at), indent_(indent) {}

  bool EndsAt(size_t line_begin, size_t first) const;
  bool ReadEntry(size_t first, size_t end, Value* value) const;

  std::string_view text_;
  Form form_;
  Syntax syntax_;
  size_t at_;      // where the next entry is looked for
  size_t indent_;  // of the head
};

}  // namespace veil::assign
