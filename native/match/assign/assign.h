// The assignment reader: around a telling word ("password", "token", "key", …) it finds the name that the word belongs
// to and the value that the name is given, in any common language, format or shell, and judges whether that value is a
// secret. It knows nothing of rules, files or engines.
//
// Everything here is pure and thread-safe, takes time linear in the window, and allocates nothing but its answer, the
// values of a name that has several (several.h), what a form's check decodes and, for each thread, a memory of what names
// say and of verdicts (name_memo.h, verdict_memo.h), which changes no answer.
// How it decides is written down in docs/detection-assignments.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace veil::assign {

// How much of the file a caller should put around a hit: fewer bytes are fine at the ends of a file, or find less.
inline constexpr size_t kWindowBeforeBytes = 1024;
inline constexpr size_t kWindowAfterBytes = 1024;

// The longest value that is read; longer ones are blobs, not credentials.
inline constexpr size_t kMaxValueBytes = 512;

// Where the telling word was seen: [begin, end) of the text handed to ReadAssignments. Of two machine words, which are
// passed in registers: with a third each hit took 20 ns longer.
struct Hit {
  size_t begin = 0;
  size_t end : 63 = 0;
  // 1: known to be a name's word and neither a command's nor a provider's (HitFilter::is_name), which spares asking.
  size_t is_name : 1 = 0;
};

// What the name says the value is. Constants are stable; names are for reports (KindName).
enum class Kind : uint8_t {
  kSecret = 0,            // "secret", "client_secret", "signing key"
  kPassword = 1,          // "password", "pwd", "passphrase"
  kToken = 2,             // "token", "bearer", "jwt", "session"
  kApiKey = 3,            // "api_key", "access_key", "account key"
  kKey = 4,               // "key" and "auth" that say no more
  kAuthHeader = 5,        // Authorization: Basic / Bearer …, curl -u
  kConnectionString = 6,  // Password= inside an ADO, JDBC or AMQP string
  kPasswordHash = 7,      // $2y$…, $6$…, {SSHA}…, named as a password
};
inline constexpr size_t kKindCount = 8;
std::string_view KindName(Kind kind);  // "secret", "password", "token", "api-key", "key", "auth-header", …

// high: a reviewer would act on it. medium: would want to see it. low: half a guess, off by default.
enum class Confidence : uint8_t { kLow = 0, kMedium = 1, kHigh = 2 };

struct Assignment {
  // The name, as ranges of the text. Quotes are not part of it.
  size_t key_begin = 0;
  size_t key_end = 0;
  // The secret itself, without quotes and wrappers. Never empty.
  size_t value_begin = 0;
  size_t value_end = 0;
  Kind kind = Kind::kSecret;
  Confidence confidence = Confidence::kLow;
  uint32_t provider = 0;  // index for ProviderName; 0: none seen near
};

// What a file's path says about how to read it. Made once a file, small enough to copy.
enum class Syntax : uint8_t {
  kUnknown = 0,  // no extension, or one that says nothing: a bare value is a literal when it cannot be an expression
  kCode = 1,     // a bare value is an expression, only quoted text is a literal
  kConfig = 2,   // properties, INI, dotenv, conf, TOML: bare values are literals
  kYaml = 3,     // bare values are literals, parents are lines of smaller indentation
  kShell = 4,    // bare values are literals unless they expand something
  kMarkup = 5,   // XML, HTML
  kProse = 6,    // text, Markdown, logs
  kJson = 7,
  kData = 8,  // CSV, TSV, SQL dumps
};
struct PathTraits {
  Syntax syntax = Syntax::kUnknown;
  bool is_test = false;         // a test, fixture, mock or example by its path: lowers confidence, hides nothing strong
  bool is_translation = false;  // i18n, locale, lang: short words are labels
  bool is_documentation = false;
  bool is_vectors = false;         // test vectors of algorithms: hex in it belongs to nobody
  bool is_minified = false;        // *.min.js, bundles, source maps
  bool is_lockfile = false;        // package-lock.json, go.sum, …: only integrity values in it
  bool holds_credentials = false;  // .env, .netrc, .npmrc, credentials, .pgpass, wp-config.php, …

  friend bool operator==(const PathTraits&, const PathTraits&) = default;
};
PathTraits ClassifyPath(std::string_view path);

struct ReadOptions {
  Confidence least = Confidence::kMedium;  // weaker assignments are not answered
};

// Appends the assignment that the telling word at `hit` belongs to; nothing when there is none or its value is not
// judged to be a secret, and one for each row when the word heads the column of a table. Every hit inside one name
// answers the same value ranges (callers drop duplicates by them). `text` is a window of the file with its real context
// on both sides; a literal whose end it does not hold is not answered, a bare value ends with it.
void ReadAssignments(std::string_view text, Hit hit, const PathTraits& path, const ReadOptions& options,
                     std::vector<Assignment>* out);

// The literals that the engine looks for, lower case, to be matched case-insensitively; 3 bytes or more each.
std::span<const std::string_view> TellingWords();

// Providers whose name near a value makes the finding specific. Index 0 is "" (none); ids are lower case ("new-relic").
std::string_view ProviderName(uint32_t provider);
size_t ProviderCount();

}  // namespace veil::assign
