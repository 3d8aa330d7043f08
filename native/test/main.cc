#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

#include "test/test.h"

namespace veil::test {
namespace {

struct Case {
  const char* name;
  std::function<void()> body;
};

// Function-local so that registration from other files' initialisers finds it built.
std::vector<Case>& Cases() {
  static std::vector<Case> cases;
  return cases;
}

int failures_in_case = 0;

}  // namespace

bool Register(const char* name, std::function<void()> body) {
  Cases().push_back({name, std::move(body)});
  return true;
}

void Fail(const char* file, int line, const std::string& what) {
  ++failures_in_case;
  std::fprintf(stderr, "%s:%d: expected %s\n", file, line, what.c_str());
}

}  // namespace veil::test

int main(int argc, char** argv) {
  using namespace veil::test;
  const char* wanted = argc > 1 ? argv[1] : "";
  int passed = 0;
  int failed = 0;
  for (const auto& test_case : Cases()) {
    if (std::strstr(test_case.name, wanted) == nullptr) continue;
    failures_in_case = 0;
    test_case.body();
    if (failures_in_case == 0) {
      ++passed;
    } else {
      ++failed;
      std::fprintf(stderr, "not ok: %s\n", test_case.name);
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
