/** A sorted run of keys in one Buffer: a hook asks for three of a million, so nothing is made of the others. */
import { KEY_BYTES } from './clean-keys.ts';

/** Whether `key` is in `keys`, which are sorted, whole and without repeats. */
export function hasKey(keys: Buffer, key: Buffer): boolean {
  const at = lowerBound(keys, key);
  return at < keys.length && keys.compare(key, 0, KEY_BYTES, at, at + KEY_BYTES) === 0;
}

/** `keys` and `more` (in any order, with repeats) as one sorted run. Copies each stretch of `keys` once. */
export function mergeKeys(keys: Buffer, more: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [];
  let start = 0;
  let last: Buffer | undefined;
  for (const key of [...more].sort(Buffer.compare)) {
    if (last?.equals(key) || hasKey(keys, key)) continue;
    const at = lowerBound(keys, key);
    pieces.push(keys.subarray(start, at), key);
    start = at;
    last = key;
  }
  pieces.push(keys.subarray(start));
  return Buffer.concat(pieces);
}

/** Offset of the first key that is not less; keys are compared as bytes. */
function lowerBound(keys: Buffer, key: Buffer): number {
  let low = 0;
  let high = keys.length / KEY_BYTES;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = middle * KEY_BYTES;
    if (keys.compare(key, 0, KEY_BYTES, at, at + KEY_BYTES) < 0) low = middle + 1;
    else high = middle;
  }
  return low * KEY_BYTES;
}
