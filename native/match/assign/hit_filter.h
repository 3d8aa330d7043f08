// The first question about a hit, asked by the million and before anything is known of the file: whether the word that
// the literal stands in, and the byte behind its name, leave room for an assignment. "_pin" of "_pinctrl", "key" of
// "keyring" and of "key->size" end here: nine of ten hits in source code.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/assign/chars.h"

namespace veil::assign {

// Small, copied by value, thread-safe.
class HitFilter {
 public:
  // `literal`: in lower case. A filter for one that is none of TellingWords() lets everything pass.
  static HitFilter For(std::string_view literal);

  // Whether ReadAssignments may find something for the literal that ends at `end`; `end` <= text.size(). False is
  // certain, as far as another literal of the same word does not lead to the same assignment, and a PIN stands at most
  // kPinReachBytes behind its name. Reads at most kReachBytes behind `end`; where the text is shorter the answer is
  // true.
  bool MayTell(std::string_view text, size_t end) const {
    if (follows_ == nullptr || text.size() - end < kReachBytes) return true;
    const uint8_t letters = Is(text[end - 1], kLower) ? kLower : kUpper;
    return Is(text[end], letters) ? MayGoOn(text.data() + end, letters) : MayHaveValue(text, end);
  }
  // Whether the literal is a name's word that stands for no command and no provider.
  bool is_name() const { return is_name_; }

  static constexpr size_t kPinReachBytes = 48;
  static constexpr size_t kReachBytes = 64 + kPinReachBytes;

  // Which letters may go on in the word behind a literal. Bit 26 stands for the word's end.
  struct Follows {
    uint32_t first = 0;
    std::array<uint32_t, 26> second{}, third{};  // by the letter before
  };

 private:
  bool MayGoOn(const char* next, uint8_t letters) const;
  bool MayHaveValue(std::string_view text, size_t end) const;

  const Follows* follows_ = nullptr;  // null: everything passes
  bool is_name_ = false;
  bool is_provider_ = false;
  bool is_pin_ = false;  // its value is a number
};

}  // namespace veil::assign
