#include "test/assign_cases.h"

#include <cstdint>
#include <cstdio>

#include "match/assign/chars.h"
#include "test/test.h"

namespace veil::assign::test {
namespace {

std::string Draw(std::string_view alphabet, size_t size, uint32_t seed) {
  std::string out;
  for (size_t i = 0; i < size; ++i) {
    seed = seed * 1664525U + 1013904223U;
    out += alphabet[(seed >> 12) % alphabet.size()];
  }
  return out;
}

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kAlnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

struct Filled {
  std::string text;
  std::string value;  // the last one put in
};

Filled Fill(std::string_view text) {
  Filled filled;
  for (size_t i = 0; i < text.size(); ++i) {
    const char mark = i + 1 < text.size() ? text[i + 1] : '\0';
    const char then = i + 2 < text.size() ? text[i + 2] : ' ';
    if (text[i] == '@' && std::string_view("PTXUB").find(mark) != std::string_view::npos && !IsAlnum(then)) {
      filled.value = MadeUp(mark);
      filled.text += filled.value;
      ++i;
    } else {
      filled.text += text[i];
    }
  }
  return filled;
}

// The values that the hits of `text` answer.
std::vector<std::string> ReadAll(const std::string& text, const char* path) {
  std::vector<std::string> values;
  const PathTraits traits = ClassifyPath(path);
  for (const Hit& hit : FindHits(text)) {
    Assignment out;
    if (!ReadAssignment(text, hit, traits, {}, &out)) continue;
    values.push_back(text.substr(out.value_begin, out.value_end - out.value_begin));
  }
  return values;
}

}  // namespace

bool ReadAssignment(std::string_view text, Hit hit, const PathTraits& path, const ReadOptions& options,
                    Assignment* out) {
  std::vector<Assignment> all;
  ReadAssignments(text, hit, path, options, &all);
  if (!all.empty()) *out = all.front();
  return !all.empty();
}

std::vector<Hit> FindHits(const std::string& text) {
  std::vector<Hit> hits;
  for (const std::string_view word : TellingWords()) {
    for (size_t i = 0; i + word.size() <= text.size(); ++i) {
      bool equal = true;
      for (size_t k = 0; k < word.size() && equal; ++k) equal = ToLower(text[i + k]) == word[k];
      if (equal) hits.push_back({i, i + word.size()});
    }
  }
  return hits;
}

std::string Repeat(std::string_view text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string MadeUp(char mark) {
  switch (mark) {
    case 'P':
      return std::string("Br") + "ick" + "House" + Draw("23456789", 2, 7) + "!";
    case 'X':
      return Draw(kHex, 32, 99);
    case 'U': {
      const std::string hex = Draw(kHex, 32, 5);
      return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-a" + hex.substr(17, 3) + "-" +
             hex.substr(20, 12);
    }
    case 'B':
      return Draw(kAlnum, 20, 3) + "+" + Draw(kAlnum, 12, 4) + "/" + Draw(kAlnum, 5, 8) + "=";
    default:
      return Draw(kAlnum, 32, 41);
  }
}

void CheckFinds(std::span<const AssignCase> cases) {
  for (const AssignCase& one : cases) {
    const Filled filled = Fill(one.text);
    bool found = false;
    for (const std::string& value : ReadAll(filled.text + "\n", one.path)) found = found || value == filled.value;
    if (!found) {
      std::fprintf(stderr, "  not found in %s: %s\n", one.path, one.text);
      for (const std::string& value : ReadAll(filled.text + "\n", one.path))
        std::fprintf(stderr, "    read %zu bytes\n", value.size());
    }
    EXPECT(found);
  }
}

void CheckSilent(std::span<const AssignCase> cases) {
  for (const AssignCase& one : cases) {
    const size_t count = ReadAll(Fill(one.text).text + "\n", one.path).size();
    if (count != 0) std::fprintf(stderr, "  not silent in %s: %s\n", one.path, one.text);
    EXPECT_EQ(count, size_t{0});
  }
}

}  // namespace veil::assign::test
