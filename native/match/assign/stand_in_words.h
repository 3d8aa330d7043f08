// Words that people write where a secret will stand, and words that name types and states.
#pragma once

#include <cstdint>
#include <string_view>

namespace veil::assign {

enum class StandIn : uint8_t {
  kNone,
  kWord,     // stands for nothing when the whole value is made of such words ("password", "admin", "none", "string")
  kForeign,  // the same in other languages: in a run of letters they would split anything ("mon" and "key")
  kMarker,   // says by itself that the value is none ("example", "your", "changeme")
};

StandIn StandInOf(std::string_view lower_word);

}  // namespace veil::assign
