/**
 * The engine against a plain reference, for every built-in rule with a pattern: its examples, its counter-examples and
 * texts made from the pattern itself, put at random places of real files, are found by the one exactly where they are
 * found by the other (plain-reference.ts). What the engine does to be fast is what this tests: literals, windows, anchors,
 * bounds.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { decodeBatch } from '../../src/native/decode.ts';
import { loadNative } from '../../src/native/load.ts';
import { packageRoot } from '../../src/native/package-root.ts';
import { plainOptions } from '../../src/native/plain-options.ts';
import { encodeRules } from '../../src/rules/encode.ts';
import { expandExample } from '../../src/rules/example.ts';
import { Random } from '../../src/rules/example-random.ts';
import { loadRuleFile } from '../../src/rules/load.ts';
import { parsePattern } from '../../src/rules/pattern.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { readRuleFiles } from '../../src/rules/rule-files.ts';
import { stringOf } from '../helpers/pattern-strings.ts';
import { PlainRule, withoutOverlaps } from '../helpers/plain-reference.ts';

const native = loadNative();
/** With the value filters, which nothing around a secret changes, and without them, so that more is compared. */
const rules = readRuleFiles(join(packageRoot(), 'rules'))
  .flatMap((file) => loadRuleFile(basename(file.name), file.text, native.layout).rules)
  .filter((rule) => rule.reader === 'pattern')
  .map((rule): Rule => ({ ...rule, decode: false, decodeOnce: false, checksum: '', valueFilter: 'none' }));
const catalogue = encodeRules(rules, native.layout);
const engine = native.compile(catalogue.arrays, new Uint8Array(0), { compile_patterns_now: false });

/** Of each rule: so many files, each with its examples and so many texts made from its pattern. */
const FILES_A_RULE = 12;
const MADE_TEXTS = 3;
const FILE_BYTES = { least: 1_000, most: 40_000 };

let realFiles: string[] = [];
before(() => {
  const folders = ['src', 'native', 'docs', 'node_modules/typescript', 'node_modules/ajv', 'node_modules/fast-check'];
  realFiles = folders.flatMap((folder) => textsBelow(join(packageRoot(), folder)));
  assert.ok(realFiles.length > 300, `only ${realFiles.length} real files`);
});

describe('the engine finds what the plain reference finds', () => {
  rules.forEach((rule, index) => {
    test(rule.id, async () => {
      const plain = new PlainRule(rule);
      const texts = textsFor(rule);
      const expected = texts.map((text) =>
        withoutOverlaps(plain.matches(text)).map((match) => [match.secretBegin, match.secretEnd]),
      );
      assert.ok(expected.flat().length >= rule.examples.length, 'the reference finds the examples');
      assert.deepEqual(await foundBy(index, texts), expected);
    });
  });
});

/** Real files with the rule's examples, and what must not be found, somewhere in them. Latin-1. */
function textsFor(rule: Rule): string[] {
  const random = new Random(`differential ${rule.id}`);
  const { root } = parsePattern(rule.pattern);
  return Array.from({ length: FILES_A_RULE }, (_, i) => {
    const planted = [...rule.examples, ...rule.counterExamples].map((template, j) =>
      Buffer.from(expandExample(template, `${rule.id} ${i} ${j}`)).toString('latin1'),
    );
    for (let j = 0; j < MADE_TEXTS; j++) planted.push(stringOf(root, random));
    return plant(random.pick(realFiles) as string, planted, random);
  });
}

/** Each on lines of its own, at places of the text, of which any may lie within a line; none within another. */
function plant(text: string, planted: readonly string[], random: Random): string {
  const places = planted.map((part) => ({ part, at: random.between(0, text.length) }));
  places.sort((a, b) => b.at - a.at);
  return places.reduce((rest, { part, at }) => `${rest.slice(0, at)}\n${part}\n${rest.slice(at)}`, text);
}

function foundBy(index: number, texts: readonly string[]): Promise<number[][][]> {
  const found: number[][][] = texts.map(() => []);
  const path = rules[index]?.examplePath ?? '';
  const items = {
    kind: 'buffers' as const,
    names: texts.map((_, i) => Buffer.from(`${i}/${path}`)),
    data: texts.map((text) => Buffer.from(text, 'latin1')),
  };
  const enabled = Uint8Array.from(rules, (_, i) => Number(i === index));
  return new Promise((resolve, reject) => {
    native.scan(
      engine,
      items,
      { ...plainOptions, enabled, min_confidence: 0 },
      (batch) => {
        for (const row of decodeBatch(native.layout, batch)) {
          if (row.kind !== 'finding') continue;
          found[row.finding.item]?.push([row.finding.offset, row.finding.offset + row.finding.length]);
        }
      },
      (error) => (error === null ? resolve(found) : reject(error)),
    );
  });
}

/** The contents of the text files below a folder, in the order of their names. */
function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mts|js|cjs|mjs|cc|h|md|json)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => {
      const { size } = statSync(path);
      return size >= FILE_BYTES.least && size <= FILE_BYTES.most;
    })
    .map((path) => readFileSync(path, 'latin1'));
}
