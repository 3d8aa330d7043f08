/** What takes a finding back (comments, .gitleaksignore, baselines) is never unseen, and an organisation can forbid it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { madeUpToken, makeTree, veil } from '../helpers/cli.ts';

const RULE = 'github-pat';

interface JsonReport {
  readonly findings: readonly { readonly file: string; readonly line: number; readonly id: string }[];
  readonly summary: { readonly ignored: Readonly<Record<string, number>> };
}

async function scan(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = await veil(['scan', '--format', 'json', ...args], { cwd, env });
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as JsonReport);
  return { status, stderr, lines: report?.findings.map(({ line }) => line), ignored: report?.summary.ignored, report };
}

const COMMENTED = [
  `a = ${madeUpToken(1)} # veil:ignore`,
  `a = ${madeUpToken(2)} # veil:ignore=${RULE}`,
  `a = ${madeUpToken(3)} # veil:ignore=another-rule`,
  '# veil:ignore-next-line',
  `a = ${madeUpToken(4)}`,
  `a = ${madeUpToken(5)} # gitleaks:allow`,
  `a = ${madeUpToken(6)}`,
  '',
].join('\n');

test('comments take findings back; the summary counts them, and -v lists them', async (t) => {
  const folder = makeTree(t, { '.git/HEAD': 'ref: refs/heads/main\n', 'a.py': COMMENTED });
  const { status, lines, ignored, stderr } = await scan(folder);
  assert.deepEqual({ status, lines, ignored }, { status: 1, lines: [3, 7], ignored: { inline: 4 } });
  assert.match(stderr, /2 findings in 1 file, 4 ignored \(4 inline\)/);
  const listed = (await scan(folder, ['-v'])).stderr;
  for (const line of [1, 2, 5, 6])
    assert.match(listed, new RegExp(`ignored: a.py:${line} ${RULE} fx_\\w+ \\(inline\\)`));
});

test('a scan in which everything is taken back is clean, and says what was', async (t) => {
  const folder = makeTree(t, { 'a.py': `a = ${madeUpToken()} # veil:ignore\n` });
  const { status, stderr } = await scan(folder);
  assert.equal(status, 0);
  assert.match(stderr, /no findings, 1 ignored \(1 inline\)/);
});

test('a comment that takes one finding back changes no other id', async (t) => {
  const token = madeUpToken();
  const folder = makeTree(t, { '.git/HEAD': 'ref\n', 'a.py': `a = ${token}\nb = ${token}\n` });
  const before = (await scan(folder)).report?.findings;
  writeFileSync(join(folder, 'a.py'), `a = ${token} # veil:ignore\nb = ${token}\n`);
  const after = (await scan(folder)).report?.findings;
  assert.deepEqual(
    after?.map(({ id }) => id),
    [before?.[1]?.id],
  );
});

test('--ignore-gitleaks-allow reports what that comment took back', async (t) => {
  const folder = makeTree(t, { 'a.py': COMMENTED });
  assert.deepEqual((await scan(folder, ['--ignore-gitleaks-allow'])).lines, [3, 6, 7]);
});

test('.gitleaksignore: its own rule ids stand for any rule, ours for themselves', async (t) => {
  const text = [1, 2, 3, 4].map((number) => `a = ${madeUpToken(number)}\n`).join('');
  const folder = makeTree(t, {
    '.git/HEAD': 'ref\n',
    'src/a.py': text,
    '.gitleaksignore': [
      '# accepted by the other scanner',
      'src/a.py:github-personal-token:1',
      `src/a.py:${RULE}:2`,
      'src/a.py:aws-access-key:3',
      `${'a'.repeat(40)}:src/a.py:${RULE}:4`,
      'nonsense',
    ].join('\n'),
  });
  for (const cwd of [folder, join(folder, 'src')]) {
    const { lines, ignored, stderr } = await scan(cwd);
    assert.deepEqual({ lines, ignored }, { lines: [3, 4], ignored: { gitleaksignore: 2 } });
    assert.match(stderr, /\.gitleaksignore: no fingerprint in line 6/);
  }
  const other = makeTree(t, { '.git/HEAD': 'ref\n' });
  const two = await scan(folder, ['.', other]);
  assert.equal(two.lines?.length, 4);
  assert.match(two.stderr, /not used: several repositories/);
});

test('a baseline is written without secrets, and holds until there is something new', async (t) => {
  const folder = makeTree(t, { '.git/HEAD': 'ref\n', 'a.py': `a = ${madeUpToken(1)}\n` });
  const written = await scan(folder, ['--write-baseline', 'base.json']);
  assert.deepEqual([written.status, written.lines], [1, [1]]);
  const baseline = readFileSync(join(folder, 'base.json'), 'utf8');
  assert.ok(!baseline.includes(madeUpToken(1).slice(8)));
  assert.match(baseline, /"id":"fx_/);
  const { status, ignored } = await scan(folder, ['--baseline', 'base.json']);
  assert.deepEqual({ status, ignored }, { status: 0, ignored: { baseline: 1 } });

  writeFileSync(join(folder, 'a.py'), `\n\na = ${madeUpToken(1)}\nb = ${madeUpToken(2)}\n`);
  assert.deepEqual((await scan(folder, ['-b', 'base.json'])).lines, [4]);
  // Written anew with the old one in force it holds both.
  await scan(folder, ['-b', 'base.json', '--write-baseline', 'base.json']);
  assert.deepEqual((await scan(folder, ['-b', 'base.json'])).lines, []);
});

test("a baseline may be a json report of veil's or gitleaks'", async (t) => {
  const tokens = [1, 2].map(madeUpToken);
  const folder = makeTree(t, { '.git/HEAD': 'ref\n', 'a.py': tokens.map((token) => `a = ${token}\n`).join('') });
  await scan(folder, ['-o', 'report.json']);
  assert.deepEqual((await scan(folder, ['-b', 'report.json', '--exclude', '*.json'])).ignored, { baseline: 2 });
  const gitleaks = (Secret: string, StartLine: number) => ({ RuleID: 'x', File: 'a.py', Secret, StartLine });
  const cases: [unknown[], number[]][] = [
    [[gitleaks(tokens[1] ?? '', 77)], [1]],
    [[gitleaks('REDACTED', 1)], [2]],
    [[gitleaks('another', 1)], [1, 2]],
    [[], [1, 2]],
  ];
  for (const [report, lines] of cases) {
    const path = join(makeTree(t), 'gitleaks.json');
    writeFileSync(path, JSON.stringify(report));
    assert.deepEqual((await scan(folder, ['--baseline-path', path, '--exclude', '*.json'])).lines, lines);
  }
});

test('a baseline that cannot be used exits 2 and says why', async (t) => {
  const folder = makeTree(t, {
    'text.json': 'no',
    'other.json': '{"findings":[]}',
    'ids.json': '{"schemaVersion":"veil-v1","findings":[{"id":"x"}]}',
    'gitleaks.json': '[{"File":1}]',
  });
  const cases: [string, RegExp][] = [
    ['missing.json', /ENOENT/],
    ['.', /EISDIR|illegal operation/],
    ['text.json', /not JSON/],
    ['other.json', /neither a baseline/],
    ['ids.json', /finding 1 has no id/],
    ['gitleaks.json', /finding 1 lacks File/],
  ];
  for (const [path, why] of cases) {
    const { status, stderr, report } = await scan(folder, ['-b', path]);
    assert.deepEqual({ path, status, report }, { path, status: 2, report: undefined });
    assert.match(stderr, /the baseline cannot be used/);
    assert.match(stderr, why);
  }
});

test('an exception of the registry goes into no baseline: it expires, a baseline does not', async (t) => {
  const folder = makeTree(t, { '.git/HEAD': 'ref\n', 'a.py': `a = ${madeUpToken(1)}\nb = ${madeUpToken(2)}\n` });
  const [first] = (await scan(folder)).report?.findings ?? [];
  const added = await veil(['exceptions', 'add', first?.id ?? '', '--reason', 'test', '--expires', '1d'], {
    cwd: folder,
  });
  assert.equal(added.status, 0, added.stderr);
  await scan(folder, ['--write-baseline', 'base.json']);
  const { findings } = JSON.parse(readFileSync(join(folder, 'base.json'), 'utf8')) as { findings: object[] };
  assert.equal(findings.length, 1);
});

test("an organisation's configuration forbids each of them, and a repository's cannot loosen it", async (t) => {
  const folder = makeTree(t, {
    '.git/HEAD': 'ref\n',
    'a.py': `a = ${madeUpToken(1)} # veil:ignore\nb = ${madeUpToken(2)}\n`,
    '.gitleaksignore': 'a.py:any:2\n',
    'veil.toml': '[ignores]\ninline = true\ngitleaksignore = true\nbaseline = true\n',
    'base.json': '[]',
  });
  assert.deepEqual((await scan(folder)).ignored, { inline: 1, gitleaksignore: 1 });
  const path = join(
    makeTree(t, { 'org.toml': '[ignores]\ninline = false\ngitleaksignore = false\nbaseline = false\n' }),
    'org.toml',
  );
  const { status, lines, ignored, stderr } = await scan(folder, [], { VEIL_ORG_CONFIG: path });
  assert.deepEqual({ status, lines, ignored }, { status: 1, lines: [1, 2], ignored: {} });
  assert.match(stderr, /ignores\.inline is looser than the organisation's/);
  const baseline = await scan(folder, ['-b', 'base.json'], { VEIL_ORG_CONFIG: path });
  assert.equal(baseline.status, 2);
  assert.match(baseline.stderr, /allows no baseline/);
});

test('a history: comments and fingerprints with a commit hold for it, too', async (t) => {
  const folder = makeTree(t);
  const git = (...words: string[]): string =>
    spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout;
  git('init', '-q');
  writeFileSync(
    join(folder, 'a.py'),
    `a = ${madeUpToken(1)} # veil:ignore\nb = ${madeUpToken(2)}\nc = ${madeUpToken(3)}\n`,
  );
  git('add', '.');
  git('commit', '-qm', 'first');
  const commit = git('rev-parse', 'HEAD').trim();
  writeFileSync(join(folder, '.gitleaksignore'), `${commit}:a.py:any:2\n${'b'.repeat(40)}:a.py:any:3\n`);
  const { stdout } = await veil(['git', '-f', 'json'], { cwd: folder });
  const { findings, summary } = JSON.parse(stdout) as JsonReport;
  assert.deepEqual([findings.map(({ line }) => line), summary.ignored], [[3], { inline: 1, gitleaksignore: 1 }]);
});
