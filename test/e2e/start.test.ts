/** The launcher: the code cache is used where it fits, silently ignored where not, and a damaged install is no "findings". */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { madeUpToken, makeTree, veil } from '../helpers/cli.ts';

const root = packageRoot();
const CACHE = 'dist/veil-bundle.cache';
const BUNDLE = 'dist/veil-bundle.cjs';

/** A package of its own, whose launcher, bundle and cache a test may damage. */
function copyOfPackage(context: TestContext): string {
  const folder = makeTree(context);
  mkdirSync(join(folder, 'dist'));
  for (const name of ['dist/veil.cjs', BUNDLE, CACHE, 'package.json', 'binding.gyp'])
    copyFileSync(join(root, name), join(folder, name));
  for (const name of ['dist/ruleset', 'build', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
  return folder;
}

function run(folder: string, args: readonly string[], nodeArgs: readonly string[] = []) {
  return spawnSync(process.execPath, [...nodeArgs, join(folder, 'dist/veil.cjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

/** Starts it as the build does, and asks V8. */
function acceptsCache(folder: string): unknown {
  const script = `
    process.argv = [process.argv[0], 'veil', '--version'];
    const { script, run } = require('./dist/veil.cjs').load();
    run();
    process.on('exit', () => console.error(String(script.cachedDataRejected)));`;
  return spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' }).stderr.trim();
}

test('the set-up leaves node_modules/.bin/veil', () => {
  const { stdout, status } = spawnSync(join(root, 'node_modules/.bin/veil'), ['--version'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test('the build leaves a code cache that V8 takes', (t) => {
  assert.equal(acceptsCache(copyOfPackage(t)), 'false');
});

const damages: Readonly<Record<string, (cache: Buffer, label: number) => Buffer | undefined>> = {
  'no cache': () => undefined,
  'an empty cache': () => Buffer.alloc(0),
  'a cache of another bundle': (cache) => Buffer.concat([Buffer.from('// 00'), cache.subarray(5)]),
  "another node's cache": (cache) =>
    Buffer.from(cache.toString('latin1').replace(process.version, 'v00.0.0'), 'latin1'),
  'a cache that was cut short': (cache, label) => cache.subarray(0, label + 1000),
  'a cache of zeros': (cache, label) => Buffer.concat([cache.subarray(0, label), Buffer.alloc(5000)]),
};

for (const [name, damage] of Object.entries(damages)) {
  test(`${name}: the same scan, nothing said`, (t) => {
    const folder = copyOfPackage(t);
    const token = madeUpToken();
    writeFileSync(join(folder, 'a.env'), `TOKEN=${token}\n`);
    const sound = run(folder, ['scan', 'a.env', '--quiet']);
    assert.equal(sound.status, 1);
    const cache = readFileSync(join(folder, CACHE));
    const damaged = damage(cache, cache.indexOf('\n') + 1);
    if (damaged === undefined) rmSync(join(folder, CACHE));
    else writeFileSync(join(folder, CACHE), damaged);
    assert.notEqual(acceptsCache(folder), 'false');
    const { status, stdout, stderr } = run(folder, ['scan', 'a.env', '--quiet']);
    assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: sound.stdout, stderr: '' });
  });
}

test('another bundle than that of the cache: the bundle runs', (t) => {
  const folder = copyOfPackage(t);
  const text = readFileSync(join(folder, BUNDLE), 'latin1');
  const line = text.indexOf('\n') + 1;
  // The same length, which is all that V8 compares.
  writeFileSync(
    join(folder, BUNDLE),
    `// ${'0'.repeat(line - 4)}\n${text.slice(line).replace('finds secrets in', 'finds nothing in')}`,
  );
  assert.match(run(folder, ['--help']).stdout, /finds nothing in/);
});

test('a damaged install exits 2, not 1', (t) => {
  const folder = copyOfPackage(t);
  rmSync(join(folder, BUNDLE));
  const gone = run(folder, ['scan']);
  assert.equal(gone.status, 2);
  assert.match(gone.stderr, /^error: veil could not start: ENOENT.*\n {2}next: .*install it again\n$/);
  writeFileSync(join(folder, BUNDLE), '// \n(function () { throw new Error("cut") })');
  assert.equal(run(folder, ['scan']).status, 2);
});

test('a crash that nothing catches exits 2, without a stack', (t) => {
  const folder = copyOfPackage(t);
  writeFileSync(join(folder, 'crash.cjs'), "setImmediate(() => { throw new Error('boom') })");
  const { status, stdout, stderr } = run(folder, ['stdin'], ['--require', './crash.cjs']);
  assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  assert.match(stderr, /^error: veil failed: boom\n {2}next: {2}Report this/);
});

test('--version and --help start, also through a symbolic link', async (t) => {
  const folder = makeTree(t);
  symlinkSync(join(root, 'dist/veil.cjs'), join(folder, 'veil'));
  const linked = spawnSync(join(folder, 'veil'), ['--version'], { encoding: 'utf8' });
  assert.deepEqual([linked.status, linked.stdout], [0, (await veil(['--version'], { cwd: folder })).stdout]);
  assert.match(linked.stdout, /^\d+\.\d+\.\d+\n$/);
});
