import {
  alphanumeric,
  base64Digits,
  base64UrlDigits,
  digits,
  hexDigits,
  lowerLetters,
  type Random,
  upperLetters,
} from '../random.ts';
import { crc32, crcBase62, crcHex, crcHexReversed, withBech32Check } from './checksums.ts';
import { firms, firstNames, foreignWords, plainWords, userNames, walletWords } from './words.ts';

/** The shapes under which recall is told, as the field's own studies tell them. */
export type Shape =
  | 'alphanumeric'
  | 'own prefix'
  | 'hex'
  | 'base64-like'
  | 'password-like'
  | 'UUID'
  | 'with punctuation'
  | 'URL credentials'
  | 'JWT or PEM'
  | 'hash';

export interface Value {
  text: string;
  shape: Shape;
}

const alphabets: Record<string, string> = {
  alnum: alphanumeric,
  lower: lowerLetters + digits,
  upper: upperLetters + digits,
  letters: upperLetters + lowerLetters,
  hex: hexDigits,
  HEX: '0123456789ABCDEF',
  hexl: hexDigits,
  digits,
  b64url: base64UrlDigits,
  b64n: base64Digits,
  base32: `${upperLetters}234567`,
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  punctl: `${alphanumeric}!*%-+`,
  jwtbody: base64UrlDigits,
  bech32: 'qpzry9x8gf2tvdw0s3jn54khce6mua7l',
};

/** `length` characters of the named alphabet; for b64 that many random bytes in base64. Throws on an unknown name. */
export function filler(random: Random, kind: string, length: number): string {
  if (kind === 'b64') return Buffer.from(randomBytes(random, length)).toString('base64');
  if (kind === 'uuid') return uuid(random);
  if (kind === 'UUID') return uuid(random).toUpperCase();
  if (kind === 'age') return ageBody(random);
  const alphabet = alphabets[kind];
  if (alphabet === undefined) throw new Error(`no alphabet '${kind}'`);
  // No text of one class only, where chance would make it: a key of 16 letters is another shape than a mixed one.
  const text = random.text(alphabet, length);
  if (kind !== 'alnum' || length < 8) return text;
  return /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) ? text : filler(random, kind, length);
}

// What keys look like in the wild, most common first; repeated entries weigh more.
const keyKinds =
  'alnum:32 alnum:32 alnum:40 alnum:20 alnum:24 alnum:16 alnum:64 alnum:43 lower:32 lower:20 lower:25 lower:40 upper:20 upper:32 alnum:18 alnum:28 hex:32 hex:32 hex:40 hex:64 hex:24 b64:24 b64:32 b64:30 b64url:32 b64url:43 uuid punct:24'.split(
    ' ',
  );

export interface ValueContext {
  /** The value stands in a URL's user information. */
  inUrl: boolean;
}

/** Draws a value for a kind list such as `K`, `P`, `H`, `hex:40,uuid` or `pem`. `token` makes one of the formats with a prefix. */
export function drawValue(random: Random, kinds: string, context: ValueContext, token: () => string): Value {
  const kind = random.pick(kinds.split(','));
  if (kind === 'K') return drawValue(random, random.pick(keyKinds), context, token);
  if (kind === 'KP') return drawValue(random, random.chance(0.5) ? 'K' : 'P', context, token);
  if (kind === 'P') return password(random, context);
  if (kind === 'H') return { text: plainPassword(random), shape: 'password-like' };
  if (kind === 'C') return chosenPassword(random, context);
  if (kind === 'F') return officePassword(random, context);
  if (kind === 'B') return writtenPassword(random, context);
  if (kind === 'tok') return { text: token(), shape: 'own prefix' };
  const special = specialValues[kind];
  if (special !== undefined) return special(random);
  const [name = '', length = '0'] = kind.split(':');
  if (name === 'punct')
    return { text: punctuated(random, Number(length), '!@#%^*-_=+.?~&()'), shape: 'with punctuation' };
  if (name === 'b64pct')
    return { text: encodeURIComponent(filler(random, 'b64', Number(length))), shape: 'base64-like' };
  const text = filler(random, name, Number(length));
  return { text, shape: context.inUrl ? 'URL credentials' : shapeOfKind(name, text) };
}

function shapeOfKind(kind: string, text: string): Shape {
  if (kind === 'uuid' || kind === 'UUID') return 'UUID';
  if (kind === 'hex' || kind === 'HEX') return 'hex';
  if (kind === 'b64' || kind === 'b64url' || kind === 'b64n') return text.length < 16 ? 'password-like' : 'base64-like';
  return 'alphanumeric';
}

/** A password as people choose them, and some as generators do. */
function password(random: Random, { inUrl }: ValueContext): Value {
  const word = (): string => random.pick(plainWords);
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const symbol = (): string =>
    random.pick(inUrl ? ['-', '_', '.', '!', '*', '~'] : ['!', '@', '#', '_', '-', '.', '*', '+', '=', '?', '^']);
  const text = random.pick<() => string>([
    () => `${capital(word())}${random.below(9000) + 1000}`,
    () => `${word()}${random.below(90) + 10}`,
    () => `${capital(word())}${symbol()}${random.below(900) + 100}`,
    () => `${word()}${capital(word())}${random.below(10)}`,
    () => word() + word(),
    () => `${capital(word())}${capital(word())}`,
    () => `${word()}-${word()}-${word()}`,
    () => leet(word() + word()),
    () => filler(random, 'alnum', 8 + random.below(6)),
    () => filler(random, 'lower', 8 + random.below(4)),
    () => punctuated(random, 10 + random.below(6), inUrl ? '-_.!*~' : '!@#%^*-_=+.?~'),
    () => punctuated(random, 14 + random.below(8), inUrl ? '-_.!*~' : '!@#%^*-_=+.?~'),
    () => `${capital(word())}${symbol()}${capital(word())}${random.below(100)}`,
    () => filler(random, 'letters', 10 + random.below(6)),
  ])();
  if (inUrl) return { text, shape: 'URL credentials' };
  return { text, shape: text.length >= 14 && /[^A-Za-z0-9-]/.test(text) ? 'with punctuation' : 'password-like' };
}

// Other words and habits than password() has, so that what was tuned on that is measured on these: names and years, words
// of other languages, and short runs of letters as published collections have them (they scramble what they publish,
// letter for letter and digit for digit).
function plainPassword(random: Random): string {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const name = (): string => random.pick(firstNames);
  const word = (): string => random.pick(foreignWords);
  return random.pick<() => string>([
    () => `${capital(name())}${1950 + random.below(70)}`,
    () => `${capital(word())}${random.pick(['!', '?', '$', '#'])}${random.below(90) + 10}`,
    () => `${word()}${random.below(1000)}`,
    () => `${name()}and${name()}`,
    () => `${word()}-${word()}`,
    () => `${capital(name())}@${capital(word())}`,
    () => random.text(lowerLetters, 5 + random.below(2)),
    () => random.text(lowerLetters, 7 + random.below(4)),
    () => capital(random.text(lowerLetters, 6 + random.below(4))),
    () => `${capital(random.text(lowerLetters, 5))}${random.text(digits, 2 + random.below(3))}`,
    () => `${random.text(lowerLetters, 4 + random.below(4))}${random.text(digits, 1 + random.below(4))}`,
    () =>
      `${random.text(lowerLetters, 1)}@${random.text(lowerLetters, 2)}${random.text(digits, 1)}${random.text(lowerLetters, 3)}`,
    () => random.text(upperLetters, 6 + random.below(3)),
    () => filler(random, 'upper', 6 + random.below(4)),
  ])();
}

// What firms' rules and other keyboards make of passwords: a word with a year behind an at sign, runs over the keyboard, digits
// alone, letters of other scripts.
function chosenPassword(random: Random, { inUrl }: ValueContext): Value {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const word = (): string => random.pick(plainWords);
  const at = inUrl ? '-' : '@';
  const end = (): string => random.pick(inUrl ? ['!', '*', '.'] : ['!', '#', '$', '%', '&', '!!']);
  const run = (): string => random.pick(['zxcvb', '1qaz2wsx', 'asdf', 'poiuy', 'qwe', '!QAZ2wsx'.slice(inUrl ? 1 : 0)]);
  const text = random.pick<() => string>([
    () => `${capital(word())}${at}${2005 + random.below(20)}`,
    () => `${capital(word())}${at}${random.below(900) + 100}`,
    () => `${word()}${random.below(900) + 100}${end()}`,
    () => `${run()}${random.text(digits, 3)}${random.text(lowerLetters, 2)}`,
    () => random.text(digits, 6 + random.below(5)),
    () => `${random.text(lowerLetters, 3)}${random.text(digits, 3)}${random.text(upperLetters, 2)}`,
    () => `${capital(random.pick(firstNames))}${random.text(digits, 2)}${end()}`,
    () => `${word()}_${word()}${random.below(100)}`,
    () => `${random.text(upperLetters, 2)}${random.text(lowerLetters, 4)}${end()}${random.text(digits, 3)}`,
    () => capital(leet(word())) + random.below(1000) + end(),
    () => filler(random, 'alnum', 7 + random.below(3)),
    () =>
      inUrl
        ? word() + random.text(digits, 4)
        : `${capital(random.pick(['größe', 'señor', 'été', 'łódka']))}${random.below(9000) + 1000}`,
  ])();
  return { text, shape: inUrl ? 'URL credentials' : 'password-like' };
}

// What offices, phrases and helpdesks make of passwords: firms with a year, phrases with spaces, dates of birth, letters of other
// scripts, marks at the front, and very short ones.
function officePassword(random: Random, { inUrl }: ValueContext): Value {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const word = (): string => random.pick(plainWords);
  const name = (): string => random.pick(firstNames);
  const firm = (): string => random.pick(firms);
  const mark = (): string => random.pick(inUrl ? ['!', '*', '.', '-'] : ['!', '#', '$', '%', '*', '+', '?', '&']);
  const year = (): number => 1998 + random.below(29);
  const two = (): string => random.text(digits, 2);
  const text = random.pick<() => string>([
    () => `${capital(firm())}${year()}${mark()}`,
    () => `${capital(firm())}@${year()}`.replace('@', inUrl ? '_' : '@'),
    () => `${firm()}${two()}`,
    () => `${random.pick(['Winter', 'Sommer', 'Spring', 'Herbst', 'Autumn', 'July', 'March'])}${year()}${mark()}`,
    () => (inUrl ? `${word()}.${name()}` : `${word()} ${name()} ${word()}`),
    () => `${word()}.${word()}.${word()}`,
    () => `${name()}${two()}${two()}${1960 + random.below(50)}`,
    () => `${capital(name())}&${capital(name())}`.replace('&', inUrl ? '-' : '&'),
    () => `${mark()}${leet(word())}${mark()}${year()}`,
    () => random.text(alphanumeric, 4 + random.below(3)),
    () => `${random.text(lowerLetters, 2)}${random.text(digits, 2)}${random.text(upperLetters, 2)}${mark()}`,
    () => `${capital(leet(word() + firm()))}${mark()}`,
    () => `${firm()}-${random.pick(['admin', 'db', 'vpn', 'prod', 'it'])}-${two()}`,
    () => `${random.pick(inUrl ? ['zima'] : ['сирень', 'Żółw', 'niño', 'Müller', '密码本', 'kød'])}${year()}`,
    () => punctuated(random, 8 + random.below(4), inUrl ? '-_.!*~' : '!@#$%^&*-_=+.?~'),
    () => `${capital(word())}${random.below(900) + 100}${capital(word())}${mark()}${mark()}`,
  ])();
  if (inUrl) return { text, shape: 'URL credentials' };
  return { text, shape: text.length >= 14 && /[^A-Za-z0-9-]/.test(text) ? 'with punctuation' : 'password-like' };
}

// What those write who need a secret for a test of a scanner, and what lists of leaked passwords are full of: a sentence in one
// word, letters replaced by marks, a service with its year, a run of the alphabet with something behind it, four words of a comic.
function writtenPassword(random: Random, { inUrl }: ValueContext): Value {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const word = (): string => random.pick(plainWords);
  const service = (): string => random.pick('db redis admin mail ftp vpn wifi oracle backup grafana'.split(' '));
  const mark = (): string => random.pick(inUrl ? ['!', '*', '~'] : ['!', '#', '$', '@', '%', '^', '&', '*']);
  const number = (length: number): string => random.text(digits, length);
  const team = (): string =>
    random.pick('liverpool arsenal ronaldo pokemon metallica naruto slipknot batman'.split(' '));
  const text = random.pick<() => string>([
    () =>
      `${random.pick(['My', 'Our', 'The'])}${random.pick(['Super', 'Very', 'Ultra'])}${capital(word())}${number(3)}${mark()}`,
    () => `${leet(capital(word()))}${mark()}${leet(word())}${number(2)}`,
    () => `${service()}_${random.pick(['pr0d', 'st4ge', 'l1ve'])}_${2016 + random.below(10)}${mark()}`,
    () => `${team()}${number(2)}`,
    () => `${capital(team())}${number(4)}${mark()}`,
    () => `i${random.pick(['love', 'hate', 'miss'])}${word()}s${number(1)}`,
    () => `${word()} ${word()} ${word()} ${word()}`.replaceAll(' ', inUrl ? '-' : ' '),
    () => `${word()}${capital(word())}${capital(word())}${capital(word())}`,
    () => `${capital(word()).slice(0, 3)}${mark()}${number(4)}${capital(word()).slice(0, 3)}${mark()}`,
    () => `${service()}${mark()}${capital(word())}${number(1)}`,
    () => `${number(1)}${word()}${number(1)}${capital(word())}${number(1)}`,
    () => `${random.text(upperLetters, 1)}${random.text(lowerLetters, 3)}-${number(4)}-${random.text(upperLetters, 4)}`,
    () => `${random.text(lowerLetters, 2)}${number(2)}${random.text(lowerLetters, 2)}${number(2)}`,
    () => punctuated(random, 16 + random.below(9), inUrl ? '-_.!*~' : '!@#$%^&*()-_=+[]{}<>,.?/|~'),
  ])();
  if (inUrl) return { text, shape: 'URL credentials' };
  return { text, shape: text.length >= 14 && /[^A-Za-z0-9 -]/.test(text) ? 'with punctuation' : 'password-like' };
}

function leet(text: string): string {
  return text.replace(/a/g, '4').replace(/e/g, '3').replace(/o/g, '0').replace(/s/, '$$');
}

function punctuated(random: Random, length: number, marks: string): string {
  const alphabet = alphanumeric + marks + marks;
  const text = random.text(alphanumeric, 1) + random.text(alphabet, length - 2) + random.text(alphanumeric, 1);
  const enough = [...text].filter((character) => marks.includes(character)).length >= 2;
  return enough ? text : punctuated(random, length, marks);
}

function uuid(random: Random): string {
  const part = (length: number): string => random.text(hexDigits, length);
  return `${part(8)}-${part(4)}-4${part(3)}-${random.pick(['8', '9', 'a', 'b'])}${part(3)}-${part(12)}`;
}

function randomBytes(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.below(256));
}

function ageBody(random: Random): string {
  const data = random.text(alphabets.bech32 ?? '', 52);
  return withBech32Check('age-secret-key-', data).toUpperCase();
}

const specialValues: Record<string, (random: Random) => Value> = {
  basic: (random) => ({
    text: base64Of(`${random.pick(userNames)}:${password(random, { inUrl: false }).text}`),
    shape: 'base64-like',
  }),
  b64text: (random) => ({ text: base64Of(password(random, { inUrl: false }).text), shape: 'base64-like' }),
  dockerconfig: (random) => {
    const auth = base64Of(`${random.pick(userNames)}:${filler(random, 'alnum', 24)}`);
    return { text: base64Of(JSON.stringify({ auths: { 'registry.acme.io': { auth } } })), shape: 'base64-like' };
  },
  jwt: (random) => ({ text: jwt(random), shape: 'JWT or PEM' }),
  pem: (random) => ({ text: pem(random).join('\n'), shape: 'JWT or PEM' }),
  pemesc: (random) => ({ text: pem(random).join('\\n'), shape: 'JWT or PEM' }),
  pem4: (random) => ({
    text: pem(random)
      .map((line) => `    ${line}`)
      .join('\n'),
    shape: 'JWT or PEM',
  }),
  pemjs: (random) => ({
    text: pem(random)
      .map((line) => `'${line}\\n'`)
      .join(' +\n  '),
    shape: 'JWT or PEM',
  }),
  pemspace: (random) => ({ text: pem(random).join(' '), shape: 'JWT or PEM' }),
  pemhalf: (random) => ({ text: pem(random).slice(0, 9).join('\n'), shape: 'JWT or PEM' }),
  pgp: (random) => ({ text: pgp(random), shape: 'JWT or PEM' }),
  ppk: (random) => ({ text: ppk(random), shape: 'JWT or PEM' }),
  shadow: (random) => ({
    text: `$6$${filler(random, 'alnum', 16)}$${random.text(`./${alphanumeric}`, 86)}`,
    shape: 'hash',
  }),
  // Twelve words of a wallet's list, and app passwords as the large mail services print them.
  mnemonic: (random) => ({
    text: Array.from({ length: 12 }, () => random.pick(walletWords)).join(' '),
    shape: 'password-like',
  }),
  gapp: (random) => ({ text: groups(random, lowerLetters, 4, 4, ' '), shape: 'password-like' }),
  applepw: (random) => ({ text: groups(random, lowerLetters, 4, 4, '-'), shape: 'password-like' }),
  licence: (random) => ({ text: groups(random, upperLetters + digits, 5, 5, '-'), shape: 'alphanumeric' }),
  intarray: (random) => ({ text: `[${randomBytes(random, 64).join(',')}]`, shape: 'JWT or PEM' }),
  pctpw: (random) => ({ text: encodeURIComponent(`${punctuated(random, 11, '@#$%/?:!')}`), shape: 'URL credentials' }),
  apr1: (random) => ({
    text: `$apr1$${filler(random, 'alnum', 8)}$${random.text(`./${alphanumeric}`, 22)}`,
    shape: 'hash',
  }),
};

function groups(random: Random, alphabet: string, count: number, length: number, separator: string): string {
  return Array.from({ length: count }, () => random.text(alphabet, length)).join(separator);
}

function base64Of(text: string): string {
  return Buffer.from(text).toString('base64');
}

function jwt(random: Random): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = random.pick([
    { alg: 'HS256', typ: 'JWT' },
    { typ: 'JWT', alg: 'HS256' },
    { alg: 'RS256', kid: random.text(hexDigits, 8) },
  ]);
  const payload = {
    sub: String(random.below(1e9)),
    name: random.pick(plainWords),
    iat: 1_600_000_000 + random.below(1e8),
  };
  return `${part(header)}.${part(payload)}.${filler(random, 'b64url', header.alg === 'RS256' ? 342 : 43)}`;
}

const pemKinds = [
  { label: 'RSA PRIVATE KEY', start: 'MIIEowIBAAKCAQEA', lines: 24 },
  { label: 'PRIVATE KEY', start: 'MIIEvgIBADANBgkqhkiG9w0BAQEFAASC', lines: 25 },
  { label: 'EC PRIVATE KEY', start: 'MHcCAQEEI', lines: 2 },
  { label: 'OPENSSH PRIVATE KEY', start: 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB', lines: 36 },
  { label: 'DSA PRIVATE KEY', start: 'MIIBugIBAAKBgQ', lines: 8 },
];

function pem(random: Random): string[] {
  const { label, start, lines } = random.pick(pemKinds);
  const fence = (word: string): string => `-----${word} ${label}-----`;
  const body = start + filler(random, 'b64n', 64 * lines - start.length - 12);
  return [fence('BEGIN'), ...(body.match(/.{1,64}/g) ?? []), fence('END')];
}

function pgp(random: Random): string {
  const fence = (word: string): string => `-----${word} PGP PRIVATE KEY BLOCK-----`;
  const body = Array.from({ length: 20 }, () => filler(random, 'b64n', 64));
  return [fence('BEGIN'), '', ...body, `=${filler(random, 'b64n', 4)}`, fence('END')].join('\n');
}

function ppk(random: Random): string {
  const lines = (count: number): string[] => Array.from({ length: count }, () => filler(random, 'b64n', 64));
  return [
    'PuTTY-User-Key-File-2: ssh-rsa',
    'Encryption: none',
    'Comment: rsa-key-20200101',
    'Public-Lines: 6',
    ...lines(6),
    'Private-Lines: 14',
    ...lines(14),
    `Private-MAC: ${random.text(hexDigits, 40)}`,
  ].join('\n');
}

/** Fills a token format such as `glpat-<b64url:20>`; checksum slots look at the text before them. */
export function fillFormat(random: Random, format: string): string {
  let out = '';
  for (const part of format.split(/(<[A-Za-z0-9]+(?::\d+)?>)/)) {
    const slot = /^<([A-Za-z0-9]+)(?::(\d+))?>$/.exec(part);
    out += slot === null ? part : slotText(random, slot[1] ?? '', Number(slot[2] ?? 0), out);
  }
  return out;
}

function slotText(random: Random, kind: string, length: number, before: string): string {
  const body = (): string => filler(random, 'alnum', length);
  switch (kind) {
    case 'crc62': {
      const text = body();
      return text + crcBase62(text);
    }
    case 'glsa': {
      const text = body();
      return `${text}_${crcHexReversed(before + text)}`;
    }
    case 'zpka': {
      const text = filler(random, 'lower', length);
      return `${text}_${crcHex(text)}`;
    }
    case 'crchex': {
      const text = body();
      return text + crcHex(text);
    }
    case 'CRCALL':
      return crcHex(before).toUpperCase();
    case 'cflt': {
      const text = filler(random, 'b64n', length);
      const crc = Buffer.alloc(4);
      crc.writeUInt32LE(crc32(text));
      return text + crc.toString('base64').slice(0, 6);
    }
    case 'glc':
      return Buffer.from(
        JSON.stringify({
          o: String(random.below(1e6)),
          n: 'stack-write',
          k: filler(random, 'alnum', 32),
          m: { r: 'eu' },
        }),
      ).toString('base64');
    default:
      return filler(random, kind, length);
  }
}
