/** Rules of a user: joined to the built-in ones, within bounds; the documentation's first rule, as a newcomer would try it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Problem } from '../../../src/errors/problem.ts';
import { loadNative } from '../../../src/native/load.ts';
import { packageRoot } from '../../../src/native/package-root.ts';
import { loadBuiltInRules } from '../../../src/rules/built-in.ts';
import { ExampleChecker } from '../../../src/rules/check-examples.ts';
import { encodeRules } from '../../../src/rules/encode.ts';
import { expandExample } from '../../../src/rules/example.ts';
import { headFields, ruleFields } from '../../../src/rules/fields.ts';
import { importGitleaks } from '../../../src/rules/import-gitleaks.ts';
import { globsOfPathRegex } from '../../../src/rules/path-regex.ts';
import { formatProblem } from '../../../src/rules/rule.ts';
import { loadUserRules, maxUserRules, withUserRules } from '../../../src/rules/user-rules.ts';
import { scan } from '../../../src/scan/scan.ts';
import { temporaryFolder } from '../../helpers/scan-with.ts';

const native = loadNative();
const guide = readFileSync(join(packageRoot(), 'docs/writing-rules.md'), 'utf8');
const firstRule = /```toml\n(provider[\s\S]*?)```/.exec(guide)?.[1] ?? '';

test('the guide’s first rule works as it stands, in one new file', async (t) => {
  const file = join(temporaryFolder(t), 'acme.toml');
  writeFileSync(file, firstRule);
  const { rules, problems } = loadUserRules([file], native, []);
  const checker = new ExampleChecker(native, encodeRules(rules, native.layout));
  for (const rule of rules) problems.concat(await checker.check(rule));
  assert.deepEqual(problems.map(formatProblem), []);

  const catalogue = withUserRules(loadBuiltInRules(), [file], native, assert.fail);
  const data = Buffer.from(expandExample('DEPLOY=acme_{lowernum:24}\nT=ghp_{alnum:30}{check:crc32-base62}\n', 's'));
  const { findings } = await scan(catalogue, { kind: 'texts', texts: [{ name: 'a.env', data }] }, {});
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['acme-deploy-token', 'github-pat'],
  );
});

test('the guide lists every key, and no other', () => {
  const [, head = '', rule = ''] = guide.split(/^\| key \| what.*\n/m);
  const keysOf = (table: string) =>
    [...(table.split('\n\n')[0] ?? '').matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
      (row) => row[1]?.match(/\w+/g) ?? [],
    );
  assert.deepEqual(keysOf(head).sort(), Object.keys(headFields).sort());
  assert.deepEqual(keysOf(rule).sort(), Object.keys(ruleFields).sort());
});

test('the guide lists the families that built-in rules have', () => {
  const [, listed = ''] = /^\| `tags` \|.* The built-in rules have ([^.]*)\./m.exec(guide) ?? [];
  const tags = new Set(loadBuiltInRules().rules.flatMap((rule) => rule.tags));
  assert.deepEqual(listed.split(', '), [...tags].sort());
});

const table = (id: string, pattern: string) =>
  `[[rule]]\nid = "${id}"\ndescription = "d"\nseverity = "low"\npattern = '${pattern}'\n`;

const hostile: readonly { name: string; text: string; message: RegExp }[] = [
  {
    name: 'a pattern that unfolds',
    text: table('a', `abcd${'[a-z]{1000}'.repeat(21)}`),
    message: /too large: 2\d+ characters written out, at most 20000/,
  },
  {
    name: 'many patterns that unfold',
    text: Array.from({ length: 12 }, (_, i) => table(`a${i}`, `abcd${'[a-z]{1000}'.repeat(19)}`)).join(''),
    message: /all patterns together are too large/,
  },
  {
    name: 'too many rules',
    text: Array.from({ length: maxUserRules + 1 }, (_, i) => table(`a${i}`, `abcd${i}`)).join(''),
    message: /501 rules; at most 500/,
  },
  {
    name: 'an id of a built-in rule',
    text: table('github-pat', 'abcd'),
    message: /h\.toml:3: error: id: "github-pat" stands already at rules\/github\.toml:\d+ \(built in\)/,
  },
  {
    name: 'nested groups without end',
    text: table('a', `abcd${'('.repeat(300)}x${')'.repeat(300)}`),
    message: /nested too deeply/,
  },
];

describe('refused before a scan starts', () => {
  for (const { name, text, message } of hostile) {
    test(name, (t) => {
      const file = join(temporaryFolder(t), 'h.toml');
      writeFileSync(file, `provider = "H"\n${text}`);
      assert.throws(
        () => withUserRules(loadBuiltInRules(), [file], native, () => {}),
        (error) => error instanceof Problem && message.test(error.parts.why ?? ''),
      );
    });
  }

  test('a path that is not there', () => {
    assert.throws(
      () => withUserRules(loadBuiltInRules(), ['/nowhere/x.toml'], native, () => {}),
      /the rules cannot be read/,
    );
  });
});

test('of a folder, veil.toml is no rule file, and without one there are no rules to go on with', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'veil.toml'), '[rules]\nfiles = ["."]\n');
  assert.throws(
    () => loadUserRules([folder], native, []),
    (error) => error instanceof Problem && /holds no rule file/.test(error.parts.why ?? ''),
  );
  writeFileSync(join(folder, 'acme.toml'), firstRule);
  const { rules, problems } = loadUserRules([folder], native, []);
  assert.deepEqual([rules.length, problems], [1, []]);
});

test('warned of: short literals, patterns that begin far before their literal', (t) => {
  const file = join(temporaryFolder(t), 'w.toml');
  writeFileSync(file, `provider = "W"\n${table('a', 'abc[0-9]{9}')}${table('b', '[a-z]{200}wxyz_[0-9]{9}')}`);
  const { problems } = loadUserRules([file], native, []);
  assert.deepEqual(
    problems.map(({ level, key, line }) => [level, key, line]),
    [
      ['warning', 'literals', 2],
      ['warning', 'pattern', 11],
    ],
  );
});

test('path regexes become globs', () => {
  const cases: readonly [string, readonly string[] | undefined][] = [
    ['\\.lock$', ['*.lock']],
    ['(?i)\\.(?:pem|p12)$', ['*.pem', '*.p12']],
    ['(^|/)go\\.sum$', ['go.sum']],
    ['(?:^|/)node_modules/', ['node_modules/**']],
    ['^vendor/.*', ['vendor/**']],
    ['config/.*\\.ya?ml$', ['config/**.yml', 'config/**.yaml']],
    ['.*/(?:test|spec)s?/[^/]+\\.js$', ['test/?*.js', 'tests/?*.js', 'spec/?*.js', 'specs/?*.js']],
    ['v[0-9]/key\\d\\.txt', ['v[0-9]/key[0-9].txt**']],
    ['a{3}', undefined],
    ['(?:a|b', undefined],
    ['(?P<x>a)', undefined],
    ['[a-z]+\\.key$', undefined],
  ];
  for (const [regex, globs] of cases) assert.deepEqual(globsOfPathRegex(regex), globs, regex);
});

test('a gitleaks configuration becomes a rule file; what cannot be carried over is listed', (t) => {
  const config = `
[[rules]]
id = "acme_key"
description = "Acme key"
regex = '''(?i)acme[a-z_]{0,10}[=:]([a-f0-9]{32})'''
entropy = 3.2
keywords = ["acme"]
[rules.allowlist]
stopwords = ["sample"]
regexes = ['''^0+$''']
paths = ['''(?i)\\.(?:md|txt)$''']
commits = ["abc"]
[[rules]]
id = "anything"
regex = '''[a-f0-9]{32}'''
[[rules]]
id = "key-file"
path = '''\\.p12$'''
`;
  const { toml, ruleCount, leftOut } = importGitleaks(config, new Set());
  const file = join(temporaryFolder(t), 'i.toml');
  writeFileSync(file, toml);
  const { rules, problems } = loadUserRules([file], native, []);
  assert.deepEqual(problems.map(formatProblem), []);
  assert.equal(ruleCount, 2);
  const [key, path] = rules;
  assert.deepEqual([key?.id, key?.entropy, key?.secretGroup, key?.notPaths], ['acme-key', 3.2, 1, ['*.md', '*.txt']]);
  assert.deepEqual(key?.allowPatterns, ['^0+$', '(?i)sample']);
  assert.deepEqual([path?.reader, path?.paths], ['path', ['*.p12']]);
  assert.deepEqual(
    leftOut.map((line) => line.split(':')[0]),
    ['acme-key', 'anything'],
  );
});
