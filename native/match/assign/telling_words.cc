// The literals that lead to an assignment. A longer literal is cheaper for the prefilter, so a word that always occurs
// inside another one ("apikey" holds "key") is not repeated. Two-letter names ("pw") come with their neighbour.
#include "match/assign/assign.h"

namespace veil::assign {
namespace {

constexpr std::string_view kTellingWords[] = {
    // Names in English and in the jargon of programs.
    "key", "token", "secret", "pass", "pwd", "cred", "auth", "bearer", "jwt", "salt", "sessionid", "session_id",
    "phpsessid", "mnemonic", "seed_phrase", "seedphrase", "pepper", "_pw", "-pw", "pw=", "pw =", "pw:", "pw\"", "pw'",
    "pin=", "pin:", "_pin", "sas=", "sig=", "psk", "_otp", "totp", "p@ss", "psw",
    // Other languages.
    "senha", "contrase", "clave", "mdp", "kennwort", "wachtwoord", "haslo", "heslo", "parol", "sifre", "salasana",
    "losenord", "пароль", "パスワード", "密码", "密碼", "비밀번호",
    // Commands and statements whose argument is a credential.
    "identified by", "curl ", "mysql", "redis-cli", "login -", "smbclient", "psexec", "sqlcmd", "rootpw", "sqlplus"};

static_assert([] {
  for (const auto word : kTellingWords) {
    if (word.size() < 3) return false;
  }
  return true;
}());

}  // namespace

std::span<const std::string_view> TellingWords() { return kTellingWords; }

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kSecret:
      return "secret";
    case Kind::kPassword:
      return "password";
    case Kind::kToken:
      return "token";
    case Kind::kApiKey:
      return "api-key";
    case Kind::kKey:
      return "key";
    case Kind::kAuthHeader:
      return "auth-header";
    case Kind::kConnectionString:
      return "connection-string";
    case Kind::kPasswordHash:
      return "password-hash";
  }
  return "secret";
}

}  // namespace veil::assign
