/** Our SHA-256 against node's. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sha256 } from '../../src/model/sha256.ts';

/** Bytes of all values, so that no sum or shift stays small. */
function bytesOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (i * 197 + (i >> 3) * 59 + size) & 255);
}

function nodes(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

test('every size around the block, where the padding changes', () => {
  for (let size = 0; size <= 260; size++) {
    const bytes = bytesOf(size);
    assert.equal(sha256(bytes).toString('hex'), nodes(bytes), `${size} bytes`);
  }
});

test('parts are one text, also empty ones and views of a larger buffer', () => {
  const bytes = bytesOf(200);
  for (const cut of [0, 1, 63, 64, 65, 200]) {
    const parts = [bytes.subarray(0, cut), new Uint8Array(), bytes.subarray(cut)];
    assert.equal(sha256(...parts).toString('hex'), nodes(bytes), `cut at ${cut}`);
  }
  assert.equal(sha256().toString('hex'), nodes());
});

test('the size of a long text is counted in bits of eight bytes', () => {
  const bytes = bytesOf(0x2000_0000 / 8 / 16); // 4 MiB
  assert.equal(sha256(bytes).toString('hex'), nodes(bytes));
});
