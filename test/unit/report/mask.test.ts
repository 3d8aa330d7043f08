import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../../src/model/secret.ts';
import { type Mask, maskFindings, maskSecret } from '../../../src/report/mask.ts';
import { finding } from '../../helpers/findings.ts';

const cases: readonly [secret: string, mask: Mask, shown: string][] = [
  ['abcdefghijklmnopqrstuvwxyz', { kind: 'plain' }, 'abcdefghijklmnopqrstuvwxyz'],
  ['abcdefghijklmnopqrstuvwxyz', { kind: 'redact' }, '********'],
  ['abcdefghijklmnopqrstuvwxyz', { kind: 'partial' }, 'abcd********'],
  ['abcdefghijklmnopqrst', { kind: 'partial' }, 'ab********'],
  ['hunter2', { kind: 'partial' }, '********'],
  ['abcdefghij', { kind: 'percent', percent: 100 }, '********'],
  ['abcdefghij', { kind: 'percent', percent: 20 }, 'abcdefgh********'],
  ['abcdefghij', { kind: 'percent', percent: 1 }, 'abcdefghi********'],
  ['abcdefghij', { kind: 'percent', percent: 0 }, 'abcdefghij'],
  ['', { kind: 'partial' }, '********'],
  ['😀😀😀😀', { kind: 'percent', percent: 50 }, '😀😀********'],
];

for (const [index, [secret, mask, shown]] of cases.entries()) {
  test(`mask ${JSON.stringify(mask)} of ${secret.length} characters (case ${index})`, () => {
    assert.equal(maskSecret(Buffer.from(secret), mask), shown);
  });
}

test('a match hides its own secret, its second occurrence, the pair and a neighbour', () => {
  const [own, pair, neighbour] = ['made-up-own-secret-0001', 'made-up-pair-00000002', 'made-up-neighbour-0003'];
  const first = finding({
    secret: own,
    before: `a ${neighbour} b `,
    after: ` c ${own} d ${pair} e`,
    offset: 100,
    pair: new Secret(Buffer.from(pair)),
  });
  const second = finding({ secret: neighbour, offset: 90 });
  const [shown] = maskFindings([first, second], { kind: 'redact' });
  assert.equal(shown?.match, 'a ******** b ******** c ******** d ******** e');
});

test('a finding of another file hides nothing here', () => {
  const first = finding({ secret: 'made-up-own-secret-0001', after: ' word' });
  const second = finding({ secret: 'word', file: 'other' });
  const [shown] = maskFindings([first, second], { kind: 'redact' });
  assert.equal(shown?.match, '******** word');
});

test('plain shows all; a match that is not UTF-8 is no error', () => {
  const [shown] = maskFindings([finding({ secret: 'abc', before: 'x=', after: ';' })], { kind: 'plain' });
  assert.deepEqual([shown?.secret, shown?.match], ['abc', 'x=abc;']);
  assert.equal(maskSecret(Buffer.from([0xff, 0xfe]), { kind: 'plain' }), '\ufffd\ufffd');
});

test('raw bytes do not pass through', () => {
  const [shown] = maskFindings([finding({ secret: 'made-up-0000000000000001' })], { kind: 'redact' });
  assert.doesNotMatch(JSON.stringify(shown), /made-up|pair|secretInMatch|fileBytes/);
});
