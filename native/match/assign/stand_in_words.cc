#include "match/assign/stand_in_words.h"

#include <array>

#include "match/assign/words.h"

namespace veil::assign {
namespace {

// Sets of space-separated words.
constexpr std::string_view kMarkers =
    "example examples sample samples dummy changeme changeit change placeholder your yours insert replace replaceme "
    "redacted todo fixme fake mock mocked foo bar baz qux quux foobar xxx xxxx xxxxx xxxxxx xxxxxxxx yyy zzz tbd here "
    "enter specify define masked hidden removed deleted snip snipped truncated omitted censored sanitized obfuscated "
    "lorem ipsum notused unused "
    "invalid unknown undefined demo setme fillme fill overrideme override ignored nothing see "
    // "Your" and "put it here" in other languages.
    "eintragen einsetzen ausfüllen beispiel ändern aendern ersetzen votre remplacez remplacer changez exemple "
    "inserisci "
    "sostituisci esempio cambiame cambiar inserta ponga ejemplo exemplo troque substitua insira jouw invullen "
    "voorbeeld "
    "vervang exempel byt wpisz wstaw tutaj twój twoje twoja twoj zmien zmień vloz vložte zde değiştir degistir buraya "
    "замените вставьте укажите ваш ваша";
constexpr std::string_view kWords =
    "password passwords passwd pwd pass passphrase passcode pw secret secrets token tokens key keys api apikey auth "
    "access accesskey secretkey credential credentials cred creds authorization oauth bearer basic jwt login user "
    "users "
    "userpass userpassword username userid usr admin administrator root guest test tests testing tester none null nil "
    "true false yes no on "
    "off empty blank default defaults string str strings text int integer bool boolean number float double object "
    "array "
    "list map char varchar byte bytes bytea any void optional required unset auto automatic manual disabled enabled "
    "disable enable type hash hashed plain plaintext encrypted raw value values my the a an this that new old current "
    "previous confirm confirmation repeat again verify some any is are be of for in to and or not with from by at "
    "temp tmp temporary abc abcd abcde abcdef def ghi xyz asdf qwer qwerty test1 prod dev development production local "
    "localhost client server service app application id name field label input private public master signing session "
    "refresh csrf xsrf otp mfa pin code email mail phone data info config settings option options param params arg "
    "args "
    "env var variable const constant ref reference get set put post do it me you we i x y z b c d e f n s p k v t u w "
    "filename hostname github gitlab google aws azure docker slack twitter facebook stripe jenkins npm mysql postgres "
    "postgresql redis "
    "mongo mongodb oracle sql db database hidden shared super secure strong weak good bad wrong right correct valid "
    "long short random generated unique first second third one two three another other only same different hello world "
    "please missing error expired revoked ok success failed fail file path url uri host domain issuer audience scope "
    "header body query cookie form json xml yaml base64 hex utf8 ascii sha sha1 sha256 sha512 md5 hmac rsa aes des "
    "bcrypt "
    // What tests of the rules for passwords are about.
    "digit digits letter letters uppercase lowercase special symbol symbols character characters short too much many "
    "really very simple uint txt lbl edt docs readme vault wiki dashboard keychain dont tell anyone nobody let shh "
    "ssh ssl tls https http ftp smtp imap ldap saml sso kerberos base utf latin base64url anonymous "
    // The word for "password" in other languages, as labels have it.
    "passwort kennwort kodeord adgangskode senha contrasena contrasenya clave motdepasse mot passe wachtwoord haslo "
    "heslo "
    "contraseña parol matkhau parola parole sifre salasana losenord passord geslo jelszo lozinka slaptazodis parool "
    "zaporka fjalekalimi "
    "pasahitza "
    "sandi katalaluan kata mat khau лозинка пароль парола κωδικός סיסמה "
    "密码 密碼 パスワード 비밀번호";

// Small words beside those of other languages, and "key", "secret".
constexpr std::string_view kForeignWords =
    "hier ihr ihre dein deine mein meine das der bitte schluessel schlüssel geheim geheimnis ma mon ici clef cle jeton "
    "la il tua tuo qui chiave segreto tu su mi aqui aquí clave llave secreto sua seu chave segredo sleutel mijn vul je "
    "din ditt nyckel klucz moje sem klic klíč anahtar ключ токен секрет";

constexpr size_t kSlots = 2048;

struct Slot {
  std::string_view word;
  StandIn stand = StandIn::kNone;
};

void Add(std::string_view words, StandIn stand, std::array<Slot, kSlots>* table) {
  size_t begin = 0;
  for (size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && words[i] != ' ') continue;
    const std::string_view word = words.substr(begin, i - begin);
    begin = i + 1;
    if (word.empty()) continue;
    size_t at = HashWord(word) & (kSlots - 1);
    while (!(*table)[at].word.empty() && (*table)[at].word != word) at = (at + 1) & (kSlots - 1);
    if ((*table)[at].word.empty()) (*table)[at] = {word, stand};
  }
}

}  // namespace

StandIn StandInOf(std::string_view lower_word) {
  static const std::array<Slot, kSlots> table = [] {
    std::array<Slot, kSlots> built{};
    Add(kMarkers, StandIn::kMarker, &built);
    Add(kWords, StandIn::kWord, &built);
    Add(kForeignWords, StandIn::kForeign, &built);
    return built;
  }();
  size_t at = HashWord(lower_word) & (kSlots - 1);
  while (!table[at].word.empty()) {
    if (table[at].word == lower_word) return table[at].stand;
    at = (at + 1) & (kSlots - 1);
  }
  return StandIn::kNone;
}

}  // namespace veil::assign
