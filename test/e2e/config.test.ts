/** veil.toml: which one holds, and what its globs mean wherever the scan begins. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { madeUpToken, makeTree, veil } from '../helpers/cli.ts';
import { TestRepository } from '../helpers/git-repository.ts';

interface JsonReport {
  readonly findings: readonly { readonly file: string }[];
}

const token = (number = 0): string => `TOKEN=${madeUpToken(number)}\n`;

/** What a command finds, by the paths that its report names. */
async function run(cwd: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = await veil([...args, '--format', 'json'], { cwd, input });
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as JsonReport);
  const leftOut = /^.* scanned in .*?(\d+) (?:excluded|not-included)/m.exec(stderr)?.[1];
  return { status, stderr, files: report?.findings.map(({ file }) => file).sort(), leftOut: Number(leftOut ?? 0) };
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

/** A repository whose veil.toml leaves a folder out; each file has a secret, in the history and staged anew. */
function withFixtures(t: TestContext, globs: string): TestRepository {
  const repository = new TestRepository(join(makeTree(t), 'repo'));
  repository.write('veil.toml', `[scan]\n${globs}\n`);
  const files = ['a.env', 'fx/b.env', 'fx/deep/c.env', 'src/d.env', 'src/fx/e.env'];
  repository.commit('all', Object.fromEntries(files.map((path, index) => [path, token(index)])));
  for (const [index, path] of files.entries()) repository.write(path, token(10 + index));
  repository.git('add', '-A');
  return repository;
}

const outside = ['a.env', 'src/d.env', 'src/fx/e.env'];

const placed: readonly [name: string, from: string, args: string[], files: string[], leftOut: number][] = [
  ['the folder of veil.toml', '.', ['scan', '.'], outside, 2],
  ['no path', '.', ['scan'], outside, 2],
  ['the excluded folder', '.', ['scan', 'fx'], [], 2],
  ['a folder in it', '.', ['scan', 'fx/deep'], [], 1],
  ['the excluded folder is the current one', 'fx', ['scan'], [], 2],
  ['another folder', '.', ['scan', 'src'], ['src/d.env', 'src/fx/e.env'], 0],
  ['two folders', '.', ['scan', 'src', 'fx'], ['src/d.env', 'src/fx/e.env'], 2],
  ['a file', '.', ['scan', 'fx/b.env'], ['fx/b.env'], 0],
  ['a file and a folder', '.', ['scan', 'fx/deep', 'fx/b.env'], ['fx/b.env'], 1],
  ['from another folder', '..', ['scan', 'repo/fx', 'repo/a.env'], ['a.env'], 2],
  ['git', '.', ['git'], outside, 2],
  ['git in the excluded folder', 'fx', ['git'], outside, 2],
  ['git from another folder', '..', ['git', 'repo'], outside, 2],
  ['a commit', '.', ['scan', '--commit', 'HEAD'], outside, 2],
  ['what is staged', '.', ['scan', '--staged'], outside, 2],
  ['what is staged, and options', '.', ['scan', '--staged', '--exclude', 'src/fx'], ['a.env', 'src/d.env'], 3],
  ['a commit, and options', '.', ['scan', '--commit', 'HEAD', '--include', '/src/*.env'], ['src/d.env'], 2],
  ['what is staged, in a folder, by git', '.', ['git', '--staged', 'src'], outside, 2],
  ['another configuration', '.', ['scan', 'fx', '--config', '/dev/null'], ['fx/b.env', 'fx/deep/c.env'], 0],
  ['a named one', '..', ['scan', 'repo/fx', '--config', 'repo/veil.toml'], [], 2],
  ['a named one for git', '..', ['git', 'repo', '--config', 'repo/veil.toml'], outside, 2],
  [
    'the command line has the last word',
    '.',
    ['scan', '--exclude', '!/fx/**', '--exclude', '*/deep'],
    ['a.env', 'fx/b.env', 'src/d.env', 'src/fx/e.env'],
    1,
  ],
  ['its globs are relative to the path', '.', ['scan', 'src', '--exclude', '/fx'], ['src/d.env'], 1],
];

for (const [name, from, args, files, leftOut] of placed) {
  test(`globs of veil.toml are relative to its folder: ${name}`, async (t) => {
    const { path } = withFixtures(t, 'exclude = ["fx/**"]');
    const found = await run(join(path, from), args);
    assert.deepEqual([found.files, found.leftOut, found.status], [files, leftOut, files.length === 0 ? 0 : 1]);
  });
}

const scans = [['scan'], ['git'], ['git', '--staged']] as const;

test('globs mean the same to a scan of files, of the history and of the index', async (t) => {
  const cases: readonly [globs: string, files: readonly string[]][] = [
    ['exclude = ["fx"]', ['a.env', 'src/d.env']],
    ['exclude = ["/fx/"]', outside],
    ['exclude = ["fx/*.env"]', ['a.env', 'fx/deep/c.env', 'src/d.env', 'src/fx/e.env']],
    ['exclude = ["*.env", "!/a.env"]', ['a.env']],
    ['include = ["src"]', ['src/d.env', 'src/fx/e.env']],
    ['include = ["/fx/*.env", "d.env"]', ['fx/b.env', 'src/d.env']],
    ['include = ["fx"]\nexclude = ["deep"]', ['fx/b.env', 'src/fx/e.env']],
  ];
  for (const [globs, files] of cases) {
    const { path } = withFixtures(t, globs);
    for (const args of scans) assert.deepEqual((await run(path, args)).files, files, `${globs} ${args.join(' ')}`);
  }
});

test('a repository below the folder of veil.toml; its submodules', async (t) => {
  const root = makeTree(t, { 'veil.toml': '[scan]\nexclude = ["repo/fx", "/repo/module/s.env", "/src"]\n' });
  const module = new TestRepository(join(root, 'module'));
  module.commit('all', { 's.env': token(1), 't.env': token(2) });
  const repository = new TestRepository(join(root, 'repo'));
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module.path, 'module');
  repository.commit('all', { 'fx/a.env': token(3), 'src/b.env': token(4) });
  for (const args of [
    ['git', 'repo', '--submodules'],
    ['scan', 'repo'],
  ]) {
    const { status, stdout } = await veil([...args, '--format', 'json'], { cwd: root });
    const { findings } = JSON.parse(stdout) as JsonReport;
    assert.deepEqual(
      [status, findings.map(({ file }) => file).sort()],
      [1, ['module/t.env', 'src/b.env']],
      args.join(' '),
    );
  }
});

test('git: one content under several paths is scanned as what stands at those that stay', async (t) => {
  const repository = new TestRepository(join(makeTree(t), 'repo'));
  repository.write('veil.toml', '[scan]\nexclude = ["fx", "old.env"]\n');
  repository.commit('first', { 'fx/a.env': token(1), 'old.env': token(2), 'b.env': token(3) });
  const second = repository.commit('second', { 'src/a.env': token(1), 'fx/old.env': token(2), 'fx/b.env': token(3) });
  const { status, stdout, stderr } = await veil(['git', '--format', 'json', '-v'], { cwd: repository.path });
  const { findings } = JSON.parse(stdout) as { findings: { file: string; commit: string }[] };
  assert.equal(status, 1);
  assert.deepEqual(findings.map(({ file }) => file).sort(), ['b.env', 'src/a.env']);
  assert.equal(findings.find(({ file }) => file === 'src/a.env')?.commit, second);
  assert.match(stderr, /^skipped: old\.env \(excluded\)$/m);
  assert.match(stderr, /\b1 excluded/);
});

test('git: messages are no files: no glob leaves them out; nor does one of veil.toml beside a bare repository', async (t) => {
  const root = makeTree(t);
  const repository = new TestRepository(join(root, 'repo'));
  repository.write('veil.toml', '[scan]\ninclude = ["src/**"]\nexclude = ["*"]\n');
  repository.commit(`a key: ${madeUpToken(1)}`, { 'src/a.env': token(2) });
  repository.git('tag', '-a', 'v1', '-m', `a key: ${madeUpToken(3)}`);
  assert.deepEqual((await run(repository.path, ['git'])).files, ['(commit message)', '(tag v1)']);
  repository.git('clone', '-q', '--bare', '.', '../bare.git');
  repository.write('../veil.toml', '[scan]\nexclude = ["bare.git/**", "/src"]\n');
  assert.deepEqual((await run(root, ['git', 'bare.git'])).files, ['(commit message)', '(tag v1)']);
});

test('a cache does not outlive the globs that it was written under', async (t) => {
  for (const command of [['scan'], ['git']]) {
    const repository = withFixtures(t, 'exclude = ["*.env"]');
    const args = [...command, '--cache', '../cache'];
    assert.deepEqual((await run(repository.path, args)).files, []);
    repository.write('veil.toml', '[scan]\nexclude = ["fx"]\n');
    for (let times = 0; times < 2; times += 1)
      assert.deepEqual((await run(repository.path, args)).files, ['a.env', 'src/d.env']);
  }
});

test('stdin: the file that --stdin-filename names may be left out; without it nothing is', async (t) => {
  const { path } = withFixtures(t, 'exclude = ["fx", "std*"]');
  const named = (from: string, name: string) => run(join(path, from), ['stdin', '--stdin-filename', name], token());
  assert.deepEqual((await named('.', 'fx/b.env')).files, []);
  const fromBelow = await named('src', '../fx/new.env');
  assert.deepEqual([fromBelow.status, fromBelow.files, fromBelow.leftOut], [0, [], 1]);
  assert.deepEqual((await named('fx', '../a.env')).files, ['../a.env']);
  assert.deepEqual((await named('.', '../fx/b.env')).files, ['../fx/b.env']);
  assert.deepEqual((await run(path, ['stdin'], token())).files, ['stdin']);
  const large = await veil(['stdin', '--stdin-filename', 'fx/b.env'], {
    cwd: path,
    input: Buffer.alloc(1 << 22, 'x\n'),
  });
  assert.equal(large.status, 0);
});

test("an organisation's globs are relative to what is scanned; those of veil.toml do not hold then", async (t) => {
  const { path } = withFixtures(t, 'exclude = ["src"]');
  const env = { VEIL_ORG_CONFIG: join(makeTree(t, { 'org.toml': '[scan]\nexclude = ["/fx"]\n' }), 'org.toml') };
  const found = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await veil([...args, '--format', 'json'], { cwd: path, env });
    return (JSON.parse(stdout) as JsonReport).findings.map(({ file }) => file).sort();
  };
  assert.deepEqual(await found('scan'), outside);
  assert.deepEqual(await found('scan', 'src'), ['src/d.env']);
  assert.deepEqual(await found('git'), outside);
});

test('a malformed glob of veil.toml ends every scan', async (t) => {
  const { path } = withFixtures(t, 'exclude = ["a[b"]');
  for (const args of scans) {
    const { status, stderr } = await run(path, args);
    assert.equal(status, 2);
    assert.match(stderr, /malformed[\s\S]*scan\.exclude/);
  }
});

test('the help says where veil.toml is looked for', async (t) => {
  const { stdout } = await veil(['scan', '--help'], { cwd: makeTree(t) });
  assert.match(stdout.replace(/\s+/g, ' '), /nearest veil\.toml at or above what is scanned/);
});
