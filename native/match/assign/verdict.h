// Is this value a secret? The name's kind and the way it is written set how much the value itself must show.
#pragma once

#include <string_view>

#include "match/assign/features.h"
#include "match/assign/key.h"
#include "match/assign/literal.h"
#include "match/assign/not_secret.h"

namespace veil::assign {

// Shorter values are no secrets by a vendor's name alone.
inline constexpr size_t kMinVendorTokenBytes = 20;

struct Verdict {
  bool is_secret = false;
  Confidence confidence = Confidence::kLow;
  NotSecret why_not = NotSecret::kNo;
  float machine = 0;  // log odds that a program made the value at random; both 0 where they decide nothing
  float human = 0;    // log odds that a person made it up as a password
};

// `text` is the value without quotes; where value.is_joined, with the pieces put together.
Verdict Judge(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

// Whether Judge can only say no, told at a tenth of its price: a word, a short number or an expression of a program,
// given to a name that asks for more. In programs most values are such.
bool IsTooPlain(std::string_view text, const Key& key, const Value& value);

// The models alone (train.py compares its own numbers with these).
float MachineScore(const Features& features);
float HumanScore(const Features& features);

}  // namespace veil::assign
