#include "match/assign/header.h"

#include "match/assign/operators.h"
#include "match/assign/scan.h"

namespace veil::assign {
namespace {

// The credentials behind "Bearer", "Basic", "Token": the scheme is no part of them.
size_t SkipScheme(std::string_view text, size_t at) {
  for (const std::string_view scheme : {"bearer", "basic", "token", "apikey", "api-key", "key", "jwt", "bot", "oauth",
                                        "digest", "sso-key", "genie-key", "splunk", "klaviyo-api-key"}) {
    if (StartsWithNoCase(text, at, scheme) && Is(At(text, at + scheme.size()), kSpace)) {
      return SkipSpaces(text, at + scheme.size());
    }
  }
  return at;
}

}  // namespace

bool IsHeaderName(std::string_view name) {
  return IsOneOf(name, "authorization", "proxy-authorization", "x-authorization", "http_authorization", "auth",
                 "authorizationheader", "authheader");
}

bool ReadHeader(const NameSite& site, size_t at, Value* value) {
  const std::string_view text = site.text;
  Place place = site.place;
  const size_t i = SkipSpaces(text, at);
  if (const Quote quote = QuoteAt(text, i); quote.mark != 0) {
    if (!ReadQuoted(text, i, place.syntax, value)) return false;
    const size_t behind = SkipScheme(text, value->begin);
    if (behind != value->begin && behind < value->end) {
      site.key->kind = Kind::kAuthHeader;
      value->begin = behind;
    }
    return true;
  }
  const size_t behind = SkipScheme(text, i);
  if (behind == i) return ReadValue(text, i, place, value);
  site.key->kind = Kind::kAuthHeader;
  if (QuoteAt(text, behind).mark != 0 && place.open_quote != 0) return false;
  place.link = Link::kSpaced;
  if (place.syntax == Syntax::kCode && place.open_quote == 0) place.is_comment = true;
  return ReadValue(text, behind, place, value);
}

}  // namespace veil::assign
