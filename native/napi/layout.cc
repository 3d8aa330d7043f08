// Names and numbers that both sides of the border need, exported from their one source.
#include <algorithm>
#include <string>

#include "io/skip_reason.h"
#include "match/assign/assign.h"
#include "match/checksums/checksum.h"
#include "match/rule_set.h"
#include "napi/register.h"
#include "scan/batch.h"
#include "scan/limits.h"
#include "scan/scan_run.h"

namespace veil::napi {
namespace {

Napi::Array Names(Napi::Env env, std::initializer_list<const char*> names) {
  Napi::Array array = Napi::Array::New(env, names.size());
  uint32_t index = 0;
  for (const char* name : names) array.Set(index++, Napi::String::New(env, name));
  return array;
}

Napi::Object Positions(Napi::Env env, std::initializer_list<const char*> names) {
  Napi::Object positions = Napi::Object::New(env);
  uint32_t index = 0;
  for (const char* name : names) positions.Set(name, Napi::Number::New(env, index++));
  return positions;
}

// Made when they are asked for: some hundred, and only whoever loads rules needs them.
Napi::Value TellingWords(const Napi::CallbackInfo& info) {
  Napi::Array words = Napi::Array::New(info.Env());
  uint32_t index = 0;
  for (const std::string_view word : assign::TellingWords()) {
    words.Set(index++, Napi::String::New(info.Env(), word.data(), word.size()));
  }
  return words;
}

}  // namespace

void RegisterLayout(Napi::Env env, Napi::Object exports) {
#define NAME(name) #name,
  Napi::Object layout = Napi::Object::New(env);
  layout.Set("rule", Positions(env, {VEIL_RULE_FIELDS(NAME)}));
  layout.Set("rule_field_count", Napi::Number::New(env, kRuleFieldCount));
  layout.Set("severities", Names(env, {VEIL_SEVERITIES(NAME)}));
  layout.Set("readers", Names(env, {VEIL_READERS(NAME)}));
  layout.Set("value_filters", Names(env, {VEIL_VALUE_FILTERS(NAME)}));
  layout.Set("on_checksum_failure", Names(env, {VEIL_ON_CHECKSUM_FAILURE(NAME)}));
  layout.Set("pair_missing", Names(env, {VEIL_PAIR_MISSING(NAME)}));
  layout.Set("row", Positions(env, {VEIL_ROW_FIELDS(NAME)}));
  layout.Set("row_field_count", Napi::Number::New(env, kRowFieldCount));
  layout.Set("row_kinds", Names(env, {VEIL_ROW_KINDS(NAME)}));
  layout.Set("binary_files", Names(env, {VEIL_BINARY_FILES(NAME)}));
#undef NAME
#define NAME(enumerator, name, meaning) name,
  layout.Set("skip_reasons", Names(env, {VEIL_SKIP_REASONS(NAME)}));
#undef NAME

  Napi::Object flags = Napi::Object::New(env);
#define FLAG(name, bit) flags.Set(#name, Napi::Number::New(env, bit));
  VEIL_RULE_FLAGS(FLAG)
#undef FLAG
  layout.Set("rule_flags", flags);

  Napi::Array checksums = Napi::Array::New(env);
  for (const std::string_view name : ChecksumNames()) {
    checksums.Set(checksums.Length(), Napi::String::New(env, std::string(name)));
  }
  layout.Set("checksums", checksums);

  Napi::Array kinds = Napi::Array::New(env);
  for (size_t kind = 0; kind < assign::kKindCount; ++kind) {
    kinds.Set(kinds.Length(), Napi::String::New(env, std::string(assign::KindName(static_cast<assign::Kind>(kind)))));
  }
  layout.Set("assign_kinds", kinds);

  layout.DefineProperty(Napi::PropertyDescriptor::Accessor<TellingWords>("telling_words", napi_enumerable));

  Napi::Object limits = Napi::Object::New(env);
  const auto limit = [&](const char* name, double value) { limits.Set(name, Napi::Number::New(env, value)); };
  limit("min_literal_bytes", kMinLiteralBytes);
  limit("max_literal_bytes", kMaxLiteralBytes);
  limit("max_rules", kMaxRules);
  limit("max_before_bytes", kMaxBeforeBytes);
  limit("max_after_bytes", kMaxAfterBytes);
  limit("max_keyword_distance_bytes", kMaxKeywordDistanceBytes);
  limit("max_findings_per_file", kMaxFindingsPerFile);
  limit("max_threads", kMaxThreads);
  layout.Set("limits", limits);

  exports.Set("layout", layout);
}

}  // namespace veil::napi
