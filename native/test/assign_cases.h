// Tables of lines for the assignment reader's tests.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/assign/assign.h"

namespace veil::assign::test {

struct AssignCase {
  const char* path;
  const char* text;
};

// The value that a mark of a table stands for: 'P' a person's password, 'T' a token, 'X' hex, 'U' a UUID, 'B' base64.
// Made from a fixed seed, so that a failure repeats.
std::string MadeUp(char mark);

// The first of ReadAssignments alone. Answers false when there is none.
bool ReadAssignment(std::string_view text, Hit hit, const PathTraits& path, const ReadOptions& options,
                    Assignment* out);

// Every place of every telling word, found plainly.
std::vector<Hit> FindHits(const std::string& text);

std::string Repeat(std::string_view text, size_t times);

// Each text, its marks filled in, embedded in lines of plain text: some hit answers exactly the made-up value.
void CheckFinds(std::span<const AssignCase> cases);
// No hit answers anything.
void CheckSilent(std::span<const AssignCase> cases);

}  // namespace veil::assign::test
