#include <algorithm>
#include <random>

#include "match/resolve.h"
#include "test/test.h"

namespace veil {
namespace {

Match MakeMatch(uint32_t rule, uint64_t secret_begin, uint64_t secret_end) {
  Match match;
  match.rule = rule;
  match.begin = match.secret_begin = secret_begin;
  match.end = match.secret_end = secret_end;
  return match;
}

std::string Show(const std::vector<Match>& matches) {
  std::string text;
  for (const Match& m : matches) {
    text += std::to_string(m.rule) + "[" + std::to_string(m.secret_begin) + "," + std::to_string(m.secret_end) + ") ";
  }
  return text;
}

// Resolves every permutation (at most 120 of them) and answers the one result.
std::string Resolve(std::vector<Match> matches, std::vector<uint32_t> specificity) {
  std::string result;
  std::mt19937 random(1);
  for (int i = 0; i < 120; ++i) {
    std::shuffle(matches.begin(), matches.end(), random);
    std::vector<Match> copy = matches;
    ResolveMatches(copy, specificity);
    if (i == 0) result = Show(copy);
    EXPECT_EQ(Show(copy), result);
  }
  return result;
}

}  // namespace

TEST(ResolveKeepsTheMostSpecificOfOverlappingSecrets) {
  const std::vector<uint32_t> specificity = {10, 50, 50};
  EXPECT_EQ(Resolve({MakeMatch(0, 0, 10), MakeMatch(1, 0, 10)}, specificity), "1[0,10) ");
  EXPECT_EQ(Resolve({MakeMatch(0, 0, 100), MakeMatch(1, 50, 60)}, specificity), "1[50,60) ");
  EXPECT_EQ(Resolve({MakeMatch(1, 0, 10), MakeMatch(2, 0, 10)}, specificity), "1[0,10) ");
  EXPECT_EQ(Resolve({MakeMatch(1, 0, 10), MakeMatch(2, 5, 20)}, specificity), "2[5,20) ");
  EXPECT_EQ(Resolve({MakeMatch(0, 0, 10), MakeMatch(0, 10, 20)}, specificity), "0[0,10) 0[10,20) ");
  EXPECT_EQ(Resolve({MakeMatch(0, 20, 30), MakeMatch(0, 0, 10), MakeMatch(0, 0, 10)}, specificity),
            "0[0,10) 0[20,30) ");
  // 0 overlaps 1 and goes; what 0 alone overlaps stays.
  EXPECT_EQ(Resolve({MakeMatch(1, 0, 10), MakeMatch(0, 5, 15), MakeMatch(2, 15, 25)}, specificity),
            "1[0,10) 2[15,25) ");
}

TEST(ResolvePrefersAValidChecksum) {
  Match valid = MakeMatch(1, 0, 10);
  valid.checksum = ChecksumVerdict::kValid;
  EXPECT_EQ(Resolve({MakeMatch(0, 0, 20), valid}, {50, 50}), "1[0,10) ");
}

TEST(ResolveReportsACredentialOfTwoPartsOnce) {
  Match secret = MakeMatch(0, 0, 40), id = MakeMatch(1, 50, 70);
  secret.pair_begin = 50, secret.pair_end = 70;
  id.pair_begin = 0, id.pair_end = 40;
  EXPECT_EQ(Resolve({secret, id}, {50, 50}), "0[0,40) ");
  EXPECT_EQ(Resolve({secret, id}, {50, 60}), "1[50,70) ");
}

TEST(ResolveKeepsOneMatchByPath) {
  EXPECT_EQ(Resolve({MakeMatch(0, 0, 0), MakeMatch(1, 0, 0), MakeMatch(2, 0, 5)}, {1, 2, 1}), "1[0,0) 2[0,5) ");
}

TEST(ResolveEqualsItsQuadraticSelf) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<uint32_t> specificity = {1, 2, 3, 3};
    std::vector<Match> matches;
    for (int i = 0; i < 12; ++i) {
      const uint64_t begin = random() % 40;
      matches.push_back(MakeMatch(random() % 4, begin, begin + 1 + random() % 8));
    }
    // No two of the result overlap, and each that went overlaps one of the result that is at least as specific.
    std::vector<Match> kept = matches;
    ResolveMatches(kept, specificity);
    const auto overlap = [](const Match& a, const Match& b) {
      return a.secret_begin < b.secret_end && b.secret_begin < a.secret_end;
    };
    for (size_t i = 0; i < kept.size(); ++i) {
      for (size_t j = 0; j < i; ++j) EXPECT(!overlap(kept[i], kept[j]));
    }
    for (const Match& match : matches) {
      EXPECT(std::any_of(kept.begin(), kept.end(), [&](const Match& k) {
        return overlap(k, match) && specificity[k.rule] >= specificity[match.rule];
      }));
    }
  }
}

}  // namespace veil
