// A file's bytes as the confirm step sees them, whatever way they are read.
#pragma once

#include <cstdint>
#include <string_view>

namespace veil {

class Text {
 public:
  virtual ~Text() = default;

  // The text's length in bytes.
  virtual uint64_t size() const = 0;

  // The bytes [begin, end), clipped to the text. Valid until the next call; never faults, even when the file behind
  // it is truncated meanwhile (then it is shorter than asked for). Not thread-safe.
  virtual std::string_view Slice(uint64_t begin, uint64_t end) = 0;
};

// Bytes in memory. Slices stay valid as long as the memory does.
class MemoryText final : public Text {
 public:
  explicit MemoryText(std::string_view bytes) : bytes_(bytes) {}
  uint64_t size() const override { return bytes_.size(); }
  std::string_view Slice(uint64_t begin, uint64_t end) override {
    if (end > bytes_.size()) end = bytes_.size();
    if (begin > end) begin = end;
    return bytes_.substr(begin, end - begin);
  }

 private:
  std::string_view bytes_;
};

}  // namespace veil
