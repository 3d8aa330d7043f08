// The literals that lead to an assignment, as data; TellingWords() in assign.h is all of them. A longer literal is
// cheaper for the prefilter, so a word that always occurs inside another one ("apikey" holds "key") is not repeated.
// Two-letter names ("pw") come with their neighbour. In lower case, 3 bytes or more each.
#pragma once

#include <string_view>

namespace veil::assign {

inline constexpr std::string_view kNames[] = {
    // English, and the jargon of programs.
    "key", "token", "secret", "pass", "pwd", "cred", "auth", "bearer", "jwt", "salt", "sessionid", "session_id",
    "phpsessid", "mnemonic", "seed_phrase", "seedphrase", "pepper", "_pw", "-pw", "pw=", "pw =", "pw:", "pw\"", "pw'",
    "pw is", "pw for ", " pw ", "pw (", "pw?", "pin=", "pin:", "_pin", "sas=", "sig=", "psk", "_otp", "totp", "p@ss",
    "psw", "bindpw", "dbpw",
    // What scripts wait for, in either case of its first letter.
    "\"assword", "*assword", "?assword", "]assword",
    // Other languages.
    "senha", "contrase", "clave", "mdp", "kennwort", "wachtwoord", "haslo", "heslo", "parol", "sifre", "salasana",
    "losenord", "hasło", "şifre", "lösenord", "jelszo", "jelszó", "adgangskode", "lozinka", "κωδικός", "סיסמה", "סיסמא",
    "كلمة المرور", "пароль", "Пароль", "パスワード", "密码", "密碼", "비밀번호"};

// Below in rows: clang-format would give each word its own line.
// clang-format off

// Commands and statements whose argument is a credential.
inline constexpr std::string_view kCommandWords[] = {
    "identified by", "curl ", "mysql", "redis-cli", "login -", "smbclient", "psexec", "sqlcmd", "rootpw", "sqlplus",
    "jdbc:", "login(", "getconnection(", "connect(", "sequelize(", "wifi.begin(", "lftp ", "vault login ",
    "sudo -s", "createhmac(", "hash_hmac(", "hmac.new(", "hmac.hexdigest(", "cookieparser(", "signwith(",
    "hmac256(", "net user ", "net use ", "fernet(", "aes.new(", "createcipher(", "createcipheriv(",
    "createdecipheriv(", "cryptojs.aes.encrypt(", "cryptojs.aes.decrypt(", "newcookiestore(", "signedstring(",
    "oauthhandler(", ".basic(", "wifi.sta.config(", ".tochararray(", "secretkeyspec(", "openssl_encrypt(", "openssl_decrypt(", "credentials::new(", "authenticate(",
    "twine upload", "nuget push", "openssl enc",
};
// clang-format on

}  // namespace veil::assign
