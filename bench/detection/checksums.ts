/** The checks that real credentials carry, so that generated ones pass as real ones do. Made by the bench for itself: veil has its own. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text, 'latin1')) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const base62Digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The CRC as GitHub and npm write it: base 62, padded to 6. */
export function crcBase62(text: string): string {
  let value = crc32(text);
  let out = '';
  while (value > 0) {
    out = (base62Digits[value % 62] ?? '') + out;
    value = Math.floor(value / 62);
  }
  return out.padStart(6, '0');
}

export function crcHex(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** The CRC in hex with its bytes reversed, as Grafana writes it. */
export function crcHexReversed(text: string): string {
  return (crcHex(text).match(/../g) ?? []).reverse().join('');
}

const bech32Digits = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** `data` (bech32 characters) with the six check characters that belong to it under the human part `human`. */
export function withBech32Check(human: string, data: string): string {
  const values = [...data].map((character) => bech32Digits.indexOf(character));
  const head = [...human].map((character) => character.charCodeAt(0));
  const all = [...head.map((code) => code >> 5), 0, ...head.map((code) => code & 31), ...values, 0, 0, 0, 0, 0, 0];
  const check = bech32Polymod(all) ^ 1;
  let out = data;
  for (let i = 0; i < 6; i++) out += bech32Digits[(check >>> (5 * (5 - i))) & 31];
  return out;
}

function bech32Polymod(values: readonly number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check;
}
