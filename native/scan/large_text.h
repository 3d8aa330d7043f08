// A large file as the confirm step sees it: read, never mapped, so that it cannot fault.
#pragma once

#include <algorithm>
#include <string_view>

#include "io/read_buffer.h"
#include "io/window_source.h"
#include "match/text.h"

namespace veil {

// Keeps the last stretch that was read and a little behind it, as candidates come in order and close together: a system
// call for each of a log's candidates was a fifth of the scan's time. One thread at a time.
class LargeText final : public Text {
 public:
  static constexpr uint64_t kReadAheadBytes = 16 * 1024;

  explicit LargeText(const io::WindowSource& file) : file_(file) {}

  // `bytes`: those of the file from `begin` on, which are read already. They must live as long.
  LargeText(const io::WindowSource& file, uint64_t begin, std::string_view bytes)
      : file_(file), held_begin_(begin), held_(bytes) {}

  uint64_t size() const override { return file_.size_bytes(); }

  std::string_view Slice(uint64_t begin, uint64_t end) override {
    end = std::min(end, size());
    begin = std::min(begin, end);
    if (begin >= held_begin_ && end <= held_begin_ + held_.size())
      return held_.substr(begin - held_begin_, end - begin);
    if (begin < begin_ || end > begin_ + bytes_.size())
      Load(begin, std::min(std::max(end, begin + kReadAheadBytes), size()));
    if (begin - begin_ > bytes_.size()) return {};
    return bytes_.substr(begin - begin_, end - begin);
  }

 private:
  void Load(uint64_t begin, uint64_t end) {
    begin_ = begin;
    char* const bytes = buffer_.For(begin, end - begin);
    const auto read = file_.ReadAt(begin, bytes, end - begin);
    bytes_ = {bytes, read.ok() ? read.value() : 0};
  }

  const io::WindowSource& file_;
  const uint64_t held_begin_ = 0;
  const std::string_view held_;
  uint64_t begin_ = 0;
  io::ReadBuffer buffer_;
  std::string_view bytes_;  // in buffer_
};

}  // namespace veil
