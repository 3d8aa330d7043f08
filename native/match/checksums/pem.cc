// PEM private keys: a BEGIN line, and a body that begins as a key does. The body may stand in a string literal with
// escaped newlines, be split over several literals, be indented or be cut off.
#include <optional>
#include <string>

#include "match/base64.h"
#include "match/checksums/list.h"

namespace veil {
namespace {

constexpr std::string_view kDashes = "-----";
constexpr size_t kMinBodyBytes = 24;       // base64 characters: less is a picture of a key in a manual
constexpr size_t kMaxBodyReadBytes = 128;  // enough to see the outermost structure, or a cipher's name

// The base64 characters after the BEGIN line and the headers, up to kMaxBodyReadBytes of them, without what separates
// the lines of the key where it stands: newlines, indentation, quotes, escapes, commas, comment signs and the '+' of
// concatenation.
std::string BodyBeginning(std::string_view text) {
  std::string body;
  for (size_t at = 0; at < text.size() && body.size() < kMaxBodyReadBytes;) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      at += 2;  // \n, \r, \", \\ and the like
      continue;
    }
    size_t end = at;
    while (end < text.size() && Base64Value(text[end]) >= 0) ++end;
    if (end == at) {
      if (text.substr(at, kDashes.size()) == kDashes || text[at] == '=') break;
      ++at;
      continue;
    }
    const std::string_view run = text.substr(at, end - at);
    if (run.starts_with(kDashes)) break;  // '-' belongs to the URL alphabet
    if (end < text.size() && text[end] == ':') {
      // A header ("Proc-Type: 4,ENCRYPTED"): skip its line, escaped or not.
      while (end < text.size() && text[end] != '\n' && text.substr(end, 2) != "\\n") ++end;
    } else if (run.find_first_not_of("+/") != std::string_view::npos) {
      body += run;
    }
    at = end;
  }
  return body;
}

// OpenSSH: magic, then the cipher's name as a length of 4 bytes and text; "none" is a key in the clear.
ChecksumResult VerifyOpenSsh(std::string_view bytes) {
  constexpr std::string_view kMagic("openssh-key-v1\0", 15);
  if (!bytes.starts_with(kMagic)) return Judge(false);
  bytes.remove_prefix(kMagic.size());
  ChecksumResult result = Judge(true);
  if (bytes.size() < 5) return result;
  const std::string_view cipher = bytes.substr(4, static_cast<unsigned char>(bytes[3]));
  if (cipher != "none") {
    result.encrypted = true;
    result.note = "encrypted with a passphrase";
  }
  return result;
}

}  // namespace

ChecksumResult VerifyPem(std::string_view secret) {
  const size_t begin_line = secret.find("-----BEGIN");
  if (begin_line == std::string_view::npos) return Judge(false);
  const size_t label_end = secret.find(kDashes, begin_line + kDashes.size());
  if (label_end == std::string_view::npos) return Judge(false);
  const std::string_view label = secret.substr(begin_line, label_end - begin_line);
  const std::string_view rest = secret.substr(label_end + kDashes.size());
  std::string body = BodyBeginning(rest);
  if (body.size() < kMinBodyBytes) return Judge(false);
  body.resize(body.size() / 4 * 4);
  const std::optional<std::string> bytes = DecodeBase64(body);
  if (!bytes.has_value()) return Judge(false);

  if (label.find("OPENSSH") != std::string_view::npos) return VerifyOpenSsh(*bytes);
  ChecksumResult result;
  result.encrypted = label.find("ENCRYPTED") != std::string_view::npos ||
                     rest.substr(0, 200).find("ENCRYPTED") != std::string_view::npos;
  if (result.encrypted) result.note = "encrypted with a passphrase";
  // An old encrypted key's body is noise, and PGP's is packets of its own kind.
  const bool is_der = !(result.encrypted && label.find("ENCRYPTED") == std::string_view::npos) &&
                      label.find("PGP") == std::string_view::npos;
  constexpr char kSequence = 0x30;
  result.verdict = is_der && (*bytes)[0] != kSequence ? ChecksumVerdict::kInvalid : ChecksumVerdict::kValid;
  return result;
}

}  // namespace veil
