#include "match/confirm_encoded.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "match/boundary.h"
#include "match/confirm.h"

namespace veil {
namespace {

// Decoded bytes that the rule looks at, from a literal on and before it; with what FilterMatch wants as context.
size_t AfterBytes(const CompiledRule& rule) { return std::min(rule.after_bytes, kMaxDecodedBytes) + 1; }
size_t BeforeBytes(const CompiledRule& rule) { return rule.before_bytes + kFrontBytes; }

// A group of base64 that is begun is read whole, on each side.
constexpr size_t kGroupsBytes = 8;

// Bytes of the outer text that hold so many of the innermost.
size_t EncodedBytes(size_t bytes, std::span<const Layer> layers) {
  for (const Layer& layer : layers) bytes = bytes * EncodedBytesPerByte(layer.encoding) + kGroupsBytes;
  return bytes;
}

// Where [begin, end) of the decoded text stands in the text it was decoded from.
std::pair<uint64_t, uint64_t> Outer(const DecodedText& decoded, uint64_t begin, uint64_t end) {
  if (begin == end) return {0, 0};
  return {decoded.begins[begin], decoded.ends[end - 1]};
}

// Moves the match's ranges one layer out.
void MoveOut(const DecodedText& decoded, Match* match) {
  std::tie(match->begin, match->end) = Outer(decoded, match->begin, match->end);
  std::tie(match->secret_begin, match->secret_end) = Outer(decoded, match->secret_begin, match->secret_end);
  std::tie(match->pair_begin, match->pair_end) = Outer(decoded, match->pair_begin, match->pair_end);
}

bool ConfirmUnder(const CompiledRule& rule, std::string_view text, size_t form_begin, std::span<const Layer> layers,
                  size_t literal_bytes, Match* match) {
  const std::span<const Layer> inner_layers = layers.subspan(1);
  DecodedText decoded;
  if (!DecodeAround(text, form_begin, layers[0], EncodedBytes(BeforeBytes(rule), inner_layers),
                    EncodedBytes(AfterBytes(rule), inner_layers), &decoded)) {
    return false;
  }
  if (!inner_layers.empty()) {
    if (!ConfirmUnder(rule, decoded.bytes, decoded.literal_begin, inner_layers, literal_bytes, match)) {
      return false;
    }
  } else {
    const size_t literal_end = decoded.literal_begin + literal_bytes;
    if (literal_end > decoded.bytes.size()) return false;
    MemoryText inner(decoded.bytes);
    if (!ConfirmPattern(rule, inner, decoded.literal_begin, literal_end, match)) return false;
    match->decoded = decoded.bytes.substr(match->secret_begin, match->secret_end - match->secret_begin);
  }
  MoveOut(decoded, match);
  return true;
}

}  // namespace

bool ConfirmEncoded(const CompiledRule& rule, Text& text, uint64_t form_begin, std::span<const Layer> layers,
                    size_t literal_bytes, Match* match) {
  const uint64_t before = EncodedBeforeBytes(rule, layers);
  const uint64_t window_begin = form_begin > before ? form_begin - before : 0;
  const std::string_view window = text.Slice(window_begin, form_begin + EncodedAfterBytes(rule, layers));
  if (form_begin - window_begin >= window.size()) return false;
  if (!ConfirmUnder(rule, window, form_begin - window_begin, layers, literal_bytes, match)) return false;
  for (uint64_t* offset : {&match->begin, &match->end, &match->secret_begin, &match->secret_end}) {
    *offset += window_begin;
  }
  if (match->pair_begin < match->pair_end) match->pair_begin += window_begin, match->pair_end += window_begin;
  std::string note = "under " + std::string(EncodingName(layers[0].encoding));
  if (layers.size() > 1) note += " twice";
  match->note = match->note.empty() ? note : match->note + ", " + note;
  return true;
}

uint64_t EncodedBeforeBytes(const CompiledRule& rule, std::span<const Layer> layers) {
  return EncodedBytes(BeforeBytes(rule), layers);
}

uint64_t EncodedAfterBytes(const CompiledRule& rule, std::span<const Layer> layers) {
  return EncodedBytes(AfterBytes(rule), layers);
}

}  // namespace veil
