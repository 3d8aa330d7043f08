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

// Providers whose name is no everyday word: "mixpanel: <32 hex digits>" needs no other word.
inline constexpr std::string_view kProviderWords[] = {
    "abstractapi", "abuseipdb", "accuweather", "activecampaign", "adafruit", "adyen", "ahrefs", "airbrake", "airtable",
    "alchemy", "algolia", "alienvault", "aliyun", "alphavantage", "amadeus", "amplitude", "anthropic", "apify",
    "apilayer", "apimetrics", "apitemplate", "appcenter", "appdynamics", "appointedd", "appsflyer", "appsynergy",
    "appveyor", "appwrite", "artifactory", "asana", "assemblyai", "authress", "authy", "autoklose", "automattic",
    "avaza", "aviationstack", "axonaut", "aylien", "azureopenai", "backblaze", "bamboohr", "bannerbear", "beebole",
    "besnappy", "binance", "bingmaps", "bitbar", "bitbucket", "bitcoinaverage", "bitfinex", "bitly", "bitmex",
    "bittrex", "blablabus", "blazemeter", "blitapp", "blockcypher", "blockfrost", "bombbomb", "boostnote", "braintree",
    "branchio", "brandfetch", "browserstack", "browshot", "bscscan", "buddyns", "budibase", "bugherd", "bugsnag",
    "buildkite", "bulksms", "buttercms", "bybit", "calendarific", "calendly", "calorieninja", "calorieninjas",
    "campaignmonitor", "campayn", "capsulecrm", "carboninterface", "centralstationcrm", "chargify", "chartmogul",
    "chatfule", "chatwork", "checklyhq", "checkvist", "circleci", "clarifai", "clearbit", "clickhelp", "clickhouse",
    "clickup", "clockify", "clockworksms", "cloudant", "cloudconvert", "cloudflare", "cloudinary", "cloudmersive",
    "cloudplan", "cloudsmith", "cloverly", "clustdoc", "codacy", "codeclimate", "codecov", "codequiry", "cohere",
    "coinapi", "coinbase", "coinlayer", "coinlib", "coinmarketcap", "commercejs", "companyhub", "confluent",
    "contentful", "convertkit", "countrylayer", "coveralls", "craftmypdf", "crowdin", "cryptocompare",
    "currencyfreaks", "currencylayer", "currencyscoop", "customerio", "dailyco", "dareboost", "databricks", "datadog",
    "datarobot", "deepai", "deepgram", "deepl", "deepseek", "detectlanguage", "devcycle", "diffbot", "diggernaut",
    "digitalocean", "dingtalk", "discord", "disqus", "dockerhub", "docusign", "dronahq", "droneci", "dropbox", "duply",
    "dwolla", "dynalist", "dynatrace", "dyspatch", "eagleeyenetworks", "easypost", "edenai", "ejabberd",
    "elasticemail", "elevenlabs", "envoyapi", "etherscan", "ethplorer", "eventbrite", "evernote", "fastforex",
    "fastly", "fastspring", "feedier", "feishu", "fetchrss", "figma", "filestack", "financialmodelingprep", "finicity",
    "finnhub", "fixerio", "flickr", "flowflu", "flutterwave", "formbucket", "formcraft", "foursquare", "freshbooks",
    "freshdesk", "fullstory", "fxmarket", "geckoboard", "geocodify", "geocodio", "geoipifi", "getresponse",
    "getsandbox", "giphy", "gitter", "glassnode", "gocardless", "godaddy", "graphhopper", "groovehq", "gtmetrix",
    "gumroad", "gyazo", "happyscribe", "hellosign", "helpscout", "heroku", "hiveage", "honeybadger", "honeycomb",
    "hotjar", "html2pdf", "hubspot", "huggingface", "hunterio", "hybiscus", "iconfinder", "iexcloud", "imagekit",
    "imagga", "imgix", "imgur", "infura", "insightly", "instabot", "instamojo", "intercom", "intra42", "intrinio",
    "ip2location", "ipgeolocation", "ipinfo", "ipquality", "ipqualityscore", "ipstack", "jfrog", "jotform",
    "jumpcloud", "jumpseller", "jupiterone", "kanbanize", "kanbantool", "karmacrm", "keen", "keycdn", "kickbox",
    "klaviyo", "klipfolio", "knapsackpro", "kraken", "kucoin", "languagelayer", "launchdarkly", "leadfeeder",
    "lemlist", "lemonsqueezy", "lessannoyingcrm", "linkpreview", "linode", "livechat", "loadmill", "localizely",
    "logdna", "loggly", "logzio", "lokalise", "loyverse", "lunchmoney", "madkudu", "mailboxlayer", "mailchimp",
    "mailerlite", "mailgun", "mailjet", "mandrill", "mapbox", "mapquest", "marketstack", "mattermost", "mavenlink",
    "maxmind", "mediastack", "meistertask", "mercadopago", "mesibo", "messagebird", "metrilo", "mindmeister",
    "mistral", "mixmax", "mixpanel", "mockaroo", "moesif", "monkeylearn", "moonclerk", "moralis", "movebank",
    "nasdaqdatalink", "netlify", "newrelic", "newsapi", "newscatcher", "nexmo", "ngrok", "nicereply", "nozbeteams",
    "numverify", "nytimes", "okta", "omnisend", "onelogin", "onesignal", "onfleet", "oopspam", "openai", "opencage",
    "openrouter", "openuv", "openweather", "openweathermap", "opsgenie", "optimizely", "overloop", "owlbot", "oxylabs",
    "packagecloud", "paddle", "page2images", "pagerduty", "pandadoc", "pandascore", "papertrail", "paralleldots",
    "parseur", "partnerstack", "pastebin", "paydirtapp", "payhip", "paymoapp", "paymongo", "paystack", "pdflayer",
    "pdfshift", "peopledatalabs", "pepipost", "perplexity", "pinecone", "pingdom", "pipedream", "pipedrive", "pixabay",
    "plaid", "planyo", "plivo", "polygonio", "positionstack", "postageapp", "posthog", "postman", "postmark",
    "powrbot", "privacycom", "prodpad", "prospectcrm", "proxycrawl", "pubnub", "pulumi", "pushbullet", "pusher",
    "qiniu", "quaderno", "qualaroo", "qubole", "quickbooks", "quickmetrics", "quicknode", "rapidapi", "raygun",
    "razorpay", "reachmail", "rebrandly", "recaptcha", "recurly", "restpackhtmltopdf", "restpackscreenshot", "ritekit",
    "rocketreach", "rollbar", "route4me", "salescookie", "salesflare", "salesforce", "sauce", "saucelabs", "scaleway",
    "scalingo", "scrapeowl", "scraperbox", "scrapestack", "scrapfly", "scrapingant", "scrapingbee", "screenshotlayer",
    "scrutinizerci", "selectpdf", "sellfy", "sendbird", "sendgrid", "sendinblue", "serphouse", "serpstack",
    "sherpadesk", "shipday", "shippo", "shodan", "shopify", "shotstack", "shutterstock", "signalfx", "signaturit",
    "signupgenius", "sigopt", "simfin", "simplesat", "simplynoted", "simvoly", "skrappio", "skybiometry", "skyscanner",
    "smartsheet", "snipcart", "snyk", "sonarcloud", "sonarqube", "soundcloud", "sourcegraph", "sparkpost", "splunk",
    "spoonacular", "sportsmonk", "spotify", "squareup", "sslmate", "stackexchange", "statuscake", "statuspage",
    "statuspal", "stitchdata", "storecove", "stormboard", "stormglass", "storyblok", "strava", "sumologic", "supabase",
    "supernotes", "surveybot", "surveymonkey", "surveysparrow", "survicate", "tallyfy", "tatumio", "tavily", "taxjar",
    "tefter", "telegram", "telnyx", "textrazor", "ticketmaster", "tickettailor", "tiingo", "timber", "timecamp",
    "timezoneapi", "tineswebhook", "tinypng", "tmdb", "tmetric", "todoist", "togglplan", "toggltrack", "tomtom",
    "tradier", "travelpayouts", "travisci", "trello", "tumblr", "twelvedata", "twilio", "twitch", "tyntec", "typeform",
    "unplugg", "unsplash", "upcdatabase", "uplead", "uptimerobot", "upwave", "urlscan", "userflow", "userstack",
    "vatlayer", "vbout", "verimail", "veriphone", "versioneye", "vimeo", "virustotal", "visualcrossing", "vivocha",
    "voiceflow", "voodoosms", "vultr", "wakatime", "walkscore", "weatherapi", "weatherbit", "weatherstack", "webex",
    "webflow", "weibo", "weightsandbiases", "whoxy", "wistia", "workos", "worksnaps", "workstack", "worldcoinindex",
    "worldweather", "wrike", "xero", "yelp", "youneedabudget", "yousign", "zapier", "zendesk", "zendeskapi", "zenkit",
    "zenrows", "zenserp", "zeplin", "zerobounce", "zipapi", "zipbooks", "zipcodeapi", "zipcodebase", "zoho",
    "zonkafeedback", "zulip", "zuora",
};
// clang-format on

}  // namespace veil::assign
