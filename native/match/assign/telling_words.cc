// The literals that lead to an assignment. A longer literal is cheaper for the prefilter, so a word that always occurs
// inside another one ("apikey" holds "key") is not repeated. Two-letter names ("pw") come with their neighbour.
#include "match/assign/assign.h"

namespace veil::assign {
namespace {

constexpr std::string_view kTellingWords[] = {
    // Names in English and in the jargon of programs.
    "key", "token", "secret", "pass", "pwd", "cred", "auth", "bearer", "jwt", "salt", "sessionid", "session_id",
    "phpsessid", "mnemonic", "seed_phrase", "seedphrase", "pepper", "_pw", "-pw", "pw=", "pw =", "pw:", "pw\"", "pw'",
    "pin=", "pin:", "_pin", "sas=", "sig=", "psk", "_otp", "totp", "p@ss", "psw", "bindpw", "dbpw",
    // Other languages.
    "senha", "contrase", "clave", "mdp", "kennwort", "wachtwoord", "haslo", "heslo", "parol", "sifre", "salasana",
    "losenord", "пароль", "パスワード", "密码", "密碼", "비밀번호",
    // Commands and statements whose argument is a credential.
    "identified by", "curl ", "mysql", "redis-cli", "login -", "smbclient", "psexec", "sqlcmd", "rootpw", "sqlplus",
    "jdbc:", "login(", "getconnection(",
    // Providers whose name is no everyday word: "mixpanel: <32 hex digits>" needs no other word.
    "abstractapi", "abuseipdb", "accuweather", "activecampaign", "adafruit", "adyen", "ahrefs", "airbrake", "airtable",
    "alchemy", "alienvault", "aliyun", "alphavantage", "amadeus", "amplitude", "anthropic", "apify", "appcenter",
    "appdynamics", "appsflyer", "assemblyai", "authy", "aviationstack", "aylien", "backblaze", "bamboohr", "binance",
    "bingmaps", "bitfinex", "bitly", "bitmex", "bittrex", "braintree", "branchio", "bugsnag", "buildkite", "buttercms",
    "bybit", "calendly", "campaignmonitor", "chartmogul", "chatwork", "clarifai", "clearbit", "clickup", "cloudant",
    "cloudconvert", "cloudinary", "cloudsmith", "codacy", "codeclimate", "cohere", "coinapi", "coinbase", "coinlayer",
    "coinmarketcap", "contentful", "convertkit", "cryptocompare", "currencylayer", "customerio", "databricks",
    "datadog", "datarobot", "deepgram", "deepl", "deepseek", "digitalocean", "dingtalk", "docusign", "droneci",
    "dwolla", "dynatrace", "easypost", "elevenlabs", "etherscan", "eventbrite", "fastly", "fastspring", "feishu",
    "filestack", "finicity", "finnhub", "flutterwave", "foursquare", "freshbooks", "freshdesk", "geocodio",
    "getresponse", "giphy", "gocardless", "godaddy", "helpscout", "honeybadger", "honeycomb", "hubspot", "huggingface",
    "infura", "intra42", "ipinfo", "ipstack", "jotform", "jumpcloud", "klaviyo", "kucoin", "launchdarkly",
    "lemonsqueezy", "linode", "logdna", "loggly", "logzio", "mailchimp", "mailerlite", "mailgun", "mailjet", "mandrill",
    "mapquest", "maxmind", "mercadopago", "messagebird", "mistral", "mixpanel", "moralis", "newrelic", "newsapi",
    "nexmo", "ngrok", "nytimes", "onelogin", "onesignal", "openai", "openrouter", "openweather", "openweathermap",
    "opsgenie", "optimizely", "pagerduty", "papertrail", "paystack", "perplexity", "pinecone", "pipedrive", "plaid",
    "plivo", "posthog", "postman", "postmark", "pubnub", "pulumi", "pushbullet", "pusher", "qiniu", "quickbooks",
    "rapidapi", "raygun", "razorpay", "recaptcha", "recurly", "rollbar", "scaleway", "scalingo", "scrapingbee",
    "sendbird", "sendgrid", "sendinblue", "shippo", "shodan", "shutterstock", "signalfx", "smartsheet", "splunk",
    "sslmate", "stackexchange", "statuspage", "stormglass", "storyblok", "strava", "sumologic", "supabase",
    "surveymonkey", "tavily", "telnyx", "tiingo", "todoist", "twilio", "typeform", "unsplash", "uptimerobot",
    "virustotal", "vultr", "wakatime", "weatherapi", "weatherbit", "weatherstack", "webex", "webflow", "weibo",
    "wistia", "wrike", "zendesk", "zenserp", "zuora"};

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
