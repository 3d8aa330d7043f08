// Names of providers. One near a value that a telling word names makes the finding specific without a rule of its own.
// Names that are everyday words ("box", "line", "segment") are left out: they say nothing.
#include "match/assign/providers.h"

#include <algorithm>
#include <array>

#include "match/assign/assign.h"

namespace veil::assign {
namespace {

// Sorted by name, so that FindProvider can search; index 0 is "none".
constexpr std::string_view kProviders[] = {
    "", "abstractapi", "abuseipdb", "abyssale", "accuranker", "accuweather", "activecampaign", "activetrail",
    "adafruit", "adalo", "addevent", "adobe", "adyen", "aerisweather", "affinda", "aftership", "agiled", "ahasend",
    "ahrefs", "airbrake", "airtable", "airvisual", "aiven", "akamai", "akismet", "alchemy", "alegra", "aletheiaapi",
    "algolia", "alibaba", "alienvault", "aliyun", "alphavantage", "amadeus", "amazon", "ambee", "amplitude",
    "anthropic", "apacta", "apideck", "apiflash", "apifonica", "apify", "apilayer", "apimatic", "apimetrics",
    "apitemplate", "apivoid", "appcenter", "appdynamics", "appfollow", "appointedd", "appoptics", "appsflyer",
    "appsynergy", "apptivo", "appveyor", "appwrite", "artifactory", "asana", "assemblyai", "atera", "atlassian",
    "audd", "auth0", "authy", "autodesk", "autoklose", "automattic", "avalara", "avaza", "avazapersonal",
    "aviationstack", "aws", "axonaut", "aylien", "ayrshare", "azure", "backblaze", "baidu", "bamboohr", "baremetrics",
    "basecamp", "basisid", "beebole", "besnappy", "betterstack", "bigdatacloud", "billomat", "binance", "bingmaps",
    "bintray", "bitbucket", "bitcoin", "bitfinex", "bitgo", "bitly", "bitmex", "bitrise", "bittrex", "blablabus",
    "blazemeter", "blockchain", "blockcypher", "blockfrost", "blocknative", "bluemix", "bombbomb", "borgbase",
    "braintree", "branchio", "brandfetch", "brevo", "browserless", "browserling", "browserstack", "browshot",
    "bscscan", "bugherd", "bugsnag", "buildkite", "bulksms", "bunnycdn", "buttercms", "bybit", "caflou",
    "calendarific", "calendly", "callrail", "calorieninjas", "campaignmonitor", "campayn", "cannyio", "capsulecrm",
    "captaindata", "carboninterface", "cashboard", "caspio", "censys", "centralstationcrm", "cexio", "chargebee",
    "chargify", "chartbeat", "chartmogul", "chatwork", "checklyhq", "checkvist", "circleci", "clarifai", "clearbit",
    "clickatell", "clickhelp", "clickhouse", "clicksend", "clicksign", "clickup", "cliengo", "clinchpad", "clockify",
    "clockworksms", "cloudant", "cloudconvert", "cloudelements", "cloudflare", "cloudimage", "cloudinary",
    "cloudmersive", "cloudplan", "cloudsmith", "cloverly", "clustdoc", "codacy", "codeclimate", "codecov", "codemagic",
    "codequiry", "cohere", "coinapi", "coinbase", "coincap", "coindesk", "coingecko", "coinlayer", "coinlib",
    "coinmarketcap", "coinranking", "commercejs", "companieshouse", "companyhub", "confluence", "confluent",
    "contentful", "contentstack", "conversiontools", "convertapi", "convertio", "convertkit", "convier", "copyleaks",
    "copyscape", "countrylayer", "coveralls", "craftmyserver", "crossbrowsertesting", "crowdin", "crowdstrike",
    "cryptocompare", "currencyfreaks", "currencylayer", "currencyscoop", "currentsapi", "customerguru", "customerio",
    "dareboost", "databox", "databricks", "datadog", "dataforseo", "datarobot", "datocms", "deepai", "deepgram",
    "deepl", "deepseek", "deepsource", "denodeploy", "detectify", "devcycle", "dfuse", "diffbot", "diggernaut",
    "digitalocean", "dingtalk", "discord", "disqus", "dockerhub", "docparser", "documo", "docusign", "doppler",
    "dotdigital", "dovico", "dronahq", "droneci", "dropbox", "duply", "dwolla", "dynalist", "dynatrace", "dyspatch",
    "eagleeyenetworks", "easyinsight", "easypost", "ebay", "edamam", "edenai", "ejabberd", "elastic", "elasticemail",
    "elasticsearch", "elevenlabs", "enablex", "endorlabs", "envoyapi", "ethereum", "etherscan", "ethplorer", "etsy",
    "eventbrite", "everhour", "evernote", "eversign", "exchangerateapi", "exchangeratesapi", "exportsdk",
    "extractorapi", "facebook", "faceplusplus", "fastforex", "fastly", "fastspring", "feishu", "fibery", "figma",
    "filestack", "finage", "financialmodelingprep", "finicity", "finnhub", "firebase", "fixerio", "fleetbase",
    "flickr", "flightaware", "flightlabs", "flightstats", "flowflu", "flutterwave", "formbucket", "formcraft",
    "formsite", "fossa", "foursquare", "freshbooks", "freshdesk", "ftx", "fullcontact", "fullstory", "fusebill",
    "fxmarket", "gengo", "geoapify", "geocodify", "geocodio", "geoipify", "getgeoapi", "getgist", "getresponse",
    "getsandbox", "giphy", "gitea", "github", "gitlab", "gitter", "glassnode", "globalping", "gocanvas", "gocardless",
    "godaddy", "goodreads", "google", "grafana", "graphcms", "graphhopper", "groovehq", "groq", "gtmetrix",
    "guardianapi", "gumroad", "gyazo", "happyscribe", "hashicorp", "helpcrunch", "helpscout", "hereapi", "heroku",
    "hexnode", "hiveage", "holidayapi", "honeybadger", "honeycomb", "hotjar", "html2pdf", "hubspot", "hubstaff",
    "huggingface", "humanloop", "hunterio", "hypertrack", "iconfinder", "iexcloud", "imagekit", "imgix", "imgur",
    "infobip", "infura", "insightly", "instabot", "instagram", "instamojo", "intercom", "interseller", "intra42",
    "invoiceocean", "ip2location", "ipapi", "ipbase", "ipgeolocation", "ipify", "ipinfo", "ipinfodb", "ipqualityscore",
    "ipregistry", "ipstack", "ironsource", "jenkins", "jfrog", "jira", "jotform", "jumpcloud", "jumpseller", "kakao",
    "kanbanize", "kanbantool", "karmacrm", "keen", "keenio", "keycdn", "klarna", "klaviyo", "klipfolio", "knapsackpro",
    "kontent", "kraken", "kucoin", "langfuse", "langsmith", "languagelayer", "lastfm", "launchdarkly", "leadfeeder",
    "lemonsqueezy", "lendflow", "lessannoyingcrm", "lexigram", "linkedin", "linode", "listennotes", "liveagent",
    "livechat", "livestorm", "localizely", "locationiq", "logdna", "logentries", "loggly", "loginradius", "logzio",
    "lokalise", "loyverse", "lunchmoney", "madkudu", "magicbell", "mailboxlayer", "mailchimp", "mailcow", "mailerlite",
    "mailersend", "mailgun", "mailinator", "mailjet", "mailmodo", "mailsac", "mailtrap", "makecom", "mandrill",
    "mapbox", "mapquest", "marketstack", "mattermost", "mavenlink", "maxmind", "mediastack", "meilisearch",
    "meistertask", "meraki", "mercadopago", "mesibo", "messagebird", "messari", "metaapi", "metrilo", "microcms",
    "microsoft", "mistral", "mixmax", "mixpanel", "mockaroo", "moesif", "mollie",
    "mongodb", "moonclerk", "moosend", "moralis", "movebank", "multiavatar", "myintervals", "nasdaqdatalink",
    "netcorecloud", "nethunt", "netlify", "neutrinoapi", "newrelic", "newsapi", "newscatcher", "nexmo", "nftport",
    "ngrok", "nicereply", "notisend", "npm", "nuget", "numverify", "nylas", "nytimes", "oanda", "okta", "omdb",
    "omnisend", "oncehub", "onedesk", "onelogin", "onepagecrm", "onesignal", "oneuptime", "onfido", "onwaterio",
    "oopspam", "openai", "opencage", "opencagedata", "opendatasoft", "openrouter", "openrouteservice", "openuv",
    "openweather", "openweathermap", "opsgenie", "optidash", "optimizely", "owlbot", "oxylabs", "packagecloud",
    "paddle", "page2images", "pagerduty", "pandadoc", "pandascore", "paperform", "papertrail", "paralleldots",
    "parsehub", "parseur", "partnerstack", "paydirtapp", "payhip", "paymongo", "paypal", "paystack", "peopledatalabs",
    "pepipost", "perplexity", "petfinder", "phabricator", "pinecone", "pingdom", "pinterest", "pipedream", "pipedrive",
    "pivotaltracker", "pixabay", "plaid", "planyo", "plivo", "podio", "poeditor", "poloniex", "polygonio",
    "positionstack", "postageapp", "postgres", "postgrid", "posthog", "postman", "postmark", "powrbot", "prismic",
    "privacycom", "prodpad", "promptlayer", "proxycrawl", "pubnub", "pulumi", "pushbullet", "pusher", "pusherapp",
    "pushover", "qase", "qiniu", "quaderno", "qualaroo", "qubole", "quickbooks", "quickmetrics", "quicknode",
    "rapidapi", "raygun", "razorpay", "reachmail", "readwise", "rebrandly", "recaptcha", "recurly", "redbooth",
    "reddit", "redis", "rentcast", "rentman", "repairshopr", "restpack", "ringcentral", "ritekit", "rocketreach",
    "rollbar", "roninapp", "route4me", "rownd", "rubygems", "runpod", "runrunit", "salesblink", "salescookie",
    "salesflare", "salesforce", "salesmate", "satismeter", "sauce", "saucelabs", "scaleway", "scalingo", "scrapeowl",
    "scraperapi", "scraperbox", "scrapestack", "scrapfly", "scrapingant", "scrapingbee", "screenshotapi",
    "screenshotlayer", "securitytrails", "segmentio", "sellfy", "semaphoreci", "semrush", "sendbird", "sendgrid",
    "sendinblue", "sendpulse", "sentry", "serpapi", "serphouse", "serpstack", "shipengine", "shippo", "shipstation",
    "shodan", "shopify", "shotstack", "shutterstock", "signalfx", "signaturit", "sigopt", "simfin", "simplesat",
    "simplynoted", "simvoly", "siteleaf", "skrapp", "skybiometry", "skyscanner", "slack", "smartlook", "smartproxy",
    "smartsheet", "snipcart", "snowflake", "snyk", "sonarcloud", "sonarqube", "soundcloud", "sparkpost",
    "speechmatics", "speechtext", "splitwise", "splunk", "spoonacular", "sportmonks", "sportradar", "spotify",
    "spotinst", "squarespace", "squareup", "sslmate", "stackexchange", "stannp", "statuscake", "statuspage",
    "statuspal", "steamapi", "stitchdata", "storecove", "stormboard", "stormglass", "storyblok", "storychief",
    "strava", "stripe", "stripo", "stytch", "sugarcrm", "sumologic", "sumup", "supabase", "supernotes", "surveybot",
    "surveymonkey", "surveysparrow", "survicate", "swiftype", "tallyfy", "tatumio", "tavily", "taxjar", "teamgate",
    "techsmith", "telegram", "telesign", "teletype", "telnyx", "tencent", "terraform", "textmagic", "textrazor",
    "theoddsapi", "thinkific", "thousandeyes", "ticketmaster", "tickettailor", "ticktick", "tiingo", "timber",
    "timecamp", "timezoneapi", "tineswebhook", "tinypng", "tmdb", "tmetric", "todoist", "togglapi", "togglplan",
    "toggltrack", "tomorrowio", "tomtom", "tradier", "trakt", "transferwise", "travelpayouts", "travis", "trello",
    "trustpilot", "tumblr", "twelvedata", "twilio", "twitch", "twitter", "twocaptcha", "tyntec", "typeform", "ubidots",
    "uclassify", "unplugg", "unsplash", "upcdatabase", "uplead", "uploadcare", "upstash", "uptimerobot", "urlscan",
    "userflow", "userstack", "vagrantcloud", "vatlayer", "vbout", "vercel", "verimail", "veriphone", "vimeo",
    "virustotal", "visualcrossing", "vivocha", "voiceflow", "voicegain", "vonage", "voodoosms", "vouchery", "vpnapi",
    "vultr", "wakatime", "walkscore", "weatherapi", "weatherbit", "weatherstack", "weaviate", "webex", "webflow",
    "webscraping", "wechat", "weibo", "wepay", "whatsapp", "whoisxml", "whoxy", "wiseapi", "wistia", "woocommerce",
    "wordnik", "wordpress", "workos", "workstack", "worldcoinindex", "worldweatheronline", "wrike", "xero", "yahoo",
    "yandex", "yelp", "yextapi", "ynab", "youneedabudget", "yousign", "youtube", "zapier", "zendesk", "zendeskapi",
    "zenkit", "zenrows", "zenscrape", "zenserp", "zeplin", "zerobounce", "zerotier", "zipapi", "zipbooks",
    "zipcodeapi", "zipcodebase", "zoho", "zonkafeedback", "zoom", "zulip", "zuora"};
constexpr size_t kCount = std::size(kProviders);

}  // namespace

std::string_view ProviderName(uint32_t provider) { return provider < kCount ? kProviders[provider] : kProviders[0]; }
size_t ProviderCount() { return kCount; }

uint32_t FindProvider(std::string_view lower_word) {
  const auto* end = kProviders + kCount;
  const auto* found = std::lower_bound(kProviders + 1, end, lower_word);
  return found != end && *found == lower_word ? static_cast<uint32_t>(found - kProviders) : 0;
}

}  // namespace veil::assign
