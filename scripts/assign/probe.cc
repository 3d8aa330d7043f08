// Tries the assignment reader without the engine. Built by scripts/assign/build-probe.sh; not part of any product.
//   probe features < VALUES         one line a value: its features, tab separated (with the names first)
//   probe candidates [LIST]         what is read before it is judged, from the files named in LIST or stdin
//   probe scan [LIST]               what ReadAssignment answers
//   probe time [LIST]               hits a second over the same files
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "match/assign/candidate.h"
#include "match/assign/chars.h"
#include "match/assign/features.h"
#include "match/assign/verdict.h"

using namespace veil::assign;

namespace {

constexpr int kTimedRounds = 10;

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// All telling words in a text, by a table on the first three letters.
std::vector<Hit> FindHits(const std::string& text) {
  static std::vector<std::vector<std::string_view>> table = [] {
    std::vector<std::vector<std::string_view>> built(1 << 16);
    for (const auto word : TellingWords()) {
      built[static_cast<uint8_t>(word[0]) << 8 | static_cast<uint8_t>(word[1])].push_back(word);
    }
    return built;
  }();
  std::vector<Hit> hits;
  for (size_t i = 0; i + 3 <= text.size(); ++i) {
    const auto& words = table[static_cast<uint8_t>(ToLower(text[i])) << 8 | static_cast<uint8_t>(ToLower(text[i + 1]))];
    for (const auto word : words) {
      if (text.size() - i < word.size()) continue;
      bool equal = true;
      for (size_t k = 0; k < word.size() && equal; ++k) equal = ToLower(text[i + k]) == word[k];
      if (equal) hits.push_back({i, i + word.size()});
    }
  }
  return hits;
}

std::string Clean(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? ' ' : c == '\t' ? ' ' : c == '\r' ? ' ' : c;
  return out;
}

struct Window {
  std::string_view text;
  size_t base;
};
Window Around(const std::string& text, Hit hit) {
  const size_t begin = hit.begin > kWindowBeforeBytes ? hit.begin - kWindowBeforeBytes : 0;
  const size_t end = std::min(text.size(), hit.end + kWindowAfterBytes);
  return {std::string_view(text).substr(begin, end - begin), begin};
}

const char* const kNames[] = {
    "length",      "lower",       "upper",        "digit",           "punct",          "changes",     "digit_runs",
    "unique",      "entropy",     "trigram_mean", "trigram_worst",   "word_cover",     "whole_words", "longest_word",
    "parts",       "part_length", "is_hex",       "longest_letters", "longest_digits", "vowels",      "code",
    "path",        "join",        "loud",         "leet_cover",      "digits_at_end",  "repeats",     "steps",
    "first_upper", "mix",         "base64",       "case_mix"};

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "features") {
    for (const char* name : kNames) std::printf("%s\t", name);
    std::printf("machine\thuman\twhy\n");
    std::string line;
    while (std::getline(std::cin, line)) {
      Features features;
      Measure(line, &features);
      for (const float value : features) std::printf("%.6g\t", static_cast<double>(value));
      std::printf("%.4f\t%.4f\t%d\n", static_cast<double>(MachineScore(features)),
                  static_cast<double>(HumanScore(features)), static_cast<int>(WhyNotSecret(line)));
    }
    return 0;
  }
  std::ifstream list_file;
  if (argc > 2) list_file.open(argv[2]);
  std::istream& list = argc > 2 ? list_file : std::cin;
  size_t hits_seen = 0;
  size_t answers = 0;
  double seconds = 0;
  std::string path;
  ReadOptions options;
  if (argc > 3) options.least = static_cast<Confidence>(argv[3][0] - '0');
  while (std::getline(list, path)) {
    const std::string text = ReadFile(path);
    if (text.find('\0') < 8192) continue;
    const std::vector<Hit> hits = FindHits(text);
    const PathTraits traits = ClassifyPath(path);
    std::set<size_t> seen;
    hits_seen += hits.size() * (mode == "time" ? kTimedRounds : 1);
    const auto start = std::chrono::steady_clock::now();
    for (const Hit& hit : hits) {
      const Window window = Around(text, hit);
      const Hit local{hit.begin - window.base, hit.end - window.base};
      if (mode == "time") {
        // Often enough that reading the file does not count.
        std::vector<Assignment> found;
        for (int i = 0; i < kTimedRounds; ++i) ReadAssignments(window.text, local, traits, options, &found);
        answers += found.size();
        continue;
      }
      Key key;
      Value value;
      if (mode == "candidates") {
        if (!FindCandidate(window.text, local, traits, &key, &value)) continue;
        if (!seen.insert(window.base + value.begin).second) continue;
        std::array<char, kMaxValueBytes> buffer;
        const std::string_view judged = TextToJudge(window.text, value, &buffer);
        ++answers;
        std::printf("%s\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\n", std::string(KindName(key.kind)).c_str(),
                    static_cast<int>(key.tell), static_cast<int>(value.link), static_cast<int>(value.written),
                    value.in_code, value.is_partial, Clean(window.text.substr(key.begin, key.end - key.begin)).c_str(),
                    Clean(judged).c_str(), path.c_str());
        continue;
      }
      std::vector<Assignment> found;
      ReadAssignments(window.text, local, traits, options, &found);
      if (found.empty()) continue;
      const Assignment out = found.front();
      if (!seen.insert(window.base + out.value_begin).second) continue;
      ++answers;
      const size_t at = window.base + out.value_begin;
      const size_t line = 1 + static_cast<size_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
      std::printf("%s:%zu\t%s\t%d\t%s\t%s\t%s\n", path.c_str(), line, std::string(KindName(out.kind)).c_str(),
                  static_cast<int>(out.confidence), std::string(ProviderName(out.provider)).c_str(),
                  Clean(window.text.substr(out.key_begin, out.key_end - out.key_begin)).c_str(),
                  Clean(window.text.substr(out.value_begin, out.value_end - out.value_begin)).c_str());
    }
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  std::fprintf(stderr, "%zu hits, %zu answers, %.3f s, %.2f M hits/s\n", hits_seen, answers, seconds,
               static_cast<double>(hits_seen) / seconds / 1e6);
  return 0;
}
