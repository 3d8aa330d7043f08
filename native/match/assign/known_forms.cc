#include "match/assign/known_forms.h"

#include <algorithm>

#include "match/assign/value_text.h"
#include "match/checksums/list.h"

namespace veil::assign {
namespace {

// Only formats of which every token has one of these lengths; each is a rule of its own, too, which reports the whole
// ones. Not here: what has had other lengths (sk_live_, xoxb-, hf_) or what issuers may lengthen.
struct Form {
  std::string_view prefix;
  size_t min_bytes;
  size_t max_bytes;
};
constexpr Form kForms[] = {{"ghp_", 40, 40},      {"gho_", 40, 40},    {"ghu_", 40, 40},     {"github_pat_", 93, 93},
                           {"npm_", 40, 40},      {"glpat-", 26, 500}, {"AIza", 39, 39},     {"SG.", 69, 69},
                           {"shpat_", 38, 38},    {"shpss_", 38, 38},  {"dop_v1_", 71, 71},  {"PMAK-", 64, 64},
                           {"dckr_pat_", 36, 36}, {"NRAK-", 32, 32},   {"lin_api_", 48, 48}, {"rubygems_", 57, 57},
                           {"AKIA", 20, 20},      {"ASIA", 20, 20}};

// Where a failure is beyond doubt: the rules of these drop such a match. (docs/detection.md, "Checksums")
bool FailsCheckDigits(std::string_view value) {
  if (value.starts_with("ghp_") || value.starts_with("npm_")) {
    return VerifyBase62Crc32(value).verdict == ChecksumVerdict::kInvalid;
  }
  return value.starts_with("AGE-SECRET-KEY-1") && VerifyAge(value).verdict == ChecksumVerdict::kInvalid;
}

// "eyJhbGciOi…" is {"alg": in base64: a JSON web token, which has two more parts. The shortest signature is 256 bits,
// a payload has one field at least.
bool IsBrokenJwt(std::string_view value) {
  constexpr size_t kMinPayloadBytes = 10;
  constexpr size_t kMinSignatureBytes = 20;  // as the rule for whole ones
  if (!value.starts_with("eyJhbGciOi") && !value.starts_with("eyJ0eXAiOi")) return false;
  const size_t first = value.find('.');
  if (first == std::string_view::npos) return false;
  const size_t second = value.find('.', first + 1);
  return second == std::string_view::npos || second - first - 1 < kMinPayloadBytes ||
         value.size() - second - 1 < kMinSignatureBytes;
}

// "-----BEGIN" in base64, and too short for a key: head and foot, as tests have them.
bool IsBrokenPem(std::string_view value) {
  constexpr size_t kMinKeyBytes = 136;
  return value.starts_with("LS0tLS1CRUdJTi") && value.size() < kMinKeyBytes;
}

}  // namespace

bool IsBrokenForm(std::string_view value) {
  const auto* form = std::find_if(std::begin(kForms), std::end(kForms),
                                  [&](const Form& one) { return value.starts_with(one.prefix); });
  if (form != std::end(kForms) && (value.size() < form->min_bytes || value.size() > form->max_bytes)) return true;
  return FailsCheckDigits(value) || IsBrokenJwt(value) || IsBrokenPem(value);
}

}  // namespace veil::assign
