/** What the loader of rule files refuses, and where it says so; what it works out from a pattern. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadNative } from '../../../src/native/load.ts';
import { encodeRules, joinCatalogues } from '../../../src/rules/encode.ts';
import { findDuplicateIds, loadRuleFile } from '../../../src/rules/load.ts';
import { formatProblem, type Rule } from '../../../src/rules/rule.ts';
import { scan } from '../../../src/scan/scan.ts';

const { layout } = loadNative();

/** A rule file with one rule; `lines` replace or add keys. */
function fileWith(lines: Readonly<Record<string, string>>): string {
  const keys = {
    id: '"test-rule"',
    description: '"a rule"',
    severity: '"high"',
    pattern: "'abcd[0-9]{8}'",
    examples: "['abcd{digits:8}', 'x=abcd{digits:8}']",
    counter_examples: "['abcd{digits:7}', 'abcd{x:8}']",
    ...lines,
  };
  const body = Object.entries(keys).filter(([, value]) => value !== '');
  return `provider = "Test"\n\n[[rule]]\n${body.map(([key, value]) => `${key} = ${value}\n`).join('')}`;
}

function ruleWith(lines: Readonly<Record<string, string>>): Rule {
  const { rules, problems } = loadRuleFile('t.toml', fileWith(lines), layout);
  assert.deepEqual(problems.map(formatProblem), []);
  return rules[0] as Rule;
}

const refused: readonly { readonly name: string; readonly text: string; readonly problem: string }[] = [
  {
    name: 'unknown key',
    text: fileWith({ patern: '"x"' }),
    problem: 't.toml:10: error: patern: unknown key; is pattern meant?',
  },
  {
    name: 'unknown key of the file',
    text: `colour = "red"\n${fileWith({})}`,
    problem: 't.toml:1: error: colour: unknown key',
  },
  {
    name: 'rules for rule',
    text: fileWith({}).replace('[[rule]]', '[[rules]]'),
    problem: 't.toml:3: error: rules: unknown key; is [[rule]] meant? veil config import',
  },
  {
    name: "gitleaks' name of a key",
    text: fileWith({ regex: "'x'" }),
    problem: "t.toml:10: error: regex: unknown key; is pattern meant? veil config import FILE turns gitleaks' rules",
  },
  {
    name: 'configuration',
    text: '\n[rules]\nfiles = ["acme.toml"]\n',
    problem: 't.toml:2: error: rules: unknown key; is this a configuration? veil config check FILE checks one',
  },
  {
    name: 'table of a rule',
    text: `${fileWith({})}[rule.boundry]\nbefore = "x"\n`,
    problem: 't.toml:10: error: boundry: unknown key; is boundary meant?',
  },
  { name: 'missing id', text: fileWith({ id: '' }), problem: 't.toml:3: error: id: is missing' },
  {
    name: 'id in capitals',
    text: fileWith({ id: '"Test"' }),
    problem: 't.toml:4: error: id: must be made of a-z, 0-9 and single hyphens, as in "github-pat"',
  },
  {
    name: 'severity that is none',
    text: fileWith({ severity: '"hihg"' }),
    problem: 't.toml:6: error: severity: "hihg" is none of low, medium, high, critical; is high meant?',
  },
  {
    name: 'checksum that is none',
    text: fileWith({ checksum: '"md5"' }),
    problem: 't.toml:10: error: checksum: "md5" is none of',
  },
  {
    name: 'number for a text',
    text: fileWith({ pattern: '7' }),
    problem: 't.toml:7: error: pattern: must be a string',
  },
  {
    name: 'short literal',
    text: fileWith({ literals: '["ab"]' }),
    problem: 't.toml:10: error: literals: each has 3 to 128 bytes',
  },
  {
    name: 'no literal',
    text: fileWith({ pattern: "'[a-z]{8}[0-9]{8}'" }),
    problem:
      't.toml:7: error: pattern: spells out no text of 3 bytes that stands in every match: give literals; if there is none, put the word that names the secret into the pattern',
  },
  {
    name: 'empty match',
    text: fileWith({ pattern: "'(?:abcd)?'" }),
    problem: 't.toml:7: error: pattern: matches the empty string',
  },
  {
    name: 'no bound',
    text: fileWith({ pattern: "'abcd[0-9]+'" }),
    problem: 't.toml:7: error: pattern: has no bound: write {m,n} for * + {m,}, or give max_length',
  },
  {
    name: 'look-ahead',
    text: fileWith({ pattern: "'abcd(?=x)'" }),
    problem: 't.toml:7: error: pattern: RE2 has no such group',
  },
  {
    name: 'open group',
    text: fileWith({ pattern: "'abcd(?:x|(y)[0-9]{8}'" }),
    problem: 't.toml:7: error: pattern: the ( at character 5 of the pattern is not closed\n',
  },
  {
    name: 'open class',
    text: fileWith({ pattern: "'abcd([0-9a-f\\]{8})'" }),
    problem: 't.toml:7: error: pattern: the [ at character 6 of the pattern is not closed\n',
  },
  {
    name: 'repetition that RE2 refuses',
    text: fileWith({ pattern: "'abcd[a-z]{1001}'" }),
    problem: 't.toml:7: error: pattern: {1001}: RE2 counts to 1000 at most',
  },
  {
    name: 'nested repetition that RE2 refuses',
    text: fileWith({ pattern: "'abcd(?:[a-z]{100}x){100}'" }),
    problem: 't.toml:7: error: pattern: {100} and the repetitions inside it',
  },
  {
    name: 'group that is not there',
    text: fileWith({ secret_group: '2' }),
    problem: 't.toml:10: error: secret_group: the pattern has 0 groups',
  },
  {
    name: 'two secrets',
    text: fileWith({ pattern: "'abcd(?P<secret>[0-9]{8})|(?P<secret>[0-9]{8})dcba'" }),
    problem: 't.toml:7: error: pattern: two groups are called secret: write two rules',
  },
  {
    name: 'pair without a group',
    text: fileWith({ pair: "'abc'" }),
    problem: 't.toml:10: error: pair: needs a capture group around the other half',
  },
  {
    name: 'boundary that is none',
    text: fileWith({ boundary: '"word"' }),
    problem: 't.toml:10: error: boundary: must be one of token, base64, end, none, or a table',
  },
  {
    name: 'path rule without paths',
    text: fileWith({ reader: '"path"', pattern: '' }),
    problem: 't.toml:3: error: paths: is missing',
  },
  {
    name: 'assignment without its kind',
    text: fileWith({ reader: '"assignment"', pattern: '' }),
    problem: 't.toml:3: error: assign_kind: is missing',
  },
  {
    name: 'no provider',
    text: fileWith({}).replace('provider = "Test"', ''),
    problem: 't.toml:1: error: provider: is missing',
  },
  { name: 'no TOML', text: 'provider = \n', problem: 't.toml:1: error: not valid TOML' },
  {
    name: 'backslash in "…"',
    text: fileWith({ pattern: '"abcd\\d{8}"' }),
    problem: `t.toml:7: error: not valid TOML: Invalid escape sequence; in "…" a backslash begins an escape: write patterns in '…'`,
  },
  {
    name: 'key that stands twice',
    text: `${fileWith({})}severity = "low"\n`,
    problem: "t.toml:10: error: not valid TOML: Cannot redefine existing key 'rule.severity'.",
  },
  {
    name: "single quote in '…'",
    text: fileWith({ pattern: `'abcd["'][0-9]{8}'` }),
    problem: `t.toml:7: error: not valid TOML: unexpected "]"; a single quote ends '…': use '''…'''`,
  },
  {
    name: 'double quote in "…"',
    text: fileWith({ examples: '["a = "abcd{digits:8}"", "abcd{digits:8}"]' }),
    problem: `t.toml:8: error: not valid TOML: unexpected "a"; a double quote ends "…": use '…'`,
  },
  {
    name: 'text without quotes',
    text: fileWith({ severity: 'critical' }),
    problem: 't.toml:6: error: not valid TOML: unexpected "c"; strings need quotes',
  },
  {
    name: 'string that its line does not end',
    text: fileWith({ description: '"a rule' }),
    problem: 't.toml:5: error: not valid TOML: unexpected end of the line\n',
  },
  {
    name: 'rule as a table',
    text: 'provider = "T"\n[rule]\nid = "x"\n',
    problem: 't.toml:2: error: write [[rule]], not [rule]',
  },
  {
    name: 'key that every object has',
    text: fileWith({ constructor: '1' }),
    problem: 't.toml:10: error: constructor: unknown key',
  },
];

/** The rule is read all the same. */
const warnedOf: typeof refused = [
  {
    name: 'group of another name',
    text: fileWith({ pattern: "'abcd(?P<token>[0-9]{8})'" }),
    problem: 't.toml:7: warning: pattern: the group "token" is not the secret: only one that is called "secret" is',
  },
  {
    name: 'distance without keywords',
    text: fileWith({ keyword_distance: '60' }),
    problem: 't.toml:10: warning: keyword_distance: does nothing without keywords',
  },
  {
    name: 'what is missing of no pair',
    text: fileWith({ pair_missing: '"drop"' }),
    problem: 't.toml:10: warning: pair_missing: does nothing without pair',
  },
  {
    name: 'failure of no checksum',
    text: fileWith({ on_checksum_failure: '"lower"' }),
    problem: 't.toml:10: warning: on_checksum_failure: does nothing without checksum',
  },
];

describe('warned of', () => {
  for (const { name, text, problem } of warnedOf) {
    test(name, () => {
      const { rules, problems } = loadRuleFile('t.toml', text, layout);
      assert.deepEqual(problems.map(formatProblem), [problem]);
      assert.equal(rules.length, 1);
    });
  }

  test('nothing, where secret_group names the group, or another is the secret', () => {
    ruleWith({ pattern: "'abcd(?P<token>[0-9]{8})'", secret_group: '1' });
    ruleWith({ pattern: "'abcd(?P<head>[0-9])(?P<secret>[0-9]{8})'" });
  });
});

describe('refused', () => {
  for (const { name, text, problem } of refused) {
    test(name, () => {
      const { problems } = loadRuleFile('t.toml', text, layout);
      const lines = problems.map(formatProblem);
      assert.ok(
        lines.some((line) => `${line}\n`.startsWith(problem)),
        lines.join('\n') || 'nothing was refused',
      );
    });
  }

  test('the line of a key is right behind multi-line strings', () => {
    const text = fileWith({ examples: '["""\nid = 1\n""", """\n[[rule]]\n"""]', colour: '1' });
    const { problems } = loadRuleFile('t.toml', text, layout);
    assert.deepEqual(problems.map(formatProblem), ['t.toml:14: error: colour: unknown key']);
  });

  test('an id that stands twice, or that a built-in rule has', () => {
    const rule = ruleWith({});
    assert.match(
      formatProblem(findDuplicateIds([rule, rule])[0] as never),
      /t\.toml:4: error: id: "test-rule" stands also at t\.toml:4: give one of the two another id$/,
    );
    assert.match(
      formatProblem(findDuplicateIds([rule], () => 'rules/x.toml:7')[0] as never),
      /t\.toml:4: error: id: "test-rule" stands already at rules\/x\.toml:7 \(built in\): give it another id$/,
    );
  });
});

const shapes: readonly { pattern: string; literals: string[]; before: number; after: number; caseless?: boolean }[] = [
  { pattern: 'ghp_[a-z]{36}', literals: ['ghp_'], before: 0, after: 40 },
  { pattern: '(?:sk|rk)_live_[a-z]{2,9}', literals: ['sk_live_', 'rk_live_'], before: 0, after: 17 },
  { pattern: '[a-z]{14}\\.atlasv1\\.[a-z]{60}', literals: ['.atlasv1.'], before: 14, after: 83 },
  { pattern: '(?i:datadog)[a-z]{0,9}[0-9a-f]{32}', literals: ['datadog'], before: 0, after: 48, caseless: true },
  { pattern: 'a[bc]d_x?[0-9]{4}', literals: ['abd_', 'acd_'], before: 0, after: 9 },
  { pattern: '[0-9]{1,3}(?:abcd|efgh[0-9])z', literals: ['abcd', 'efgh'], before: 3, after: 9 },
  { pattern: '(?:"|\')tok[0-9]{4}', literals: ['"tok', "'tok"], before: 0, after: 8 },
];

describe('what follows from a pattern', () => {
  for (const { pattern, literals, before, after, caseless = false } of shapes) {
    test(pattern, () => {
      const rule = ruleWith({ pattern: `'''${pattern}'''` });
      assert.deepEqual([...rule.literals].sort(), [...literals].sort());
      assert.deepEqual([rule.beforeBytes, rule.afterBytes, rule.caseless], [before, after, caseless]);
    });
  }

  test('the group called secret is the secret', () => {
    assert.equal(ruleWith({ pattern: "'abcd(x)(?P<secret>[0-9]{4})'" }).secretGroup, 2);
  });
});

test('two rule sets joined find what both find', async () => {
  const first = encodeRules([ruleWith({ pattern: "'qtok[0-9]{8}'" })], layout);
  const second = encodeRules([ruleWith({ id: '"other"', pattern: "'wxyz[0-9]{8}'", keywords: '["near"]' })], layout);
  const joined = joinCatalogues(first, second, layout);
  assert.notEqual(joined.digest, first.digest);
  const data = Buffer.from('near wxyz18273645\nqtok91827364\n');
  const { findings } = await scan(joined, { kind: 'texts', texts: [{ name: 'a', data }] }, { threads: 1 });
  assert.deepEqual(
    findings.map(({ rule, line }) => [rule, line]),
    [
      ['other', 1],
      ['test-rule', 2],
    ],
  );
});
