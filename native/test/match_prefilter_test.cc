// Every backend of the prefilter against the plain way (each literal at each offset), and so against each other.
#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "match/ascii.h"
#include "match/literal_buckets.h"
#include "match/prefilter.h"
#include "match/simd_kernel.h"
#include "match/simd_prefilter.h"
#include "test/test.h"

namespace veil {
namespace {

// Those that this processor has.
std::vector<PrefilterBackend> BackendsHere() {
  std::vector<PrefilterBackend> backends = {PrefilterBackend::kVectorscan};
  if (Avx2Kernel() != nullptr) backends.push_back(PrefilterBackend::kAvx2);
  if (Avx512Kernel() != nullptr) backends.push_back(PrefilterBackend::kAvx512);
  return backends;
}

std::vector<Candidate> PlainSearch(const std::vector<Literal>& literals, const std::vector<uint8_t>& wanted,
                                   const std::string& text, size_t resume_at) {
  const std::string lower = AsciiLower(text);
  std::vector<Candidate> found;
  for (size_t end = resume_at + 1; end <= text.size(); ++end) {
    for (uint32_t i = 0; i < literals.size(); ++i) {
      const std::string& bytes = literals[i].bytes;
      if (wanted[i] == 0 || bytes.size() > end) continue;
      const std::string& where = literals[i].caseless ? lower : text;
      if (where.compare(end - bytes.size(), bytes.size(), bytes) == 0) {
        found.push_back({i, static_cast<uint32_t>(end)});
      }
    }
  }
  return found;
}

// The text stands at the very end of its memory, so that a sanitizer sees what is read behind it.
std::vector<Candidate> SearchAll(const Prefilter& prefilter, const std::string& text, size_t resume_at) {
  const std::unique_ptr<PrefilterScratch> scratch = prefilter.NewScratch().value();
  const std::unique_ptr<char[]> bytes(new char[std::max<size_t>(text.size(), 1)]);
  std::memcpy(bytes.get(), text.data(), text.size());
  std::vector<Candidate> found;
  size_t at = resume_at;
  while (at < text.size()) {
    const size_t next = prefilter.Find(*scratch, bytes.get(), text.size(), at);
    EXPECT(next > at);
    if (next <= at) break;
    for (const Candidate& candidate : scratch->candidates()) EXPECT(candidate.end > at && candidate.end <= next);
    found.insert(found.end(), scratch->candidates().begin(), scratch->candidates().end());
    at = next;
  }
  return found;
}

std::vector<uint8_t> All(const std::vector<Literal>& literals) { return std::vector<uint8_t>(literals.size(), 1); }

// Every backend over the same literals, compiled once for many texts.
class Backends {
 public:
  explicit Backends(std::vector<Literal> literals) : Backends(literals, All(literals)) {}
  Backends(std::vector<Literal> literals, std::vector<uint8_t> wanted)
      : literals_(std::move(literals)), wanted_(std::move(wanted)) {
    for (const PrefilterBackend backend : BackendsHere()) {
      Result<std::unique_ptr<Prefilter>> prefilter = Prefilter::Compile(literals_, wanted_, "", backend);
      EXPECT(prefilter.ok());
      if (prefilter.ok()) prefilters_.push_back(std::move(prefilter).value());
    }
  }

  void ExpectSame(const std::string& text, size_t resume_at) const {
    const std::vector<Candidate> expected = PlainSearch(literals_, wanted_, text, resume_at);
    for (const auto& prefilter : prefilters_) EXPECT(SearchAll(*prefilter, text, resume_at) == expected);
  }

 private:
  std::vector<Literal> literals_;
  std::vector<uint8_t> wanted_;
  std::vector<std::unique_ptr<Prefilter>> prefilters_;
};

struct Random {
  std::mt19937 engine;
  size_t Below(size_t bound) { return engine() % bound; }
  // Few different bytes, so that literals are met often, overlap, and are each other's beginnings.
  std::string Text(size_t size, std::string_view alphabet) {
    std::string text;
    for (size_t i = 0; i < size; ++i) text += alphabet[Below(alphabet.size())];
    return text;
  }
};

constexpr std::string_view kFewBytes = "abAB_@`\xe1\xc1";

std::vector<Literal> RandomLiterals(Random& random, size_t count) {
  std::vector<Literal> literals;
  while (literals.size() < count) {
    const bool caseless = random.Below(2) == 0;
    std::string bytes = random.Text(3 + random.Below(random.Below(4) == 0 ? 30 : 6), kFewBytes);
    if (caseless) bytes = AsciiLower(bytes);
    const bool is_new = std::none_of(literals.begin(), literals.end(), [&](const Literal& literal) {
      return AsciiLower(literal.bytes) == AsciiLower(bytes);
    });
    if (is_new) literals.push_back({bytes, caseless});
  }
  return literals;
}

TEST(prefilter_backends_find_what_a_plain_search_finds) {
  Random random{std::mt19937(20261126)};
  for (int round = 0; round < 60; ++round) {
    const std::vector<Literal> literals = RandomLiterals(random, 1 + random.Below(40));
    std::vector<uint8_t> wanted = All(literals);
    for (uint8_t& one : wanted) one = random.Below(5) != 0;
    const std::string text = random.Text(random.Below(600), kFewBytes);
    Backends(literals, wanted).ExpectSame(text, random.Below(3) == 0 ? random.Below(text.size() + 1) : 0);
  }
}

// As many literals as the built-in rules have, alike and different, in a text of their pieces.
TEST(prefilter_backends_find_hundreds_of_literals) {
  Random random{std::mt19937(5)};
  constexpr std::string_view kBytes = "aekstKS_-=:\"' /.019\n\t";
  std::vector<Literal> literals;
  while (literals.size() < 900) {
    const std::string bytes = AsciiLower(random.Text(3 + random.Below(random.Below(3) == 0 ? 20 : 4), kBytes));
    const bool is_new =
        std::none_of(literals.begin(), literals.end(), [&](const Literal& literal) { return literal.bytes == bytes; });
    if (is_new) literals.push_back({bytes, random.Below(2) == 0});
  }
  std::string text;
  while (text.size() < 9000) {
    const std::string& bytes = literals[random.Below(literals.size())].bytes;
    text += bytes.substr(random.Below(2)) + random.Text(random.Below(4), kBytes);
  }
  const Backends backends(literals);
  backends.ExpectSame(text, 0);
  backends.ExpectSame(text, 4321);
}

TEST(prefilter_finds_a_literal_at_every_place_of_texts_of_every_size) {
  const std::vector<Literal> literals = {{"key", true}, {"AKIA", false}, {"a-long-literal-of-many-bytes", true}};
  const Backends backends(literals);
  for (size_t size = 1; size < 330; size += 7) {
    for (const Literal& literal : literals) {
      for (size_t at = 0; at + literal.bytes.size() <= size; at += at < 70 || size - at < 80 ? 1 : 13) {
        std::string text(size, '.');
        text.replace(at, literal.bytes.size(), literal.bytes);
        backends.ExpectSame(text, 0);
      }
    }
  }
}

// Vectorscan 5.4.9 by itself misses some of the literals that end in the last 32 bytes when it has only a few to find.
TEST(prefilter_of_few_literals_finds_them_at_the_end_of_a_text) {
  const std::vector<std::vector<Literal>> sets = {
      {{"lsd", true}, {"9pjL", false}},
      {{":avnlo-", false}, {"jiddbrw:t", true}},
      {{"od:omat_ik", false}, {"dwdu=v_", false}},
      {{"yayekkvhdp", true}, {"oR1M0rg62D3bBLOL", false}, {"ylgr8b9d", true}},
      {{"a-literal-of-forty-bytes-or-a-few-of-more", true}, {"AKIA", false}},
  };
  for (const std::vector<Literal>& literals : sets) {
    const Backends backends(literals);
    for (const size_t size : {31u, 64u, 70u, 97u, 200u, 300u}) {
      for (const Literal& literal : literals) {
        for (size_t at = size - std::min<size_t>(size, 100); at + literal.bytes.size() <= size; ++at) {
          std::string text(size, '.');
          text.replace(at, literal.bytes.size(), literal.bytes);
          backends.ExpectSame(text, at % 3 == 0 ? size - std::min<size_t>(size, 33) : 0);
        }
      }
    }
  }
}

TEST(prefilter_finds_literals_across_its_inner_steps) {
  const std::vector<Literal> literals = {{"key", true}, {"secret_of_sixteen", false}};
  const Backends backends(literals);
  std::string text(3 * kMaxWindowSearchBytes, ' ');
  for (size_t step = 1; step < 3; ++step) {
    for (size_t shift = 0; shift < 20; ++shift) {
      std::string with = text;
      with.replace(step * kMaxWindowSearchBytes - shift, literals[1].bytes.size(), literals[1].bytes);
      with.replace(step * kMaxWindowSearchBytes - 40 - shift, 3, "KeY");
      backends.ExpectSame(with, 0);
    }
  }
}

TEST(prefilter_goes_on_where_its_buffer_was_full) {
  // Each offset ends several literals: the buffer fills up again and again, also within one inner step.
  std::vector<Literal> literals;
  for (size_t size = 3; size <= 128; size += 5) literals.push_back({std::string(size, 'a'), size % 2 == 0});
  const Backends backends(literals);
  backends.ExpectSame(std::string(3000, 'a'), 0);
  backends.ExpectSame(std::string(1000, 'a') + " " + std::string(1000, 'A'), 17);
}

TEST(prefilter_with_short_literals_falls_back) {
  const std::vector<Literal> literals = {{"ab", false}, {"key", true}};
  EXPECT(!SimdPrefilter::CanHold(literals, All(literals)));
  EXPECT(Prefilter::Compile(literals, All(literals), "").ok());
  for (const PrefilterBackend backend : {PrefilterBackend::kAvx2, PrefilterBackend::kAvx512}) {
    Result<std::unique_ptr<Prefilter>> forced = Prefilter::Compile(literals, All(literals), "", backend);
    EXPECT(!forced.ok());
    if (!forced.ok()) EXPECT_EQ(forced.error().code, "UNSUPPORTED");
  }
}

TEST(prefilter_starts_from_what_was_serialized) {
  Random random{std::mt19937(7)};
  const std::vector<Literal> literals = RandomLiterals(random, 200);
  const std::vector<uint8_t> wanted = All(literals);
  const std::string serialized = Prefilter::Serialize(literals, wanted).value();
  const std::string text = random.Text(5000, kFewBytes);
  std::string foreign = serialized;
  foreign[0] ^= 1;  // of other literals
  std::string damaged = serialized;
  for (size_t i = 16; i < 16 + 4 * literals.size(); ++i) damaged[i] = static_cast<char>(0xff);
  for (const PrefilterBackend backend : BackendsHere()) {
    const std::vector<Candidate> expected = PlainSearch(literals, wanted, text, 0);
    for (const std::string& bytes : {serialized, foreign, damaged, serialized.substr(0, 9), std::string()}) {
      Result<std::unique_ptr<Prefilter>> prefilter = Prefilter::Compile(literals, wanted, bytes, backend);
      EXPECT(prefilter.ok());
      if (prefilter.ok()) EXPECT(SearchAll(*prefilter.value(), text, 0) == expected);
    }
  }
}

TEST(literals_have_their_windows_in_them) {
  Random random{std::mt19937(11)};
  const std::vector<Literal> literals = RandomLiterals(random, 300);
  std::vector<const Literal*> all;
  for (const Literal& literal : literals) all.push_back(&literal);
  const std::pair<SymbolKind, uint32_t> cases[] = {{SymbolKind::kClass, 1},
                                                   {SymbolKind::kClass, 16},
                                                   {SymbolKind::kClassAndNext, 8},
                                                   {SymbolKind::kClassAndNext, 32}};
  for (const auto& [symbols, bucket_count] : cases) {
    const std::vector<Placement> placements = PlaceLiterals(all, symbols, bucket_count);
    EXPECT_EQ(placements.size(), literals.size());
    for (size_t i = 0; i < literals.size(); ++i) {
      EXPECT(placements[i].bucket < bucket_count);
      EXPECT(placements[i].window_offset == 0 ||
             placements[i].window_offset + kWindowBytes <= literals[i].bytes.size());
    }
    EXPECT(PlaceLiterals(all, symbols, bucket_count) == placements);
  }
}

}  // namespace
}  // namespace veil
