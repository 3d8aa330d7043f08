/**
 * Near misses and stand-ins, made by themselves from each rule's examples: a rule of a fixed length takes nothing that is
 * one character short or long or has a foreign one, and no rule takes `xxxx`, a count, an alphabet or EXAMPLE for a secret.
 * The counter-examples of a rule are its author's; these are the same for all.
 */
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeBatch } from '../../../src/native/decode.ts';
import { loadNative } from '../../../src/native/load.ts';
import { packageRoot } from '../../../src/native/package-root.ts';
import { plainOptions } from '../../../src/native/plain-options.ts';
import { encodeRules } from '../../../src/rules/encode.ts';
import { expandExample } from '../../../src/rules/example.ts';
import { loadRuleFile } from '../../../src/rules/load.ts';
import { parsePattern } from '../../../src/rules/pattern.ts';
import { matchLengths } from '../../../src/rules/pattern-facts.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { readRuleFiles } from '../../../src/rules/rule-files.ts';

const native = loadNative();
const rules = readRuleFiles(join(packageRoot(), 'rules'))
  .flatMap((file) => loadRuleFile(basename(file.name), file.text, native.layout).rules)
  .filter((rule) => rule.reader === 'pattern');
const engine = native.compile(encodeRules(rules, native.layout).arrays, new Uint8Array(0), {
  compile_patterns_now: false,
});

/** Items of examples that stand for a run of made-up characters, and a character that is none of theirs. */
const foreign: Readonly<Record<string, string>> = {
  alnum: '!',
  alpha: '!',
  base32: '1',
  base58: '0',
  base64: '!',
  base64url: '!',
  hex: 'g',
  hexupper: 'G',
  lowernum: '!',
  uppernum: '!',
};

/** Shorter runs are parts of a credential: an id, a user. */
const LEAST_RUN = 16;

/** What stands for a secret in documentation, at any length. */
const standIns: Readonly<Record<string, string>> = {
  x: 'x',
  X: 'X',
  zero: '0',
  count: '1234567890',
  alphabet: 'abcdefghijklmnopqrstuvwxyz',
  capitals: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  hex: '0123456789abcdef',
  words: 'your-token-here-',
};

/** A template with one such run, taken apart. */
interface Parts {
  readonly before: string;
  readonly alphabet: string;
  readonly length: number;
  readonly after: string;
}

function partsOf(template: string): Parts | undefined {
  const items = [...template.matchAll(/\{[a-z][a-z0-9]*[:(}]/g)];
  const run = /\{([a-z0-9]+):(\d+)\}/.exec(template);
  if (items.length !== 1 || run === null || foreign[run[1] ?? ''] === undefined) return undefined;
  const length = Number(run[2]);
  if (length < LEAST_RUN) return undefined;
  return {
    before: template.slice(0, run.index),
    alphabet: run[1] ?? '',
    length,
    after: template.slice(run.index + run[0].length),
  };
}

function nearMisses({ before, alphabet, length, after }: Parts): Record<string, string> {
  const half = Math.floor(length / 2);
  const run = (count: number) => `{${alphabet}:${count}}`;
  return {
    short: before + run(length - 1) + after,
    long: before + run(length + 1) + after,
    foreign: before + run(half) + foreign[alphabet] + run(length - 1 - half) + after,
  };
}

function standInsOf({ before, length, after }: Parts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(standIns).map(([name, unit]) => [name, before + unit.repeat(length).slice(0, length) + after]),
  );
}

/** Every match takes as many bytes, so that one more or fewer is no match. */
function hasFixedLength(rule: Rule): boolean {
  const { min, max } = matchLengths(parsePattern(rule.pattern).root);
  return min === max;
}

describe('near misses', () => {
  let seen = 0;
  for (const rule of rules.filter(hasFixedLength)) {
    const parts = rule.examples.flatMap((template) => partsOf(template) ?? []);
    if (parts.length === 0) continue;
    seen++;
    test(rule.id, async () => {
      for (const part of parts) await findsNothing(rule, nearMisses(part));
    });
  }
  test('are made for many rules', () => assert.ok(seen >= 150, `only ${seen}`));
});

describe('stand-ins', () => {
  let seen = 0;
  for (const rule of rules) {
    const parts = rule.examples.flatMap((template) => partsOf(template) ?? []);
    if (parts.length === 0) continue;
    seen++;
    test(rule.id, async () => {
      for (const part of parts) await findsNothing(rule, standInsOf(part));
    });
  }
  test('are made for many rules', () => assert.ok(seen >= 400, `only ${seen}`));
});

/** What the near misses are called where a rule finds one; the rest are stand-ins. */
const words: Readonly<Record<string, string>> = {
  short: 'a shorter form of its example',
  long: 'a longer form of its example',
  foreign: 'its example with a character that no example has',
};

async function findsNothing(rule: Rule, templates: Readonly<Record<string, string>>): Promise<void> {
  const found = (await foundAmong(rule, templates)).map(
    (name) => `${words[name] ?? `a stand-in (${name})`} is still found: ${templates[name]}`,
  );
  assert.ok(found.length === 0, `${rule.place.file}:${rule.place.line}: ${found.join('\n')}`);
}

/** The names of the templates in which the rule, alone, finds something. */
async function foundAmong(rule: Rule, templates: Readonly<Record<string, string>>): Promise<string[]> {
  const names = Object.keys(templates);
  const found = new Set<string>();
  await new Promise<void>((resolve, reject) => {
    native.scan(
      engine,
      {
        kind: 'buffers',
        names: names.map((_, i) => Buffer.from(`${i}/${rule.examplePath}`)),
        data: names.map((name) => Buffer.from(expandExample(templates[name] ?? '', `${rule.id} ${name}`))),
      },
      { ...plainOptions, enabled: Uint8Array.from(rules, ({ id }) => Number(id === rule.id)) },
      (batch) => {
        for (const row of decodeBatch(native.layout, batch)) {
          if (row.kind === 'finding') found.add(names[row.finding.item] ?? '');
        }
      },
      (error) => (error === null ? resolve() : reject(error)),
    );
  });
  return [...found];
}
