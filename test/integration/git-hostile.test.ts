/** A repository whose configuration runs commands: veil runs none of them. The control shows that the traps are live. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { githubToken, gitTestEnvironment, runVeil, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

interface Trapped {
  readonly repository: TestRepository;
  /** Which traps went off since the last call. */
  readonly sprung: () => string[];
  /** Git and veil find the traps' programs there. */
  readonly env: Readonly<Record<string, string>>;
}

const HOOKS = ['pre-commit', 'post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman'];

function trap(t: TestContext): Trapped {
  const folder = temporaryFolder(t);
  const marks = join(folder, 'marks');
  mkdirSync(marks);
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  // By name alone: git takes each setting apart in its own way where a path has a space.
  const command = (name: string): string => {
    const path = join(programs, `trap-${name}`);
    writeFileSync(path, `#!/bin/sh\ntouch '${join(marks, name)}'\nexit 1\n`);
    chmodSync(path, 0o755);
    return `trap-${name}`;
  };
  const repository = new TestRepository(join(folder, 'repository'));
  repository.commit('one', { 'a.txt': 'a\n', '.gitattributes': '*.txt filter=evil diff=evil\n' });
  repository.commit('two', { 'a.txt': `key = "${githubToken(1)}"\n` });
  repository.write('a.txt', `key = "${githubToken(2)}"\n`);
  repository.git('add', '-A');
  repository.write('a.txt', 'changed again\n');

  for (const hook of HOOKS) {
    const path = join(repository.path, '.git/hooks', hook);
    mkdirSync(join(repository.path, '.git/hooks'), { recursive: true });
    writeFileSync(path, `#!/bin/sh\ntouch '${join(marks, `hook-${hook}`)}'\n`, { mode: 0o755 });
  }
  const settings: Record<string, string> = {
    'core.fsmonitor': command('fsmonitor'),
    'core.pager': command('pager'),
    'core.editor': command('editor'),
    'core.sshCommand': command('ssh'),
    'core.askPass': command('askpass'),
    'core.gitProxy': command('proxy'),
    'core.alternateRefsCommand': command('alternate-refs'),
    'diff.external': command('external-diff'),
    'diff.evil.command': command('diff-command'),
    'diff.evil.textconv': command('textconv'),
    'filter.evil.clean': command('clean'),
    'filter.evil.smudge': command('smudge'),
    'gpg.program': command('gpg'),
    'log.showSignature': 'true',
    'credential.helper': `!${command('credential')}`,
    'remote.origin.url': `ext::${command('ext')}`,
    'protocol.ext.allow': 'always',
    'uploadpack.packObjectsHook': command('pack-objects'),
    'trace2.eventTarget': join(marks, 'trace2'),
  };
  for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
  return {
    repository,
    env: { PATH: `${programs}:${process.env.PATH}` },
    sprung: () => {
      const names = readdirSync(marks).sort();
      for (const name of names) rmSync(join(marks, name));
      return names;
    },
  };
}

test('the control: git itself steps into the traps', (t) => {
  const { repository, sprung, env } = trap(t);
  sprung();
  const run = (...args: readonly string[]): void => {
    spawnSync('git', args, { cwd: repository.path, env: { ...gitTestEnvironment(), ...env }, input: '' });
  };
  run('status');
  run('diff');
  run('log', '-p', '-1');
  run('fetch', 'origin');
  const names = sprung();
  for (const name of ['fsmonitor', 'diff-command', 'clean', 'ext'])
    assert.ok(names.includes(name), `${name} of ${names}`);
});

test('veil steps into none, and finds what is there', (t) => {
  const { repository, sprung, env } = trap(t);
  sprung();
  const commands: readonly (readonly [string, ...string[]])[] = [
    ['git'],
    ['git', '--staged'],
    ['git', '--commit', 'HEAD'],
    ['git', '--pr', 'HEAD~1'],
    ['git', '--since-commit', 'HEAD~1'],
    ['git', '--refs-unreachable'],
    ['git', '--log-opts=--all'],
    ['scan', '--since', '2020-01-01'],
  ];
  for (const args of commands) {
    const run = runVeil(repository.path, args, { env });
    assert.equal(run.status, 1, `${args}: ${run.stderr}`);
    assert.deepEqual(sprung(), [], args.join(' '));
  }
  assert.equal(runVeil(repository.path, ['scan', '.'], { env }).status, 0, 'the work tree is clean');
  assert.deepEqual(sprung(), []);
});

test('a missing object of a promisor is not fetched', (t) => {
  const { repository, sprung, env } = trap(t);
  const id = repository.git('rev-parse', 'HEAD~1:a.txt');
  rmSync(join(repository.path, '.git/objects', id.slice(0, 2), id.slice(2)));
  repository.git('config', 'remote.origin.promisor', 'true');
  repository.git('config', 'extensions.partialClone', 'origin');
  spawnSync('git', ['cat-file', '-p', id], { cwd: repository.path, env: { ...gitTestEnvironment(), ...env } });
  assert.ok(sprung().includes('ext'), 'the control: git itself fetches');
  const run = runVeil(repository.path, ['git'], { env });
  assert.equal(run.status, 2, run.stderr);
  assert.match(run.stderr, new RegExp(id));
  assert.deepEqual(sprung(), []);
  assert.ok(!existsSync(join(repository.path, '.git/FETCH_HEAD')));
});
