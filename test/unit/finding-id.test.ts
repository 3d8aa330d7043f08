import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { findingId, isFindingId, OccurrenceCounter, secretTag } from '../../src/model/finding-id.ts';

const secret = Buffer.from('correct horse battery staple');

function idOf(
  change: Partial<{ rule: string; path: string | Uint8Array; secret: Uint8Array; occurrence: number }> = {},
): string {
  const {
    rule,
    path,
    secret: bytes,
    occurrence,
  } = { rule: 'demo', path: 'src/a.txt', secret, occurrence: 0, ...change };
  return findingId({ rule, path, tag: secretTag(bytes), occurrence });
}

test('fixed vectors: a change here breaks the exceptions of all users', () => {
  const vectors: [Parameters<typeof idOf>[0], string][] = [
    [{}, 'fx_65tnemnevamjv5heksb3xiwtjq'],
    [{ occurrence: 1 }, 'fx_4qzsgu2yfj2tvil5d54i6zdgni'],
    [{ path: 'src/b.txt' }, 'fx_hp6wp3guivnjhusbexbm3dfz3m'],
    [{ rule: 'other' }, 'fx_mvohkyompbf42vnouwjzzwy2jq'],
    [{ secret: Buffer.from('x') }, 'fx_lc4xbjdobwfymtytcsseysk7ce'],
    [{ path: Buffer.from([0x66, 0xff, 0x2f, 0x67]) }, 'fx_tbpaatspnabuuja2nslvioh5ne'],
    [{ path: 'ä/日本.txt' }, 'fx_bbh5evupmiggpfrmzsquhxulim'],
  ];
  assert.deepEqual(
    vectors.map(([change]) => idOf(change)),
    vectors.map(([, id]) => id),
  );
});

test('the documented formula, worked without the product code', () => {
  const u32 = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
  const sha256 = (...parts: (string | Buffer)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
      .digest();
  const tag = sha256('veil secret v1\0', secret).subarray(0, 3);
  const hash = sha256('veil finding v1\0', u32(4), 'demo', u32(9), 'src/a.txt', tag, u32(0)).subarray(0, 16);
  let bits = '';
  for (const byte of hash) bits += byte.toString(2).padStart(8, '0');
  const letters = (bits.padEnd(130, '0').match(/.{5}/g) ?? []).map(
    (five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)],
  );
  assert.equal(idOf(), `fx_${letters.join('')}`);
});

test('each input changes the id, and neighbours cannot be confused', () => {
  const ids = [
    idOf(),
    idOf({ rule: 'demos', path: 'rc/a.txt' }),
    idOf({ rule: 'dem', path: 'osrc/a.txt' }),
    idOf({ occurrence: 256 }),
  ];
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.ok(isFindingId(id), id);
});

test('a string path is its UTF-8 bytes', () => {
  assert.equal(idOf({ path: 'ä/b' }), idOf({ path: Buffer.from('ä/b') }));
});

test('only 24 bits of the secret enter the id', () => {
  assert.equal(secretTag(secret).length, 3);
  assert.throws(() => findingId({ rule: 'demo', path: 'a', tag: Buffer.alloc(4), occurrence: 0 }), RangeError);
});

test('isFindingId', () => {
  for (const text of [
    '',
    'fx_',
    'fx_abc',
    `fx_${'A'.repeat(26)}`,
    `fx_${'a'.repeat(27)}`,
    ` ${idOf()}`,
    `${idOf()}\n`,
    `fx_${'1'.repeat(26)}`,
  ]) {
    assert.equal(isFindingId(text), false, JSON.stringify(text));
  }
});

test('equal secrets of one rule are numbered, others are not disturbed', () => {
  const counter = new OccurrenceCounter();
  const other = secretTag(Buffer.from('another'));
  const numbers = [
    counter.next('demo', secretTag(secret)),
    counter.next('demo', other),
    counter.next('demo', secretTag(secret)),
    counter.next('rule 2', secretTag(secret)),
    counter.next('demo', secretTag(secret)),
  ];
  assert.deepEqual(numbers, [0, 0, 1, 0, 2]);
});
