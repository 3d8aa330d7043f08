import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCases, placeSecrets } from '../../../bench/detection/cases.ts';
import { crcBase62, crcHex, crcHexReversed, withBech32Check } from '../../../bench/detection/checksums.ts';
import { keyInCase } from '../../../bench/detection/context.ts';
import { scoreCases, summarise } from '../../../bench/detection/score.ts';
import { parseTemplates, readTemplates } from '../../../bench/detection/templates.ts';
import type { ToolFinding } from '../../../bench/peers/peer.ts';

test('checksums agree with worked values', () => {
  const body = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5';
  assert.equal(crcBase62(body), '0Zb5Hm');
  assert.equal(crcHexReversed(`${'gl'}sa_${body}P6`), 'b021c91d');
  assert.equal(crcHex('a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'), '689b0b3a');
  assert.equal(withBech32Check('a', '').length, 6);
  assert.equal(withBech32Check('a', ''), '2uel5l');
});

test('a secret of several lines has its first and last line', () => {
  const { text, secrets } = placeSecrets('a\nkey: {{V}}\nb\n{{V}}\n', () => 'one\ntwo');
  assert.equal(text, 'a\nkey: one\ntwo\nb\none\ntwo\n');
  assert.deepEqual(secrets, [
    { firstLine: 2, lastLine: 3 },
    { firstLine: 5, lastLine: 6 },
  ]);
});

test('a head line that lacks a field, or a positive without its slot, is an error', () => {
  assert.equal(parseTemplates('### a/b | x.py | K | same\nk = "{{V}}"\n', 'tune', true).length, 1);
  assert.throws(() => parseTemplates('### a/b | x.py\nk = "{{V}}"\n', 'tune', true), /bad head line/);
  assert.throws(() => parseTemplates('### a/b | x.py | K | same\nk\n', 'tune', true), /needs/);
  assert.throws(() => parseTemplates('### a/b | x.py\n{{V}}\n', 'tune', false), /must not/);
});

test('keys are written in the case that their place asks for', () => {
  const words = ['prod', 'api', 'key'];
  assert.deepEqual(
    ['upper', 'kebab', 'dot', 'pascal', 'camel', 'snake'].map((style) => keyInCase(words, style)),
    ['PROD_API_KEY', 'prod-api-key', 'prod.api.key', 'ProdApiKey', 'prodApiKey', 'prod_api_key'],
  );
});

test('the cases are the same each time, large enough, and the parts share no template', () => {
  const tune = makeCases('tune');
  const heldOut = makeCases('held-out');
  assert.deepEqual(tune, makeCases('tune'));
  assert.ok(tune.length + heldOut.length >= 3000);
  const ids = new Set(readTemplates('tune').map(({ id, secret }) => `${secret} ${id}`));
  assert.ok(readTemplates('tune').length + readTemplates('held-out').length >= 500);
  for (const { id, secret } of readTemplates('held-out')) assert.ok(!ids.has(`${secret} ${id}`), id);
  for (const { id, text, secrets } of [...tune, ...heldOut]) {
    assert.ok(!text.includes('{{V}}') && !/\[\[[a-z]+(:\w+)?\]\]/.test(text), id);
    for (const { lastLine } of secrets) assert.ok(lastLine <= text.split('\n').length, id);
  }
});

test('a finding counts for the secret it is on or next to, and is false elsewhere', () => {
  const base = {
    template: 't/t',
    part: 'tune' as const,
    shape: 'hex' as const,
    place: 'same' as const,
    fileName: 'a',
    text: '',
  };
  const cases = new Map([
    [
      'c00001',
      {
        ...base,
        id: '1',
        kind: 'positive' as const,
        secrets: [
          { firstLine: 3, lastLine: 3 },
          { firstLine: 9, lastLine: 12 },
        ],
      },
    ],
    ['c00002', { ...base, id: '2', kind: 'negative' as const, secrets: [] }],
    ['c00003', { ...base, id: '3', kind: 'stand-in' as const, secrets: [] }],
  ]);
  const at = (file: string, line: number): ToolFinding => ({
    file,
    line,
    column: 1,
    rule: 'r',
    secret: '',
    severity: '',
  });
  const findings = [
    at('/x/c00001/a', 2),
    at('/x/c00001/a', 6),
    at('c00002/a', 1),
    at('c00002/a', 1),
    at('elsewhere/a', 1),
  ];
  const score = summarise(scoreCases(cases, findings));
  assert.deepEqual(score.byShape, { hex: { count: 1, of: 2 } });
  assert.equal(score.extra, 1);
  assert.deepEqual(score.negatives, { count: 1, of: 1 });
  assert.deepEqual(score.standIns, { count: 0, of: 1 });
  assert.equal(summarise(scoreCases(cases, [at('c00001/a', 0)])).byShape.hex?.count, 2);
});
