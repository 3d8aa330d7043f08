/** Beside a plain set: what is merged is sorted, whole and without repeats, and what is asked for is found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KEY_BYTES } from '../../../src/sources/clean-keys.ts';
import { hasKey, mergeKeys } from '../../../src/sources/sorted-keys.ts';

/** Few different ones, so that repeats and neighbours are common. */
const key = fc.tuple(fc.nat(3), fc.nat(255)).map(([first, last]) => {
  const bytes = Buffer.alloc(KEY_BYTES, 0x80);
  bytes[0] = first;
  bytes[KEY_BYTES - 1] = last;
  return bytes.toString('latin1');
});

function plain(keys: readonly string[]): Buffer {
  return Buffer.from([...new Set(keys)].sort().join(''), 'latin1');
}

test('merged keys are those of both, and each is found', () => {
  fc.assert(
    fc.property(fc.array(key), fc.array(key), key, (before, more, other) => {
      const sorted = mergeKeys(Buffer.alloc(0), before);
      assert.deepEqual(sorted, plain(before));
      const merged = mergeKeys(sorted, more);
      assert.deepEqual(merged, plain([...before, ...more]));
      for (const each of [...before, ...more]) assert.ok(hasKey(merged, each));
      const all = [...before, ...more];
      assert.equal(hasKey(merged, other), all.includes(other));
    }),
  );
});
