#include "match/assign/telling_words.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "match/assign/assign.h"
#include "match/assign/provider_words.h"

namespace veil::assign {
namespace {

constexpr auto kTellingWords = [] {
  std::array<std::string_view, std::size(kNames) + std::size(kCommandWords) + std::size(kProviderWords)> all;
  auto* at = std::copy(std::begin(kNames), std::end(kNames), all.begin());
  at = std::copy(std::begin(kCommandWords), std::end(kCommandWords), at);
  std::copy(std::begin(kProviderWords), std::end(kProviderWords), at);
  return all;
}();

static_assert(std::all_of(kTellingWords.begin(), kTellingWords.end(),
                          [](std::string_view word) { return word.size() >= 3; }));

}  // namespace

std::span<const std::string_view> TellingWords() { return kTellingWords; }

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kSecret:
      return "secret";
    case Kind::kPassword:
      return "password";
    case Kind::kToken:
      return "token";
    case Kind::kApiKey:
      return "api-key";
    case Kind::kKey:
      return "key";
    case Kind::kAuthHeader:
      return "auth-header";
    case Kind::kConnectionString:
      return "connection-string";
    case Kind::kPasswordHash:
      return "password-hash";
  }
  return "secret";
}

}  // namespace veil::assign
