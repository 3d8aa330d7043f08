// A test runner of one page for the C++ core: TEST(name) { EXPECT(...); EXPECT_EQ(a, b); }.
// A failed expectation is printed with file and line and the test goes on; the program exits 1 when any failed.
// `veil_native_tests [SUBSTRING]` runs the tests whose name holds SUBSTRING.
#pragma once

#include <functional>
#include <sstream>
#include <string>

namespace veil::test {

bool Register(const char* name, std::function<void()> body);
void Fail(const char* file, int line, const std::string& what);

template <typename T>
std::string Show(const T& value) {
  if constexpr (requires(std::ostringstream& out) { out << value; }) {
    std::ostringstream out;
    out << value;
    return out.str();
  } else {
    return "(value)";
  }
}

}  // namespace veil::test

#define VEIL_CONCAT_(a, b) a##b
#define VEIL_CONCAT(a, b) VEIL_CONCAT_(a, b)
#define TEST(name)                                                                              \
  static void name();                                                                           \
  static const bool VEIL_CONCAT(registered_, name) = ::veil::test::Register(#name, name);       \
  static void name()
#define EXPECT(condition)                                                     \
  do {                                                                        \
    if (!(condition)) ::veil::test::Fail(__FILE__, __LINE__, #condition);     \
  } while (false)
#define EXPECT_EQ(actual, expected)                                                                        \
  do {                                                                                                     \
    const auto& actual_ = (actual);                                                                        \
    const auto& expected_ = (expected);                                                                    \
    if (!(actual_ == expected_))                                                                           \
      ::veil::test::Fail(__FILE__, __LINE__, std::string(#actual " == " #expected ", got ") +              \
                                                 ::veil::test::Show(actual_) + ", not " +                  \
                                                 ::veil::test::Show(expected_));                           \
  } while (false)
