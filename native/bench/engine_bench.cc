// What the matching engine costs, without reading files or threads: GB/s of the literal prefilter, and the confirm step
// rule by rule.
//
//   node scripts/dump-rules.mjs FILE && build/Release/veil_engine_bench FILE DIRECTORY [REPEATS]
//
// FILE holds the rows, strings and bytes of a rule set, each after its size. Everything below DIRECTORY is read into
// memory first (up to 2 GiB).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "match/engine.h"

namespace {

using veil::Candidate;
using veil::Engine;
using veil::Match;
using veil::RuleField;

struct File {
  std::string path;
  std::string bytes;
};

// CPU seconds of this thread: a busy machine does not falsify it.
double Now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<File> ReadTree(const char* directory) {
  constexpr size_t kMaxBytes = size_t{2} << 30;
  std::vector<File> files;
  size_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file() || entry.is_symlink() || bytes > kMaxBytes) continue;
    files.push_back({entry.path().string(), ReadFile(entry.path())});
    // As a scan does: binary files are not searched.
    if (std::memchr(files.back().bytes.data(), 0, std::min<size_t>(files.back().bytes.size(), 8192)) != nullptr) {
      files.pop_back();
      continue;
    }
    bytes += files.back().bytes.size();
  }
  return files;
}

std::shared_ptr<const veil::RuleSet> LoadRules(const char* path) {
  const std::string file = ReadFile(path);
  size_t at = 0;
  const auto take = [&]<typename T>(std::vector<T>& into) {
    uint32_t size = 0;
    std::memcpy(&size, file.data() + at, sizeof size);
    into.resize(size / sizeof(T));
    std::memcpy(into.data(), file.data() + at + sizeof size, size);
    at += sizeof size + size;
  };
  std::vector<uint32_t> rows, strings;
  std::vector<char> bytes;
  take(rows);
  take(strings);
  take(bytes);
  auto rules = veil::RuleSet::Load(rows, strings, bytes);
  if (!rules.ok()) {
    std::fprintf(stderr, "%s\n", rules.error().message.c_str());
    std::exit(2);
  }
  return rules.value();
}

struct LiteralCost {
  uint32_t literal = 0;
  size_t hits = 0;
  double seconds = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s RULES DIRECTORY [REPEATS]\n", argv[0]);
    return 2;
  }
  const int repeats = argc > 3 ? std::atoi(argv[3]) : 3;
  const auto rules = LoadRules(argv[1]);
  double begin = Now();
  auto compiled = Engine::Compile(rules, "", {});
  if (!compiled.ok()) return 2;
  const Engine& engine = *compiled.value();
  std::printf("%u rules, literals compiled in %.1f ms, context %zu bytes\n", rules->size(), 1e3 * (Now() - begin),
              engine.max_context_bytes());
  const std::vector<File> files = ReadTree(argv[2]);
  size_t bytes = 0;
  for (const File& file : files) bytes += file.bytes.size();

  std::vector<uint8_t> enabled;
  for (uint32_t rule = 0; rule < rules->size(); ++rule) {
    enabled.push_back((rules->get(rule, RuleField::flags) & veil::kRule_off_by_default) == 0);
  }
  auto scratch = engine.NewScratch(enabled).value();
  for (int i = 0; i < repeats; ++i) {
    size_t candidates = 0;
    begin = Now();
    for (const File& file : files) {
      for (size_t at = 0; at < file.bytes.size();) {
        at = engine.FindCandidates(*scratch, file.bytes.data(), file.bytes.size(), at);
        candidates += engine.candidates(*scratch).size();
      }
    }
    const double prefilter = Now() - begin;
    size_t found = 0;
    begin = Now();
    for (const File& file : files) {
      std::vector<Match> matches;
      auto context = engine.NewFileContext(file.path, enabled, veil::Confidence::kMedium);
      veil::MemoryText text(file.bytes);
      for (size_t at = 0; at < file.bytes.size();) {
        at = engine.FindCandidates(*scratch, file.bytes.data(), file.bytes.size(), at);
        for (const Candidate& c : engine.candidates(*scratch)) {
          engine.Confirm(*scratch, *context, text, c, c.end, matches);
        }
      }
      if (engine.has_path_rules()) engine.MatchPath(*context, matches);
      if (!matches.empty()) engine.Resolve(matches);
      found += matches.size();
    }
    const double all = Now() - begin;
    std::printf("%zu files, %.2f GB: prefilter %.3f s (%.2f GB/s), with confirm %.3f s; %zu candidates, %zu matches\n",
                files.size(), 1e-9 * static_cast<double>(bytes), prefilter,
                1e-9 * static_cast<double>(bytes) / prefilter, all, candidates, found);
  }

  // One literal after the other: which cost the most in the confirm step.
  std::vector<LiteralCost> costs;
  for (const File& file : files) {
    std::vector<Match> matches;
    auto context = engine.NewFileContext(file.path, enabled, veil::Confidence::kMedium);
    veil::MemoryText text(file.bytes);
    for (size_t at = 0; at < file.bytes.size();) {
      at = engine.FindCandidates(*scratch, file.bytes.data(), file.bytes.size(), at);
      for (const Candidate& c : engine.candidates(*scratch)) {
        if (c.literal >= costs.size()) costs.resize(c.literal + 1);
        costs[c.literal].literal = c.literal;
        ++costs[c.literal].hits;
        const double before = Now();
        engine.Confirm(*scratch, *context, text, c, c.end, matches);
        costs[c.literal].seconds += Now() - before;
      }
    }
  }
  std::sort(costs.begin(), costs.end(), [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
  std::printf("\n%10s %10s %8s  literal\n", "hits", "ms", "ns/hit");
  for (size_t i = 0; i < std::min<size_t>(costs.size(), 40); ++i) {
    const LiteralCost& cost = costs[i];
    if (cost.hits == 0) break;
    std::printf("%10zu %10.2f %8.0f  %s\n", cost.hits, 1e3 * cost.seconds,
                1e9 * cost.seconds / static_cast<double>(cost.hits), std::string(engine.literal(cost.literal)).c_str());
  }
  return 0;
}
