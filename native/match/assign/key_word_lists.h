// The words that key_words.h and key.h know, as data.
#pragma once

#include <cstdint>
#include <string_view>

#include "match/assign/key_words.h"

namespace veil::assign {

// Space-separated words for each set of roles. A word may stand in several sets.
struct RoleList {
  uint32_t roles;
  std::string_view words;
};

inline constexpr RoleList kRoleLists[] = {
    {kTellsPassword,
     "password passwords assword passwd pwd pass passphrase passcode pw passwort kennwort senha contrasena contraseña "
     "clave "
     "mdp "
     "motdepasse passe wachtwoord haslo hasło heslo parol parola sifre şifre salasana losenord lösenord passw pswd "
     "storepass keypass bindpw rootpw userpw psk requirepass пароль パスワード 密码 密碼 비밀번호 userpass dbpass dbpw "
     "remotepass smbpass sshpass vncpass sqlpass imappass ldappass proxypass Пароль "
     "passwrd passord "
     "emailpw smtppw mailpw adminpw sqlpw ftppw wifipw wifipsk wlanpsk wpapsk stapsk "
     "adgangskode geslo jelszo jelszó lozinka palavrapasse"},
    {kTellsPassword | kWeakTell, "mdp psw"},
    {kTellsPassword | kTellsPin, "pin pincode"},
    {kTellsSecret | kWeakTell, "salt"},
    {kTellsSecret,
     "secret secrets credential credentials cred creds pepper mnemonic privkey seckey seedphrase geheimnis "
     "segredo "
     "secreto clientsecret secretkey privatekey"},
    {kTellsToken,
     "token tokens bearer jwt sessionid phpsessid jsessionid otp totp sig sas pat authtoken accesstoken "
     "usertoken jeton"},
    {kTellsKey, "key keys"},
    {kTellsKey | kQualifies, "apikey apikeys accesskey authkey appkey accountkey apikeyv"},
    {kTellsAuth, "auth authorization oauth"},
    {kQualifies | kMakesSecret,
     "jwt signing sign encryption encrypt crypt crypto cipher aes hmac session master private priv"},
    {kQualifies,
     "api access app application secret private priv master signing sign encryption encrypt crypt crypto cipher aes "
     "hmac "
     "account storage shared service licence license client consumer auth session deploy deployment server "
     "subscription admin write ingest webhook rest jwt root decryption decrypt developer project integration "
     "merchant bearer refresh bot personal oauth auth db database smtp ssh ftp rcon management instrumentation "
     "sdk partner tenant functions cognitive search tts translate weather rpc dev prod production live staging sandbox "
     "x my our vendor provider sms mail email push security secure wallet seed infra ci cd registry npm git "
     "aws gcp s3 maps map geocoding user login web http"},
    {kDenies,
     "id ids ds uuid uuids guid guids identifier identifiers name names type types kind file files filename path paths "
     "dir directory folder url "
     "urls uri uris link "
     "links "
     "endpoint host hostname port domain field fields label labels input inputs placeholder length len size sizes "
     "count "
     "counts limit limits max min ttl expiry expires expiration expire expired timeout at date time timestamp policy "
     "policies format prefix suffix pattern regex regexp regex rule rules class classes required enabled disabled hint "
     "arn ref reference references version algorithm algo alg index idx offset list array map dict set sets store "
     "stores storage provider providers manager managers handler handlers service services helper helpers util utils "
     "error errors err exception message messages msg title titles description desc help prompt reset change visible "
     "visibility icon button btn page form forms view views column columns col cols row rows num number bits bit usage "
     "usages ring rings word words board boards code codes press down up event events frame frames stroke strokes pair "
     "pairs chain chains map mapping alias aliases attribute attributes attr attrs property properties param params "
     "parameter parameters option options opt opts arg args header headers scope scopes issuer audience exp grant flow "
     "method methods mode state status strategy source sources model schema interface impl factory builder generator "
     "parser lexer stream reader writer buffer cache node nodes tree iterator iter position pos line loc location "
     "range "
     "start end begin kinds strength score meter mismatch valid validation validator invalid rotation rotate update "
     "updated created create creation delete remove exists exist missing empty null undefined check checks checker "
     "verify verified verification confirmation change changed request requests response reply result results "
     "spec cost budget cap weight price balance supply symbol decimals amount owner holder transfer contract "
     "group groups category tag tags comment note notes text template templates style color colour css html screen "
     "dialog modal window panel tab menu item items entry entries element el elem selector query table tables object "
     "objects func function fn callback cb hook hooks listener filter filters metadata meta info detail details "
     "config configuration settings setting section namespace scheme schemes protocol realm fingerprint checksum "
     "signature certificate cert certs crt pub public role roles permission permissions user users username login "
     "email mail phone address scan scanner scanning leak manager agent backend client server plugin plugins module "
     "images package lib library wrapper adapter proxy "
     "provided require requires use used uses using based only support supported less free through by with for from "
     "into in on off out of or and the is are was has have not no can will should must may "
     "stop sep separator delimiter terminator token_type encoding encoder decoder decode encode derivation iterations "
     "rounds round spec specs slot slots serial value_type nonce iv tokenizer eq cmp compare comparator sort order "
     "sorted unique uniq present absent found set get put add cipher ciphers material handle handles context ctx "
     "struct shape desc descr purpose ops bytes byte block blocks image img background border hash_size age lifetime "
     "validity per minute second hour day days hours minutes seconds secs ms prompted ask asked forgot recovery swap "
     "faucet airdrop staking mint mints minter container containers opaquelocktoken"},
    {kHashes,
     "hash hashes hashed digest encrypted enc md5 sha sha1 sha256 sha512 bcrypt crypted checksum scrypt argon2 "
     "sealed thumbprint fingerprint ciphertext"},
    {kDeniesAhead,
     "primary foreign authenticity sort partition cache hash index object row group order lookup locale "
     "translation i18n hot short shortcut arrow function enter escape route event context dict "
     "idempotency shift alt ctrl meta csrf xsrf vapid next change request recv continuation page pagination sync "
     "cancel "
     "cancellation end start "
     "stop syntax parse parser string open close opening closing lex last first prev previous punctuation delimiter "
     "operator identifier eof symbol design erc nft css unique composite natural surrogate candidate join range "
     "shard data json xml yaml attribute attr property prop field column header map hashmap redis item element "
     "node tree sub parent child object left right up down home tab space backspace delete insert f1 num caps scroll "
     "volume power menu media modifier mod press pressed "
     "resumption dedup "
     "cursor sequence seq sort table partition routing message msg metric label tag filter query param parameter "
     "option pref preference feature flag template resource error translation text title lang language "
     "site sitekey spreadsheet sheet worksheet workbook folder issue ticket video "
     "date time host known trusted ca x509 cert certificate verification verifying verify gpg pgp ssh_host rsa dsa "
     "ecdsa ed25519 dh ec ecdh peer remote validator widget react list iteration loop foreach pk fk dedupe "
     "deduplication conflict correlation trace span current_page whitespace keyword literal bos eos sep pad unk mask "
     "cls special invalid unexpected expected missing wrong bad incorrect unknown no empty null reserved "
     "sprite anim animation bone texture atlas glyph vertex render transition multi single second third two one "
     "boarding forward run experiment resume ordering grouping component variable form delta skip checkpoint "
     "watermark file document doc photo album entity replay bookmark snapshot incident card lock manifest "
     "dataset "
     "playlist invoice "
     "interrupt "
     "backward fail failed compile optimization lowering fast slow partial full shadow depth blur bloom light"},
    {kDeniesAhead | kVerb,
     "guid clsid tcase testcase all any every draw render public pub publishable forgot forgotten forget show hide is "
     "has require "
     "requires "
     "required requiring allow allows "
     "enable disable disabled toggle redacted "
     "lost need needs should must can will min max minimum maximum num number count total contains include includes "
     "without invalid missing wrong validate validates clear reveal"},
    {kGets,
     "get gets find fetch load read lookup has contains query retrieve generate create make build new parse "
     "decode decrypt encrypt hash remove delete extract derive compute calculate from to ask prompt input enter "
     "request describe list print log format render translate t resolve"},
    {kNeutral | kNamesValue, "value values val default content contents string data secretstring text stringvalue"},
    {kNeutral,
     "str literal raw plain plaintext clear cleartext base64 b64 hex env prod production dev development test testing "
     "staging stage live sandbox old new current base main local a b c x v const constant var variable field_value "
     "here me do it my demo uat qa preprod default secondary master slave primary backup admin root user1 "
     "e2e ci internal external legacy temp tmp orig original real full long short pass1 pass2 again repeat confirm"},
    {kNamesName,
     "name key id field property parameter option variable header attribute parametername column label n k title "
     "caption paramname"},
};

// The telling words that glued-together names end in ("dbpassword", "authtoken"), longest first.
struct Ending {
  std::string_view text;
  uint32_t roles;
};
inline constexpr Ending kEndings[] = {{"passphrase", kTellsPassword},
                                      {"encryptionkey", kTellsKey | kQualifies},
                                      {"password", kTellsPassword},
                                      {"passwort", kTellsPassword},
                                      {"secretkey", kTellsSecret},
                                      {"accesskey", kTellsKey | kQualifies},
                                      {"privatekey", kTellsSecret},
                                      {"kennwort", kTellsPassword},
                                      {"authkey", kTellsKey | kQualifies},
                                      {"signingkey", kTellsSecret},
                                      {"sharedkey", kTellsSecret},
                                      {"accountkey", kTellsKey | kQualifies},
                                      {"masterkey", kTellsSecret},
                                      {"clientkey", kTellsKey | kQualifies},
                                      {"apikey", kTellsKey | kQualifies},
                                      {"appkey", kTellsKey | kQualifies},
                                      {"passwd", kTellsPassword},
                                      {"secret", kTellsSecret},
                                      {"token", kTellsToken},
                                      {"passw", kTellsPassword},
                                      {"pswd", kTellsPassword},
                                      {"senha", kTellsPassword},
                                      {"pwd", kTellsPassword},
                                      {"pass", kTellsPassword}};

}  // namespace veil::assign
