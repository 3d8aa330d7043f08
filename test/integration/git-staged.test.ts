/** The index, not the work tree; ranges; hooks. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { githubToken, gitTestEnvironment, reportOf, runVeil, TestRepository } from '../helpers/git-repository.ts';
import { idOf, registryText } from '../helpers/registry-text.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const line = (n: number): string => `token = "${githubToken(n)}"\n`;

function newRepository(t: TestContext, ...initArgs: readonly string[]): TestRepository {
  return new TestRepository(join(temporaryFolder(t), 'repository'), initArgs);
}

function found(folder: string, ...args: readonly string[]): string[] {
  const { findings, run } = reportOf(folder, args);
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  return findings.map(({ file, secret }) => `${file} ${secret}`).sort();
}

test('staged: what the next commit would hold, and nothing else', (t) => {
  const repository = newRepository(t);
  repository.commit('one', { 'old.txt': line(1), 'moved.txt': `${line(2)}more\n`, 'sub/x.txt': 'x\n' });
  assert.deepEqual(found(repository.path, 'git', '--staged'), [], 'nothing is staged');

  repository.write('work-tree-only.txt', line(3));
  repository.write('old.txt', line(4));
  assert.deepEqual(found(repository.path, 'git', '--staged'), [], 'the work tree does not count');

  repository.git('add', 'old.txt');
  repository.write('old.txt', 'fixed, but not staged\n');
  repository.git('mv', 'moved.txt', 'sub/renamed.txt');
  repository.git('add', '--intent-to-add', 'work-tree-only.txt');
  repository.write('sub/deleted.txt', line(5));
  repository.git('add', 'sub/deleted.txt');
  repository.git('rm', '-q', '--cached', 'sub/deleted.txt');
  const expected = [`old.txt ${githubToken(4)}`, `sub/renamed.txt ${githubToken(2)}`];
  assert.deepEqual(found(repository.path, 'git', '--staged'), expected);
  assert.deepEqual(found(join(repository.path, 'sub'), 'scan', '--staged'), expected, 'from a sub-folder');

  const worktree = join(repository.path, '../worktree');
  repository.git('worktree', 'add', '-q', worktree);
  writeFileSync(join(worktree, 'there.txt'), line(6));
  execFileSync('git', ['add', '-A'], { cwd: worktree, env: gitTestEnvironment() });
  assert.deepEqual(found(worktree, 'git', '--staged'), [`there.txt ${githubToken(6)}`], 'in a worktree');
});

test('exceptions that matched nothing are not told of after a part of the history', (t) => {
  const repository = newRepository(t);
  repository.commit('one', { '.veil/exception_registry.toml': registryText([{ id: idOf(1) }]) });
  repository.commit('two', { 'a.txt': 'a\n' });
  for (const part of [['--staged'], ['--max-depth', '1'], ['--pr', 'HEAD~1'], ['--since', '2000-01-01']]) {
    assert.doesNotMatch(runVeil(repository.path, ['git', ...part]).stderr, /matched nothing/, part.join(' '));
  }
  assert.match(runVeil(repository.path, ['git']).stderr, /1 exception matched nothing in this scan/);
});

test('staged: before the first commit, and in a SHA-256 repository', (t) => {
  for (const format of ['sha1', 'sha256']) {
    const repository = newRepository(t, `--object-format=${format}`);
    repository.write('a.txt', line(1));
    repository.git('add', '-A');
    assert.deepEqual(found(repository.path, 'git', '--staged'), [`a.txt ${githubToken(1)}`]);
  }
});

test('staged: an unmerged path is no clean path', (t) => {
  const repository = newRepository(t);
  repository.commit('one', { 'a.txt': 'one\n' });
  repository.git('checkout', '-q', '-b', 'side');
  repository.commit('side', { 'a.txt': 'side\n' });
  repository.git('checkout', '-q', 'main');
  repository.commit('main', { 'a.txt': 'main\n' });
  spawnSync('git', ['merge', 'side'], { cwd: repository.path, env: gitTestEnvironment() });
  const run = runVeil(repository.path, ['git', '--staged']);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /a\.txt: the path is unmerged/);
});

test('ranges: one commit, a pull request with a merge of its target, a date, a depth', (t) => {
  const repository = newRepository(t);
  repository.commit('one', { 'old.txt': line(1) });
  repository.git('checkout', '-q', '-b', 'topic');
  repository.commit('topic', { 'topic.txt': line(2) });
  repository.git('checkout', '-q', 'main');
  repository.commit('main goes on', { 'main.txt': line(3), 'both.txt': 'main\n' });
  repository.git('checkout', '-q', 'topic');
  repository.commit('topic goes on', { 'both.txt': 'topic\n' });
  spawnSync('git', ['merge', '-q', '--no-commit', 'main'], { cwd: repository.path, env: gitTestEnvironment() });
  repository.commit('merge main', { 'both.txt': line(4) });
  const [topic, merged] = [`topic.txt ${githubToken(2)}`, `both.txt ${githubToken(4)}`];
  assert.deepEqual(found(repository.path, 'git', '--pr', 'main'), [merged, topic]);
  assert.deepEqual(found(repository.path, 'scan', '--pr', 'main'), [merged, topic]);
  assert.deepEqual(found(repository.path, 'git', '--commit', 'topic~2'), [topic]);
  assert.deepEqual(found(repository.path, 'scan', '--commit', 'HEAD'), [merged]);
  assert.deepEqual(found(repository.path, 'git', '--max-depth', '1'), [merged]);
  assert.deepEqual(found(repository.path, 'git', '--branch', 'main', '--max-depth', '1'), [
    `main.txt ${githubToken(3)}`,
  ]);
  assert.deepEqual(found(repository.path, 'git', '--since-commit', 'HEAD~1'), [merged, `main.txt ${githubToken(3)}`]);
  assert.equal(found(repository.path, 'git', '--since', '2020-09-13').length, 4);
  assert.deepEqual(found(repository.path, 'git', '--since', '1 hour ago'), []);
  assert.deepEqual(found(repository.path, 'git', '--log-opts=main..topic --no-merges'), [topic]);
});

test('what no ref reaches is found on request', (t) => {
  const repository = newRepository(t);
  repository.commit('one', { 'a.txt': 'a\n' });
  repository.commit('two', { 'lost.txt': line(1) });
  repository.git('reset', '-q', '--hard', 'HEAD~1');
  repository.write('never-committed.txt', line(2));
  repository.git('add', '-A');
  repository.git('reset', '-q', '--hard');
  assert.deepEqual(found(repository.path, 'git'), []);
  const expected = [`(unreachable object) ${githubToken(2)}`, `lost.txt ${githubToken(1)}`];
  assert.deepEqual(found(repository.path, 'git', '--refs-unreachable'), expected);
  repository.git('reflog', 'expire', '--expire=now', '--all');
  assert.deepEqual(found(repository.path, 'git', '--refs-unreachable'), expected, 'without the reflog');
});

test('submodules: their histories on request, and one that was not cloned is no clean one', (t) => {
  const library = newRepository(t);
  library.commit('secret', { 'lib.txt': line(1) });
  const repository = newRepository(t);
  repository.commit('one', { 'a.txt': line(2) });
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.path, 'deps/lib');
  repository.commit('a submodule');
  assert.deepEqual(found(repository.path, 'git'), [`a.txt ${githubToken(2)}`]);
  const both = [`a.txt ${githubToken(2)}`, `deps/lib/lib.txt ${githubToken(1)}`];
  assert.deepEqual(found(repository.path, 'git', '--submodules'), both);
  const clone = join(repository.path, '../clone');
  execFileSync('git', ['clone', '-q', repository.path, clone], { env: gitTestEnvironment() });
  const run = runVeil(clone, ['git', '--submodules']);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /deps\/lib: the submodule was not cloned: git submodule update --init/);
});

test('pre-push: what is pushed, a new branch, a deleted one, and nonsense', (t) => {
  const repository = newRepository(t);
  const one = repository.commit('one', { 'old.txt': line(1) });
  const two = repository.commit('two', { 'new.txt': line(2) });
  const none = '0'.repeat(40);
  const push = (text: string): string[] => {
    const { findings, run } = reportOf(repository.path, ['git', '--pre-push', '--push-remote', 'origin'], {
      input: text,
    });
    assert.ok(run.status === 0 || run.status === 1, run.stderr);
    return findings.map(({ file }) => file).sort();
  };
  assert.deepEqual(push(`refs/heads/main ${two} refs/heads/main ${one}\n`), ['new.txt']);
  assert.deepEqual(push(`refs/heads/main ${two} refs/heads/main ${none}\n`), ['new.txt', 'old.txt']);
  assert.deepEqual(push(`refs/heads/main ${two} refs/heads/main ${'1'.repeat(40)}\n`), ['new.txt', 'old.txt']);
  assert.deepEqual(push(`(delete) ${none} refs/heads/main ${two}\n`), []);
  assert.deepEqual(push(''), []);
  const withoutRemote = runVeil(repository.path, ['git', '--pre-push'], {
    input: `(delete) ${none} refs/heads/x ${two}\n`,
  });
  assert.equal(withoutRemote.status, 0, withoutRemote.stderr);
  repository.git('update-ref', 'refs/remotes/origin/main', one);
  assert.deepEqual(push(`refs/heads/x ${two} refs/heads/x ${none}\n`), ['new.txt']);
  assert.equal(runVeil(repository.path, ['git', '--pre-push'], { input: 'hello\n' }).status, 2);
});

/** A folder with a program `veil` that runs the one under test. */
function veilOnPath(t: TestContext): Record<string, string> {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'veil'), `#!/bin/sh\nexec '${process.execPath}' '${packageRoot()}/dist/veil.cjs' "$@"\n`);
  chmodSync(join(folder, 'veil'), 0o755);
  return { PATH: `${folder}:${process.env.PATH}` };
}

test('the pre-commit hook stops a secret, whatever hook was there', (t) => {
  const env = { ...gitTestEnvironment(), ...veilOnPath(t) };
  const situations: Record<string, (repository: TestRepository) => string> = {
    'no hook': () => '.git/hooks/pre-commit',
    'a hook that ends early': (repository) => {
      mkdirSync(join(repository.path, '.git/hooks'), { recursive: true });
      writeFileSync(join(repository.path, '.git/hooks/pre-commit'), '#!/bin/bash\necho mine\nexit 0\n', {
        mode: 0o755,
      });
      return '.git/hooks/pre-commit';
    },
    'core.hooksPath': (repository) => {
      repository.git('config', 'core.hooksPath', 'tools/hooks');
      return 'tools/hooks/pre-commit';
    },
    husky: (repository) => {
      repository.write('.husky/pre-commit', 'npm test\n');
      return '.husky/pre-commit';
    },
  };
  for (const [name, prepare] of Object.entries(situations)) {
    const repository = newRepository(t);
    const hook = join(repository.path, prepare(repository));
    const before = existsSync(hook) ? readFileSync(hook, 'utf8') : '#!/bin/sh\n';
    assert.equal(runVeil(repository.path, ['pre-commit', 'init', '--dry-run'], { env }).status, 0);
    assert.equal(existsSync(hook) ? readFileSync(hook, 'utf8') : '#!/bin/sh\n', before, 'a dry run writes nothing');
    const run = runVeil(repository.path, ['pre-commit', 'init'], { env });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /To undo/);
    const text = readFileSync(hook, 'utf8');
    assert.equal(runVeil(repository.path, ['pre-commit', 'init'], { env }).status, 0);
    assert.equal(readFileSync(hook, 'utf8'), text, 'a second time changes nothing');
    assert.equal(text.replace(/^# >>> veil[\s\S]*# <<< veil\n/m, ''), before, 'deleting the block undoes it');
    if (name === 'husky') continue;

    repository.write('a.txt', line(1));
    repository.git('add', 'a.txt');
    const commit = (): number | null => spawnSync('git', ['commit', '-qm', 'x'], { cwd: repository.path, env }).status;
    assert.notEqual(commit(), 0, name);
    repository.write('a.txt', 'fixed\n');
    assert.notEqual(commit(), 0, `${name}: fixed in the work tree only`);
    // `git commit FILE` commits from an index of its own.
    assert.equal(spawnSync('git', ['commit', '-qm', 'x', 'a.txt'], { cwd: repository.path, env }).status, 0, name);
    repository.write('b.txt', line(2));
    repository.git('add', 'b.txt');
    const withoutVeil = spawnSync('git', ['commit', '-qm', 'x'], { cwd: repository.path, env: gitTestEnvironment() });
    assert.notEqual(withoutVeil.status, 0, `${name}: without veil there is no commit`);
  }
});

test('a pre-commit hook in another language is left alone', (t) => {
  const repository = newRepository(t);
  mkdirSync(join(repository.path, '.git/hooks'), { recursive: true });
  const hook = join(repository.path, '.git/hooks/pre-commit');
  writeFileSync(hook, '#!/usr/bin/env python3\nprint("x")\n');
  const run = runVeil(repository.path, ['pre-commit', 'init']);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /no shell script/);
  assert.equal(readFileSync(hook, 'utf8'), '#!/usr/bin/env python3\nprint("x")\n');
});
