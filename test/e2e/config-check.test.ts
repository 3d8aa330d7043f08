/** `veil config check` reads what a scan would read, and a scan tells a typo in veil.toml from one that was typed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTree, veil } from '../helpers/cli.ts';

const RULE = [
  'provider = "Acme"',
  '[[rule]]',
  'id = "acme-token"',
  'description = "of Acme"',
  'severity = "low"',
  "pattern = 'acme_[a-z0-9]{24}'",
  '',
].join('\n');

const cases: readonly [name: string, config: string, status: number, says: readonly RegExp[]][] = [
  ['one key', '[scan]\ngitignore = true\n', 0, [/veil\.toml: 1 key, all known\n$/]],
  [
    'rules that are there',
    '[rules]\nfiles = ["acme.toml"]\ndisable = ["acme-token"]\n',
    0,
    [/veil\.toml: 2 keys, all known\n$/],
  ],
  ['a rule file that is not there', '[rules]\nfiles = ["acne.toml"]\n', 2, [/where: .*acne\.toml/, /ENOENT/]],
  ['a broken rule file', '[rules]\nfiles = ["bad.toml"]\n', 2, [/bad\.toml:2: error: /]],
  ['a rule file without rules', '[rules]\nfiles = ["empty.toml"]\n', 0, [/empty\.toml:1: warning: has no/]],
  [
    'a rule that is not there',
    '[rules]\nfiles = ["acme.toml"]\n# disable\ndisable = ["acme-tokn"]\n',
    2,
    [/no rule "acme-tokn"/, /where: .*veil\.toml:4: rules\.disable$/m, /Did you mean "acme-token"\?/],
  ],
];

for (const [name, config, status, says] of cases) {
  test(`veil config check: ${name}`, async (t) => {
    // From elsewhere: rule files are named from the folder of veil.toml.
    const cwd = makeTree(t, {
      'sub/veil.toml': config,
      'sub/acme.toml': RULE,
      'sub/bad.toml': 'provider = "A"\n[[rule\n',
      'sub/empty.toml': '',
    });
    const outcome = await veil(['config', 'check', 'sub/veil.toml'], { cwd });
    assert.equal(outcome.status, status, outcome.stderr);
    for (const pattern of says) assert.match(outcome.stdout + outcome.stderr, pattern);
  });
}

test('an unknown rule is told where it stands: in the configuration, or on the command line', async (t) => {
  const cwd = makeTree(t, { 'veil.toml': '[rules]\ndisable = ["github-pta"]\n' });
  const { status, stderr } = await veil(['scan'], { cwd });
  assert.equal(status, 2);
  assert.match(stderr, /where: \S+\/veil\.toml:2: rules\.disable\n[\s\S]*\n {9}veil rules list\n/);
  const typed = await veil(['scan', '--disable-rule=jwt,github-pta'], { cwd: makeTree(t) });
  assert.match(typed.stderr, /where: --disable-rule\n/);
});
