/** `veil rules list`, `explain` and `check` with rules of a user's own. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { makeTree, veil } from '../helpers/cli.ts';

function rule(id: string, ...lines: readonly string[]): string {
  return ['[[rule]]', `id = "${id}"`, 'description = "of Acme"', 'severity = "low"', ...lines, ''].join('\n');
}

const PLAIN = [
  "pattern = 'acme_[a-z0-9]{24}'",
  'examples = ["acme_{lowernum:24}", "t=acme_{lowernum:24}"]',
  'counter_examples = ["acme_{lowernum:23}", "acne_{lowernum:24}"]',
];

function fileOf(...rules: readonly string[]): string {
  return ['provider = "Acme"\n', ...rules].join('\n');
}

test('list and explain show the rules of --rules and of veil.toml, where they are from, and whether they are on', async (t) => {
  const cwd = makeTree(t, {
    'named/acme.toml': fileOf(rule('acme-token', ...PLAIN)),
    'more.toml': fileOf(rule('acme-quiet', ...PLAIN, 'off_by_default = true')),
    'veil.toml': '[rules]\nfiles = ["named/acme.toml"]\ndisable = ["acme-token"]\n',
  });
  const more = ['--rules', 'more.toml', '--enable-rule', 'acme-quiet'];
  const { status, stdout } = await veil(['rules', 'list', ...more], { cwd });
  assert.equal(status, 0);
  assert.match(stdout, /^acme-quiet +low +on {3}of Acme \(more\.toml\)$/m);
  assert.match(stdout, /^acme-token +low +off {2}of Acme \(named\/acme\.toml\)$/m);
  assert.match(stdout, /^github-pat +critical +on {3}[^()]+$/m);

  const json = await veil(['rules', 'list', '--format', 'json', ...more], { cwd });
  const rules = JSON.parse(json.stdout) as { id: string; source: string; on: boolean; offByDefault: boolean }[];
  assert.deepEqual(
    rules
      .filter(({ id }) => ['acme-quiet', 'acme-token', 'github-pat'].includes(id))
      .map(({ id, source, on, offByDefault }) => [id, source, on, offByDefault]),
    [
      ['acme-quiet', 'more.toml', true, true],
      ['acme-token', 'named/acme.toml', false, false],
      ['github-pat', 'rules/github.toml', true, false],
    ],
  );

  const explained = await veil(['rules', 'explain', 'acme-quiet', ...more], { cwd });
  assert.match(
    explained.stdout,
    /^by default {2}off; .*\nhere {8}on, .*\n[\s\S]*^defined in {2}more\.toml\n\n {4}id = /m,
  );
  assert.match((await veil(['rules', 'explain', 'acme-token'], { cwd })).stdout, /^here {8}off,/m);
  assert.equal((await veil(['rules', 'explain', 'acme-quiet'], { cwd })).status, 2, 'it is not named here');
});

test('a rule with the id of a built-in one: the error names both places, and the examples are run all the same', async (t) => {
  const text = fileOf(rule('github-pat', ...PLAIN), rule('acme-token', ...PLAIN, 'entropy = 7'));
  const { status, stdout, stderr } = await veil(['rules', 'check', 'own.toml'], {
    cwd: makeTree(t, { 'own.toml': text }),
  });
  assert.equal(status, 2);
  assert.match(stdout, /own\.toml:4: error: id: "github-pat" stands already at rules\/github\.toml:\d+ \(built in\)/);
  assert.match(stderr, /^error: rule files have 3 errors$/m);
  const [, guide = ''] = /Each key is explained in\s+(\S+)/.exec(stderr) ?? [];
  assert.ok(existsSync(guide), stderr);
  const { files } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { files: string[] };
  assert.ok(files.includes(relative(packageRoot(), guide)), 'what is installed has it');
  assert.match(stdout, /own\.toml:\d+: error: examples: not found: acme_/);
});

test('check tells what is wrong in the order of the lines', async (t) => {
  const text = fileOf(rule('acme-token', 'severity_level = "high"', ...PLAIN).replace('"low"', '"lwo"'));
  const { stdout } = await veil(['rules', 'check', 'own.toml', 'bad.toml'], {
    cwd: makeTree(t, { 'own.toml': text, 'bad.toml': 'provider = "Acme"\n[[rule\n' }),
  });
  assert.deepEqual(
    stdout.split('\n').map((line) => /(\w+\.toml:\d+: error: .{11})/.exec(line)?.[1] ?? ''),
    ['bad.toml:2: error: not valid T', 'own.toml:6: error: severity: "', 'own.toml:7: error: severity_le', ''],
  );
  assert.match(stdout, /unexpected end of the line/);
});

/** Lines of a rule that does not find its example, and what `check` says of it. */
const missed: readonly (readonly [reason: RegExp, ...lines: readonly string[]])[] = [
  [/: none of its literals stands in it: "abcd_"$/, "pattern = 'abcd_[a-z]{9}'", 'examples = ["abc_{lower:9}"]'],
  [/: the pattern does not match at its literal$/, "pattern = 'abcd_[a-z]{9}'", 'examples = ["abcd_{lower:8}"]'],
  [
    /: the pattern does not match at its literal, which must stand inside the match: a word beside it belongs into the pattern$/,
    "pattern = '[0-9a-f]{40}'",
    'literals = ["foobar"]',
    'examples = ["foobar = {hex:40}"]',
  ],
  [
    /: it is longer than max_length, 20 bytes$/,
    "pattern = 'abcd_[a-z]+_end'",
    'max_length = 20',
    'examples = ["abcd_{lower:40}_end"]',
  ],
  [/: boundary refuses the character before it$/, "pattern = 'abcd_[a-z]{9}'", 'examples = ["xabcd_{lower:9}"]'],
  [/: boundary refuses the character behind it$/, "pattern = 'abcd_[a-z]{9}'", 'examples = ["abcd_{lower:10}"]'],
  [/: its entropy is \d\.\d+, below 5$/, "pattern = 'abcd_[a-z]{9}'", 'entropy = 5', 'examples = ["abcd_{lower:9}"]'],
  [
    /: its check digits are wrong \(checksum "luhn"\)$/,
    "pattern = 'abcd:(?P<secret>[0-9]{16})'",
    'checksum = "luhn"',
    'on_checksum_failure = "suppress"',
    'value_filter = "none"',
    'examples = ["abcd:{digits:15}{wrong:luhn}"]',
  ],
  [/: value_filter "placeholder" takes it for no/, "pattern = 'abcd_[a-z]{9}'", 'examples = ["abcd_{x:9}"]'],
  [
    /: allow_values has it$/,
    "pattern = 'abcd:(?P<secret>[a-z]{9})'",
    'allow_values = ["qwertzuio"]',
    'examples = ["abcd:qwertzuio"]',
  ],
  [
    /: a pattern of allow_patterns matches it$/,
    "pattern = 'abcd_[a-z]{9}'",
    "allow_patterns = ['abcd_.']",
    'examples = ["abcd_{lower:9}"]',
  ],
  [
    /: none of keywords is within 100 bytes$/,
    "pattern = 'abcd_[a-z]{9}'",
    'keywords = ["near"]',
    'examples = ["abcd_{lower:9}"]',
  ],
  [
    /: no match of pair is within 300 bytes$/,
    "pattern = 'abcd_[a-z]{9}'",
    "pair = 'id=([0-9]{4})'",
    'pair_missing = "drop"',
    'examples = ["abcd_{lower:9}"]',
  ],
  [
    /: paths or not_paths leave out "data\.txt", the file of the example \(example_path\)$/,
    "pattern = 'abcd_[a-z]{9}'",
    "paths = ['*.env']",
    'examples = ["abcd_{lower:9}"]',
  ],
  [
    /: none of paths fits it, or one of not_paths does$/,
    'reader = "path"',
    "paths = ['*.env']",
    'examples = ["x.txt"]',
  ],
  [
    /: boundary refuses the character before it; its entropy is \d\.\d+, below 5$/,
    "pattern = 'abcd_[a-z]{9}'",
    'entropy = 5',
    'examples = ["xabcd_{lower:9}"]',
  ],
];

test('check says which step refused an example', async (t) => {
  const text = fileOf(...missed.map(([, ...lines], i) => rule(`rule-${i}`, ...lines)));
  const { status, stdout } = await veil(['rules', 'check', 'own.toml'], { cwd: makeTree(t, { 'own.toml': text }) });
  assert.equal(status, 2);
  const said = stdout.split('\n').filter((line) => line.includes('error: examples: not found: '));
  assert.equal(said.length, missed.length, stdout);
  for (const [i, [reason]] of missed.entries()) assert.match(said[i] ?? '', reason);
});

test('check warns of an example in whose place a scan reports another rule', async (t) => {
  const lines = [
    "pattern = 'ghp_[A-Za-z0-9]{36}'",
    'specificity = 1',
    'examples = ["ghp_{alnum:30}{check:crc32-base62}", "t=ghp_{alnum:30}{check:crc32-base62}"]',
    'counter_examples = ["ghp_{alnum:23}", "ghp_{alnum:24}"]',
  ];
  const cwd = makeTree(t, { 'own.toml': fileOf(rule('acme-ghp', ...lines)) });
  const { status, stdout } = await veil(['rules', 'check', 'own.toml'], { cwd });
  assert.equal(status, 0);
  assert.match(stdout, /warning: examples: in a scan the rule github-pat is reported in its place: ghp_\{alnum:30\}/);
});

test('a rule file without rules is warned of, by check and in a scan', async (t) => {
  const cwd = makeTree(t, { 'own.toml': 'provider = "Acme"\n' });
  const said = /own\.toml:1: warning: has no \[\[rule\]\]: it finds nothing$/m;
  const checked = await veil(['rules', 'check', 'own.toml'], { cwd });
  assert.equal(checked.status, 0);
  assert.match(checked.stdout, said);
  assert.match(checked.stdout, /^0 rules, 0 examples: 1 warning$/m);
  const scanned = await veil(['scan', '--rules', 'own.toml'], { cwd });
  assert.equal(scanned.status, 0);
  assert.match(scanned.stderr, said);
});

test('explain shows what holds without being said, and nothing of the files that a scan leaves out', async (t) => {
  const keyed = rule('acme-keyed', "pattern = '(?i:acme)[0-9]{9}'", 'boundary = "none"', 'keywords = ["near"]');
  const half = rule('acme-half', "pattern = 'acme_[0-9]{9}'", "pair = 'id=([0-9]{4})'", 'checksum = "luhn"');
  const named = rule('acme-file', 'reader = "path"', "paths = ['*.env']");
  const cwd = makeTree(t, {
    'own.toml': fileOf(keyed, half, named),
    'veil.toml': '[scan]\nexclude = ["*.log"]\n[rules]\nfiles = ["own.toml"]\n',
  });
  const held = async (id: string) => {
    const { stdout, stderr } = await veil(['rules', 'explain', id], { cwd });
    assert.equal(stderr, '');
    return /^What it does not say, and what holds then:\n\n([\s\S]*)$/m.exec(stdout)?.[1]?.match(/\S.*/g);
  };
  assert.deepEqual(await held('acme-keyed'), [
    'literals = ["acme"]  # in any case',
    'max_length = 13',
    'value_filter = "placeholder"',
    'keyword_distance = 100',
    'specificity = 42',
  ]);
  assert.deepEqual(await held('acme-half'), [
    'literals = ["acme_"]',
    'max_length = 14',
    'boundary = "token"',
    'on_checksum_failure = "keep"',
    'value_filter = "placeholder"',
    'pair_distance = 300',
    'pair_missing = "lower"',
    'specificity = 72',
  ]);
  assert.deepEqual(await held('acme-file'), ['specificity = 20']);
});

test('check warns of a template that stands for itself', async (t) => {
  const lines = [...PLAIN.slice(0, 2), 'counter_examples = ["acme_{lowernum23}", "acme_{lowernum:23}"]'];
  const cwd = makeTree(t, { 'own.toml': fileOf(rule('acme-token', ...lines)) });
  const { status, stdout } = await veil(['rules', 'check', 'own.toml'], { cwd });
  assert.equal(status, 0);
  assert.match(stdout, /:9: warning: counter_examples: \{lowernum23\} stands for itself; is \{lowernum:23\} meant\?\n/);
  assert.match(stdout, /1 rule, 4 examples: 1 warning\n$/);
});
