/**
 * Check digits for examples, written apart from the native checksums on purpose: each is the other's test.
 * The steps are those of docs/detection.md, "Checksums".
 */
import { crc32 } from './crc32.ts';

const checks: Readonly<Record<string, (before: string) => string>> = {
  'crc32-base62': (before) => base62(crc32(before.slice(-30))).padStart(6, '0'),
  'grafana-service-account': (before) => littleEndian(crc32(before.slice(-38).replace(/_$/, ''))).toString('hex'),
  zuplo: (before) => hex(crc32(before.replace(/_$/, '').slice(-32))),
  cloudflare: (before) => hex(crc32(before.slice(-40))),
  confluent: (before) =>
    littleEndian(crc32(before.slice(-54)))
      .toString('base64')
      .slice(0, 6),
  atlassian: (before) => hex(crc32(before.slice(before.search(/AT[A-Z]{2}T?3?[A-Za-z0-9_=-]*$/)))).toUpperCase(),
  'my-number': (before) => myNumberDigit(before.slice(-11)),
  luhn: (before) => luhnDigit(/\d+$/.exec(before.replace(/[ -]/g, ''))?.[0] ?? ''),
};

export const checkNames: readonly string[] = Object.keys(checks);

/** The check digits that belong behind `before`, of which each algorithm takes the end that it covers. */
export function checkDigits(name: string, before: string): string {
  const check = checks[name];
  if (check === undefined) throw new Error(`no check is called ${name}`);
  return check(before);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function base62(value: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = digits[rest % 62] + text;
  return text;
}

function myNumberDigit(digits: string): string {
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return String(rest <= 1 ? 0 : 11 - rest);
}

function luhnDigit(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return String((10 - (sum % 10)) % 10);
}
