/**
 * Every rule that says `decode` or `decode_once` finds its first example under the layers that it promises, where the
 * encoded text stands. Which bytes a layer gives is tested in native/test/match_encoding_test.cc; this is about the rules:
 * literals that are long enough, and patterns that do not lean on what stands around.
 */
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeBatch, type NativeFinding } from '../../../src/native/decode.ts';
import { loadNative } from '../../../src/native/load.ts';
import { packageRoot } from '../../../src/native/package-root.ts';
import { plainOptions } from '../../../src/native/plain-options.ts';
import { encodeRules } from '../../../src/rules/encode.ts';
import { expandExample } from '../../../src/rules/example.ts';
import { loadRuleFile } from '../../../src/rules/load.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { readRuleFiles } from '../../../src/rules/rule-files.ts';

const native = loadNative();
const rules = readRuleFiles(join(packageRoot(), 'rules')).flatMap(
  (file) => loadRuleFile(basename(file.name), file.text, native.layout).rules,
);
const engine = native.compile(encodeRules(rules, native.layout).arrays, new Uint8Array(0), {
  compile_patterns_now: false,
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const inLines = (text: string) => (text.match(/.{1,76}/g) ?? []).join('\n');
const each = (text: string, form: (byte: string) => string) =>
  [...Buffer.from(text)].map((byte) => form(byte.toString(16).padStart(2, '0'))).join('');

/** One layer of base64: at each place in the group of three, in the alphabet of URLs, and broken into lines. */
const oneLayer: Readonly<Record<string, (text: string) => string>> = {
  'base64, first': base64,
  'base64, second': (text) => base64(` ${text}`),
  'base64, third': (text) => base64(`  ${text}`),
  'base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
};

const allLayers: Readonly<Record<string, (text: string) => string>> = {
  ...oneLayer,
  'base64 twice': (text) => base64(base64(text)),
  hex: (text) => Buffer.from(text).toString('hex'),
  'percent-encoding': (text) => each(text, (byte) => `%${byte.toUpperCase()}`),
  escapes: (text) => each(text, (byte) => `\\u00${byte}`),
};

describe('decode: every layer', () => {
  for (const rule of rules.filter(({ decode }) => decode)) {
    // A literal of four bytes leaves too little of itself in base64 of base64, at one place in the group or another.
    const { 'base64 twice': twice, ...others } = allLayers;
    const short = Math.min(...rule.literals.map(({ length }) => length)) < 5;
    test(rule.id, () => isFoundUnder(rule, short || twice === undefined ? others : allLayers));
  }
});

describe('decode_once: base64', () => {
  const once = rules.filter(({ decodeOnce }) => decodeOnce);
  for (const rule of once) test(rule.id, () => isFoundUnder(rule, oneLayer));
  test('is what the best-known prefixes say', () => assert.ok(once.length >= 50, `only ${once.length}`));
});

test('base64 in lines, as of a mail or a manifest, is one text', async () => {
  const rule = rules.find(({ id }) => id === 'rsa-private-key');
  assert.ok(rule);
  await isFoundUnder(rule, { lines: (text) => inLines(base64(text)) });
});

async function isFoundUnder(rule: Rule, layers: typeof oneLayer): Promise<void> {
  const plain = expandExample(rule.examples[0] ?? '', rule.id);
  const names = Object.keys(layers);
  const texts = names.map((name) => `data: "${layers[name]?.(plain)}"\n`);
  const found = await findingsIn(rule, texts);
  assert.deepEqual(
    names.filter((_, i) => found[i] === undefined),
    [],
    'not found',
  );
  // What is reported lies in the encoded text, and longer than it is decoded.
  found.forEach((finding, i) => {
    const begin = texts[i]?.indexOf('"') ?? 0;
    assert.ok(finding && finding.offset > begin && finding.offset + finding.length < (texts[i]?.length ?? 0) - 1);
    assert.ok(finding.length >= (finding.secret.length * 4) / 3 - 2, names[i]);
  });
}

async function findingsIn(rule: Rule, texts: readonly string[]): Promise<(NativeFinding | undefined)[]> {
  const found: (NativeFinding | undefined)[] = texts.map(() => undefined);
  await new Promise<void>((resolve, reject) => {
    native.scan(
      engine,
      {
        kind: 'buffers',
        names: texts.map((_, i) => Buffer.from(`${i}/data.txt`)),
        data: texts.map((text) => Buffer.from(text)),
      },
      { ...plainOptions, enabled: Uint8Array.from(rules, ({ id }) => Number(id === rule.id)) },
      (batch) => {
        for (const row of decodeBatch(native.layout, batch)) {
          if (row.kind === 'finding') found[row.finding.item] ??= row.finding;
        }
      },
      (error) => (error === null ? resolve() : reject(error)),
    );
  });
  return found;
}
