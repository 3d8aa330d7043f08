/** System calls that fail, injected with strace into a process of its own. Each case asserts that its errno was seen. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Registry } from '../../src/registry/index.ts';
import { run, tempFolder, workerPath } from '../helpers/registry-process.ts';
import { registryText } from '../helpers/registry-text.ts';

interface Outcome {
  readonly ok: boolean;
  readonly error?: {
    kind: string;
    code: string;
    errno: number;
    syscall: string;
    path: string;
    reason?: string;
    isApplied?: true;
  };
  readonly ids?: string[];
  readonly wasLocked?: boolean;
}

test('strace is here', () => {
  const { error } = spawnSync('strace', ['-V']);
  assert.equal(error, undefined, 'strace is missing: install it (apt-get install strace), scripts/bootstrap.mjs does');
});

const before = registryText([{ id: 'a' }]);

function newRegistry(exists = true): string {
  const folder = join(tempFolder(), '.veil');
  mkdirSync(folder);
  const path = join(folder, 'exception_registry.toml');
  if (exists) writeFileSync(path, before);
  return path;
}

interface Fault {
  readonly syscall: string;
  readonly errno: string;
  /** strace's `when`: '1' is the first call only, '1+' all of them. */
  readonly when?: string;
  /** Only calls on this path. */
  readonly on?: string;
}

function runWith({ syscall, errno, when = '1+', on }: Fault, words: readonly string[]): Outcome {
  const trace = join(tempFolder(), 'trace');
  const filter = on === undefined ? [] : ['-P', on];
  const inject = ['-e', `trace=${syscall}`, '-e', `inject=${syscall}:error=${errno}:when=${when}`];
  const result = run(
    'strace',
    ['-f', '-qq', '-o', trace, ...filter, ...inject, process.execPath, workerPath, ...words],
    { cwd: '/' },
  );
  const seen = readFileSync(trace, 'utf8');
  assert.match(
    seen,
    new RegExp(`${syscall}\\(.*= -1 ${errno} .*\\(INJECTED\\)`),
    `nothing was injected: ${seen}${result.stderr}`,
  );
  assert.equal(result.stderr, '');
  return JSON.parse(result.stdout) as Outcome;
}

function assertUntouched(path: string): void {
  assert.equal(readFileSync(path, 'utf8'), before);
  assert.deepEqual(readdirSync(join(path, '..')).sort(), ['exception_registry.lock', 'exception_registry.toml']);
  assert.ok(Registry.update(path, (registry) => registry.put({ id: 'later', reason: 'r' })).ok, 'a lock stayed');
}

const failedSaves: [name: string, fault: Fault, kind: string][] = [
  ['no space on write', { syscall: 'pwrite64', errno: 'ENOSPC' }, 'Io'],
  ['EIO on write', { syscall: 'pwrite64', errno: 'EIO' }, 'Io'],
  ['quota on write', { syscall: 'pwrite64', errno: 'EDQUOT' }, 'Io'],
  ['EIO on fsync', { syscall: 'fsync', errno: 'EIO', when: '1' }, 'Io'],
  ['no space on fsync', { syscall: 'fsync', errno: 'ENOSPC', when: '1' }, 'Io'],
  ['EIO on rename', { syscall: 'rename', errno: 'EIO' }, 'Io'],
  ['no space on rename', { syscall: 'rename', errno: 'ENOSPC' }, 'Io'],
  ['EACCES on rename', { syscall: 'rename', errno: 'EACCES' }, 'PermissionDenied'],
  ['EPERM on fchmod', { syscall: 'fchmod', errno: 'EPERM' }, 'PermissionDenied'],
  ['ENOLCK on the lock', { syscall: 'flock', errno: 'ENOLCK' }, 'Io'],
  ['EINTR without end on the lock', { syscall: 'flock', errno: 'EINTR' }, 'Io'],
];

for (const [name, fault, kind] of failedSaves) {
  test(`update: ${name}: the old registry stays, no temp file, no lock`, () => {
    const path = newRegistry();
    const { ok, error } = runWith(fault, ['update', path, 'b']);
    assert.ok(!ok);
    assert.deepEqual([error?.kind, error?.code, error?.syscall], [kind, fault.errno, syscallName(fault.syscall)]);
    assert.ok((error?.errno ?? 0) > 0);
    assertUntouched(path);
  });
}

/** As node names it. */
function syscallName(syscall: string): string {
  return syscall === 'pwrite64' ? 'write' : syscall;
}

test('update: EIO on the fsync of the folder: the new registry is there, and the error says so', () => {
  const path = newRegistry();
  const { ok, error } = runWith({ syscall: 'fsync', errno: 'EIO', when: '2' }, ['update', path, 'b']);
  assert.ok(!ok && error?.kind === 'Io' && error.isApplied && error.code === 'EIO', JSON.stringify(error));
  assert.match(error.reason ?? '', /in place, but may not survive a power failure/);
  const loaded = Registry.load(path);
  assert.ok(loaded.ok && loaded.value.get('b') !== undefined);
});

test('update: a file system without fsync for folders is no error', () => {
  const path = newRegistry();
  assert.ok(runWith({ syscall: 'fsync', errno: 'EINVAL', when: '2' }, ['update', path, 'b']).ok);
});

test('interrupted calls are repeated', () => {
  for (const fault of [
    { syscall: 'flock', errno: 'EINTR', when: '1..5' },
    { syscall: 'pwrite64', errno: 'EINTR', when: '1..5' },
    { syscall: 'fsync', errno: 'EINTR', when: '1..5' },
  ]) {
    const path = newRegistry();
    assert.ok(runWith(fault, ['update', path, 'b']).ok, fault.syscall);
    assert.ok(readFileSync(path, 'utf8').includes('"b"'));
  }
  for (const [syscall, suffix] of [
    ['openat', '.lock'],
    ['read', '.toml'],
  ] as const) {
    const path = newRegistry();
    const on = path.replace('.toml', suffix);
    if (suffix === '.lock') writeFileSync(on, '');
    assert.deepEqual(runWith({ syscall, errno: 'EINTR', when: '1..3', on }, ['load', path]).ids, ['a'], syscall);
  }
});

test('load: EIO on read, ENOLCK on the lock', () => {
  const path = newRegistry();
  const read = runWith({ syscall: 'read', errno: 'EIO', on: path }, ['load', path]);
  assert.deepEqual([read.error?.kind, read.error?.code, read.error?.syscall], ['Io', 'EIO', 'read']);
  const lock = runWith({ syscall: 'flock', errno: 'ENOLCK' }, ['load', path]);
  assert.deepEqual([lock.error?.kind, lock.error?.code, lock.error?.syscall], ['Io', 'ENOLCK', 'flock']);
});

test('load: a lock file that cannot be made on a read-only file system', () => {
  const path = newRegistry();
  const lockPath = path.replace('.toml', '.lock');
  const loaded = runWith({ syscall: 'openat', errno: 'EROFS', when: '2', on: lockPath }, ['load', path]);
  assert.deepEqual([loaded.ok, loaded.wasLocked, loaded.ids], [true, false, ['a']]);
  assert.ok(!existsSync(lockPath));
});

test('the first save: no hard links here, then a rename; EIO, then nothing', () => {
  const path = newRegistry(false);
  const failed = runWith({ syscall: 'link', errno: 'EIO' }, ['update', path, 'b']);
  assert.deepEqual([failed.error?.kind, failed.error?.code], ['Io', 'EIO']);
  assert.deepEqual(readdirSync(join(path, '..')), ['exception_registry.lock']);
  assert.ok(runWith({ syscall: 'link', errno: 'EPERM' }, ['update', path, 'b']).ok);
  assert.deepEqual(readdirSync(join(path, '..')).sort(), ['exception_registry.lock', 'exception_registry.toml']);
});
