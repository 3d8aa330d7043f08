#include "support/sip_hash.h"

#include <bit>

namespace veil {
namespace {

uint64_t Little64(const uint8_t* bytes, size_t size = 8) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; ++i) value |= uint64_t{bytes[i]} << (8 * i);
  return value;
}

struct State {
  uint64_t v0, v1, v2, v3;

  void Rounds(int count) {
    for (int i = 0; i < count; ++i) {
      v0 += v1;
      v2 += v3;
      v1 = std::rotl(v1, 13) ^ v0;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 = std::rotl(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = std::rotl(v1, 17) ^ v2;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 = std::rotl(v2, 32);
    }
  }
  void Take(uint64_t word) {
    v3 ^= word;
    Rounds(2);
    v0 ^= word;
  }
  uint64_t Mixed() const { return v0 ^ v1 ^ v2 ^ v3; }
};

}  // namespace

Hash128 SipHash128(const HashKey& key, std::span<const uint8_t> bytes) {
  const uint64_t k0 = Little64(key.data());
  const uint64_t k1 = Little64(key.data() + 8);
  // The last constant differs from that of the 64-bit variant by 0xee.
  State state{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d ^ 0xee, k0 ^ 0x6c7967656e657261,
              k1 ^ 0x7465646279746573};
  const size_t whole = bytes.size() & ~size_t{7};
  for (size_t at = 0; at < whole; at += 8) state.Take(Little64(bytes.data() + at));
  state.Take(uint64_t{bytes.size()} << 56 | Little64(bytes.data() + whole, bytes.size() - whole));
  Hash128 hash;
  const auto put = [&](size_t at, uint64_t word) {
    for (size_t i = 0; i < 8; ++i) hash[at + i] = static_cast<uint8_t>(word >> (8 * i));
  };
  state.v2 ^= 0xee;
  state.Rounds(4);
  put(0, state.Mixed());
  state.v1 ^= 0xdd;
  state.Rounds(4);
  put(8, state.Mixed());
  return hash;
}

}  // namespace veil
