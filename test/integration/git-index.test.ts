/** What is staged, read from the index by the addon: the same as git says, or nothing. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type GitRepository, startOpening } from '../../src/sources/git/repository.ts';
import { askGit, readIndex } from '../../src/sources/git/staged.ts';
import { gitTestEnvironment, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

function newRepository(t: TestContext, ...initArgs: readonly string[]): TestRepository {
  return new TestRepository(join(temporaryFolder(t), 'repository'), initArgs);
}

function open({ path }: TestRepository): Promise<GitRepository> {
  return startOpening({ path, cwd: path, env: gitTestEnvironment() }, true)();
}

/** Asserts that the addon answers, and as git does; answers how many files are staged. */
async function compare(made: TestRepository, what: string): Promise<number> {
  const repository = await open(made);
  const ours = readIndex(repository);
  assert.ok(ours !== undefined, `${what}: git was to be asked`);
  assert.deepEqual(ours, (await askGit(repository)).objects, what);
  return ours.reduce((sum, { others = [] }) => sum + 1 + others.length, 0);
}

/** The same numbers each time, from `seed` on. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// Names that sort around the slash, and some that are the beginning of others.
const NAMES = ['a', 'a-b', 'a.b', 'a0', 'ab', 'b', 'b c', 'z', 'Z', '\u00e9', 'a\nb'] as const;

for (const [format, version] of [
  ['sha1', 2],
  ['sha1', 4],
  ['sha256', 2],
] as const) {
  test(`${format}, index version ${version}: whatever is added, changed, moved and removed`, async (t) => {
    const repository = newRepository(t, `--object-format=${format}`);
    repository.git('config', 'index.version', String(version));
    repository.git('config', 'core.ignoreCase', 'false');
    const random = randomOf(version * 7 + format.length);
    const name = (): string => NAMES[random(NAMES.length)] ?? 'a';
    let staged = 0;
    repository.commit('first', { 'a/a/a': '1\n', 'a/b': '2\n', z: '3\n' });
    for (let step = 0; step < 60; step++) {
      const path = Array.from({ length: 1 + random(3) }, name).join('/');
      const full = join(repository.path, path);
      const kind = random(10);
      if (kind < 6) {
        // A file where a folder was, or the other way round.
        const parts = path.split('/');
        for (let n = 1; n < parts.length; n++) {
          const above = join(repository.path, ...parts.slice(0, n));
          if (lstatSync(above, { throwIfNoEntry: false })?.isDirectory() === false) rmSync(above);
        }
        rmSync(full, { recursive: true, force: true });
        repository.write(path, `${random(5)}\n`);
        if (kind === 0) chmodSync(full, 0o755);
        if (kind === 1) {
          rmSync(full);
          symlinkSync('nowhere', full);
        }
      } else if (kind < 8) rmSync(join(repository.path, name()), { recursive: true, force: true });
      if (kind === 8) repository.commit(`step ${step}`);
      else if (kind === 9) repository.git('repack', '-adq');
      else repository.git('add', '-A');
      staged += await compare(repository, `step ${step}: ${JSON.stringify(path)}`);
    }
    assert.ok(staged > 60, 'the steps stage something');
    repository.git('read-tree', 'HEAD~1');
    await compare(repository, 'an index that another commit is read into');
    rmSync(join(repository.path, '.git/index'));
    repository.git('read-tree', '--empty');
    assert.equal(await compare(repository, 'all is removed'), 0);
  });
}

test('a submodule is no content, nor is what replaces one by another', async (t) => {
  const repository = newRepository(t);
  const one = repository.commit('one', { 'a.txt': 'a\n' });
  const gitlink = (id: string): string => repository.git('update-index', '--add', '--cacheinfo', `160000,${id},sub`);
  gitlink(one);
  assert.equal(await compare(repository, 'a new one'), 0);
  repository.git('commit', '-qm', 'a submodule');
  gitlink(repository.git('rev-parse', 'HEAD'));
  assert.equal(await compare(repository, 'a newer one'), 0);
  repository.git('rm', '-q', '--cached', 'sub');
  const blob = repository.git('rev-parse', 'HEAD:a.txt');
  repository.git('update-index', '--add', '--cacheinfo', `100644,${blob},sub/file`);
  assert.equal(await compare(repository, 'a folder in its place'), 1);
});

/** An index of more entries than are read at once, without a work tree. */
function large(t: TestContext, longNames: boolean): TestRepository {
  const repository = newRepository(t);
  repository.commit('one', { 'a.txt': 'a\n' });
  const blob = repository.git('rev-parse', 'HEAD:a.txt');
  const folder = longNames ? `${'d'.repeat(200)}/${'e'.repeat(4500)}/` : '';
  const lines = Array.from(
    { length: longNames ? 300 : 9000 },
    (_, n) => `100644 ${blob}\t${folder}dir${n % 90}/sub${n % 7}/file${n}\n`,
  );
  const input = { cwd: repository.path, input: lines.join(''), env: gitTestEnvironment() };
  execFileSync('git', ['update-index', '--index-info'], input);
  return repository;
}

for (const longNames of [false, true]) {
  test(`an index that is read in pieces${longNames ? ', of long names' : ''}`, async (t) => {
    const repository = large(t, longNames);
    const count = longNames ? 300 : 9000;
    assert.ok(statSync(join(repository.path, '.git/index')).size > 600_000);
    assert.equal(await compare(repository, 'all is new'), count);
    repository.git('commit', '-qm', 'all');
    assert.equal(await compare(repository, 'all is as in the commit'), 0);
    const [first = '', last = ''] = repository
      .git('ls-files')
      .split('\n')
      .filter((_, n) => n === 17 || n === count - 1);
    for (const path of [first, last]) {
      const changed = repository.git('hash-object', '-w', '.git/HEAD');
      repository.git('update-index', '--cacheinfo', `100644,${changed},${path}`);
    }
    repository.git('rm', '-rq', '--cached', first.replace(/[^/]+\/[^/]+$/, 'sub3'));
    assert.ok((await compare(repository, 'a few are changed')) > 0);
    repository.git('config', 'index.skipHash', 'true');
    repository.git('update-index', '--index-version=4');
    await compare(repository, 'in version 4');
    repository.git('update-index', '--untracked-cache');
    await compare(repository, 'with an extension that is of no interest');
  });
}

test('for what is out of the ordinary git is asked', async (t) => {
  const cases: Readonly<Record<string, (repository: TestRepository, index: string) => void>> = {
    'a conflict': (repository) => {
      repository.git('checkout', '-q', '-b', 'side', 'HEAD~1');
      repository.commit('side', { 'sub/a.txt': 'side\n' });
      spawnSync('git', ['merge', 'main'], { cwd: repository.path, env: gitTestEnvironment() });
      assert.match(repository.git('ls-files', '-u'), /\t/);
    },
    'what was only declared': (repository) => {
      repository.write('sub/later.txt', 'later\n');
      repository.git('add', '--intent-to-add', 'sub/later.txt');
    },
    'a split index': (repository) => repository.git('update-index', '--split-index'),
    'a sparse index': (repository) => {
      repository.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'other');
      assert.match(repository.git('ls-files', '--sparse'), /^sub\/$/m);
    },
    'a tree that is gone': (repository) => {
      const tree = repository.git('rev-parse', 'HEAD:sub');
      rmSync(join(repository.path, '.git/objects', tree.slice(0, 2), tree.slice(2)));
      repository.write('sub/a.txt', 'changed\n');
      repository.git('add', '-A');
    },
    'no index': (_, index) => rmSync(index),
    'an index that was cut': (_, index) => truncateSync(index, statSync(index).size - 60),
    'an index of zeros': (_, index) => writeFileSync(index, Buffer.alloc(500)),
    'a cache tree that counts wrongly': (repository, index) => {
      repository.git('read-tree', 'HEAD');
      repository.write('new.txt', 'new\n');
      repository.git('add', 'new.txt');
      const bytes = readFileSync(index);
      const at = bytes.indexOf(Buffer.from('sub\u00002 0\n'));
      assert.ok(at > 0);
      bytes[at + 4] = '1'.charCodeAt(0);
      writeFileSync(index, bytes);
    },
  };
  for (const [name, make] of Object.entries(cases)) {
    const repository = newRepository(t);
    repository.commit('one', { 'other/o.txt': 'o\n', 'sub/a.txt': 'a\n', 'sub/b.txt': 'b\n' });
    repository.commit('two', { 'sub/a.txt': 'two\n' });
    make(repository, join(repository.path, '.git/index'));
    assert.equal(readIndex(await open(repository)), undefined, name);
  }
  const repository = newRepository(t);
  repository.write('a.txt', 'a\n');
  repository.git('add', '-A');
  assert.equal(readIndex(await open(repository)), undefined, 'before the first commit');
});

test('every byte of an index changed: git\u2019s answer, or none, and no crash', async (t) => {
  const made = newRepository(t);
  made.commit('one', { 'a.txt': 'a\n', 'sub/b.txt': 'b\n' });
  made.commit('two', { 'c.txt': 'c\n' });
  made.write('c.txt', 'changed\n');
  made.git('add', '-A');
  const repository = await open(made);
  const index = join(made.path, '.git/index');
  const bytes = readFileSync(index);
  const sound = readIndex(repository);
  assert.deepEqual(
    sound?.map(({ path }) => path),
    ['c.txt'],
  );
  let answered = 0;
  for (let at = 0; at < bytes.length; at++) {
    for (const value of [0, 1, 0x2f, 0x80, 0xff]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = value;
      writeFileSync(index, damaged);
      if (readIndex(repository) !== undefined) answered += 1;
    }
  }
  assert.ok(answered > bytes.length, 'times, sizes and the checksum are of no interest');
  assert.deepEqual(readdirSync(made.path).sort(), ['.git', 'a.txt', 'c.txt', 'sub']);
});
