/** A warm scan of files: reads only what changed, and finds what a cold one finds. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/native/package-root.ts';
import { damagesOf } from '../helpers/damaged-cache.ts';
import { githubToken, gitTestEnvironment, reportOf, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const SECRET = githubToken(1);
/** What changed so recently is read again in any case: see native/scan/known_files.h. */
const SETTLE_MS = 2700;
/** Less than that bound, with room for what lies between a look at the clock and the scan. */
const YOUNG_MS = 2000;

interface Tree {
  readonly folder: string;
  readonly cache: string;
  readonly repository: TestRepository;
  readonly scan: (...args: string[]) => {
    found: string[];
    scanned: number;
    known: number;
    binary: number;
    stderr: string;
  };
}

/** A work tree of three clean text files, a large one, a binary one, and one with a secret; old enough to be remembered. */
async function makeTree(t: TestContext): Promise<Tree> {
  const folder = temporaryFolder(t);
  const repository = new TestRepository(join(folder, 'repository'));
  repository.commit('one', {
    'a.txt': 'clean\n',
    'b.txt': 'clean, too\n',
    'sub/c.txt': 'clean as well\n',
    'large.txt': 'a line of a large file\n'.repeat(60_000),
    'image.dat': Buffer.from([0, 1, 2, 3]),
    'secret.txt': `key = "${SECRET}"\n`,
  });
  await sleep(SETTLE_MS);
  const cache = join(folder, 'cache');
  const scan: Tree['scan'] = (...args) => {
    const { findings, summary, run } = reportOf(repository.path, ['scan', '--cache', cache, ...args]);
    return {
      found: findings.map(({ file, secret }) => `${file} ${secret}`),
      scanned: summary.filesScanned,
      known: summary.skipped['known-clean'] ?? 0,
      binary: summary.skipped.binary ?? 0,
      stderr: run.stderr,
    };
  };
  return { folder, cache, repository, scan };
}

/** The files below the repository that a scan opens, seen by strace; none that it only looks at. */
function opened(tree: Tree): string[] {
  const trace = join(tree.folder, 'trace');
  const veil = [process.execPath, join(packageRoot(), 'dist/veil.cjs'), 'scan', '--cache', tree.cache, '-q'];
  spawnSync('strace', ['-f', '-qq', '-e', 'trace=openat', '-o', trace, ...veil], {
    cwd: tree.repository.path,
    env: gitTestEnvironment(),
  });
  return [...readFileSync(trace, 'utf8').matchAll(/openat\([^,]*, "([^"]*\.(?:txt|dat))", O_RDONLY/g)]
    .map((match) => match[1] ?? '')
    .sort();
}

test('a warm scan reads what has findings, and what changed; nothing else', async (t) => {
  const tree = await makeTree(t);
  const first = tree.scan();
  assert.deepEqual([first.found, first.scanned, first.known, first.binary], [[`secret.txt ${SECRET}`], 5, 0, 1]);
  const second = tree.scan();
  assert.deepEqual([second.found, second.scanned, second.known, second.binary], [[`secret.txt ${SECRET}`], 1, 4, 1]);
  if (spawnSync('strace', ['-V']).error === undefined) assert.deepEqual(opened(tree), ['secret.txt']);

  tree.repository.write('b.txt', `changed = "${githubToken(2)}"\n`);
  tree.repository.write('new.txt', 'new and clean\n');
  const third = tree.scan();
  assert.deepEqual(third.found, [`b.txt ${githubToken(2)}`, `secret.txt ${SECRET}`]);
  assert.deepEqual([third.scanned, third.known], [3, 3]);
});

test('what changed just now is read again', async (t) => {
  const tree = await makeTree(t);
  tree.scan();
  // On a busy machine a scan may come too late to see a file that is young.
  let isYoung = false;
  for (let round = 0; round < 20 && !isYoung; round += 1) {
    const written = Date.now();
    tree.repository.write('a.txt', `clean, ${round}\n`);
    tree.scan();
    isYoung = Date.now() - written < YOUNG_MS;
  }
  assert.ok(isYoung, 'no scan came in time');
  assert.deepEqual(tree.scan('-j', '1').known, 3);
});

test('no change passes for none: same size, the mtime set back, a rename over it, another file moved there', async (t) => {
  const tree = await makeTree(t);
  const { repository } = tree;
  tree.scan();
  const token = `k="${githubToken(3)}"\n`;
  const path = (name: string): string => join(repository.path, name);
  const { atime, mtime } = statSync(path('b.txt'));
  // Over a file of the same size, both in place and by a rename; then the clock is set back.
  writeFileSync(path('large.txt'), token.padEnd(statSync(path('large.txt')).size, ' \n'));
  utimesSync(path('large.txt'), atime, mtime);
  writeFileSync(path('b.tmp'), token);
  utimesSync(path('b.tmp'), atime, mtime);
  renameSync(path('b.tmp'), path('b.txt'));
  renameSync(path('secret.txt'), path('a.txt'));
  assert.deepEqual(
    tree.scan().found.map((each) => each.split(' ')[0]),
    ['a.txt', 'b.txt', 'large.txt'],
  );
});

test('the index is not believed: a filter makes other bytes of a blob that was clean', async (t) => {
  const tree = await makeTree(t);
  tree.scan();
  const blob = tree.repository.git('rev-parse', ':a.txt');
  tree.repository.write('a.txt', `${SECRET}\n`);
  // As a smudge filter leaves it: the index has the new stat data and the old blob.
  tree.repository.git('update-index', '--add', '--cacheinfo', `100644,${blob},a.txt`);
  assert.equal(tree.scan().found.length, 2);
});

test('other rules, settings and folders have a cache of their own', async (t) => {
  const tree = await makeTree(t);
  tree.scan();
  assert.equal(tree.scan('--disable-rule', 'github-pat').known, 0);
  assert.equal(tree.scan('--show-low-confidence').known, 0);
  assert.equal(tree.scan('--exclude', '*.x').known, 0);
  assert.equal(tree.scan('sub').known, 0);
  assert.equal(tree.scan('sub').known, 1);
  assert.equal(tree.scan().known, 4);
});

test('mode 0600, no content; damaged, foreign or of somebody else: ignored with a word', async (t) => {
  const tree = await makeTree(t);
  tree.scan();
  const [name = ''] = readdirSync(tree.cache);
  const file = join(tree.cache, name);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const good = readFileSync(file);
  assert.ok(!good.includes(SECRET) && !good.includes('secret') && !good.includes('a.txt'));
  const before = statSync(file).mtimeMs;
  tree.scan();
  assert.equal(statSync(file).mtimeMs, before, 'nothing new, nothing written');
  const damage: Record<string, () => void> = {
    'is damaged: foreign': () =>
      writeFileSync(file, Buffer.concat([Buffer.from('veil clean blobs 1\n'), good.subarray(19)])),
    ...damagesOf(file, good),
  };
  for (const [word, break_] of Object.entries(damage)) {
    break_();
    const { found, known, stderr } = tree.scan();
    assert.deepEqual([found, known], [[`secret.txt ${SECRET}`], 0], word);
    assert.match(stderr, /warning: the cache was not used/, word);
    assert.ok(stderr.includes(word.split(':')[0] ?? ''), `${word}: ${stderr}`);
  }
});

test('eight at once, one killed as it runs: no wrong answer then or later', async (t) => {
  const tree = await makeTree(t);
  const start = (): ReturnType<typeof spawn> =>
    spawn(process.execPath, [join(packageRoot(), 'dist/veil.cjs'), 'scan', '--cache', tree.cache, '-q'], {
      cwd: tree.repository.path,
      env: gitTestEnvironment(),
      stdio: 'ignore',
    });
  const running = Array.from({ length: 8 }, start);
  const killed = start();
  setTimeout(() => killed.kill('SIGKILL'), 150);
  const statuses = await Promise.all(running.map(async (child) => (await once(child, 'exit'))[0]));
  assert.deepEqual(statuses, Array(8).fill(1));
  assert.deepEqual(tree.scan().found, [`secret.txt ${SECRET}`]);
  assert.deepEqual(tree.scan().known, 4);
});

test('a file of the cache that nobody wrote for months goes with the next one that is written', async (t) => {
  const tree = await makeTree(t);
  mkdirSync(tree.cache);
  const [old, young, foreign] = [`files-${'0'.repeat(32)}`, `clean-${'1'.repeat(32)}`, 'something-else'];
  for (const name of [old, young, foreign]) writeFileSync(join(tree.cache, name), 'x');
  for (const name of [old, foreign]) utimesSync(join(tree.cache, name), 1_600_000_000, 1_600_000_000);
  tree.scan();
  const left = readdirSync(tree.cache);
  assert.deepEqual([left.includes(old), left.includes(young), left.includes(foreign)], [false, true, true]);
});
