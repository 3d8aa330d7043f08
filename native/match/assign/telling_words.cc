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
    "jdbc:", "login(", "getconnection(", "dbi->connect(", "sequelize(", "wifi.begin(", "lftp ", "vault login ",
    // Providers whose name is no everyday word: "mixpanel: <32 hex digits>" needs no other word.
    "abstractapi", "abuseipdb", "accuweather", "activecampaign", "adafruit", "adyen", "ahrefs", "airbrake", "airtable",
    "alchemy", "algolia", "alienvault", "aliyun", "alphavantage", "amadeus", "amplitude", "anthropic", "apify",
    "appcenter", "appdynamics", "appsflyer", "appveyor", "appwrite", "artifactory", "asana", "assemblyai", "authy",
    "automattic", "avaza", "aviationstack", "aylien", "backblaze", "bamboohr", "binance", "bingmaps", "bitbucket",
    "bitfinex", "bitly", "bitmex", "bittrex", "blablabus", "blazemeter", "blockcypher", "blockfrost", "bombbomb",
    "braintree", "branchio", "browserstack", "bugherd", "bugsnag", "buildkite", "bulksms", "buttercms", "bybit",
    "calendly", "calorieninjas", "campaignmonitor", "campayn", "chargify", "chartmogul", "chatwork", "checklyhq",
    "checkvist", "circleci", "clarifai", "clearbit", "clickhelp", "clickup", "clockify", "clockworksms", "cloudant",
    "cloudconvert", "cloudflare", "cloudinary", "cloudsmith", "codacy", "codeclimate", "codecov", "codequiry", "cohere",
    "coinapi", "coinbase", "coinlayer", "coinmarketcap", "companyhub", "confluent", "contentful", "convertkit",
    "countrylayer", "coveralls", "crowdin", "cryptocompare", "currencylayer", "customerio", "databricks", "datadog",
    "datarobot", "deepgram", "deepl", "deepseek", "devcycle", "digitalocean", "dingtalk", "discord", "disqus",
    "dockerhub", "docusign", "dronahq", "droneci", "dropbox", "duply", "dwolla", "dynatrace", "eagleeyenetworks",
    "easypost", "ejabberd", "elevenlabs", "envoyapi", "etherscan", "eventbrite", "evernote", "fastly", "fastspring",
    "feishu", "figma", "filestack", "finicity", "finnhub", "flickr", "flowflu", "flutterwave", "formbucket",
    "foursquare", "freshbooks", "freshdesk", "fxmarket", "geocodio", "getresponse", "getsandbox", "giphy", "gitter",
    "gocardless", "godaddy", "groovehq", "gumroad", "gyazo", "helpscout", "heroku", "honeybadger", "honeycomb",
    "hotjar", "html2pdf", "hubspot", "huggingface", "hunterio", "imgix", "imgur", "infura", "instamojo", "intercom",
    "intra42", "ip2location", "ipinfo", "ipqualityscore", "ipstack", "jfrog", "jotform", "jumpcloud", "jumpseller",
    "kanbanize", "kanbantool", "keen", "keycdn", "klaviyo", "kraken", "kucoin", "languagelayer", "launchdarkly",
    "lemonsqueezy", "linode", "livechat", "localizely", "logdna", "loggly", "logzio", "lokalise", "loyverse", "madkudu",
    "mailboxlayer", "mailchimp", "mailerlite", "mailgun", "mailjet", "mandrill", "mapbox", "mapquest", "mattermost",
    "maxmind", "mercadopago", "messagebird", "mistral", "mixmax", "mixpanel", "mockaroo", "moesif", "moralis",
    "movebank", "nasdaqdatalink", "netlify", "newrelic", "newsapi", "nexmo", "ngrok", "numverify", "nytimes", "okta",
    "onelogin", "onesignal", "openai", "opencage", "openrouter", "openweather", "openweathermap", "opsgenie",
    "optimizely", "owlbot", "oxylabs", "packagecloud", "paddle", "page2images", "pagerduty", "papertrail", "payhip",
    "paymongo", "paystack", "perplexity", "pinecone", "pingdom", "pipedrive", "plaid", "plivo", "polygonio", "posthog",
    "postman", "postmark", "privacycom", "proxycrawl", "pubnub", "pulumi", "pushbullet", "pusher", "qiniu", "quaderno",
    "qualaroo", "qubole", "quickbooks", "quickmetrics", "quicknode", "rapidapi", "raygun", "razorpay", "recaptcha",
    "recurly", "rollbar", "salesforce", "sauce", "saucelabs", "scaleway", "scalingo", "scrapfly", "scrapingbee",
    "sellfy", "sendbird", "sendgrid", "sendinblue", "shippo", "shodan", "shopify", "shutterstock", "signalfx",
    "simplynoted", "simvoly", "skybiometry", "skyscanner", "smartsheet", "snyk", "sonarcloud", "soundcloud", "splunk",
    "spotify", "squareup", "sslmate", "stackexchange", "statuspage", "stormglass", "storyblok", "strava", "sumologic",
    "supabase", "surveybot", "surveymonkey", "tallyfy", "tavily", "taxjar", "telegram", "telnyx", "textrazor", "tiingo",
    "timber", "timezoneapi", "tineswebhook", "tinypng", "tmdb", "todoist", "togglplan", "trello", "tumblr",
    "twelvedata", "twilio", "twitch", "typeform", "unplugg", "unsplash", "uptimerobot", "userstack", "vbout", "vimeo",
    "virustotal", "vivocha", "vultr", "wakatime", "walkscore", "weatherapi", "weatherbit", "weatherstack", "webex",
    "webflow", "weibo", "whoxy", "wistia", "workos", "workstack", "wrike", "xero", "yelp", "youneedabudget", "zapier",
    "zendesk", "zendeskapi", "zenkit", "zenserp", "zeplin", "zipapi", "zipbooks", "zipcodeapi", "zipcodebase", "zoho",
    "zonkafeedback", "zulip", "zuora"};

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
