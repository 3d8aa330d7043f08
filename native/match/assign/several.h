// The values of a name that has several, or that has none tied to it: rows, entries, answers, items. What is read here
// is not judged; each list is empty where the text has no such form.
#pragma once

#include <string_view>
#include <vector>

#include "match/assign/key.h"
#include "match/assign/literal.h"

namespace veil::assign {

// The cells of the column that `key` heads: CSV and its like, an INSERT, PostgreSQL's COPY. The first row may hold a
// placeholder and the next one a secret, so that all rows are read that the window holds. (columns.cc)
std::vector<Value> ReadColumn(std::string_view text, const Key& key, const PathTraits& path);

// Rows of literals in a program below names that say what stands where: `# user, password` and `("bob", "x"),`, the
// fields of a table of tests, `creds[] = { { "bob", "x" } }`. May refine the kind of `key`. (tuples.cc)
std::vector<Value> ReadTuples(std::string_view text, Key* key, const PathTraits& path);

// The entries, whose own names say nothing, of a section, a map or a parent that is called by what it holds:
// [passwords], `tokens:`, `api_keys = {`. (children.cc)
std::vector<Value> ReadChildren(std::string_view text, const Key& key, const PathTraits& path);

// What the body of a function or a property answers: `def api_key(): return "x"`, `fn secret() -> &str { "x" }`.
// (body.cc)
std::vector<Value> ReadBody(std::string_view text, const Key& key, const PathTraits& path);

// The items of a list behind `first`, a value of `key` that was found: api_keys = ["x", "y"], tokens:\n  - x\n  - y.
// None where `key` says that it holds one secret only. (items.cc)
std::vector<Value> ReadItemsBehind(std::string_view text, const Key& key, const Value& first, const PathTraits& path);

}  // namespace veil::assign
