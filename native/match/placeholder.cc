#include "match/placeholder.h"

#include <algorithm>
#include <array>
#include <memory>

#include "match/ascii.h"
#include "match/assign/chosen.h"
#include "match/assign/features.h"
#include "match/assign/not_secret.h"
#include "match/assign/stand_in.h"
#include "match/assign/verdict.h"
#include "match/entropy.h"
#include "match/memo.h"

namespace veil {
namespace {

// Words that are no part of a secret, only of a sentence about one.
constexpr std::array<std::string_view, 12> kStandInWords = {"example",  "changeme", "placeholder", "your_",
                                                            "your-",    "redacted", "xxxx",        "0123456789",
                                                            "abcdefgh", "<",        "${",          "{{"};

bool HoldsStandInWord(std::string_view value) {
  const std::string lower = AsciiLower(value);
  return std::any_of(kStandInWords.begin(), kStandInWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// One character for half of the value.
bool IsRepetitive(std::string_view value) {
  std::array<size_t, 256> counts{};
  for (const char c : value) ++counts[static_cast<uint8_t>(c)];
  return 2 * *std::max_element(counts.begin(), counts.end()) >= value.size();
}

// Beyond this a value is a key or a blob: short words turn up in it by chance, and nobody makes up so long a stand-in.
constexpr size_t kMaxJudgedBytes = 256;

bool IsPlaceholder(std::string_view value) {
  if (IsRepetitive(value) || HoldsStandInWord(value)) return true;
  return value.size() <= kMaxJudgedBytes && assign::IsStandIn(value);
}

// Log odds that the models must answer, as those of an assignment whose name says enough.
constexpr float kRandomOdds = 0.5F;
constexpr float kPasswordOdds = -4.0F;

bool LooksRandom(std::string_view value) {
  if (value.size() > kMaxJudgedBytes) return EntropyMilli(value) >= 3500;
  if (assign::IsUuid(value)) return true;
  const assign::NotSecret why_not = assign::WhyNotSecret(value);
  // A rule's shape says more than these: base64 may look like a path, and decimal digits like a number.
  if (why_not != assign::NotSecret::kNo && why_not != assign::NotSecret::kPath) return false;
  assign::Features features;
  assign::Measure(value, &features);
  return assign::MachineScore(features) >= kRandomOdds;
}

bool LooksLikePassword(std::string_view value) {
  if (value.size() > kMaxJudgedBytes) return EntropyMilli(value) >= 3500;
  if (assign::WhyNotSecret(value) != assign::NotSecret::kNo) return assign::IsUuid(value) && !assign::IsStandIn(value);
  assign::Features features;
  assign::Measure(value, &features);
  if (std::max(assign::HumanScore(features), assign::MachineScore(features)) >= kPasswordOdds) return true;
  if (assign::IsComposed(value)) return true;
  // Words that are no names of programs: people choose such, too. Not "arguments.pop('x'", which is code.
  const bool is_words = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  });
  return is_words && (assign::IsPassphrase(value, assign::Kind::kPassword) || assign::LooksChosen(value));
}

bool PassesAnew(ValueFilter filter, std::string_view value) {
  switch (filter) {
    case ValueFilter::none:
      return true;
    case ValueFilter::placeholder:
      return !IsPlaceholder(value);
    case ValueFilter::random:
      return !IsPlaceholder(value) && LooksRandom(value);
    case ValueFilter::password:
      return !IsPlaceholder(value) && LooksLikePassword(value);
  }
  return true;
}

struct Question {
  MemoText<64> value;
  ValueFilter filter = ValueFilter::none;
  bool operator==(const Question&) const = default;
  uint64_t Hash() const { return value.Hash(static_cast<uint64_t>(filter) << 8); }
};

}  // namespace

bool PassesValueFilter(ValueFilter filter, std::string_view value) {
  thread_local const auto memo = std::make_unique<Memo<Question, bool, 7>>();
  if (filter == ValueFilter::none || !MemoText<64>::Holds(value)) return PassesAnew(filter, value);
  return memo->Ask({MemoText<64>(value), filter}, [&] { return PassesAnew(filter, value); });
}

}  // namespace veil
