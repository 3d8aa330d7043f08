/** Whole made-up values with a structure of their own, for examples. */
import { createHash } from 'node:crypto';
import type { Random } from './example-random.ts';

const HEX = '0123456789abcdef';
const ALNUM = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const values: Readonly<Record<string, (argument: string, random: Random) => string>> = {
  uuid: (_, random) =>
    [
      run(HEX, 8, random),
      run(HEX, 4, random),
      `4${run(HEX, 3, random)}`,
      `a${run(HEX, 3, random)}`,
      run(HEX, 12, random),
    ].join('-'),
  jwt: (argument, random) => makeJwt(argument, random),
  age: (argument, random) => makeAge(argument === 'wrong', random),
  iban: (argument, random) => makeIban(argument || 'DE', random),
  /** Lines of base64, as the body of a PEM block of about `argument` bytes. */
  pembody: (argument, random) => pemLines(derOf(Number(argument || '600'), random)).join('\n'),
  /** The same with the two characters \n between the lines, as JSON has it. */
  pemescaped: (argument, random) => pemLines(derOf(Number(argument || '600'), random)).join('\\n'),
  /** The body of an OpenSSH key; the argument is its cipher ("none" = not encrypted). */
  opensshbody: (argument, random) => pemLines(openSshKey(argument || 'none', random)).join('\n'),
  mnemonic: (argument, random) => makeMnemonic(Number(argument || '12'), random),
  wif: (_, random) => makeWif(random),
  randombytes: (argument, random) => bytes(Number(argument || '32'), random).toString('base64'),
};

export const valueNames: readonly string[] = Object.keys(values);

export function makeValue(name: string, argument: string, random: Random): string {
  const make = values[name];
  if (make === undefined) throw new Error(`no value is called ${name}`);
  return make(argument, random);
}

function run(alphabet: string, length: number, random: Random): string {
  let text = '';
  for (let i = 0; i < length; i++) text += random.pick(alphabet);
  return text;
}

function bytes(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => random.between(0, 255)));
}

function makeJwt(argument: string, random: Random): string {
  const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = json({ alg: argument === 'none' ? 'none' : 'HS256', typ: 'JWT' });
  const payload = json({
    sub: run(ALNUM, 12, random),
    role: 'service',
    iat: 1767225600,
    exp: argument === 'expired' ? 1500000000 : 4102444800,
  });
  return `${header}.${payload}.${bytes(32, random).toString('base64url')}`;
}

/** A DER SEQUENCE that begins as a private key does: 30 82 LL LL 02 01 00. */
function derOf(length: number, random: Random): Buffer {
  const body = bytes(length, random);
  const head = Buffer.from([0x30, 0x82, (length + 3) >> 8, (length + 3) & 255, 2, 1, 0]);
  return Buffer.concat([head, body]);
}

function openSshKey(cipher: string, random: Random): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]);
  const kdf = cipher === 'none' ? 'none' : 'bcrypt';
  return Buffer.concat([Buffer.from('openssh-key-v1\0'), text(cipher), text(kdf), bytes(360, random)]);
}

function pemLines(data: Buffer): string[] {
  return data.toString('base64').match(/.{1,64}/g) ?? [];
}

function makeAge(wrong: boolean, random: Random): string {
  const human = 'age-secret-key-';
  const data = [...run(BECH32, 52, random)].map((char) => BECH32.indexOf(char));
  const polymod = bech32Polymod([...expandHuman(human), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [0, 1, 2, 3, 4, 5].map((i) => (polymod >> (5 * (5 - i))) & 31);
  if (wrong) check[5] = (check[5] ?? 0) ^ 1;
  return `${human}1${[...data, ...check].map((value) => BECH32[value]).join('')}`.toUpperCase();
}

function expandHuman(human: string): number[] {
  const codes = [...human].map((char) => char.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function bech32Polymod(data: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  for (const value of data) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generator.forEach((factor, i) => {
      if ((top >> i) & 1) check ^= factor;
    });
  }
  return check;
}

function makeIban(country: string, random: Random): string {
  const length = { DE: 18, GB: 18, FR: 23, NL: 14, CH: 17 }[country] ?? 18;
  const letters = country === 'GB' || country === 'NL' ? run('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 4, random) : '';
  const account = letters + run('0123456789', length - letters.length, random);
  const digits = [...`${account}${country}00`].map((char) => String(Number.parseInt(char, 36))).join('');
  const check = 98n - (BigInt(digits) % 97n);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}

/** Words as a wallet's seed phrase has them. */
function makeMnemonic(count: number, random: Random): string {
  const words =
    'ozone drill grab fiber curtain grace pudding cruise elder eight picnic legal winner worth useful wave'.split(' ');
  return Array.from({ length: count }, () => random.pick(words)).join(' ');
}

/** A Bitcoin key in the wallet import format, for a compressed public key. */
function makeWif(random: Random): string {
  const key = Buffer.concat([Buffer.from([0x80]), bytes(32, random), Buffer.from([1])]);
  const hash = (data: Buffer) => createHash('sha256').update(data).digest();
  const whole = Buffer.concat([key, hash(hash(key)).subarray(0, 4)]);
  let rest = BigInt(`0x${whole.toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = BASE58[Number(rest % 58n)] + text;
  return text;
}
