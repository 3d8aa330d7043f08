// What the reader promises besides finding things: it never leaves the window, answers the same for every hit of one
// assignment, and takes any bytes.
#include <cstdint>
#include <string>
#include <vector>

#include "match/assign/assign.h"
#include "match/assign/key.h"
#include "match/assign/words.h"
#include "test/assign_cases.h"
#include "test/test.h"

namespace veil::assign {
namespace {

using test::FindHits;
using test::MadeUp;
using test::ReadAssignment;

uint32_t Next(uint32_t* seed) { return *seed = *seed * 1664525U + 1013904223U; }

// Every answer lies inside the text and has a value.
void ReadEveryHit(const std::string& text, std::string_view path) {
  // A copy of the exact size on the heap, so that the sanitizer sees a read behind it.
  const std::vector<char> exact(text.begin(), text.end());
  const std::string_view view(exact.data(), exact.size());
  const PathTraits traits = ClassifyPath(path);
  const ReadOptions options{Confidence::kLow};
  for (const Hit& hit : FindHits(text)) {
    Assignment out;
    if (!ReadAssignment(view, hit, traits, options, &out)) continue;
    EXPECT(out.value_begin < out.value_end);
    EXPECT(out.value_end <= view.size());
    EXPECT(out.key_begin < out.key_end && out.key_end <= view.size());
    EXPECT(out.value_end - out.value_begin <= 2 * kMaxValueBytes);
    EXPECT(out.provider < ProviderCount());
  }
}

constexpr const char* kPaths[] = {"a.c", "a.yml", "a.json", "a.xml", "a.sh", "a.md", "a.csv", ".env", "a", "a.sql"};

}  // namespace

// Forms that look ahead by fixed steps, cut at every byte.
TEST(AssignTakesTextsThatAreCutAnywhere) {
  constexpr const char* kTexts[] = {"f('--password', default='x1y2z3w4')",
                                    "ks.load(in, \"x1y2z3w4\".toCharArray())",
                                    "key, err := f(\"x1y2z3w4\")",
                                    "CREATE USER a IDENTIFIED BY x1y2z3w4;",
                                    "net use Z: \\\\a\\b x1y2z3w4 /user:c",
                                    "01 A-PASSWORD PIC X(12) VALUE \"x1y2z3w4\"",
                                    "a --token \\\n  x1y2z3w4x1y2z3w4",
                                    "user/pass): bob / x1y",
                                    "export MYSQL_PWD=x1y2z3w4",
                                    "a\\u003dapi_key\\u003dx1y2z3w4",
                                    "AES.new([]byte(\"x1y2z3w4\"))",
                                    "password to go on: x1y2z3w4",
                                    "quote PASS x1y2z3w4",
                                    "<password>{x1y2z3w4}</password>",
                                    "('Authorization', 'OAuth x1y2z3w4')"};
  for (const std::string text : kTexts) {
    for (size_t size = 1; size <= text.size(); ++size) {
      for (const char* path : kPaths) ReadEveryHit(text.substr(0, size), path);
    }
  }
}

TEST(AssignTakesAnyBytes) {
  const std::string_view parts[] = {"password",
                                    "api_key",
                                    "\"",
                                    "'",
                                    "\\\"",
                                    "=",
                                    ":",
                                    "=>",
                                    "(",
                                    ")",
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    "<",
                                    ">",
                                    "</",
                                    "\n",
                                    " ",
                                    "  ",
                                    ",",
                                    "#",
                                    "//",
                                    "$",
                                    "${",
                                    "&quot;",
                                    "key",
                                    "token",
                                    "Bearer ",
                                    "curl -u ",
                                    "mysql -p",
                                    "- name: ",
                                    "value: ",
                                    "\xff",
                                    "\xe3\x83\x91",
                                    "|",
                                    "insert into t (",
                                    ") values (",
                                    "`",
                                    "\"\"\"",
                                    "=\\",
                                    "login(",
                                    "jdbc:",
                                    "| chpasswd",
                                    "echo ",
                                    "identified by ",
                                    "--",
                                    "\r\n",
                                    "\t",
                                    "<![CDATA[",
                                    "default=",
                                    "net use ",
                                    "aes.new(",
                                    "byte(",
                                    ".toCharArray(",
                                    "load(",
                                    "export ",
                                    " pic ",
                                    " value ",
                                    ", err :=",
                                    "quote ",
                                    "R.id.",
                                    "\\u003d",
                                    "%3D",
                                    "\x1b[32m",
                                    "twine upload",
                                    "password,user\n"};
  uint32_t seed = 12345;
  for (int round = 0; round < 6000; ++round) {
    std::string text;
    const uint32_t count = 1 + Next(&seed) % 24;
    for (uint32_t i = 0; i < count; ++i) {
      if (Next(&seed) % 5 == 0) {
        text += MadeUp("PTXUB"[(seed >> 20) % 5]);
      } else {
        text += parts[(Next(&seed) >> 8) % std::size(parts)];
      }
    }
    ReadEveryHit(text, kPaths[(seed >> 16) % std::size(kPaths)]);
  }
}

TEST(AssignTakesATextCutAnywhere) {
  const std::string text = "env:\n  - name: DB_PASSWORD\n    value: \"" + MadeUp('P') +
                           "\"\n<add key=\"ApiKey\" value=\"" + MadeUp('T') + "\"/>\ncurl -u bob:" + MadeUp('P') +
                           " http://host.test/?token=" + MadeUp('X') + "&x=1\nid,password\n1," + MadeUp('P') + "\n";
  for (size_t begin = 0; begin < text.size(); begin += 3) {
    for (const char* path : kPaths) {
      ReadEveryHit(text.substr(begin), path);
      ReadEveryHit(text.substr(0, begin), path);
    }
  }
}

TEST(AssignTakesLongRunsOfOneByte) {
  for (const char c : {'a', '"', '\\', ' ', '\n', '=', '(', '<', '_', 'K', '\t', '|'}) {
    const std::string run(3000, c);
    for (const char* path : kPaths) {
      ReadEveryHit("password" + run, path);
      ReadEveryHit(run + "password", path);
      ReadEveryHit(run + "password = \"" + run, path);
    }
  }
}

TEST(AssignAnswersTheSameForEachHitOfAName) {
  const std::string value = MadeUp('T');
  const std::string text = "x = 1\nsecret_api_token_key = \"" + value + "\"\n";
  const PathTraits traits = ClassifyPath("a.py");
  size_t answers = 0;
  for (const Hit& hit : FindHits(text)) {
    Assignment out;
    if (!ReadAssignment(text, hit, traits, {}, &out)) continue;
    ++answers;
    EXPECT_EQ(text.substr(out.value_begin, out.value_end - out.value_begin), value);
    EXPECT_EQ(text.substr(out.key_begin, out.key_end - out.key_begin), std::string("secret_api_token_key"));
  }
  EXPECT_EQ(answers, size_t{3});
}

TEST(AssignNamesTheProviderNearby) {
  const std::string text = "# mixpanel\napi_secret = \"" + MadeUp('X') + "\"\n";
  Assignment out;
  bool found = false;
  for (const Hit& hit : FindHits(text)) found = found || ReadAssignment(text, hit, ClassifyPath("a.py"), {}, &out);
  EXPECT(found);
  EXPECT_EQ(std::string(ProviderName(out.provider)), std::string("mixpanel"));
  EXPECT_EQ(std::string(ProviderName(0)), std::string());
  EXPECT_EQ(std::string(ProviderName(1U << 20)), std::string());
}

TEST(AssignReadsNothingBeyondItsLongestValue) {
  const std::string text = "token = \"" + test::Repeat(MadeUp('T'), 20) + "\"\n";
  for (const Hit& hit : FindHits(text)) {
    Assignment out;
    EXPECT(!ReadAssignment(text, hit, ClassifyPath("a.py"), {}, &out));
  }
}

TEST(AssignConfidenceFollowsThePlace) {
  const std::string text = "const token = '" + MadeUp('T') + "';\n";
  Assignment out;
  EXPECT(ReadAssignment(text, {6, 11}, ClassifyPath("src/a.js"), {}, &out));
  EXPECT(out.confidence == Confidence::kHigh);
  const ReadOptions high{Confidence::kHigh};
  const std::string weak = "const key = '" + MadeUp('T') + "';\n";
  EXPECT(ReadAssignment(weak, {6, 9}, ClassifyPath("src/a.js"), {}, &out));
  EXPECT(!ReadAssignment(weak, {6, 9}, ClassifyPath("src/a.js"), high, &out));
}

}  // namespace veil::assign
