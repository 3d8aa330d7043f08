/** A sorted run of keys in one Buffer: a hook asks for three of a million, so nothing is made of the others. */
import { KEY_BYTES } from './clean-keys.ts';

/** A key as a text, a character a byte: they sort as the bytes do, and much faster than Buffers. */
export type Key = string;

/** Whether `key` is in `keys`, which are sorted, whole and without repeats. */
export function hasKey(keys: Buffer, key: Key): boolean {
  return keyAt(keys, lowerBound(keys, key)) === key;
}

/** `keys` and `more` (in any order, with repeats) as one sorted run. Copies each stretch of `keys` once. */
export function mergeKeys(keys: Buffer, more: readonly Key[]): Buffer {
  const pieces: Buffer[] = [];
  let start = 0;
  let between = ''; // new keys that stand together
  let last = '';
  for (const key of [...more].sort()) {
    const at = lowerBound(keys, key);
    if (key === last || keyAt(keys, at) === key) continue;
    if (at > start) {
      pieces.push(Buffer.from(between, 'latin1'), keys.subarray(start, at));
      between = '';
      start = at;
    }
    between += key;
    last = key;
  }
  pieces.push(Buffer.from(between, 'latin1'), keys.subarray(start));
  return Buffer.concat(pieces);
}

/** Offset of the first key that is not less. */
function lowerBound(keys: Buffer, key: Key): number {
  let low = 0;
  let high = keys.length / KEY_BYTES;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyAt(keys, middle * KEY_BYTES) < key) low = middle + 1;
    else high = middle;
  }
  return low * KEY_BYTES;
}

/** '' at the end. */
function keyAt(keys: Buffer, offset: number): Key {
  return keys.toString('latin1', offset, offset + KEY_BYTES);
}
