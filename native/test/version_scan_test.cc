// Scanning a delta where it differs gives what scanning the whole text gives: checked on random edits, seams
// everywhere.
#include "scan/version_scan.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "scan/worker.h"
#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

// A text made from another by copies and inserts, as a delta is.
struct Version {
  std::string bytes;
  std::vector<git::CopiedRange> copies;
};

// Pieces that rules look at: whole tokens, halves of tokens, keywords that have to stand near, telling words.
std::string RandomPiece(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"tok_q7z9q7z9q7z9q7z9q7z9",
                                                   "tok_q7z9q7z9",
                                                   "q7z9q7z9q7z9",
                                                   "near_abcdef0123",
                                                   " keyword ",
                                                   "\n",
                                                   "tok",
                                                   "_",
                                                   "the quick brown fox jumps over the lazy dog\n",
                                                   "0123456789",
                                                   "key_",
                                                   "esc_0123",
                                                   "\\",
                                                   "n",
                                                   "%3D",
                                                   "\\u003d",
                                                   "\x1b[1;38;5;20",
                                                   "8m"};
  std::string piece = kPieces[random() % kPieces.size()];
  if (random() % 4 == 0) piece += std::string(random() % 300, ' ');
  return piece;
}

std::string RandomText(std::mt19937& random, size_t least_bytes) {
  std::string text;
  while (text.size() < least_bytes) text += RandomPiece(random);
  return text;
}

Version RandomVersion(std::mt19937& random, const std::string& base) {
  Version version;
  const auto insert = [&] {
    if (random() % 3 != 0) version.bytes += RandomText(random, random() % 60);
  };
  // Mostly in order and nearly everything, as deltas are; now and then a piece twice, or from elsewhere.
  uint64_t at = 0;
  while (at < base.size()) {
    insert();
    uint64_t source = random() % 10 == 0 ? random() % base.size() : at;
    const uint64_t size = std::min<uint64_t>(1 + random() % 1500, base.size() - source);
    version.copies.push_back({source, version.bytes.size(), size});
    version.bytes += base.substr(source, size);
    at = source + size + (random() % 3 == 0 ? random() % 40 : 0);
    if (version.bytes.size() > 4 * base.size() + 4096) break;
  }
  insert();
  return version;
}

std::shared_ptr<const Engine> TestEngine() {
  // Short reaches, so that most of a copy is taken over and not confirmed anew.
  return test::RuleSetBuilder()
      .Rule("token", {"tok_"}, "tok_[a-z0-9]{20}")
      .Number(RuleField::after_bytes, 40)
      .Rule("near-a-keyword", {"near_"}, "near_[a-z0-9]{10}")
      .Number(RuleField::after_bytes, 40)
      .List(RuleField::keywords_first, RuleField::keywords_count, {"keyword"})
      .Number(RuleField::keyword_distance_bytes, 90)
      .Rule("begins-before", {"q7z9"}, "[a-z_]{3,6}q7z9[a-z0-9]{4}")
      .Number(RuleField::before_bytes, 8)
      .Number(RuleField::after_bytes, 16)
      .Rule("not-in-a-word", {"esc_"}, "esc_[0-9]{4}")
      .Number(RuleField::after_bytes, 8)
      .Text(RuleField::not_before, "Dnmdz0123456789_")
      .Rule("asks-for-the-path", {"key_"}, "key_[a-z0-9]{1,3}")
      .Number(RuleField::after_bytes, 8)
      .List(RuleField::paths_first, RuleField::paths_count, {"*.keys"})
      .Compile();
}

struct Rows {
  std::vector<uint32_t> rows;
  std::string bytes;
  friend bool operator==(const Rows&, const Rows&) = default;
};

// A worker whose rows are kept.
class Bench {
 public:
  explicit Bench(const Engine& engine) {
    options_.enabled.assign(engine.rules().size(), 1);
    worker_ = Worker::Create(engine, options_, counters_, cancelled_, [this](Batch batch) {
                rows_.rows.insert(rows_.rows.end(), batch.rows().begin(), batch.rows().end());
                rows_.bytes.append(batch.bytes().data(), batch.bytes().size());
              }).value();
  }
  Worker& worker() { return *worker_; }
  Rows Take() {
    worker_->FlushAll();
    return std::exchange(rows_, {});
  }
  uint64_t findings() const { return counters_.findings; }

 private:
  ScanOptions options_;
  ScanCounters counters_;
  std::atomic<bool> cancelled_{false};
  Rows rows_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace

TEST(AVersionIsScannedAsItsWholeTextIs) {
  const auto engine = TestEngine();
  Bench whole(*engine);
  Bench versions(*engine);
  std::mt19937 random(20'240'607);
  const InputName name{1, "src/file.txt"};
  const InputName same{1, "judged/alike.txt"};
  const InputName other{1, "other.keys"};
  int with_notes = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text = RandomText(random, random() % 6000);
    auto notes = ScanVersion(versions.worker(), name, text, {}, nullptr, {});
    EXPECT(whole.worker().ScanText(name, text));
    EXPECT(whole.Take() == versions.Take());
    // A chain of deltas, and now and then under another path.
    for (int depth = 0; depth < 5; ++depth) {
      const Version version = RandomVersion(random, text);
      const uint32_t die = random() % 8;
      const InputName& path = die == 0 ? other : die == 1 ? same : name;
      with_notes += notes != nullptr;
      auto next = ScanVersion(versions.worker(), path, version.bytes, {}, notes.get(), version.copies);
      EXPECT(whole.worker().ScanText(path, version.bytes));
      EXPECT(whole.Take() == versions.Take());
      notes = std::move(next);
      text = version.bytes;
    }
  }
  EXPECT(with_notes > 1000);
  EXPECT(whole.findings() > 10'000);
  EXPECT_EQ(whole.findings(), versions.findings());
}

TEST(ATokenAcrossEverySeamIsFound) {
  const auto engine = TestEngine();
  Bench whole(*engine);
  Bench versions(*engine);
  const InputName name{0, "f"};
  const std::string token = "tok_q7z9q7z9q7z9q7z9q7z9";
  for (size_t kept = 0; kept <= token.size(); ++kept) {
    const std::string base = std::string(700, '.') + token.substr(0, kept) + std::string(900, '-');
    const std::string text = std::string(700, '.') + token + std::string(900, '-');
    const git::CopiedRange copies[] = {{0, 0, 700 + kept}, {700 + kept, 700 + token.size(), 900}};
    const auto notes = ScanVersion(versions.worker(), name, base, {}, nullptr, {});
    versions.Take();
    (void)ScanVersion(versions.worker(), name, text, {}, notes.get(), copies);
    EXPECT(whole.worker().ScanText(name, text));
    const Rows expected = whole.Take();
    EXPECT(!expected.rows.empty());
    EXPECT(versions.Take() == expected);
  }
}

TEST(ATextOfNothingButCandidatesKeepsNoNotes) {
  const auto engine = TestEngine();
  Bench bench(*engine);
  std::string text;
  while (text.size() < 200'000) text += "q7z9";
  EXPECT(ScanVersion(bench.worker(), {0, "f"}, text, {}, nullptr, {}) == nullptr);
}

}  // namespace veil
