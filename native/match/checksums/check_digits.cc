// Numbers of people and firms with check digits. Spaces and hyphens between the digits are no part of the number.
#include <string>

#include "match/checksums/list.h"

namespace veil {
namespace {

std::string WithoutSeparators(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c != ' ' && c != '-') kept += c;
  }
  return kept;
}

bool AllDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int Digit(char c) { return c - '0'; }

}  // namespace

// Payment cards: from the right every second digit is doubled, less 9 when above 9; the sum is a multiple of 10.
ChecksumResult VerifyLuhn(std::string_view secret) {
  const std::string number = WithoutSeparators(secret);
  if (!AllDigits(number)) return Judge(false);
  int sum = 0;
  for (size_t i = 0; i < number.size(); ++i) {
    int digit = Digit(number[number.size() - 1 - i]);
    if (i % 2 == 1) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return Judge(sum % 10 == 0 && number.find_first_not_of('0') != std::string::npos);
}

// IBAN: the first four characters moved to the end, letters as 10 to 35, leave 1 mod 97.
ChecksumResult VerifyIban(std::string_view secret) {
  constexpr size_t kMinBytes = 15, kMaxBytes = 34;
  const std::string number = WithoutSeparators(secret);
  if (number.size() < kMinBytes || number.size() > kMaxBytes) return Judge(false);
  int remainder = 0;
  for (size_t i = 0; i < number.size(); ++i) {
    const char c = number[(i + 4) % number.size()];
    if (c >= '0' && c <= '9') {
      remainder = (remainder * 10 + Digit(c)) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      remainder = (remainder * 100 + c - 'A' + 10) % 97;
    } else {
      return Judge(false);
    }
  }
  return Judge(remainder == 1);
}

// Japan's My Number: 11 digits and a check digit. From the right of the 11: weights 2 to 7, then 2 to 6.
ChecksumResult VerifyMyNumber(std::string_view secret) {
  constexpr size_t kDigits = 12;
  const std::string number = WithoutSeparators(secret);
  if (number.size() != kDigits || !AllDigits(number)) return Judge(false);
  int sum = 0;
  for (int n = 1; n <= 11; ++n) sum += Digit(number[static_cast<size_t>(11 - n)]) * (n <= 6 ? n + 1 : n - 5);
  const int remainder = sum % 11;
  return Judge(Digit(number[11]) == (remainder <= 1 ? 0 : 11 - remainder));
}

// Japan's Corporate Number: a check digit, then 12. From the right weights 1 and 2 in turn; 9 less the sum mod 9.
ChecksumResult VerifyCorporateNumber(std::string_view secret) {
  constexpr size_t kDigits = 13;
  const std::string number = WithoutSeparators(secret);
  if (number.size() != kDigits || !AllDigits(number)) return Judge(false);
  int sum = 0;
  for (size_t n = 1; n <= 12; ++n) sum += Digit(number[13 - n]) * (n % 2 == 1 ? 1 : 2);
  return Judge(Digit(number[0]) == 9 - sum % 9);
}

}  // namespace veil
