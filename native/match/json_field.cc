#include "match/json_field.h"

namespace veil {
namespace {

constexpr int kMaxDepth = 16;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Reads forward over one value; `at` is npos once anything was wrong.
class Reader {
 public:
  explicit Reader(std::string_view json) : json_(json) {}

  // Reads the whole text as an object and remembers the value of `key`.
  bool ReadObject(std::string_view key, std::optional<std::string_view>* found) {
    key_ = key;
    found_ = found;
    SkipSpace();
    if (Peek() != '{' || !Value(0)) return false;
    SkipSpace();
    return at_ == json_.size();
  }

 private:
  char Peek() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  void SkipSpace() {
    while (IsSpace(Peek())) ++at_;
  }
  bool Take(char c) {
    SkipSpace();
    if (Peek() != c) return false;
    ++at_;
    return true;
  }

  bool Value(int depth) {
    if (depth > kMaxDepth) return false;
    SkipSpace();
    switch (Peek()) {
      case '{':
        return Members(depth);
      case '[':
        return Elements(depth);
      case '"':
        return String();
      default:
        return Bare();
    }
  }

  bool Members(int depth) {
    ++at_;
    if (Take('}')) return true;
    do {
      SkipSpace();
      const size_t key_begin = at_;
      if (Peek() != '"' || !String()) return false;
      const std::string_view key = json_.substr(key_begin + 1, at_ - key_begin - 2);
      if (!Take(':')) return false;
      SkipSpace();
      const size_t value_begin = at_;
      if (!Value(depth + 1)) return false;
      if (depth == 0 && key == key_ && !found_->has_value()) *found_ = json_.substr(value_begin, at_ - value_begin);
    } while (Take(','));
    return Take('}');
  }

  bool Elements(int depth) {
    ++at_;
    if (Take(']')) return true;
    do {
      if (!Value(depth + 1)) return false;
    } while (Take(','));
    return Take(']');
  }

  bool String() {
    for (++at_; at_ < json_.size(); ++at_) {
      if (json_[at_] == '"') {
        ++at_;
        return true;
      }
      if (json_[at_] == '\\') ++at_;
      if (at_ < json_.size() && static_cast<unsigned char>(json_[at_]) < 0x20) return false;
    }
    return false;
  }

  // A number, true, false or null: their exact grammar tells nothing that is of use here.
  bool Bare() {
    const size_t begin = at_;
    const std::string_view allowed = "0123456789+-.eEtrufalsn";
    while (at_ < json_.size() && allowed.find(json_[at_]) != std::string_view::npos) ++at_;
    return at_ > begin;
  }

  const std::string_view json_;
  size_t at_ = 0;
  std::string_view key_;
  std::optional<std::string_view>* found_ = nullptr;
};

}  // namespace

bool IsJsonObject(std::string_view json) {
  std::optional<std::string_view> ignored;
  return Reader(json).ReadObject("", &ignored);
}

std::optional<std::string_view> JsonField(std::string_view json, std::string_view key) {
  std::optional<std::string_view> found;
  if (!Reader(json).ReadObject(key, &found)) return std::nullopt;
  return found;
}

std::optional<std::string_view> JsonStringField(std::string_view json, std::string_view key) {
  const std::optional<std::string_view> value = JsonField(json, key);
  if (!value.has_value() || !value->starts_with('"') || value->find('\\') != std::string_view::npos) {
    return std::nullopt;
  }
  return value->substr(1, value->size() - 2);
}

}  // namespace veil
