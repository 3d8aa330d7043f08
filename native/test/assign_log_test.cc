// Log lines: what is said to be a sentence sooner must not be an assignment.
#include <random>
#include <string>
#include <vector>

#include "match/assign/assign.h"
#include "match/assign/candidate.h"
#include "match/assign/misread.h"
#include "match/assign/verdict.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::ReadAssignment;

constexpr std::string_view kWords[] = {"token",  "auth", "password",    "secret",  "cache",   "entry",
                                       "for",    "is",   "the",         "retried", "api_key", "session",
                                       "status", "user", "token.go:12", "n=17"};
constexpr std::string_view kJoints[] = {" ",  " ", " ", " ", "=",  ": ", " = ", " => ", "=\"", " \"", "\" ",
                                        ", ", "'", ":", "(", ") ", "[",  "] ",  "; ",   " *",  ". "};
// As lines begin in logs of services, of Kubernetes, of syslog and in JSON.
constexpr std::string_view kHeads[] = {
    "2026-11-26T18:00:00Z INFO ", "E1126 18:00:00.123456       1 store.go:257] ",
    "Nov 26 18:00:00 host sshd[17]: ", "{\"ts\":\"2026-11-26T18:00:00Z\",\"msg\":\""};

std::string RandomText(std::mt19937& random, size_t size) {
  constexpr std::string_view kAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
  std::string text;
  for (size_t i = 0; i < size; ++i) text += kAlphabet[random() % kAlphabet.size()];
  return text;
}

std::string RandomLine(std::mt19937& random) {
  std::string line(kHeads[random() % std::size(kHeads)]);
  for (size_t i = 2 + random() % 8; i > 0; --i) {
    line += random() % 6 == 0 ? RandomText(random, 24) : std::string(kWords[random() % std::size(kWords)]);
    line += kJoints[random() % std::size(kJoints)];
  }
  return line + "\n";
}

// The letters of an escape in front of a name are none of it, and an escaped operator is one.
constexpr test::AssignCase kEscapes[] = {
    {"a.log", R"({"log": "start\npwd=@T"})"},
    {"a.log", R"({"log": "a\r\npass=@T"})"},
    {"a.log", R"({"log": "a\tkey=@T"})"},
    {"a.log", "GET /r?to=%2Fcb%3Fpwd%3D@T"},
    {"a.log", "GET /r?to=%2Fcb%253Fpass%3D@T"},
    {"a.json", R"({"url": "https://h/cb?a=1\u0026pwd=@T"})"},
    {"a.json", R"({"url": "https://h/cb?api_key\u003d@T"})"},
    {"a.json", R"({"url": "https://h/cb?token\u003D@T\u0026a\u003d1"})"},
    {"a.log", "\x1b[32mpwd=@T\x1b[0m"},
    {"a.log", R"({"log": "\u001b[1;31mpass=@T"})"},
};

}  // namespace

TEST(AssignReadsNamesBehindEscapes) { test::CheckFinds(kEscapes); }

TEST(AssignReadsEveryAssignmentOfALogLine) {
  std::mt19937 random(20261126);
  const PathTraits path = ClassifyPath("service.log");
  size_t secrets = 0;
  size_t sentences = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string text = RandomLine(random) + RandomLine(random);
    for (const std::string_view word : {"token", "auth", "password", "secret", "api_key"}) {
      for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const Hit hit{at, at + word.size()};
        Key key;
        Value value;
        Assignment found;
        const bool is_read = ReadAssignment(text, hit, path, {Confidence::kLow}, &found);
        if (!FindCandidate(text, hit, path, &key, &value)) {
          ++sentences;
          continue;
        }
        std::array<char, kMaxValueBytes> buffer;
        if (!Judge(TextToJudge(text, value, &buffer), key, value, path).is_secret) continue;
        if (IsMisread(text, key, value, path)) continue;
        ++secrets;
        if (!is_read) EXPECT_EQ("not read at " + std::to_string(at) + ": " + text, "");
      }
    }
  }
  EXPECT(secrets > 1000);
  EXPECT(sentences > 1000);
}

}  // namespace veil::assign
