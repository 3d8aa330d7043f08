import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { loadNative } from '../../src/native/load.ts';
import { openExceptions, openingText, Registry } from '../../src/registry/index.ts';
import { kill, run, startUntilReady, tempFolder, workerPath } from '../helpers/registry-process.ts';
import { idOf, registryText } from '../helpers/registry-text.ts';

const NOBODY = 65534;
const native = loadNative();

function newRegistry(text = registryText([{ id: 'a' }])): { folder: string; path: string; lockPath: string } {
  const folder = join(tempFolder(), '.veil');
  mkdirSync(folder);
  const path = join(folder, 'exception_registry.toml');
  writeFileSync(path, text);
  return { folder, path, lockPath: join(folder, 'exception_registry.lock') };
}

function kindOf(result: ReturnType<typeof Registry.load> | ReturnType<typeof Registry.update>): string {
  return result.ok ? 'ok' : result.error.kind;
}

const add = (path: string) => Registry.update(path, (registry) => registry.put({ id: idOf(1), reason: 'r' }));

test('shared and exclusive holders in other processes', async () => {
  const { path, lockPath, folder } = newRegistry();
  const reader = await startUntilReady([workerPath, 'hold', path, 'shared'], folder);
  assert.equal(kindOf(Registry.load(path)), 'ok');
  assert.equal(kindOf(add(path)), 'LockBusy');
  await kill(reader);
  const writer = await startUntilReady([workerPath, 'hold', path, 'exclusive'], folder);
  for (const result of [Registry.load(path), add(path)]) {
    assert.ok(!result.ok && result.error.kind === 'LockBusy', JSON.stringify(result));
    assert.equal(result.error.lockPath, lockPath);
    assert.deepEqual(
      result.error.holders.map(({ pid }) => pid),
      [writer.pid],
    );
    assert.match(result.error.holders[0]?.command ?? '', /registry-worker\.js hold/);
  }
  await kill(writer);
  assert.equal(kindOf(add(path)), 'ok');
});

test('the lock file of a registry is beside it, under its name', () => {
  const folder = tempFolder();
  for (const [name, lock] of [
    ['frontend-registry.toml', 'frontend-registry.lock'],
    ['plain', 'plain.lock'],
    ['odd.lock', 'odd.lock.lock'],
  ] as const) {
    assert.equal(kindOf(add(join(folder, name))), 'ok');
    assert.ok(existsSync(join(folder, lock)), lock);
  }
});

test('a handle that is collected lets go', () => {
  const script = `
    const native = require(process.argv[1]);
    (() => { native.try_lock_exclusive(process.argv[2]); })();
    const wait = () => {
      gc();
      try { native.try_lock_exclusive(process.argv[2]).unlock(); process.exit(0); } catch {}
      setTimeout(wait, 5);
    };
    wait();`;
  const addon = join(process.cwd(), 'build/Release/veil.node');
  const { status } = spawnSync(process.execPath, ['--expose-gc', '-e', script, addon, join(tempFolder(), 'x.lock')], {
    timeout: 20_000,
  });
  assert.equal(status, 0);
});

test('a worker thread that ends lets go, and unlocking twice is harmless', async () => {
  const path = join(tempFolder(), 'x.lock');
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    globalThis.kept = require(workerData.addon).try_lock_exclusive(workerData.path);
    parentPort.postMessage('held');
    setInterval(() => {}, 1000);`;
  const worker = new Worker(code, {
    eval: true,
    workerData: { addon: join(process.cwd(), 'build/Release/veil.node'), path },
  });
  await new Promise((resolve) => worker.once('message', resolve));
  assert.throws(() => native.try_lock_shared(path), { code: 'EAGAIN', errno: 11, syscall: 'flock', path });
  await worker.terminate();
  const lock = native.try_lock_exclusive(path);
  assert.equal(lock.stillValid(), true);
  lock.unlock();
  lock.unlock();
  assert.equal(lock.stillValid(), false);
});

test('the border refuses what is no path', () => {
  for (const path of [undefined, 7, '', 'a\0b', {}]) {
    assert.throws(() => native.try_lock_shared(path as string), TypeError);
    assert.throws(() => native.try_lock_exclusive(path as string), TypeError);
    assert.throws(() => native.lock_holders(path as string), TypeError);
  }
});

test('loading makes no file where there is no registry, and says NotFound', () => {
  const folder = tempFolder();
  assert.equal(kindOf(Registry.load(join(folder, '.veil/exception_registry.toml'))), 'NotFound');
  assert.deepEqual(readdirSync(folder), []);
});

test('a registry that is being made for the first time is busy, not missing', async () => {
  const path = join(tempFolder(), '.veil/exception_registry.toml');
  const writer = await startUntilReady([workerPath, 'hold', path, 'exclusive'], '/');
  assert.equal(kindOf(Registry.load(path)), 'LockBusy');
  await kill(writer);
  assert.equal(kindOf(Registry.load(path)), 'NotFound');
});

test('the lock path is a FIFO, a folder, a symbolic link: refused at once, with an errno', () => {
  const cases: [string, (path: string) => void, number][] = [
    ['FIFO', (path) => assert.equal(spawnSync('mkfifo', [path]).status, 0), 22],
    ['folder', (path) => mkdirSync(path), 21],
    ['symbolic link', (path) => symlinkSync('/dev/null', path), 40],
    ['dangling link', (path) => symlinkSync('nowhere', path), 40],
  ];
  for (const [name, make, errno] of cases) {
    const { path, lockPath } = newRegistry();
    make(lockPath);
    for (const result of [Registry.load(path), add(path)]) {
      assert.ok(!result.ok && result.error.kind === 'Io', `${name}: ${JSON.stringify(result)}`);
      assert.deepEqual([result.error.errno, result.error.path], [errno, lockPath], name);
    }
  }
});

test('the registry is a FIFO or a folder: refused at once', () => {
  for (const make of [(path: string) => spawnSync('mkfifo', [path]), (path: string) => mkdirSync(path)]) {
    const { path } = newRegistry();
    rmSync(path);
    make(path);
    assert.equal(kindOf(Registry.load(path)), 'Io');
    assert.equal(kindOf(add(path)), 'Io');
  }
});

test('a symlinked registry stays a symlink, and both names share one lock', () => {
  const { path, lockPath, folder } = newRegistry();
  const link = join(folder, 'link.toml');
  symlinkSync('exception_registry.toml', link);
  const lock = native.try_lock_exclusive(lockPath);
  assert.equal(kindOf(add(link)), 'LockBusy');
  lock.unlock();
  assert.equal(kindOf(add(link)), 'ok');
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.ok(readFileSync(path, 'utf8').includes(idOf(1)));
  assert.ok(!existsSync(join(folder, 'link.lock')));
  const dangling = join(folder, 'dangling.toml');
  symlinkSync('new/there.toml', dangling);
  assert.equal(kindOf(Registry.load(dangling)), 'NotFound');
  assert.equal(kindOf(add(dangling)), 'ok');
  assert.ok(lstatSync(dangling).isSymbolicLink() && existsSync(join(folder, 'new/there.toml')));
  symlinkSync('loop.toml', join(folder, 'loop.toml'));
  assert.equal(kindOf(Registry.load(join(folder, 'loop.toml'))), 'Io');
});

test('mode and owner are kept, and nothing is left beside the registry', () => {
  const { path, folder } = newRegistry();
  chmodSync(path, 0o640);
  if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
  const before = statSync(path);
  assert.equal(kindOf(add(path)), 'ok');
  const after = statSync(path);
  assert.deepEqual([after.mode, after.uid, after.gid], [before.mode, before.uid, before.gid]);
  assert.notEqual(after.ino, before.ino);
  assert.deepEqual(readdirSync(folder).sort(), ['exception_registry.lock', 'exception_registry.toml']);
});

test('an update that changes nothing writes nothing', () => {
  const { path } = newRegistry();
  const before = statSync(path);
  const result = Registry.update(path, (registry) => registry.put({ id: 'a', reason: 'a test fixture' }));
  assert.ok(result.ok && result.value.outcome === 'unchanged');
  assert.equal(statSync(path).ino, before.ino);
});

test('a change that throws leaves the registry and lets go of the lock', () => {
  const { path } = newRegistry();
  const before = readFileSync(path, 'utf8');
  assert.throws(
    () =>
      Registry.update(path, (registry) => {
        registry.remove('a');
        throw new Error('no');
      }),
    /no/,
  );
  assert.equal(readFileSync(path, 'utf8'), before);
  assert.equal(kindOf(add(path)), 'ok');
});

test('save replaces, and load-then-save loses what came between: that is why update is there', () => {
  const { path } = newRegistry();
  const loaded = Registry.load(path);
  assert.ok(loaded.ok);
  assert.equal(kindOf(add(path)), 'ok');
  loaded.value.put({ id: 'z', reason: 'r' });
  assert.equal(loaded.value.save().ok, true);
  const now = Registry.load(path);
  assert.ok(now.ok);
  assert.deepEqual(
    now.value.entries().map(({ id }) => id),
    ['a', 'z'],
  );
});

test('left-over temp files of killed writers are swept at the next save, others are not', () => {
  const { path, folder } = newRegistry();
  const left = ['.exception_registry.toml.1-abc.veil-tmp', '.exception_registry.toml.2-def.veil-tmp'];
  const others = ['.other.toml.1-abc.veil-tmp', 'exception_registry.toml.bak'];
  for (const name of [...left, ...others]) writeFileSync(join(folder, name), 'x');
  assert.equal(kindOf(add(path)), 'ok');
  assert.deepEqual(
    readdirSync(folder)
      .filter((name) => !name.startsWith('exception_registry.'))
      .concat('exception_registry.toml.bak')
      .sort(),
    others.sort(),
  );
});

test('the lock file deleted while it is held: a second writer cannot get in, and the first one saves', () => {
  const { path, lockPath } = newRegistry();
  const outer = Registry.update(path, (registry) => {
    rmSync(lockPath);
    const inner = add(path);
    assert.ok(!inner.ok && inner.error.kind === 'LockBusy', JSON.stringify(inner));
    registry.put({ id: 'outer', reason: 'r' });
  });
  assert.ok(outer.ok, JSON.stringify(outer));
  assert.equal(kindOf(add(path)), 'ok');
  const loaded = Registry.load(path);
  assert.ok(loaded.ok && loaded.value.get('outer') !== undefined && loaded.value.get(idOf(1)) !== undefined);
});

test('git clean -fdx while the lock is held', () => {
  const { folder, path, lockPath } = newRegistry();
  const root = join(folder, '..');
  writeFileSync(join(root, '.gitignore'), '.veil/*.lock\n');
  for (const words of [
    ['init', '-q'],
    ['add', '.'],
  ])
    assert.equal(spawnSync('git', words, { cwd: root }).status, 0);
  const outer = Registry.update(path, (registry) => {
    assert.equal(spawnSync('git', ['clean', '-fdxq'], { cwd: root }).status, 0);
    assert.ok(!existsSync(lockPath), 'git did not delete the lock file');
    assert.equal(kindOf(add(path)), 'LockBusy');
    registry.put({ id: 'outer', reason: 'r' });
  });
  assert.ok(outer.ok, JSON.stringify(outer));
  const loaded = Registry.load(path);
  assert.ok(loaded.ok && loaded.value.get('outer') !== undefined);
});

test('the same before there is a registry: two first writers do not overwrite each other', () => {
  const path = join(tempFolder(), '.veil/exception_registry.toml');
  const outer = Registry.update(path, (registry) => {
    rmSync(join(path, '../exception_registry.lock'));
    assert.equal(kindOf(add(path)), 'ok');
    registry.put({ id: 'outer', reason: 'r' });
  });
  assert.ok(!outer.ok && outer.error.kind === 'LockBusy');
  const loaded = Registry.load(path);
  assert.ok(loaded.ok);
  assert.deepEqual(
    loaded.value.entries().map(({ id }) => id),
    [idOf(1)],
  );
});

test('the registry replaced by somebody who takes no lock (git, an editor): the writer is told and overwrites nothing', () => {
  const { path } = newRegistry();
  const outer = Registry.update(path, (registry) => {
    writeFileSync(`${path}.new`, registryText([{ id: 'theirs' }]));
    renameSync(`${path}.new`, path);
    registry.put({ id: 'outer', reason: 'r' });
  });
  assert.ok(!outer.ok && outer.error.kind === 'LockBusy', JSON.stringify(outer));
  assert.equal(readFileSync(path, 'utf8'), registryText([{ id: 'theirs' }]));
});

// What a user without rights sees: the worker runs as another user, as root may do everything.
const asNobody = (words: string[]) => {
  const { stdout, stderr } = run(process.execPath, [workerPath, ...words], { cwd: '/', uid: NOBODY });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as {
    ok: boolean;
    error?: { kind: string; errno: number; path: string };
    wasLocked?: boolean;
    ids?: string[];
  };
};
const needsRoot = { skip: process.getuid?.() === 0 ? false : 'needs root, to become another user' };

test('no permission', needsRoot, () => {
  const { path, lockPath } = newRegistry();
  // May read the registry and neither make a lock file nor a temp file: a reader works, and says that it has no lock.
  assert.deepEqual(asNobody(['load', path]), { ok: true, ids: ['a'], wasLocked: false });
  assert.ok(!existsSync(lockPath));
  assert.equal(asNobody(['update', path, 'b']).error?.kind, 'PermissionDenied');
  // A lock file that may only be read is enough for the shared lock.
  assert.equal(kindOf(add(path)), 'ok');
  assert.deepEqual(asNobody(['load', path]), { ok: true, ids: ['a', idOf(1)], wasLocked: true });
  const update = asNobody(['update', path, 'b']);
  assert.deepEqual([update.error?.kind, update.error?.errno], ['PermissionDenied', 13]);
  chmodSync(path, 0o600);
  assert.deepEqual(asNobody(['load', path]).error, {
    kind: 'PermissionDenied',
    path,
    errno: 13,
    code: 'EACCES',
    syscall: 'open',
  });
  chmodSync(path, 0o644);
  chmodSync(lockPath, 0o600);
  assert.equal(asNobody(['load', path]).error?.path, lockPath);
});

test('a folder that another user may write to: their lock file serves both', needsRoot, () => {
  const { path, folder } = newRegistry();
  chmodSync(folder, 0o777);
  assert.equal(kindOf(add(path)), 'ok');
  assert.equal(asNobody(['update', path, 'b']).ok, true);
  assert.equal(kindOf(Registry.update(path, (registry) => registry.put({ id: 'c', reason: 'r' }))), 'ok');
});

test('a read-only file system: reading works without a lock and says so, writing does not', needsRoot, async (t) => {
  const { path, folder } = newRegistry();
  const mounted = join(tempFolder(), 'mounted');
  mkdirSync(mounted);
  const mount = (...words: string[]) => spawnSync('mount', words, { encoding: 'utf8' });
  if (mount('--bind', folder, mounted).status !== 0) return t.skip('mount is not allowed here');
  try {
    assert.equal(mount('-o', 'remount,ro,bind', mounted).status, 0);
    const readOnly = join(mounted, 'exception_registry.toml');
    const loaded = Registry.load(readOnly);
    assert.ok(loaded.ok && !loaded.value.wasLocked);
    const update = add(readOnly);
    assert.ok(!update.ok && update.error.kind === 'Io' && update.error.errno === 30, JSON.stringify(update));
    const exceptions = await openExceptions({
      startFolder: '/',
      scannedPaths: [],
      systemRegistry: readOnly,
      disabled: false,
      lockRetryMs: 0,
      now: new Date(),
    });
    assert.equal(exceptions.kind, 'registry');
    assert.match(openingText(exceptions), /read without a lock: .*exception_registry\.lock/);
    // With a lock file there, readers lock it even so.
    writeFileSync(join(folder, 'exception_registry.lock'), '');
    const locked = Registry.load(readOnly);
    assert.ok(locked.ok && locked.value.wasLocked);
    assert.equal(kindOf(add(path)), 'ok');
  } finally {
    spawnSync('umount', [mounted]);
  }
});

test('a child process inherits neither lock', () => {
  const { path } = newRegistry();
  let child: ReturnType<typeof spawnSync> | undefined;
  Registry.update(path, () => {
    child = spawnSync('sh', ['-c', 'sleep 30 >/dev/null 2>&1 & ls -l /proc/self/fd; echo $!'], { encoding: 'utf8' });
  });
  const lines = String(child?.stdout).trim().split('\n');
  try {
    assert.ok(!String(child?.stdout).includes('exception_registry'), String(child?.stdout));
    assert.equal(kindOf(add(path)), 'ok');
  } finally {
    process.kill(Number(lines.at(-1)), 'SIGKILL');
  }
});

test('--lock-retry waits for a lock that comes free, and not for ever', async () => {
  const { path, lockPath } = newRegistry();
  const lock = native.try_lock_exclusive(lockPath);
  const options = { startFolder: '/', scannedPaths: [], systemRegistry: path, disabled: false, now: new Date() };
  assert.equal((await openExceptions({ ...options, lockRetryMs: 0 })).kind, 'unavailable');
  assert.equal((await openExceptions({ ...options, lockRetryMs: 30 })).kind, 'unavailable');
  setTimeout(() => lock.unlock(), 50);
  assert.equal((await openExceptions({ ...options, lockRetryMs: 30_000 })).kind, 'registry');
});
