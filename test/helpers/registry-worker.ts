/**
 * A process for tests of the registry. The first argument says what it does:
 *
 *     add PATH PREFIX COUNT     adds entries PREFIX0 … one update each, again while the lock is busy; prints each id
 *                               once it is acknowledged
 *     add-unlocked …            the same without any lock: the control
 *     update PATH ID            one update; prints its result as JSON
 *     load PATH                 one load; prints its result as JSON
 *     hold PATH MODE            takes the lock ('shared' or 'exclusive'), prints a line, keeps it until it is killed
 *     toggle PATH               updates for ever between two versions, as often as it can, until it is killed
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { RegistryResult } from '../../src/errors/registry-error.ts';
import { editRegistry } from '../../src/registry/edit-registry.ts';
import { Registry, takeLock } from '../../src/registry/index.ts';
import { parseRegistry } from '../../src/registry/parse-registry.ts';

const [mode = '', path = '', third = '', fourth = ''] = process.argv.slice(2);
const shared = new Int32Array(new SharedArrayBuffer(4));

switch (mode) {
  case 'add':
    addMany((id) => Registry.update(path, (registry) => registry.put({ id, reason: 'stress' })));
    break;
  case 'add-unlocked':
    addMany(addUnlocked);
    break;
  case 'update':
    print(Registry.update(path, (registry) => registry.put({ id: third, reason: 'an update' })));
    break;
  case 'load': {
    const loaded = Registry.load(path);
    print(
      loaded.ok
        ? { ok: true, ids: loaded.value.entries().map(({ id }) => id), wasLocked: loaded.value.wasLocked }
        : loaded,
    );
    break;
  }
  case 'hold': {
    const lock = takeLock(path, third as 'shared' | 'exclusive');
    print(lock);
    setInterval(() => lock.ok && lock.value.path, 1000);
    break;
  }
  case 'toggle':
    toggle();
    break;
  default:
    throw new Error(`unknown mode ${mode}`);
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** An acknowledged id is printed; any outcome but "written" and "busy" ends the process with its JSON on stderr. */
function addMany(add: (id: string) => RegistryResult<unknown>): void {
  let busyCount = 0;
  for (let i = 0; i < Number(fourth); i += 1) {
    const id = `${third}${i}`;
    for (;;) {
      const result = add(id);
      if (result.ok) break;
      if (result.error.kind !== 'LockBusy') {
        process.stderr.write(`${JSON.stringify(result.error)}\n`);
        process.exit(1);
      }
      busyCount += 1;
      // Random, so that dozens of processes do not come back together.
      Atomics.wait(shared, 0, 0, 5 + Math.random() * 150);
    }
    process.stdout.write(`${id}\n`);
  }
  process.stdout.write(`busy ${busyCount}\n`);
}

/** Load, edit, write a temp file, rename: all that `update` does, but the locks. */
function addUnlocked(id: string): RegistryResult<unknown> {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const parsed = parseRegistry(bytes, path);
  if (!parsed.ok) return parsed;
  const entries = new Map([...parsed.value.entries].map(([key, { entry }]) => [key, entry]));
  entries.set(id, { id, reason: 'stress' });
  const temp = `${path}.${process.pid}.tmp`;
  writeFileSync(temp, editRegistry(parsed.value, entries));
  renameSync(temp, path);
  return { ok: true, value: undefined };
}

function toggle(): void {
  process.stdout.write('ready\n');
  for (;;) {
    Registry.update(path, (registry) => {
      if (!registry.remove('b')) registry.put({ id: 'b', reason: 'the second version'.repeat(2000) });
    });
  }
}
