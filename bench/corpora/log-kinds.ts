import { alphanumeric, digits, hexDigits, type Random } from '../random.ts';

/** How the lines of a log look. Messages are drawn once and used again; heads and tails make each line another one. */
export interface LogKind {
  /** Completes "a log of …". */
  of: string;
  /** In front of the message, with what stands between them. */
  head(line: number): string;
  message(random: Random): string;
  tail(line: number): string;
}

/** A service's own log. Every third line has a word that tells of secrets. */
export const service: LogKind = {
  of: 'a service',
  head: (line) => `${time(line).toISOString()} `,
  message: serviceMessage,
  tail: (line) => ` request=${numberOf(line)}`,
};

/** A web server's access log: hardly a telling word. */
export const web: LogKind = {
  of: 'a web server',
  head: (line) => `10.${line & 255}.${(line >> 8) & 255}.${(line >> 4) & 255} - - [${time(line).toUTCString()}] `,
  message: (random) =>
    `"${random.pick(['GET', 'GET', 'GET', 'POST'])} /${random.pick(pages)}/${random.below(100_000)} HTTP/1.1" ${random.pick([200, 200, 200, 304, 404])} ${random.below(90_000)} "-" "${random.pick(browsers)}"`,
  tail: (line) => ` ${numberOf(line) % 900}`,
};

/** The log of sshd and sudo: "password" or "auth" in nearly every line. */
export const sshd: LogKind = {
  of: 'sshd and sudo',
  head: (line) =>
    `${time(line).toUTCString().slice(8, 11)} ${time(line).toISOString().slice(8, 10)} ${time(line).toISOString().slice(11, 19)} web-07 `,
  message: (random) => {
    const process = `[${random.below(60_000)}]: `;
    const user = random.pick(users);
    const from = `from 10.${random.below(256)}.${random.below(256)}.${random.below(256)} port`;
    return random.pick([
      `sshd${process}Failed password for ${user} ${from}`,
      `sshd${process}Failed password for invalid user ${user} ${from}`,
      `sshd${process}pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.${random.below(256)} user=${user}`,
      `sshd${process}Accepted publickey for ${user} ${from} 22 ssh2: RSA SHA256:${random.text(alphanumeric, 43)}`,
      `sshd${process}Connection closed by authenticating user ${user} ${from} 22 [preauth]`,
      `sudo:   ${user} : TTY=pts/0 ; PWD=/home/${user} ; USER=root ; COMMAND=/usr/bin/apt update`,
      `CRON${process}pam_unix(cron:session): session opened for user ${user}(uid=${random.below(1000)}) by (uid=0)`,
    ]);
  },
  tail: (line) => ` ${numberOf(line) % 65_536}`,
};

/** Components of Kubernetes: one or two telling words in most lines. */
export const kubernetes: LogKind = {
  of: 'Kubernetes',
  head: (line) =>
    `I${time(line).toISOString().slice(5, 7)}${time(line).toISOString().slice(8, 10)} ${time(line).toISOString().slice(11, 23)}000       1 `,
  message: (random) => {
    const place = `${random.pick(['controller', 'reflector', 'kubelet', 'secret', 'token_manager', 'auth'])}.go:${random.below(900)}] `;
    return random.pick([
      `${place}"Syncing pod" pod="default/web-${random.text(hexDigits, 5)}" podUID="${random.text(hexDigits, 8)}-0000"`,
      `${place}"Secret updated" secret="kube-system/bootstrap-token-${random.text(hexDigits, 6)}"`,
      `${place}Watch close - *v1.Secret total ${random.below(999)} items received`,
      `${place}"MountVolume.SetUp succeeded" volumeName="kube-api-access-${random.text(hexDigits, 5)}"`,
      `${place}Caches are synced for token_cleaner`,
      `${place}"Unable to authenticate the request" err="[invalid bearer token, token lookup failed]"`,
    ]);
  },
  tail: (line) => ` attempt=${numberOf(line) % 10_000}`,
};

/** A service's log with a JSON object in each line. */
export const json: LogKind = {
  of: 'a service in JSON',
  head: (line) => `{"ts":"${time(line).toISOString()}",`,
  message: (random) => {
    const says = random.pick([
      'request finished',
      'token refreshed',
      'session loaded',
      'password reset requested',
      'cache miss',
    ]);
    const common = `"level":"info","caller":"${random.pick(['api', 'auth', 'store'])}/${random.pick(['handler', 'session', 'token'])}.go:${random.below(900)}","msg":"${says}"`;
    return random.pick([
      `${common},"request_id":"${random.text(hexDigits, 32)}","status":200,"duration_ms":${random.below(100)}`,
      `${common},"user_id":${random.text(digits, 6)},"path":"/api/v1/users/${random.below(100_000)}"`,
      `${common},"trace_id":"${random.text(hexDigits, 32)}","span_id":"${random.text(hexDigits, 16)}"`,
      `${common},"token_type":"bearer","expires_in":${random.below(9000)}`,
      `${common},"error":"context deadline exceeded","attempt":${random.below(9)}`,
    ]);
  },
  tail: (line) => `,"n":${numberOf(line)}}`,
};

function time(line: number): Date {
  // 3 ms a line from a fixed start: no clock, the same file each time.
  return new Date(1717200000000 + line * 3);
}

// Different for each line.
function numberOf(line: number): number {
  return (line * 2654435761) >>> 0;
}

const pages = ['index', 'products', 'search', 'static/app.js', 'images/logo.png', 'blog', 'cart'];
const browsers = [
  'Mozilla/5.0 (X11; Linux x86_64) Firefox/126.0',
  'Mozilla/5.0 (Macintosh) Safari/605.1.15',
  'curl/8.5.0',
];
const users = ['root', 'admin', 'deploy', 'oracle', 'git', 'ubuntu', 'postgres', 'www-data', 'alice'];
const levels = ['INFO', 'INFO', 'INFO', 'INFO', 'DEBUG', 'DEBUG', 'WARN', 'ERROR'];
const parts = ['http', 'db.pool', 'cache', 'worker', 'auth', 'billing', 'search', 'mailer', 'scheduler', 'gateway'];
const verbs = [
  'accepted',
  'finished',
  'retried',
  'dropped',
  'queued',
  'opened',
  'closed',
  'refreshed',
  'expired',
  'loaded',
];
const things = [
  'connection',
  'request',
  'session',
  'batch',
  'token cache entry',
  'job',
  'page',
  'invoice',
  'user profile',
  'index segment',
];

function serviceMessage(random: Random): string {
  const common = `${random.pick(levels)} ${random.pick(parts)} ${random.pick(verbs)} ${random.pick(things)}`;
  return random.pick([
    `${common} id=${random.text(hexDigits, 8)}-${random.text(hexDigits, 4)}-4${random.text(hexDigits, 3)}-a${random.text(hexDigits, 3)}-${random.text(hexDigits, 12)}`,
    `${common} in ${random.below(900)} ms, ${random.below(50)} left`,
    `${common} path=/api/v2/${random.pick(things).replace(/ /g, '-')}/${random.below(1_000_000)} status=${random.pick([200, 200, 201, 304, 404, 500])}`,
    `${common} user=${random.below(100_000)} ip=10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
    `${common} sha256=${random.text(hexDigits, 64)} size=${random.below(1_000_000)}`,
    `${common}: upstream said "${random.pick(verbs)} by peer" after ${random.below(30)} tries`,
  ]);
}
