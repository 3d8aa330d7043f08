// How sure the models must be that a value is a secret, by what its name says and by where it stands.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "match/assign/key.h"
#include "match/assign/literal.h"
#include "match/assign/verdict.h"

namespace veil::assign {

// Log odds that HumanScore must answer, by what the name says. Found on the tuning data, as those of odds.cc
// (docs/detection-assignments.md).
inline constexpr float kHumanOdds = 0.0F;
inline constexpr float kHumanWeakOdds = 3.0F;     // a name that may say password
inline constexpr float kHumanTokenOdds = 2.0F;    // "api_key", "token"
inline constexpr float kHumanLettersOdds = 2.0F;  // "secret" and letters only
inline constexpr float kHumanSecretOdds = 0.5F;   // "secret" and not "password"

inline constexpr size_t kMinPassword = 5;
inline constexpr size_t kMinToken = 8;
inline constexpr size_t kFullToken = 16;

struct ByteCounts {
  size_t letters = 0, digits = 0, marks = 0;
};
ByteCounts CountBytes(std::string_view text);

// Text in a program that is no name, number or expression of it: in a doc string or a heredoc.
bool CanBeBareInCode(std::string_view text);

// Passwords as people make them, and any other text that is given to a name that says password. Asks for both scores
// of *verdict, and makes it a secret's where they beat `odds` and what the place asks for on top.
void JudgeHuman(std::string_view text, float odds, const Key& key, const Value& value, const PathTraits& path,
                Verdict* verdict);

// The odds that a token has to beat there; nothing for what is none whatever its letters are.
std::optional<float> TokenOdds(std::string_view text, const Key& key, const Value& value, const PathTraits& path);

// The same as JudgeHuman for tokens, by MachineScore alone.
void JudgeMachine(std::string_view text, float odds, const Key& key, const Value& value, const PathTraits& path,
                  Verdict* verdict);

}  // namespace veil::assign
