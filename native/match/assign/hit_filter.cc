#include "match/assign/hit_filter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "match/assign/key.h"
#include "match/assign/key_word_lists.h"
#include "match/assign/key_words.h"
#include "match/assign/provider_words.h"
#include "match/assign/telling_words.h"

namespace veil::assign {
namespace {

using Follows = HitFilter::Follows;

constexpr uint32_t kWordEnds = 1u << 26;
constexpr uint32_t kAnything = kWordEnds | (kWordEnds - 1);
// What the reader keeps of a word (ClassifyName in key.h).
constexpr uint32_t kSays = kTells | kNeutral | kQualifies | kNamesProvider;

constexpr bool IsLowerLetter(char c) { return c >= 'a' && c <= 'z'; }

// The literal's last word: "key" of "api key".
constexpr std::string_view LastWord(std::string_view literal) {
  size_t begin = literal.size();
  while (begin > 0 && IsLowerLetter(literal[begin - 1])) --begin;
  return literal.substr(begin);
}

// `rest` may follow the literal in its word.
constexpr void Allow(std::string_view rest, Follows* follows) {
  constexpr auto bit = [](std::string_view text, size_t at) {
    if (at >= text.size()) return kWordEnds;
    return IsLowerLetter(text[at]) ? 1u << (text[at] - 'a') : kAnything;
  };
  if (rest.empty() || !IsLowerLetter(rest[0])) return;
  follows->first |= bit(rest, 0);
  follows->second[static_cast<size_t>(rest[0] - 'a')] |= bit(rest, 1);
  if (rest.size() < 2 || !IsLowerLetter(rest[1])) return;
  follows->third[static_cast<size_t>(rest[1] - 'a')] |= bit(rest, 2);
}

// `word` is one that the reader knows.
constexpr void AllowWithin(std::string_view word, std::string_view literal, Follows* follows) {
  for (size_t at = word.find(literal); at != std::string_view::npos; at = word.find(literal, at + 1)) {
    Allow(word.substr(at + literal.size()), follows);
  }
}

template <typename Each>
constexpr void ForWords(uint32_t roles, Each each) {
  for (const RoleList& list : kRoleLists) {
    if ((list.roles & roles) == 0) continue;
    for (size_t begin = 0; begin < list.words.size();) {
      const size_t end = std::min(list.words.find(' ', begin), list.words.size());
      each(list.words.substr(begin, end - begin));
      begin = end + 1;
    }
  }
}

// RolesOf in key.cc, read backwards: the known words, the endings of glued-together names, and endings with a neutral
// word behind them ("tokenvalue").
constexpr Follows FollowsOf(std::string_view literal) {
  Follows follows{};
  const std::string_view word = LastWord(literal);
  ForWords(kSays, [&](std::string_view known) { AllowWithin(known, word, &follows); });
  for (const Ending& ending : kEndings) {
    AllowWithin(ending.text, word, &follows);
    if (ending.text == word && word.size() >= 5)
      ForWords(kNeutral, [&](std::string_view tail) { Allow(tail, &follows); });
  }
  return follows;
}

// Each a constant of its own: compilers bound the steps of one.
template <size_t index>
constexpr Follows kFollowsOfName = FollowsOf(kNames[index]);

constexpr auto kFollowsOfNames = []<size_t... index>(std::index_sequence<index...>) {
  return std::array<Follows, sizeof...(index)>{kFollowsOfName<index>...};
}
(std::make_index_sequence<std::size(kNames)>{});
constexpr Follows kNothingFollows{};

static_assert(std::is_sorted(std::begin(kProviderWords), std::end(kProviderWords)), "found by halving");

static_assert(std::none_of(std::begin(kNames), std::end(kNames),
                           [](std::string_view name) {
                             return std::any_of(std::begin(kCommandWords), std::end(kCommandWords),
                                                [&](std::string_view command) { return name.starts_with(command); });
                           }),
              "is_name");

// The shortest PIN that the reader takes has four digits (verdict.cc).
constexpr int kMinPinDigits = 4;

// Whether a number that may be a PIN stands near.
bool HasNumber(std::string_view text) {
  int digits = 0;
  for (const char c : text) {
    digits = Is(c, kDigit) ? digits + 1 : 0;
    if (digits == kMinPinDigits) return true;
  }
  return false;
}

}  // namespace

HitFilter HitFilter::For(std::string_view literal) {
  HitFilter filter;
  if (LastWord(literal).empty()) return filter;
  // Most telling words are providers: by halving first, and the few others one by one.
  if (std::binary_search(std::begin(kProviderWords), std::end(kProviderWords), literal)) {
    filter.follows_ = &kNothingFollows;
    filter.is_provider_ = true;
  } else if (const auto* name = std::find(std::begin(kNames), std::end(kNames), literal); name != std::end(kNames)) {
    filter.follows_ = &kFollowsOfNames[static_cast<size_t>(name - std::begin(kNames))];
    filter.is_name_ = (KeyWordRoles(literal) & kNamesProvider) == 0;
    filter.is_pin_ = LastWord(literal) == "pin";
  }
  return filter;
}

// The word goes on. In "KEYName", in a glued name and in front of a byte of another script it is left to the reader.
bool HitFilter::MayGoOn(const char* next, uint8_t letters) const {
  uint32_t allowed = follows_->first;
  const std::array<uint32_t, 26>* behind[] = {&follows_->second, &follows_->third};
  for (int i = 0; i < 3; ++i) {
    if (Is(next[i], kHigh) || (letters == kUpper && Is(next[i], kLower))) return true;
    if (!Is(next[i], letters)) return (allowed & kWordEnds) != 0;
    // The last capital may be the next word's.
    if (letters == kUpper && Is(next[i + 1], kLower)) return true;
    const auto letter = static_cast<size_t>(ToLower(next[i]) - 'a');
    if ((allowed >> letter & 1) == 0) return false;
    if (i < 2) allowed = (*behind[i])[letter];
  }
  return true;
}

// As FindCandidate sees it, for a name without the rest of the file.
bool HitFilter::MayHaveValue(std::string_view text, size_t end) const {
  if (is_provider_) return true;
  const size_t name_end = NameEnd(text, end);
  if (!MayLeadToValueAt(text, name_end)) return false;
  return !is_pin_ || HasNumber(text.substr(name_end, kPinReachBytes));
}

}  // namespace veil::assign
