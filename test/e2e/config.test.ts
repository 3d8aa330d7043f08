/** veil.toml: which one holds, and what its globs mean wherever the scan begins. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { madeUpToken, makeTree, veil } from '../helpers/cli.ts';
import { TestRepository } from '../helpers/git-repository.ts';

interface JsonReport {
  readonly findings: readonly { readonly file: string }[];
  readonly summary: { readonly skipped: Readonly<Record<string, number>> };
}

const token = (number = 0): string => `TOKEN=${madeUpToken(number)}\n`;

/** What a command finds, by the paths that its report names. */
async function run(cwd: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = await veil([...args, '--format', 'json'], { cwd, input });
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as JsonReport);
  return { status, stderr, files: report?.findings.map(({ file }) => file).sort(), skipped: report?.summary.skipped };
}

/** A folder `here` and a repository `there`, each with a veil.toml that leaves something out. */
function twoFolders(t: TestContext): { here: string; there: string } {
  const root = makeTree(t, {
    'here/veil.toml': '[scan]\nexclude = ["*.env"]\n',
    'here/a.env': token(1),
    'here/a.txt': token(2),
    'there/veil.toml': '[scan]\nexclude = ["*.txt"]\n',
  });
  const repository = new TestRepository(join(root, 'there'));
  repository.commit('all', { 'a.env': token(3), 'a.txt': token(4), 'sub/b.env': token(5), 'sub/b.txt': token(6) });
  return { here: join(root, 'here'), there: join(root, 'there') };
}

const NOT_USED = /^note: \S*\/here\/veil\.toml is not used: .*--config$/m;

test('what is scanned has its own veil.toml; the current one is not used, and that is said', async (t) => {
  const { here } = twoFolders(t);
  for (const path of ['../there', '../there/']) {
    const { files, stderr } = await run(here, ['scan', path]);
    assert.deepEqual(files, ['a.env', 'sub/b.env']);
    assert.match(stderr, NOT_USED);
  }
  assert.deepEqual((await run(here, ['scan', '../there/sub'])).files, ['sub/b.env']);
  assert.deepEqual((await run(here, ['scan', '../there/sub/b.txt'])).files, ['sub/b.txt']);
  assert.equal((await veil(['scan', '-q', '../there'], { cwd: here })).stderr, '');
});

test('without a veil.toml at or above what is scanned none holds', async (t) => {
  const root = makeTree(t, { 'here/veil.toml': '[scan]\nexclude = ["*.env"]\n', 'there/a.env': token() });
  const { status, files, stderr } = await run(join(root, 'here'), ['scan', '../there']);
  assert.deepEqual([status, files], [1, ['a.env']]);
  assert.match(stderr, NOT_USED);
});

test('git: the veil.toml of the repository holds, from any folder; a rule file of it, too', async (t) => {
  const { here, there } = twoFolders(t);
  const repository = new TestRepository(there);
  repository.write('sub/veil.toml', '[rules]\ndisable = ["github-pat"]\n');
  repository.write('veil.toml', '[gates]\nfindings = 1000\n');
  for (const [cwd, args] of [
    [here, ['git', '../there']],
    [here, ['scan', '--commit', 'HEAD', '../there']],
    [there, ['git']],
    [join(there, 'sub'), ['git']],
    [join(there, 'sub'), ['git', '..']],
  ] as const) {
    const { status, files } = await run(cwd, args);
    assert.deepEqual([status, files?.length], [0, 4], `${cwd} ${args.join(' ')}`);
  }
  assert.match((await run(here, ['git', '../there'])).stderr, NOT_USED);
  assert.match((await run(join(there, 'sub'), ['git'])).stderr, /^note: \S*\/sub\/veil\.toml is not used/m);
});

test('--config wins, relative to the current folder, and nothing is told of another', async (t) => {
  const { here } = twoFolders(t);
  const named = await run(here, ['scan', '--config', 'veil.toml', '../there']);
  assert.deepEqual(named.files, ['a.txt', 'sub/b.txt']);
  assert.doesNotMatch(named.stderr, /not used/);
});

test('what has no place takes the veil.toml of the current folder', async (t) => {
  const cwd = makeTree(t, { 'veil.toml': '[rules]\ndisable = ["github-pat"]\n' });
  assert.deepEqual((await run(cwd, ['stdin'], madeUpToken())).files, []);
  assert.match((await veil(['filter'], { cwd, input: madeUpToken() })).stderr, /0 secrets masked/);
  assert.match((await veil(['config', 'dump'], { cwd })).stdout, /rules\.disable = \["github-pat"\] +# .*veil\.toml/);
});

test('the help says where veil.toml is looked for', async (t) => {
  const { stdout } = await veil(['scan', '--help'], { cwd: makeTree(t) });
  assert.match(stdout.replace(/\s+/g, ' '), /nearest veil\.toml at or above what is scanned/);
});
