/** Vocabulary for the context of a case: names that people give to keys, hosts, users and vendors. */

export const plainWords =
  'amber anchor apple arrow autumn bamboo banner basket beacon berry bishop blanket blossom bottle breeze bridge bucket butter button cabin camera candle canyon castle cedar cherry circle cloud clover coffee comet copper coral cotton cousin cricket crystal dancer desert diamond dolphin dragon eagle ember falcon feather fiddle finger forest fountain garden ginger glacier guitar hammer harbor hazel honey hunter island ivory jacket jaguar jungle kettle kitten ladder lantern lemon lizard lucky magnet mango marble meadow melon mirror monkey morning mountain needle nutmeg ocean olive orange orchid otter oyster panda paper parrot pebble pepper pilot planet pocket poppy potato prairie pumpkin purple puzzle rabbit rainbow raven ribbon river rocket saddle salmon sandal scarlet shadow silver spider spring squirrel summer sunset tango thunder tiger timber tomato tulip tunnel turtle umbrella valley velvet violet walnut whisper willow window winter wizard yellow zebra'.split(
    ' ',
  );

export const firstNames =
  'ricardo annika sophie dmitri yusuf helena marco ingrid pierre giulia katrin hiroshi lukas oksana fatima bjorn chiara mateusz nadia stefan'.split(
    ' ',
  );

export const foreignWords =
  'sonnenblume mariposa fenster ventana chaleur gattino schnecke castillo papillon vinterdag kirsche zanahoria brouette segelboot lampada cielo tortue regenbogen caballo fiocco'.split(
    ' ',
  );

export const firms =
  'siemens contoso bosch lufthansa nestle philips tesco carrefour initech globex hooli umbra nordea telekom'.split(' ');

/** Words of the list that wallets draw their phrases from (BIP 39). */
export const walletWords =
  'abandon absorb acoustic adjust album alien amateur anchor antenna apology arctic armor artist asthma atom vacuum valve vanish velvet vendor venture vessel vibrant victory village vintage violin virtual visa vital vivid vocal voice volcano wagon walnut warrior wealth weapon weasel whale wheat whip width wild winner winter wisdom witness wonder wrestle wrist yellow young youth zebra zone'.split(
    ' ',
  );

export const userNames =
  'admin root deploy jenkins alice bob appuser dbadmin postgres svc_backup ci-bot jsmith mmeyer tanaka olga reporting webmaster operator sysop nagios'.split(
    ' ',
  );

// Companies whose keys have no prefix of their own: the long tail that is told by its name only.
export const vendors =
  'datadog mailchimp mixpanel amplitude algolia pusher cloudinary mapbox bitly clarifai contentful crowdin deepgram disqus docusign dropbox etsy eventbrite fastly finnhub flickr foursquare freshdesk geocodio giphy heap helpscout hunterio imgur intercom ipinfo ipstack jotform keen kraken launchdarkly livechat loggly mailgun maxmind messagebird nexmo newsapi omdb opencage openweather optimizely pagerduty paddle pipedrive pingdom plivo polygon rollbar sauce sendbird skyscanner snyk spotify statuspage strava sumologic surveymonkey telnyx timber tmdb todoist travisci trello twitch typeform unsplash vimeo weatherbit webex wrike xero yelp zendesk zoom'.split(
    ' ',
  );

/** Names of a key, as words; the case comes from where it stands. */
export const keyNames: readonly string[][] = [
  'api key',
  'api key',
  'api key',
  'api token',
  'api secret',
  'secret key',
  'secret',
  'token',
  'access token',
  'auth token',
  'client secret',
  'app secret',
  'app key',
  'consumer secret',
  'signing key',
  'encryption key',
  'webhook secret',
  'refresh token',
  'access key',
  'auth key',
  'bearer token',
  'service token',
  'license key',
  'session secret',
  'hmac key',
  'jwt secret',
  'private key',
  'bot token',
  'deploy token',
  'account key',
  'shared secret',
  'master key',
  'admin token',
  'subscription key',
  'integration key',
  'write key',
  'server key',
  'oauth token',
  'user token',
  'api auth token',
].map((name) => name.split(' '));

export const keyPrefixes = ['', '', '', 'my', 'prod', 'live', 'default', 'main', 'internal', 'partner', 'test'];

export const hostNames = [
  'db.internal',
  'api.acme.io',
  'mq01.corp.local',
  '10.20.30.41',
  'pg-main.eu-west-1.rds.amazonaws.com',
  'git.widgets.dev',
  'cache-1',
  'ftp.oldsite.org',
  'sql.lab.lan',
  'staging.shop.net',
];
