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
    "jdbc:", "login(", "getconnection(", "dbi->connect(",
    // Providers whose name is no everyday word: "mixpanel: <32 hex digits>" needs no other word.
    "abstractapi", "abuseipdb", "abyssale", "accuranker", "accuweather", "activecampaign", "activetrail", "adafruit",
    "adalo", "addevent", "adyen", "aerisweather", "affinda", "aftership", "agiled", "ahasend", "ahrefs", "airbrake",
    "airtable", "airvisual", "aiven", "akismet", "alchemy", "alegra", "aletheiaapi", "algolia", "alienvault", "aliyun",
    "alphavantage", "amadeus", "ambee", "amplitude", "anthropic", "apacta", "apideck", "apiflash", "apifonica",
    "apify", "apilayer", "apimatic", "apimetrics", "apitemplate", "apivoid", "appcenter", "appdynamics", "appfollow",
    "appointedd", "appoptics", "appsflyer", "appsynergy", "apptivo", "appveyor", "appwrite", "artifactory", "asana",
    "assemblyai", "atera", "audd", "authy", "autodesk", "autoklose", "automattic", "avalara", "avaza", "avazapersonal",
    "aviationstack", "axonaut", "aylien", "ayrshare", "backblaze", "bamboohr", "baremetrics", "basisid", "beebole",
    "besnappy", "betterstack", "bigdatacloud", "billomat", "binance", "bingmaps", "bitbucket", "bitfinex", "bitgo",
    "bitly", "bitmex", "bitrise", "bittrex", "blablabus", "blazemeter", "blockcypher", "blockfrost", "blocknative",
    "bombbomb", "borgbase", "braintree", "branchio", "brandfetch", "brevo", "browserless", "browserling",
    "browserstack", "browshot", "bscscan", "bugherd", "bugsnag", "buildkite", "bulksms", "bunnycdn", "buttercms",
    "bybit", "caflou", "calendarific", "calendly", "callrail", "calorieninjas", "campaignmonitor", "campayn",
    "cannyio", "capsulecrm", "captaindata", "carboninterface", "cashboard", "caspio", "censys", "centralstationcrm",
    "cexio", "chargebee", "chargify", "chartbeat", "chartmogul", "chatwork", "checklyhq", "checkvist", "circleci",
    "clarifai", "clearbit", "clickatell", "clickhelp", "clicksend", "clicksign", "clickup", "cliengo", "clinchpad",
    "clockify", "clockworksms", "cloudant", "cloudconvert", "cloudelements", "cloudflare", "cloudimage", "cloudinary",
    "cloudmersive", "cloudplan", "cloudsmith", "cloverly", "clustdoc", "codacy", "codeclimate", "codecov", "codemagic",
    "codequiry", "cohere", "coinapi", "coinbase", "coincap", "coindesk", "coingecko", "coinlayer", "coinlib",
    "coinmarketcap", "coinranking", "commercejs", "companieshouse", "companyhub", "confluent", "contentful",
    "contentstack", "conversiontools", "convertapi", "convertio", "convertkit", "convier", "copyleaks", "copyscape",
    "countrylayer", "coveralls", "craftmyserver", "crossbrowsertesting", "crowdin", "crowdstrike", "cryptocompare",
    "currencyfreaks", "currencylayer", "currencyscoop", "currentsapi", "customerguru", "customerio", "dareboost",
    "databox", "databricks", "datadog", "dataforseo", "datarobot", "datocms", "deepai", "deepgram", "deepl",
    "deepseek", "deepsource", "denodeploy", "detectify", "devcycle", "dfuse", "diffbot", "diggernaut", "digitalocean",
    "dingtalk", "discord", "disqus", "dockerhub", "docparser", "documo", "docusign", "dotdigital", "dovico", "dronahq",
    "droneci", "dropbox", "duply", "dwolla", "dynalist", "dynatrace", "dyspatch", "eagleeyenetworks", "easyinsight",
    "easypost", "edamam", "edenai", "ejabberd", "elasticemail", "elevenlabs", "enablex", "endorlabs", "envoyapi",
    "etherscan", "ethplorer", "eventbrite", "everhour", "evernote", "eversign", "exchangerateapi", "exchangeratesapi",
    "exportsdk", "extractorapi", "faceplusplus", "fastforex", "fastly", "fastspring", "feishu", "fibery", "figma",
    "filestack", "finage", "financialmodelingprep", "finicity", "finnhub", "fixerio", "fleetbase", "flickr",
    "flightaware", "flightlabs", "flightstats", "flowflu", "flutterwave", "formbucket", "formcraft", "formsite",
    "fossa", "foursquare", "freshbooks", "freshdesk", "fullcontact", "fullstory", "fusebill", "fxmarket", "gengo",
    "geoapify", "geocodify", "geocodio", "geoipify", "getgeoapi", "getgist", "getresponse", "getsandbox", "giphy",
    "gitter", "glassnode", "globalping", "gocanvas", "gocardless", "godaddy", "goodreads", "graphcms", "graphhopper",
    "groovehq", "gtmetrix", "guardianapi", "gumroad", "gyazo", "happyscribe", "helpcrunch", "helpscout", "hereapi",
    "heroku", "hexnode", "hiveage", "holidayapi", "honeybadger", "honeycomb", "hotjar", "html2pdf", "hubspot",
    "hubstaff", "huggingface", "humanloop", "hunterio", "hypertrack", "iconfinder", "iexcloud", "imagekit", "imgix",
    "imgur", "infobip", "infura", "insightly", "instabot", "instamojo", "intercom", "interseller", "intra42",
    "invoiceocean", "ip2location", "ipapi", "ipbase", "ipgeolocation", "ipify", "ipinfo", "ipinfodb", "ipqualityscore",
    "ipregistry", "ipstack", "ironsource", "jfrog", "jotform", "jumpcloud", "jumpseller", "kanbanize", "kanbantool",
    "karmacrm", "keenio", "keycdn", "klarna", "klaviyo", "klipfolio", "knapsackpro", "kontent", "kucoin", "langfuse",
    "langsmith", "languagelayer", "lastfm", "launchdarkly", "leadfeeder", "lemonsqueezy", "lendflow",
    "lessannoyingcrm", "lexigram", "linode", "listennotes", "liveagent", "livechat", "livestorm", "localizely",
    "locationiq", "logdna", "logentries", "loggly", "loginradius", "logzio", "lokalise", "loyverse", "lunchmoney",
    "madkudu", "magicbell", "mailboxlayer", "mailchimp", "mailcow", "mailerlite", "mailersend", "mailgun",
    "mailinator", "mailjet", "mailmodo", "mailsac", "mailtrap", "makecom", "mandrill", "mapbox", "mapquest",
    "marketstack", "mattermost", "mavenlink", "maxmind", "mediastack", "meilisearch", "meistertask", "meraki",
    "mercadopago", "mesibo", "messagebird", "messari", "metaapi", "metrilo", "microcms", "mistral", "mixmax",
    "mixpanel", "mockaroo", "moesif", "mollie", "moonclerk", "moosend", "moralis", "movebank", "multiavatar",
    "myintervals", "nasdaqdatalink", "netcorecloud", "nethunt", "netlify", "neutrinoapi", "newrelic", "newsapi",
    "newscatcher", "nexmo", "nftport", "ngrok", "nicereply", "notisend", "numverify", "nylas", "nytimes", "oanda",
    "okta", "omnisend", "oncehub", "onedesk", "onelogin", "onepagecrm", "onesignal", "oneuptime", "onfido",
    "onwaterio", "oopspam", "openai", "opencage", "opencagedata", "opendatasoft", "openrouter", "openrouteservice",
    "openuv", "openweather", "openweathermap", "opsgenie", "optidash", "optimizely", "owlbot", "oxylabs",
    "packagecloud", "page2images", "pagerduty", "pandadoc", "pandascore", "paperform", "papertrail", "paralleldots",
    "parsehub", "parseur", "partnerstack", "paydirtapp", "payhip", "paymongo", "paystack", "peopledatalabs",
    "pepipost", "perplexity", "petfinder", "pinecone", "pingdom", "pipedream", "pipedrive", "pivotaltracker",
    "pixabay", "plaid", "planyo", "plivo", "podio", "poeditor", "poloniex", "polygonio", "positionstack", "postageapp",
    "postgrid", "posthog", "postman", "postmark", "powrbot", "prismic", "privacycom", "prodpad", "promptlayer",
    "proxycrawl", "pubnub", "pulumi", "pushbullet", "pusher", "pusherapp", "pushover", "qase", "qiniu", "quaderno",
    "qualaroo", "qubole", "quickbooks", "quickmetrics", "quicknode", "rapidapi", "raygun", "razorpay", "reachmail",
    "readwise", "rebrandly", "recaptcha", "recurly", "redbooth", "rentcast", "rentman", "repairshopr", "restpack",
    "ringcentral", "ritekit", "rocketreach", "rollbar", "roninapp", "route4me", "rownd", "runpod", "runrunit",
    "salesblink", "salescookie", "salesflare", "salesforce", "salesmate", "satismeter", "saucelabs", "scaleway",
    "scalingo", "scrapeowl", "scraperapi", "scraperbox", "scrapestack", "scrapfly", "scrapingant", "scrapingbee",
    "screenshotapi", "screenshotlayer", "securitytrails", "segmentio", "sellfy", "semaphoreci", "semrush", "sendbird",
    "sendgrid", "sendinblue", "sendpulse", "serpapi", "serphouse", "serpstack", "shipengine", "shippo", "shipstation",
    "shodan", "shopify", "shotstack", "shutterstock", "signalfx", "signaturit", "sigopt", "simfin", "simplesat",
    "simplynoted", "simvoly", "siteleaf", "skrapp", "skybiometry", "skyscanner", "smartlook", "smartproxy",
    "smartsheet", "snipcart", "snyk", "sonarcloud", "soundcloud", "sparkpost", "speechmatics", "speechtext",
    "splitwise", "splunk", "spoonacular", "sportmonks", "sportradar", "spotify", "spotinst", "squareup", "sslmate",
    "stackexchange", "stannp", "statuscake", "statuspage", "statuspal", "steamapi", "stitchdata", "storecove",
    "stormboard", "stormglass", "storyblok", "storychief", "strava", "stripo", "stytch", "sugarcrm", "sumologic",
    "sumup", "supabase", "supernotes", "surveybot", "surveymonkey", "surveysparrow", "survicate", "swiftype",
    "tallyfy", "tatumio", "tavily", "taxjar", "teamgate", "techsmith", "telegram", "telesign", "teletype", "telnyx",
    "textmagic", "textrazor", "theoddsapi", "thinkific", "thousandeyes", "ticketmaster", "tickettailor", "ticktick",
    "tiingo", "timecamp", "timezoneapi", "tineswebhook", "tinypng", "tmdb", "tmetric", "todoist", "togglapi",
    "togglplan", "toggltrack", "tomorrowio", "tomtom", "tradier", "trakt", "transferwise", "travelpayouts", "trello",
    "trustpilot", "tumblr", "twelvedata", "twilio", "twitch", "twocaptcha", "tyntec", "typeform", "ubidots",
    "uclassify", "unplugg", "unsplash", "upcdatabase", "uplead", "uploadcare", "upstash", "uptimerobot", "urlscan",
    "userflow", "userstack", "vagrantcloud", "vatlayer", "vbout", "verimail", "veriphone", "vimeo", "virustotal",
    "visualcrossing", "vivocha", "voiceflow", "voicegain", "vonage", "voodoosms", "vouchery", "vpnapi", "vultr",
    "wakatime", "walkscore", "weatherapi", "weatherbit", "weatherstack", "weaviate", "webex", "webflow", "webscraping",
    "weibo", "wepay", "whoisxml", "whoxy", "wiseapi", "wistia", "wordnik", "workos", "workstack", "worldcoinindex",
    "worldweatheronline", "wrike", "xero", "yelp", "yextapi", "ynab", "youneedabudget", "yousign", "zapier", "zendesk",
    "zendeskapi", "zenkit", "zenrows", "zenscrape", "zenserp", "zeplin", "zerobounce", "zerotier", "zipapi",
    "zipbooks", "zipcodeapi", "zipcodebase", "zoho", "zonkafeedback", "zulip", "zuora"};

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
