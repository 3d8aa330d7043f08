/** The cache of clean objects: saves work, and never an answer. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { damagesOf } from '../helpers/damaged-cache.ts';
import { githubToken, gitTestEnvironment, reportOf, runVeil, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const SECRET = githubToken(1);

interface Prepared {
  readonly repository: TestRepository;
  readonly cache: string;
  readonly scan: () => { found: string[]; scanned: number; known: number; stderr: string };
}

function prepare(t: TestContext, commits: number): Prepared {
  const folder = temporaryFolder(t);
  const repository = new TestRepository(join(folder, 'repository'));
  for (let n = 0; n < commits; n++) repository.commit(`change ${n}`, { [`file${n}.txt`]: `content ${n}\n` });
  repository.commit('secret', { 'secret.txt': `key = "${SECRET}"\n` });
  const cache = join(folder, 'cache');
  return {
    repository,
    cache,
    scan: () => {
      const { findings, summary, run } = reportOf(repository.path, ['git', '--cache', cache]);
      assert.equal(run.status, 1, run.stderr);
      return {
        found: findings.map(({ secret, file }) => `${file} ${secret}`),
        scanned: summary.filesScanned,
        known: summary.skipped['known-clean'] ?? 0,
        stderr: run.stderr,
      };
    },
  };
}

const expected = [`secret.txt ${SECRET}`];

function cacheFile(cache: string): string {
  const [name = ''] = readdirSync(cache);
  return join(cache, name);
}

test('a second scan reads only what is not known to be clean, and finds the same', (t) => {
  const { repository, cache, scan } = prepare(t, 5);
  const first = scan();
  assert.deepEqual([first.found, first.scanned, first.known], [expected, 12, 0]);
  const second = scan();
  assert.deepEqual([second.found, second.scanned, second.known], [expected, 1, 11]);
  repository.commit('new', { 'new.txt': `again = "${SECRET}"\n`, 'clean.txt': 'clean\n' });
  const third = scan();
  assert.deepEqual([third.found.length, third.scanned, third.known], [2, 4, 11]);
  assert.equal(statSync(cacheFile(cache)).mode & 0o777, 0o600);
  assert.equal(statSync(cache).mode & 0o777, 0o700);
  const bytes = readFileSync(cacheFile(cache));
  assert.ok(!bytes.includes(SECRET) && !bytes.includes('content'));
});

test('without --cache a push has one in the home folder, what is staged has none, and in CI there is none', (t) => {
  const { repository } = prepare(t, 1);
  const [home, tip] = [join(repository.path, '../home'), repository.git('rev-parse', 'HEAD~1')];
  repository.write('clean.txt', 'clean\n');
  repository.git('add', 'clean.txt');
  const input = `refs/heads/x ${tip} refs/heads/x ${'0'.repeat(40)}\n`;
  const scan = (args: readonly string[], CI: string): void => {
    const { status, stderr } = runVeil(repository.path, ['git', ...args], { input, env: { CI, XDG_CACHE_HOME: home } });
    assert.equal(status, 0, stderr);
  };
  scan(['--staged'], '');
  scan(['--pre-push'], 'true');
  assert.ok(!existsSync(home));
  scan(['--pre-push'], '');
  assert.equal(readdirSync(join(home, 'veil')).length, 1);
});

test('other rules or settings have another cache', (t) => {
  const { repository, cache, scan } = prepare(t, 2);
  assert.equal(
    runVeil(repository.path, [
      'git',
      '--cache',
      cache,
      '--disable-rule',
      'github-pat,generic-token,generic-secret,generic-key',
    ]).status,
    0,
  );
  assert.deepEqual(scan().found, expected);
});

test('a cache that is damaged, of somebody else, or no file is ignored with a word', (t) => {
  const { cache, scan } = prepare(t, 2);
  scan();
  const file = cacheFile(cache);
  const good = readFileSync(file);
  const damage: Record<string, () => void> = {
    'is damaged: empty': () => writeFileSync(file, ''),
    'is damaged: foreign': () =>
      writeFileSync(file, 'something else entirely, and long enough to be a cache file, is it not?'),
    ...damagesOf(file, good),
  };
  for (const [word, break_] of Object.entries(damage)) {
    break_();
    const { found, known, stderr } = scan();
    assert.deepEqual([found, known], [expected, 0], word);
    assert.match(stderr, /warning: the cache was not used/, word);
    assert.ok(stderr.includes(word.split(':')[0] ?? ''), `${word}: ${stderr}`);
  }
});

test('a cache that cannot be written is no error', (t) => {
  const { cache, scan } = prepare(t, 1);
  writeFileSync(cache, 'a file where the folder should be');
  const { found, stderr } = scan();
  assert.deepEqual(found, expected);
  assert.match(stderr, /the cache was not written/);
});

function start(repository: TestRepository, cache: string): ReturnType<typeof spawn> {
  return spawn(process.execPath, [join(packageRoot(), 'dist/veil.cjs'), 'git', '--cache', cache, '-q'], {
    cwd: repository.path,
    env: gitTestEnvironment(),
    stdio: 'ignore',
  });
}

test('eight processes at once, and the answer afterwards is right', async (t) => {
  const { repository, cache, scan } = prepare(t, 30);
  const ends = Array.from({ length: 8 }, () => once(start(repository, cache), 'exit'));
  for (const [status] of await Promise.all(ends)) assert.equal(status, 1);
  const { found, known } = scan();
  assert.deepEqual([found, known], [expected, 61]);
});

test('killed and interrupted at any moment, and the answer afterwards is right', async (t) => {
  const { repository, cache, scan } = prepare(t, 30);
  let killed = 0;
  for (let delay_ms = 20; delay_ms <= 500; delay_ms += 40) {
    const child = start(repository, cache);
    const signal = delay_ms % 80 === 20 ? 'SIGKILL' : 'SIGINT';
    const timer = setTimeout(() => child.kill(signal), delay_ms);
    const [status, by] = (await once(child, 'exit')) as [number | null, string | null];
    clearTimeout(timer);
    if (by !== null || status === 130) killed += 1;
    else assert.equal(status, 1);
    assert.deepEqual(scan().found, expected);
    rmSync(cache, { recursive: true, force: true });
  }
  assert.ok(killed > 0, 'no scan was killed in its middle');
});
